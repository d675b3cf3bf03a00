//! All that the page knows, as plain data.
//!
//! The worker's events enter through [`State::apply`], what a person does through the methods in `actions`. Both only
//! change the data and leave [`Order`]s; nothing here touches a browser, so every rule is tested natively. After each
//! change [`State::reconcile`] compares what is wanted with what the worker has and orders the difference, so that a
//! worker that died and one that was just born need no rules of their own.

mod actions;
mod augment;
mod browse;
mod dataset;
mod examine;
mod inside;
mod lesson;
mod looking;
mod notice;
mod own;
mod queue;
mod rate_search;
mod reconcile;
mod replay;
mod run;
mod runs;
mod tab;
mod workers;

pub use actions::{Controls, MainAction};
pub use augment::Thumbnails;
pub use browse::{Browse, SIDES};
pub use dataset::DatasetState;
pub use examine::{EpochMatrix, Examine, Examining};
pub use inside::{Asked, Held, Inside, MAX_SURVEY, Section, Standing, has_weights};
pub use lesson::{
    Given, LessonState, Progress as LessonProgress, Record, Saved as SavedLessons, Stage, is_done, is_right,
};
pub use notice::{Notice, Notices};
pub use own::{KeepError, Own, OwnSet, Reading};
pub use queue::{Before, Queue};
pub use rate_search::{NoSearch, RateSearch, tidy};
pub use run::{Built, Presence, Run, Test, Then};
pub use runs::{History, MAX_NAME, MAX_SHOWN, Row, Runs};
pub use tab::Tab;
pub use workers::{Build, Computing, Manifest, TICK_SECONDS, WorkerFailure, Workers};

use std::sync::Arc;

use model::device::{DeviceKind, DeviceRequest};
use model::protocol::{Command, Event, LabelledImage, Moment, Phase, Predictor, RequestId, RunError, RunId};
use model::spec::{Spec, SpecError};

/// What the browser's side has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Read the list of worker builds, then call [`State::manifest_arrived`].
    FetchManifest,
    /// Start this build of the worker.
    Start {
        /// Which build.
        kind: DeviceKind,
        /// Its script, relative to the page.
        script: String,
    },
    /// End this worker.
    End(DeviceKind),
    /// Send a command to this worker.
    Send(DeviceKind, Command),
    /// Hand a person's own images to this worker.
    SendOwn(DeviceKind),
    /// Hold the images that were read last in place of those before.
    HoldOwn,
    /// Keep the images that are held in the browser, with these words about them; then call [`State::own_kept`].
    KeepOwn(String),
    /// Keep none any more; then call [`State::own_forgotten`].
    ForgetOwn,
    /// End the reader of files, whatever it does.
    EndReader,
    /// Give the person a file.
    Save {
        /// Its name.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
}

/// The answer of a network to the image in view.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// A probability a class.
    pub probabilities: Vec<f32>,
    /// Who answered.
    pub by: Predictor,
}

/// All that the page knows.
#[derive(Debug)]
pub struct State {
    /// The settings as the person has them now; may be invalid.
    pub draft: Spec,
    /// Why they are invalid.
    pub draft_error: Option<SpecError>,
    /// The workers' life.
    pub workers: Workers,
    /// What the computing worker holds of the data set.
    pub dataset: DatasetState,
    /// A person's own images.
    pub own: Own,
    /// The network that is trained.
    pub run: Option<Run>,
    /// The network that is to take its place as soon as it stands.
    pub candidate: Option<Run>,
    /// The trained network whose place was taken last.
    pub put_aside: Option<Run>,
    /// Images of the data set, to look at.
    pub samples: Vec<LabelledImage>,
    /// A test image to try the network on.
    pub test_image: Option<LabelledImage>,
    /// What the network thinks of the image in view.
    pub prediction: Option<Prediction>,
    /// The runs of this visit.
    pub runs: Runs,
    /// The ready comparison under way.
    pub queue: Option<Queue>,
    /// What the person had before ready comparisons.
    pub before_comparison: Option<Before>,
    /// Whose weights are looked at, where a choice of the past is given.
    pub moment: Moment,
    /// What the person should be told.
    pub notices: Notices,
    /// The tab of the strip that is open.
    pub tab: Option<Tab>,
    /// The guided lesson that is given.
    pub lesson: LessonState,
    /// The last search for a learning rate.
    pub rate_search: Option<RateSearch>,
    /// What augmentation makes of an image.
    pub thumbnails: Thumbnails,
    /// What is looked at of the data set.
    pub browse: Browse,
    /// What the network gets right and wrong.
    pub examine: Examine,
    /// What is looked at inside the network.
    pub inside: Inside,

