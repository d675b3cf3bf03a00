//! A person's own images: what is read, what is held, what is kept in the browser.
//!
//! Their bytes are a `Blob` at the store, whose handle costs nothing here; this file knows only what they are.

use serde::{Deserialize, Serialize};
use spec::catalogue::{DatasetId, UserImages};
use spec::device::DeviceKind;
use spec::protocol::{DataError, LabelledImage};
use spec::reader_protocol::{ClassNames, Message, NotRead, Note, VERSION};

use super::{DatasetState, Effect, KeepError, Notice, State};

/// The most letters of a class's name.
const MAX_NAME: usize = 60;

/// What is known of images whose bytes the store holds; also what is kept beside them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserSet {
    /// What they are.
    pub images: UserImages,
    /// What their classes are called.
    pub names: ClassNames,
}

impl UserSet {
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
        set: UserSet,
        /// What was decided in reading them.
        notes: Vec<Note>,
        /// An image of some classes.
        samples: Vec<LabelledImage>,
    },
    /// They are not read.
    Failed(NotRead),
}

/// What is known of a person's own images.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Importing {
    /// Whether the dialog is open.
    pub open: bool,
    /// Where the reading of files is.
    pub reading: Reading,
    /// The images that can be used.
    pub here: Option<UserSet>,
    /// Which images the browser keeps for the next visit.
    pub kept: Option<UserImages>,
    /// Whether it was looked up what the browser keeps.
    looked_up: bool,
}

impl Importing {
    /// Whether these images can be used.
    pub fn has(&self, images: UserImages) -> bool {
        self.here.as_ref().is_some_and(|set| set.images == images)
    }

    /// What the classes of a data set are called, where a person's own names matter.
    pub fn names(&self, dataset: DatasetId) -> Option<&ClassNames> {
        let images = dataset.user_images()?;
        self.here.as_ref().filter(|set| set.images == images).map(|set| &set.names)
    }

    /// Whether the browser keeps the images in use.
    pub fn is_kept(&self) -> bool {
        self.kept.is_some() && self.kept == self.here.as_ref().map(|set| set.images)
    }
}

impl State {
    /// Opens the dialog, or closes it and forgets what was read and not used.
    pub fn open_own(&mut self, open: bool) {
        self.user_images.open = open;
        if !open {
            self.user_images.reading = Reading::Nothing;
            self.outbox.push(Effect::EndReader);
        }
    }

    /// Stops the reading, or forgets what was read; the dialog stays.
    pub fn cancel_reading(&mut self) {
        self.user_images.reading = Reading::Nothing;
        self.outbox.push(Effect::EndReader);
    }

    /// Files are handed to the reader. The images in use stay until others are.
    pub fn begin_reading(&mut self) -> Option<String> {
        self.user_images.open = true;
        let script = self.workers.reader_script();
        self.user_images.reading = match script {
            Some(_) => Reading::Going { read: 0, total: 0, images: 0 },
            None => Reading::Failed(NotRead::NoReader),
        };
        script
    }

    /// The reader says something.
    pub fn reader_says(&mut self, message: Message) {
        if !matches!(self.user_images.reading, Reading::Going { .. }) {
            return;
        }
        self.user_images.reading = match message {
            Message::Ready { version } if version == VERSION => return,
            Message::Ready { version } => broken(&format!("version {version}")),
            Message::Progress { read, total, images } => Reading::Going { read, total, images },
            Message::Done { images, .. } if !images.is_possible() => broken("impossible numbers"),
            Message::Done { images, names, notes, samples } => {
                Reading::Found { set: UserSet { images, names }, notes, samples }
            }
            Message::Failed(error) => Reading::Failed(error),
        };
        match self.user_images.reading {
            Reading::Going { .. } => {}
            Reading::Nothing | Reading::Found { .. } | Reading::Failed(_) => self.outbox.push(Effect::EndReader),
        }
    }

    /// The reader ended by itself: a file asked too much of it.
    pub fn reader_died(&mut self, detail: &str) {
        if matches!(self.user_images.reading, Reading::Going { .. }) {
            self.user_images.reading = broken(detail);
            self.outbox.push(Effect::EndReader);
        }
    }

