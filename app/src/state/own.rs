//! A person's own images: what is read, what is held, what is kept in the browser.
//!
//! Their bytes are a `Blob` at the desk, whose handle costs nothing here; this file knows only what they are.

use model::catalogue::{DatasetId, OwnImages};
use model::device::DeviceKind;
use model::protocol::{DataError, LabelledImage};
use model::reader_protocol::{ClassNames, Message, VERSION, Words};
use serde::{Deserialize, Serialize};

use super::{DatasetState, Notice, Order, State};

/// The most letters of a class's name.
const MAX_NAME: usize = 60;

/// What is known of images whose bytes the desk holds; also what is kept beside them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnSet {
    /// What they are.
    pub images: OwnImages,
    /// What their classes are called.
    pub names: ClassNames,
}

impl OwnSet {
    /// Reads what was kept.
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str::<Self>(text).ok().filter(|set| set.images.is_possible())
    }

    /// To be kept.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Where the reading of files is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Reading {
    /// No files were chosen.
    #[default]
    Nothing,
    /// They are being read.
    Going {
        /// Bytes so far.
        read: u64,
        /// Bytes in all, 0 before it is known.
        total: u64,
        /// Pictures decoded so far.
        images: u32,
    },
    /// They are read and wait to be used.
    Found {
        /// What they are.
        set: OwnSet,
        /// What was decided in reading them.
        notes: Vec<Words>,
        /// An image of some classes.
        samples: Vec<LabelledImage>,
    },
    /// They cannot be used.
    Failed(Words),
}

/// What is known of a person's own images.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Own {
    /// Whether the dialog is open.
    pub open: bool,
    /// Where the reading of files is.
    pub reading: Reading,
    /// The images that can be used.
    pub here: Option<OwnSet>,
    /// Which images the browser keeps for the next visit.
    pub kept: Option<OwnImages>,
    /// Whether it was looked up what the browser keeps.
    looked_up: bool,
}

impl Own {
    /// Whether these images can be used.
    pub fn has(&self, images: OwnImages) -> bool {
        self.here.as_ref().is_some_and(|set| set.images == images)
    }

    /// What the classes of a data set are called, where a person's own names matter.
    pub fn names(&self, dataset: DatasetId) -> Option<&ClassNames> {
        match dataset {
            DatasetId::Own(images) => self.here.as_ref().filter(|set| set.images == images).map(|set| &set.names),
            DatasetId::Mnist | DatasetId::FashionMnist | DatasetId::Cifar10 => None,
        }
    }

    /// Whether the browser keeps the images in use.
    pub fn is_kept(&self) -> bool {
        self.kept.is_some() && self.kept == self.here.as_ref().map(|set| set.images)
    }
}

impl State {
    /// Opens the dialog, or closes it and forgets what was read and not used.
    pub fn open_own(&mut self, open: bool) {
        self.own.open = open;
        if !open {
            self.own.reading = Reading::Nothing;
            self.orders.push(Order::EndReader);
        }
    }

    /// Stops the reading, or forgets what was read; the dialog stays.
    pub fn cancel_reading(&mut self) {
        self.own.reading = Reading::Nothing;
        self.orders.push(Order::EndReader);
    }

    /// Files are handed to the reader. The images in use stay until others are.
    pub fn begin_reading(&mut self) -> Option<String> {
        self.own.open = true;
        let script = self.workers.reader_script();
        self.own.reading = match script {
            Some(_) => Reading::Going { read: 0, total: 0, images: 0 },
            None => Reading::Failed(Words {
                english: "The reader of files has not arrived yet: wait a moment and choose them again.".to_owned(),
                spanish: "El lector de archivos aún no ha llegado: espera un momento y elígelos otra vez.".to_owned(),
            }),
        };
        script
    }

    /// The reader says something.
    pub fn reader_says(&mut self, message: Message) {
        if !matches!(self.own.reading, Reading::Going { .. }) {
            return;
        }
        self.own.reading = match message {
            Message::Ready { version } if version == VERSION => return,
            Message::Ready { version } => broken(&format!("version {version}")),
            Message::Progress { read, total, images } => Reading::Going { read, total, images },
            Message::Done { images, .. } if !images.is_possible() => broken("impossible numbers"),
            Message::Done { images, names, notes, samples } => {
                Reading::Found { set: OwnSet { images, names }, notes, samples }
            }
            Message::Failed(words) => Reading::Failed(words),
        };
        match self.own.reading {
            Reading::Going { .. } => {}
            Reading::Nothing | Reading::Found { .. } | Reading::Failed(_) => self.orders.push(Order::EndReader),
        }
    }

    /// The reader ended by itself: a file asked too much of it.
    pub fn reader_died(&mut self, detail: &str) {
        if matches!(self.own.reading, Reading::Going { .. }) {
            self.own.reading = broken(detail);
            self.orders.push(Order::EndReader);
        }
    }