    /// The image in view: the bytes of the pad or of a test image.
    looking_at: Option<Vec<u8>>,
    /// Whether the draft rests: no change for a moment.
    settled: bool,
    /// A draft that the worker refused, so that it is not asked again and again.
    refused: Option<Spec>,
    samples_wanted: bool,
    samples_asked: Option<RequestId>,
    /// Where images cannot be drawn there is always one to look at.
    test_image_wanted: bool,
    test_image_asked: Option<RequestId>,
    predict_asked: Option<RequestId>,
    /// A network changed while an answer was awaited.
    predict_again: bool,
    last_run: u32,
    last_request: u32,
    /// State of the small generator behind the random picks of images.
    dice: u64,
    orders: Vec<Order>,
}

impl State {
    /// The page's beginning.
    pub fn new(draft: Spec, request: DeviceRequest, dice: u64) -> Self {
        let draft_error = draft.check().err();
        let test_image_wanted = !draft.dataset.info().drawable;
        let mut state = Self {
            draft,
            draft_error,
            workers: Workers::new(request),
            dataset: DatasetState::Absent,
            own: Own::default(),
            run: None,
            candidate: None,
            put_aside: None,
            samples: Vec::new(),
            test_image: None,
            prediction: None,
            runs: Runs::default(),
            queue: None,
            before_comparison: None,
            moment: Moment::Now,
            notices: Notices::default(),
            tab: None,
            lesson: LessonState::default(),
            rate_search: None,
            thumbnails: Thumbnails::default(),
            browse: Browse::default(),
            examine: Examine::default(),
            inside: Inside::default(),
            looking_at: None,
            settled: true,
            refused: None,
            samples_wanted: true,
            samples_asked: None,
            test_image_wanted,
            test_image_asked: None,
            predict_asked: None,
            predict_again: false,
            last_run: 0,
            last_request: 0,
            dice,
            orders: Vec::new(),
        };
        state.orders.push(Order::FetchManifest);
        state
    }

    /// What is to be done since the last call.
    pub fn take_orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    /// The list of worker builds has arrived, or why it has not.
    pub fn manifest_arrived(&mut self, manifest: Result<Manifest, String>) {
        self.workers.manifest_arrived(manifest, &mut self.orders);
    }

    /// A worker says something.
    pub fn apply(&mut self, from: DeviceKind, event: Event) {
        self.workers.heard(from);
        self.lesson.hear(&event);
        if self.workers.active() == Some(from) || is_of_the_worker_itself(&event) {
            self.take_event(from, event);
            self.number_run();
            self.follow_queue();
            self.follow_moment();
        }
        self.reconcile();
    }