    /// Uses the images that were read, with these names of their classes.
    pub fn use_own(&mut self, names: Vec<String>, keep: bool) {
        let Reading::Found { mut set, .. } = std::mem::take(&mut self.user_images.reading) else { return };
        rename(&mut set, names);
        self.user_images.open = false;
        self.outbox.push(Effect::HoldUserImages);
        if keep {
            self.outbox.push(Effect::KeepUserImages(set.to_json()));
        }
        self.have_own(set.clone());
        let dataset = DatasetId::User(set.images);
        self.edit(|spec| spec.dataset = dataset);
    }

    /// Uses the images that are here.
    pub fn choose_own(&mut self) {
        match &self.user_images.here {
            Some(set) => {
                let dataset = DatasetId::User(set.images);
                self.edit(|spec| spec.dataset = dataset);
            }
            None => self.open_own(true),
        }
    }

    /// Other names for the classes of the images in use.
    pub fn rename_own(&mut self, names: Vec<String>) {
        let kept = self.user_images.is_kept();
        if let Some(set) = &mut self.user_images.here {
            rename(set, names);
            if kept {
                self.outbox.push(Effect::KeepUserImages(set.to_json()));
            }
        }
    }

    /// It was looked up what the browser keeps; the store holds the bytes of what it found.
    pub fn own_looked_up(&mut self, found: Option<UserSet>) {
        self.user_images.looked_up = true;
        self.user_images.kept = found.as_ref().map(|set| set.images);
        match found {
            Some(set) if self.user_images.here.is_none() => self.have_own(set),
            Some(_) | None => {}
        }
    }

    /// Keeps the images in use in the browser.
    pub fn keep_own(&mut self) {
        if let Some(set) = &self.user_images.here {
            self.outbox.push(Effect::KeepUserImages(set.to_json()));
        }
    }

    /// The images in use are kept, or the browser has no room for them.
    pub fn own_kept(&mut self, kept: Result<(), KeepError>) {
        match kept {
            Ok(()) => self.user_images.kept = self.user_images.here.as_ref().map(|set| set.images),
            Err(error) => self.notices.push(Notice::NotKept(error)),
        }
    }

    /// Asks the browser to keep nothing any more. The images in use stay until the page goes.
    pub fn forget_own(&mut self) {
        self.outbox.push(Effect::ForgetUserImages);
    }

    /// Nothing is kept any more: said once it is true, since who reads it may leave the page at once.
    pub fn own_forgotten(&mut self) {
        self.user_images.kept = None;
    }

    /// Images are here: those that were missing can be loaded.
    fn have_own(&mut self, set: UserSet) {
        match &self.dataset {
            DatasetState::Failed { id: DatasetId::User(images), .. } if *images == set.images => {
                self.dataset = DatasetState::Absent;
            }
            DatasetState::Absent
            | DatasetState::Loading { .. }
            | DatasetState::Ready { .. }
            | DatasetState::Failed { .. } => {}
        }
        self.user_images.here = Some(set);
    }

    /// What stands before the loading of a data set: whether it can be had, and where a person's own images are handed
    /// over first.
    pub(super) fn prepare(&mut self, dataset: DatasetId, kind: DeviceKind) -> bool {
        let Some(images) = dataset.user_images() else { return true };
        if self.user_images.has(images) {
            self.outbox.push(Effect::SendUserImages(kind));
            return true;
        }
        // They may be among what the browser keeps.
        if self.user_images.looked_up {
            self.dataset = DatasetState::Failed { id: dataset, error: DataError::NotHere };
        }
        false
    }
}

/// Gives the classes names; one that is empty gets its number. Names that are as they were stay translated.
fn rename(set: &mut UserSet, names: Vec<String>) {
    if names.len() == set.images.classes {
        let tidy = |(class, name): (usize, String)| {
            let name: String = name.trim().chars().filter(|sign| !sign.is_control()).take(MAX_NAME).collect();
            if name.is_empty() { class.to_string() } else { name }
        };
        set.names = ClassNames::Given(names.into_iter().enumerate().map(tidy).collect());
    }
}

fn broken(detail: &str) -> Reading {
    Reading::Failed(NotRead::Broken(detail.to_owned()))
}

#[cfg(test)]
mod tests {
    use spec::Spec;
    use spec::protocol::Command;

