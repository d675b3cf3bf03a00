//! All that the page knows, as plain data.
//!
//! The worker's events enter through [`State::apply`], what a person does through the methods in `actions`. Both only
//! change the data; [`State::take_effects`] then compares what is wanted with what is there and says what the browser's
//! side has to do. Nothing here touches a browser, so every rule is tested natively.

mod actions;
mod augment;
mod browse;
mod dataset;
mod dice;
mod evaluation;
mod follow;
mod inside;
mod lesson;
mod looking;
mod notice;
mod outbox;
mod user_images;
mod questions;
mod queue;
mod rate_search;
mod replay;
mod run;
mod runs;
mod scene;
mod tab;
mod training;
mod workers;

pub use actions::{Controls, MainAction};
pub use browse::{Browse, SIDES};
pub use dataset::DatasetState;
pub use evaluation::EpochMatrix;
pub use inside::{Inside, MAX_PROJECTED, Section, has_weights};
pub use lesson::{
    Given, LessonState, Progress as LessonProgress, Record, Saved as SavedLessons, Stage, is_done, is_right,
};
pub use looking::Prediction;
pub use notice::{KeepError, Notice, Notices};
pub use outbox::Effect;
pub use questions::{Asked, Status};
pub use queue::{Before, Queue};
pub use rate_search::{NoSearch, RateSearch, tidy};
pub use run::{Built, Presence, Run, Test, Then};
pub use runs::{History, MAX_NAME, MAX_SHOWN, Row, Runs};
pub use tab::Tab;
pub use training::Training;
pub use user_images::{Importing, Reading, UserSet};
pub use workers::{Build, Computing, Manifest, TICK_SECONDS, WorkerFailure, Workers};

use std::sync::Arc;

use spec::device::{DeviceKind, DeviceRequest};
use spec::protocol::{Command, Event, Failure, FailureKind};
use spec::{Spec, SpecError};

use evaluation::Evaluation;
use looking::Looking;
use outbox::Outbox;
use questions::Topic;
use scene::InView;

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
    pub user_images: Importing,
    /// The network that is trained.
    pub run: Option<Run>,
    /// The networks beside it: the one to come and those that were.
    pub training: Training,
    /// What is looked at of the data set.
    pub browse: Browse,
    /// What is looked at inside the network.
    pub inside: Inside,
    /// What the person should be told.
    pub notices: Notices,
    /// The guided lesson that is given.
    pub lesson: LessonState,
    in_view: InView,
    looking: Looking,
    evaluation: Evaluation,
    outbox: Outbox,
}

impl State {
    /// The page's beginning.
    pub fn new(draft: Spec, request: DeviceRequest, dice: u64) -> Self {
        let mut outbox = Outbox::default();
        outbox.push(Effect::FetchManifest);
        Self {
            draft_error: draft.check().err(),
            looking: Looking::new(draft.dataset.info().drawable, dice),
            draft,
            workers: Workers::new(request),
            dataset: DatasetState::Absent,
            user_images: Importing::default(),
            run: None,
            training: Training::default(),
            browse: Browse::default(),
            inside: Inside::default(),
            notices: Notices::default(),
            lesson: LessonState::default(),
            in_view: InView::default(),
            evaluation: Evaluation::default(),
            outbox,
        }
    }

    /// The list of worker builds has arrived, or why it has not.
    pub fn manifest_arrived(&mut self, manifest: Result<Manifest, String>) {
        self.workers.manifest_arrived(manifest, &mut self.outbox);
    }

    /// A worker says something.
    pub fn apply(&mut self, from: DeviceKind, event: Event) {
        self.workers.heard(from);
        if self.workers.active() == Some(from) || is_of_the_worker_itself(&event) {
            self.take_event(from, event);
        }
    }

    fn take_event(&mut self, from: DeviceKind, event: Event) {
        match event {
            Event::Hello { version, probe } => self.workers.hello(from, version, probe, &mut self.outbox),
            Event::Ready => self.workers.ready(from, &mut self.outbox),
            // A device that fails in use takes with it all that its worker held.
            Event::Failed(Failure { detail, .. }) if self.workers.is_ready(from) => self.worker_died(from, detail),
            Event::Failed(Failure { kind, detail }) => {
                self.workers.device_failed(from, kind == FailureKind::SelfTest, detail, &mut self.outbox);
            }
            Event::Answering { request, done, total, so_far } => self.answering(request, done, total, so_far),
            Event::Answered { request, answer } => self.answered(request, answer),
            Event::DatasetProgress { dataset, received, total } => self.dataset.progress(dataset, received, total),
            Event::DatasetReady { dataset, train, test, histogram } => {
                self.dataset.ready(dataset, train, test, histogram);
            }
            Event::DatasetFailed { dataset, error } => self.dataset.failed(dataset, error),
            Event::Built { run, train, validation, steps_per_epoch, .. } => {
                self.built(run, Built { train, validation, steps_per_epoch });
            }
            Event::Refused { run, error } => self.refused(run, error),
            Event::Progress { run, progress } => self.progressed(run, progress),
            Event::Points { run, points, .. } => self.with_run(run, |run| run.add_points(&points)),
            Event::Epoch { run, epoch } => self.with_run(run, |run| run.add_epoch(epoch)),
            Event::Test { run, step, score } => self.with_run(run, |run| run.tested(Test { step, score })),
            Event::Saved { run, epochs } => self.with_run(run, |run| run.saved = epochs),
            Event::Checkpoint { run, bytes } => self.with_run(run, |run| run.keep_checkpoint(bytes)),
            Event::Weights { run, bytes } => {
                if let Some(name) = self.run_mut(run).map(|run| run.file_name()) {
                    self.outbox.push(Effect::Save { name, bytes });
                }
            }
        }
    }

    /// A worker ended by itself, or does not answer any more.
    pub fn worker_died(&mut self, kind: DeviceKind, detail: String) {
        let was_active = self.workers.active() == Some(kind);
        self.workers.died(kind, detail, &mut self.outbox);
        if was_active {
            self.lose_worker();
            if self.run.as_ref().is_some_and(Run::trained) {
                self.notices.push(Notice::WorkerLost { kind });
            }
        }
    }

    /// Called every few seconds: asks for a sign of life.
    pub fn tick(&mut self) {
        let patience = self.workers.patience(self.run.as_ref().map(|run| &run.spec));
        if let Some(kind) = self.workers.tick(patience, &mut self.outbox) {
            self.worker_died(kind, "no answer".to_owned());
        }
        self.looking.tick();
    }

    /// Sends to the worker that computes, if there is one.
    fn send(&mut self, command: Command) {
        self.outbox.send(self.workers.active(), command);
    }
}

/// Whether it may come from a worker that does not (yet) compute. The CPU worker answers questions while the GPU
/// is being tried.
fn is_of_the_worker_itself(event: &Event) -> bool {
    matches!(event, Event::Hello { .. } | Event::Ready | Event::Failed(_) | Event::Answered { .. })
}

/// Bytes that are shared and not copied.
pub type Bytes = Arc<[u8]>;

#[cfg(test)]
mod tests;