    fn take_event(&mut self, from: DeviceKind, event: Event) {
        match event {
            Event::Hello { version, probe } => self.workers.hello(from, version, probe, &mut self.orders),
            Event::Ready { device: _ } => {
                self.workers.ready(from, &mut self.orders);
                // An answer may have been awaited from the worker that this one replaces.
                self.ask_prediction();
            }
            // A device that fails in use takes with it all that its worker held.
            Event::DeviceFailed { detail, .. } if self.workers.is_ready(from) => self.worker_died(from, detail),
            Event::DeviceFailed { self_test, detail } => {
                self.workers.device_failed(from, self_test, detail, &mut self.orders);
            }
            Event::Prediction { request, by, probabilities } => self.predicted(request, by, probabilities),
            Event::DatasetProgress { dataset, received, total } => self.dataset.progress(dataset, received, total),
            Event::DatasetReady { dataset, train, test, histogram } => {
                self.dataset.ready(dataset, train, test, histogram);
                self.ask_prediction();
            }
            Event::DatasetFailed { dataset, error } => self.dataset.failed(dataset, error),
            Event::Images { request, split, images } => self.images(request, split, images),
            Event::Augmented { request, original, changed } => self.augmented(request, original, changed),
            Event::RatePoints { request, first, points, total } => self.rate_points(request, first, &points, total),
            Event::RateSearchEnded { request, result } => self.rate_search_ended(request, result),
            Event::Built { run, parameters: _, train, validation, steps_per_epoch } => {
                self.built(run, run::Built { train, validation, steps_per_epoch });
            }
            Event::Refused { run, error } => self.refused(run, error),
            Event::Progress { run, progress } => {
                if let Some(run) = self.run_mut(run) {
                    let news = run.progress.phase != progress.phase;
                    // Told before the wish to pause was heard.
                    let late = run.asked == Some(Phase::Paused) && progress.phase == Phase::Training;
                    if !late {
                        run.asked = None;
                    }
                    run.progress = progress;
                    if let Phase::Diverged { step } = run.progress.phase
                        && news
                    {
                        self.notices.push(Notice::Diverged { step });
                    }
                    self.follow_prediction();
                }
            }
            Event::Points { run, first: _, points } => {
                if let Some(run) = self.run_mut(run) {
                    run.add_points(&points);
                }
            }
            Event::Epoch { run, epoch } => {
                if let Some(run) = self.run_mut(run) {
                    run.add_epoch(epoch);
                }
            }
            Event::Test { run, step, score } => {
                if let Some(run) = self.run_mut(run) {
                    run.test = Some(run::Test { step, score });
                    run.evaluation_asked = false;
                    run.asked = None;
                }
            }
            Event::Saved { run, epochs } => {
                if let Some(run) = self.run_mut(run) {
                    run.saved = epochs;
                }
            }
            Event::Examining { request, done, total } => self.examination_goes_on(request, done, total),
            Event::Examined { request, result } => self.examination_ended(request, result),
            Event::MeanImages { request, split, images } => {
                self.mean_images(request, split, images.into_iter().map(|image| image.into_vec().into()).collect());
            }
            Event::Looked { request, result } => self.inside.looked.take(request, result),
            Event::LayerWeights { request, result } => self.inside.weights.take(request, result),
            Event::Saliency { request, result } => self.saliency_arrived(request, result),
            Event::Surveyed { request, result } => self.inside.survey.take(request, result),
            Event::Weights { run, bytes } => {
                if let Some(name) = self.run_mut(run).map(|run| run.file_name()) {
                    self.orders.push(Order::Save { name, bytes });
                }
            }
            Event::Checkpoint { run, bytes } => {
                if let Some(run) = self.run_mut(run) {
                    run.keep_checkpoint(bytes);
                }
            }
        }
    }

    /// A worker ended by itself, or does not answer any more.
    pub fn worker_died(&mut self, kind: DeviceKind, detail: String) {
        let was_active = self.workers.active() == Some(kind);
        self.workers.died(kind, detail, &mut self.orders);
        if was_active {
            self.worker_emptied();
            if self.run.as_ref().is_some_and(Run::trained) {
                self.notices.push(Notice::WorkerLost { kind });
            }
        }
        self.reconcile();
    }