    use super::*;
    use crate::state::tests::{built, dataset_arrives, worker_ready, worker_starts};

    const IMAGES: UserImages = UserImages { shape: [2, 2, 1], classes: 2, train: 8, test: 2, checksum: 7 };
    const CPU: DeviceKind = DeviceKind::Cpu;

    fn set() -> UserSet {
        UserSet { images: IMAGES, names: ClassNames::Numbers }
    }

    fn done() -> Message {
        Message::Done { images: IMAGES, names: ClassNames::Numbers, notes: Vec::new(), samples: Vec::new() }
    }

    /// A page whose worker is ready and nothing has been looked up.
    fn page(dataset: DatasetId) -> State {
        worker_ready(Spec { dataset, ..Spec::default() })
    }

    fn loads(orders: &[Effect]) -> bool {
        let load = Effect::Send(CPU, Command::LoadDataset { dataset: DatasetId::User(IMAGES) });
        let place = |wanted: &Effect| orders.iter().position(|order| order == wanted);
        place(&Effect::SendUserImages(CPU)).zip(place(&load)).is_some_and(|(send, load)| send < load)
    }

    #[test]
    fn images_are_handed_over_before_they_are_loaded_and_again_after_a_loss() {
        let mut state = page(DatasetId::Mnist);
        dataset_arrives(&mut state, CPU, DatasetId::Mnist);
        state.hear(CPU, built(1));
        assert_eq!(state.begin_reading().as_deref(), Some("workers/reader/start.js"));
        state.reader_says(done());
        state.take_effects();
        state.use_own(vec!["cat".to_owned(), " ".to_owned()], false);
        let orders = state.take_effects();
        assert_eq!(orders[0], Effect::HoldUserImages);
        assert!(loads(&orders), "{orders:?}");
        let given = ClassNames::Given(vec!["cat".to_owned(), "1".to_owned()]);
        assert_eq!(state.user_images.names(state.draft.dataset), Some(&given));
        state.settle();
        state.worker_died(CPU, "gone".to_owned());
        worker_starts(&mut state);
        assert!(loads(&state.take_effects()));
    }

    #[test]
    fn a_link_waits_for_what_the_browser_keeps() {
        let mut state = page(DatasetId::User(IMAGES));
        assert_eq!(state.dataset, DatasetState::Absent);
        state.take_effects();
        state.own_looked_up(Some(set()));
        assert!(loads(&state.take_effects()));
        assert!(state.user_images.is_kept());
    }

    #[test]
    fn a_link_for_images_that_are_elsewhere_asks_for_them() {
        let mut state = page(DatasetId::User(IMAGES));
        let other = UserSet { images: UserImages { checksum: 8, ..IMAGES }, ..set() };
        state.own_looked_up(Some(other));
        state.follow();
        assert_eq!(state.dataset, DatasetState::Failed { id: DatasetId::User(IMAGES), error: DataError::NotHere });
        state.begin_reading();
        state.reader_says(done());
        state.use_own(Vec::new(), true);
        assert!(loads(&state.take_effects()));
    }

    #[test]
    fn nothing_changes_until_the_images_are_used() {
        let mut state = page(DatasetId::Mnist);
        let before = (state.draft.clone(), state.dataset.clone());
        state.begin_reading();
        state.reader_says(Message::Progress { read: 1, total: 2, images: 0 });
        state.reader_died("out of memory");
        assert_eq!(state.user_images.reading, Reading::Failed(NotRead::Broken("out of memory".to_owned())));
        state.reader_says(done());
        assert!(matches!(state.user_images.reading, Reading::Failed(_)), "nobody asked for it any more");
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
        assert!(state.user_images.has(IMAGES) && !state.user_images.is_kept());
        assert_eq!(state.notices.shown()[0].1, Notice::NotKept(KeepError::Full));
    }

    #[test]
    fn what_was_kept_is_read_with_care() {
        assert_eq!(UserSet::from_json(&set().to_json()), Some(set()));
        assert_eq!(UserSet::from_json("{}"), None);
        let huge = UserSet { images: UserImages { classes: 1_000, ..IMAGES }, ..set() };
        assert_eq!(UserSet::from_json(&huge.to_json()), None);
    }
}