    /// Uses the images that were read, with these names of their classes.
    pub fn use_own(&mut self, names: Vec<String>, keep: bool) {
        let Reading::Found { mut set, .. } = std::mem::take(&mut self.own.reading) else { return };
        rename(&mut set, names);
        self.own.open = false;
        self.orders.push(Order::HoldOwn);
        if keep {
            self.orders.push(Order::KeepOwn(set.to_json()));
        }
        self.have_own(set.clone());
        let dataset = DatasetId::Own(set.images);
        self.edit(|spec| spec.dataset = dataset);
        // Where the settings were for these images already, only the images are new.
        self.reconcile();
    }

    /// Uses the images that are here.
    pub fn choose_own(&mut self) {
        match &self.own.here {
            Some(set) => {
                let dataset = DatasetId::Own(set.images);
                self.edit(|spec| spec.dataset = dataset);
            }
            None => self.open_own(true),
        }
    }

    /// Other names for the classes of the images in use.
    pub fn rename_own(&mut self, names: Vec<String>) {
        let kept = self.own.is_kept();
        if let Some(set) = &mut self.own.here {
            rename(set, names);
            if kept {
                self.orders.push(Order::KeepOwn(set.to_json()));
            }
        }
    }

    /// It was looked up what the browser keeps; the desk holds the bytes of what it found.
    pub fn own_looked_up(&mut self, found: Option<OwnSet>) {
        self.own.looked_up = true;
        self.own.kept = found.as_ref().map(|set| set.images);
        match found {
            Some(set) if self.own.here.is_none() => self.have_own(set),
            Some(_) | None => {}
        }
        self.reconcile();
    }

    /// Keeps the images in use in the browser.
    pub fn keep_own(&mut self) {
        if let Some(set) = &self.own.here {
            self.orders.push(Order::KeepOwn(set.to_json()));
        }
    }

    /// The images in use are kept, or the browser has no room for them.
    pub fn own_kept(&mut self, kept: Result<(), KeepError>) {
        match kept {
            Ok(()) => self.own.kept = self.own.here.as_ref().map(|set| set.images),
            Err(error) => self.notices.push(Notice::NotKept(error)),
        }
    }

    /// Asks the browser to keep nothing any more. The images in use stay until the page goes.
    pub fn forget_own(&mut self) {
        self.orders.push(Order::ForgetOwn);
    }

    /// Nothing is kept any more: said once it is true, since who reads it may leave the page at once.
    pub fn own_forgotten(&mut self) {
        self.own.kept = None;
    }

    /// Images are here: those that were missing can be loaded.
    fn have_own(&mut self, set: OwnSet) {
        match &self.dataset {
            DatasetState::Failed { id: DatasetId::Own(images), .. } if *images == set.images => {
                self.dataset = DatasetState::Absent;
            }
            DatasetState::Absent
            | DatasetState::Loading { .. }
            | DatasetState::Ready { .. }
            | DatasetState::Failed { .. } => {}
        }
        self.own.here = Some(set);
    }

    /// What stands before the loading of a data set: whether it can be had, and where a person's own images are handed
    /// over first.
    pub(super) fn prepare(&mut self, dataset: DatasetId, kind: DeviceKind) -> bool {
        match dataset {
            DatasetId::Mnist | DatasetId::FashionMnist | DatasetId::Cifar10 => true,
            DatasetId::Own(images) if self.own.has(images) => {
                self.orders.push(Order::SendOwn(kind));
                true
            }
            // They may be among what the browser keeps.
            DatasetId::Own(_) if !self.own.looked_up => false,
            DatasetId::Own(_) => {
                self.dataset = DatasetState::Failed { id: dataset, error: DataError::NotHere };
                false
            }
        }
    }
}

/// Why images are not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepError {
    /// The browser has no room for them.
    Full,
    /// The browser keeps nothing; the detail is English.
    Refused(String),
}

/// Gives the classes names; one that is empty gets its number. Names that are as they were stay translated.
fn rename(set: &mut OwnSet, names: Vec<String>) {
    if names.len() == set.images.classes {
        let tidy = |(class, name): (usize, String)| {
            let name: String = name.trim().chars().filter(|sign| !sign.is_control()).take(MAX_NAME).collect();
            if name.is_empty() { class.to_string() } else { name }
        };
        set.names = ClassNames::Given(names.into_iter().enumerate().map(tidy).collect());
    }
}

fn broken(detail: &str) -> Reading {
    Reading::Failed(Words {
        english: format!("These files could not be read ({detail}): choose fewer or others."),
        spanish: format!("Estos archivos no se pudieron leer ({detail}): elige menos u otros."),
    })
}

#[cfg(test)]
mod tests {
    use model::device::{DeviceRequest, Probe};
    use model::protocol::{self, Command, Event, RunId};
    use model::spec::Spec;

    use super::*;
    use crate::state::{Build, Manifest};

    const IMAGES: OwnImages = OwnImages { shape: [2, 2, 1], classes: 2, train: 8, test: 2, checksum: 7 };
    const CPU: DeviceKind = DeviceKind::Cpu;

    fn set() -> OwnSet {
        OwnSet { images: IMAGES, names: ClassNames::Numbers }
    }