    /// Nothing that a worker held is there any more: [`State::reconcile`] will ask for it again.
    fn worker_emptied(&mut self) {
        self.dataset = DatasetState::Absent;
        self.forget_rate_search();
        self.forget_augmented();
        self.browse_loses_worker();
        // The weights of earlier epochs are gone with it.
        self.moment = Moment::Now;
        self.forget_examined();
        self.forget_inside();
        self.samples_asked = None;
        self.samples_wanted = self.samples.is_empty();
        // An answer that was awaited will not come.
        self.test_image_wanted |= self.test_image_asked.take().is_some();
        self.predict_asked = None;
        self.predict_again = false;
        self.queue_loses_worker();
        self.run_leaves_worker();
        if let Some(run) = &mut self.candidate {
            run.leave_worker();
        }
    }

    /// Called every few seconds: asks for a sign of life.
    pub fn tick(&mut self) {
        let patience = self.workers.patience(self.run.as_ref().map(|run| &run.spec));
        if let Some(kind) = self.workers.tick(patience, &mut self.orders) {
            self.worker_died(kind, "no answer".to_owned());
        }
        // A question that came before any network could answer it is forgotten by the worker.
        if self.predict_asked.is_some() {
            self.ask_prediction();
        }
    }

    fn built(&mut self, id: RunId, built: run::Built) {
        if self.candidate.as_ref().is_some_and(|run| run.id == id) {
            let replaced = self.run.take();
            self.run = self.candidate.take();
            let brought_back = self.run.as_ref().is_some_and(Run::trained);
            if let Some(run) = &mut self.run {
                run.built(built);
                if let Some(then) = run.then.take() {
                    let command = run.begin(then);
                    self.workers.send(command, &mut self.orders);
                }
            }
            if let Some(replaced) = replaced.filter(Run::trained) {
                self.keep_run(&replaced);
                self.put_run_aside(replaced, id, brought_back);
            }
        } else if let Some(run) = self.run_mut(id) {
            run.built(built);
        }
        self.ask_prediction();
    }

    /// A trained network made room for another.
    fn put_run_aside(&mut self, replaced: Run, by: RunId, brought_back: bool) {
        if self.queue.as_ref().is_some_and(|queue| queue.awaits(by)) {
            // Of a comparison's own runs only the figures are kept; the person's network stays within reach.
            if self.before_comparison.as_ref().is_some_and(|own| own.is(replaced.id)) {
                self.put_aside = Some(replaced);
            }
            return;
        }
        self.put_aside = Some(replaced);
        // After an undo there is nothing to tell.
        if !brought_back {
            self.notices.push(Notice::PutAside);
        }
    }

    fn refused(&mut self, id: RunId, error: RunError) {
        if self.candidate.as_ref().is_some_and(|run| run.id == id) {
            self.refused = self.candidate.take().map(|run| run.spec);
        } else if let Some(run) = self.run_mut(id) {
            // A checkpoint that cannot be read: its network is lost, its curves are not worth more than that.
            run.checkpoint = None;
            self.run_leaves_worker();
        } else {
            return;
        }
        self.notices.push(Notice::Refused(error));
    }

    /// The run of this id, if it is the present one.
    fn run_mut(&mut self, id: RunId) -> Option<&mut Run> {
        self.run.as_mut().filter(|run| run.id == id)
    }

    fn next_run(&mut self) -> RunId {
        self.last_run += 1;
        RunId(self.last_run)
    }

    fn next_request(&mut self) -> RequestId {
        self.last_request += 1;
        RequestId(self.last_request)
    }
}

/// Whether it may come from a worker that does not (yet) compute. The CPU worker answers questions while the GPU
/// is being tried.
fn is_of_the_worker_itself(event: &Event) -> bool {
    matches!(event, Event::Hello { .. } | Event::Ready { .. } | Event::DeviceFailed { .. } | Event::Prediction { .. })
}

/// Bytes that are shared and not copied.
pub type Bytes = Arc<[u8]>;

#[cfg(test)]
mod tests;