    fn done() -> Message {
        Message::Done { images: IMAGES, names: ClassNames::Numbers, notes: Vec::new(), samples: Vec::new() }
    }

    /// A page whose worker is ready and nothing has been looked up.
    fn page(dataset: DatasetId) -> State {
        let mut state = State::new(Spec { dataset, ..Spec::default() }, DeviceRequest::Cpu, 1);
        let build = |name: &str| Build { script: name.to_owned() };
        let (cpu, reader) = (build("cpu.js"), Some(build("reader.js")));
        state.manifest_arrived(Ok(Manifest { cpu, webgpu: None, webgpu_pending: false, reader }));
        state.apply(CPU, Event::Hello { version: protocol::VERSION, probe: Probe::NoWebgpu });
        state.apply(CPU, Event::Ready { device: CPU });
        state
    }

    fn loads(orders: &[Order]) -> bool {
        let load = Order::Send(CPU, Command::LoadDataset { dataset: DatasetId::Own(IMAGES) });
        let place = |wanted: &Order| orders.iter().position(|order| order == wanted);
        place(&Order::SendOwn(CPU)).zip(place(&load)).is_some_and(|(send, load)| send < load)
    }

    #[test]
    fn images_are_handed_over_before_they_are_loaded_and_again_after_a_loss() {
        let mut state = page(DatasetId::Mnist);
        let mnist = Event::DatasetReady {
            dataset: DatasetId::Mnist,
            train: vec![6_000; 10],
            test: vec![1_000; 10],
            histogram: vec![1; 256],
        };
        state.apply(CPU, mnist);
        let built = Event::Built { run: RunId(1), parameters: 9, train: 9, validation: 9, steps_per_epoch: 9 };
        state.apply(CPU, built);
        assert_eq!(state.begin_reading().as_deref(), Some("reader.js"));
        state.reader_says(done());
        state.take_orders();
        state.use_own(vec!["cat".to_owned(), " ".to_owned()], false);
        let orders = state.take_orders();
        assert_eq!(orders[0], Order::HoldOwn);
        assert!(loads(&orders), "{orders:?}");
        let given = ClassNames::Given(vec!["cat".to_owned(), "1".to_owned()]);
        assert_eq!(state.own.names(state.draft.dataset), Some(&given));
        state.settle();
        state.worker_died(CPU, "gone".to_owned());
        state.apply(CPU, Event::Hello { version: protocol::VERSION, probe: Probe::NoWebgpu });
        state.apply(CPU, Event::Ready { device: CPU });
        assert!(loads(&state.take_orders()));
    }

    #[test]
    fn a_link_waits_for_what_the_browser_keeps() {
        let mut state = page(DatasetId::Own(IMAGES));
        assert_eq!(state.dataset, DatasetState::Absent);
        state.take_orders();
        state.own_looked_up(Some(set()));
        assert!(loads(&state.take_orders()));
        assert!(state.own.is_kept());
    }

    #[test]
    fn a_link_for_images_that_are_elsewhere_asks_for_them() {
        let mut state = page(DatasetId::Own(IMAGES));
        let other = OwnSet { images: OwnImages { checksum: 8, ..IMAGES }, ..set() };
        state.own_looked_up(Some(other));
        assert_eq!(state.dataset, DatasetState::Failed { id: DatasetId::Own(IMAGES), error: DataError::NotHere });
        state.begin_reading();
        state.reader_says(done());
        state.use_own(Vec::new(), true);
        assert!(loads(&state.take_orders()));
    }

    #[test]
    fn nothing_changes_until_the_images_are_used() {
        let mut state = page(DatasetId::Mnist);
        let before = (state.draft.clone(), state.dataset.clone());
        state.begin_reading();
        state.reader_says(Message::Progress { read: 1, total: 2, images: 0 });
        state.reader_died("out of memory");
        let Reading::Failed(words) = &state.own.reading else { panic!("it failed") };
        assert_eq!(words.english, "These files could not be read (out of memory): choose fewer or others.");
        state.reader_says(done());
        assert!(matches!(state.own.reading, Reading::Failed(_)), "nobody asked for it any more");
        state.open_own(false);
        assert_eq!((state.draft.clone(), state.dataset.clone()), before);
    }

    #[test]
    fn a_full_browser_loses_nothing() {
        let mut state = page(DatasetId::Mnist);
        state.begin_reading();
        state.reader_says(done());
        state.use_own(Vec::new(), true);
        state.own_kept(Err(KeepError::Full));
        assert!(state.own.has(IMAGES) && !state.own.is_kept());
        assert_eq!(state.notices.shown()[0].1, Notice::NotKept(KeepError::Full));
    }

    #[test]
    fn what_was_kept_is_read_with_care() {
        assert_eq!(OwnSet::from_json(&set().to_json()), Some(set()));
        assert_eq!(OwnSet::from_json("{}"), None);
        let huge = OwnSet { images: OwnImages { classes: 1_000, ..IMAGES }, ..set() };
        assert_eq!(OwnSet::from_json(&huge.to_json()), None);
    }
}
