//! A run as the page sees it.

use spec::Spec;
use spec::protocol::{Command, EpochRecord, Phase, Point, Progress, RunId, Score};

use super::Bytes;

/// Whether the worker has the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Not yet, or not any more.
    Absent,
    /// It was asked to make it.
    Asked,
    /// It has it.
    Ready,
}

/// What to do as soon as a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Train to the last epoch.
    Train,
    /// Train on one batch.
    Step,
}

/// What the worker counted when it made the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Built {
    /// Training images, those held back left out.
    pub train: u32,
    /// Validation images.
    pub validation: u32,
    /// Steps of an epoch.
    pub steps_per_epoch: u32,
}

/// The network measured on all test images.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    /// Steps it had taken.
    pub step: u64,
    /// The figures.
    pub score: Score,
}

/// A run: one network from its first weights on.
#[derive(Clone, Debug)]
pub struct Run {
    /// Its number; a restored run gets a new one.
    pub id: RunId,
    /// Its place among the runs of this visit, once it has taken a step.
    pub number: Option<u32>,
    /// Its settings, with the learning rate of the next step.
    pub spec: Spec,
    /// First weights from a file, instead of random ones.
    pub weights: Option<Bytes>,
    /// Whether the worker has it.
    pub presence: Presence,
    /// What to do as soon as it stands.
    pub then: Option<Then>,
    /// What the worker counted.
    pub built: Option<Built>,
    /// Where it is.
    pub progress: Progress,
    /// The phase that was asked for and not yet heard of, so that a click shows at once.
    pub asked: Option<Phase>,
    /// Training curve.
    pub points: Vec<Point>,
    /// The epochs that have ended.
    pub epochs: Vec<EpochRecord>,
    /// The epochs, from 0, whose weights the worker keeps to be looked at.
    pub saved: Vec<u32>,
    /// The last measurement on the test images.
    pub test: Option<Test>,
    /// Whether a measurement on the test images is awaited.
    pub evaluation_asked: bool,
    /// The newest place to go on from.
    pub checkpoint: Option<Checkpoint>,
}

/// A place to go on from, and how far the curves went there.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    bytes: Bytes,
    points: usize,
    epochs: usize,
    progress: Progress,
}

impl Run {
    /// A run that the worker does not have yet.
    pub fn new(id: RunId, spec: Spec, weights: Option<Bytes>) -> Self {
        let progress = Progress {
            phase: Phase::Fresh,
            epoch: 0,
            step_in_epoch: 0,
            step: 0,
            loss: None,
            images_per_second: 0.0,
            seconds_left: None,
            learning_rate: spec.optimizer.learning_rate(),
        };
        Self {
            id,
            number: None,
            spec,
            weights,
            presence: Presence::Absent,
            then: None,
            built: None,
            progress,
            asked: None,
            points: Vec::new(),
            epochs: Vec::new(),
            saved: Vec::new(),
            test: None,
            evaluation_asked: false,
            checkpoint: None,
        }
    }

    /// Whether there is anything that would be lost with it.
    pub fn trained(&self) -> bool {
        self.progress.step > 0 || self.weights.is_some()
    }

    /// The phase to show: the one asked for, until the worker says otherwise.
    pub fn phase(&self) -> &Phase {
        self.asked.as_ref().unwrap_or(&self.progress.phase)
    }

    /// Whether it trains or measures.
    pub fn busy(&self) -> bool {
        matches!(self.phase(), Phase::Training | Phase::Evaluating)
    }

    /// Whether it has come to an end, so that Train starts anew.
    pub fn ended(&self) -> bool {
        match self.phase() {
            Phase::Finished | Phase::Stopped | Phase::StoppedEarly { .. } | Phase::Diverged { .. } => true,
            // Import back after its last epoch.
            Phase::Paused => self.progress.epoch as usize >= self.spec.epochs,
            Phase::Fresh | Phase::Training | Phase::Evaluating => false,
        }
    }

    /// Whether other settings than its own are wanted. The learning rate of the same optimizer does not count: it
    /// can be changed while it runs.
    pub fn differs(&self, draft: &Spec) -> bool {
        !self.spec.same_but_rate(draft)
    }

    /// The command that puts it into the worker: from the last checkpoint, or from its first weights.
    pub(super) fn command(&mut self) -> Command {
        self.presence = Presence::Asked;
        let spec = Box::new(self.spec.clone());
        match &self.checkpoint {
            Some(checkpoint) => Command::Restore { run: self.id, spec, checkpoint: checkpoint.bytes.to_vec() },
            None => Command::Build { run: self.id, spec, weights: self.weights.as_ref().map(|bytes| bytes.to_vec()) },
        }
    }

    /// The command that trains it, shown at once.
    pub(super) fn begin(&mut self, then: Then) -> Command {
        match then {
            Then::Train => {
                self.asked = Some(Phase::Training);
                Command::Train { run: self.id }
            }
            Then::Step => Command::Step { run: self.id },
        }
    }

    pub(super) fn built(&mut self, built: Built) {
        self.presence = Presence::Ready;
        self.built = Some(built);
    }

    /// The worker is gone: back to the last checkpoint, or to the first weights.
    pub(super) fn leave_worker(&mut self) {
        self.presence = Presence::Absent;
        self.asked = None;
        self.evaluation_asked = false;
        self.saved.clear();
        match &self.checkpoint {
            Some(checkpoint) => {
                self.points.truncate(checkpoint.points);
                self.epochs.truncate(checkpoint.epochs);
                self.progress = checkpoint.progress.clone();
                if !self.ended() && self.progress.phase != Phase::Fresh {
                    self.progress.phase = Phase::Paused;
                }
            }
            None => {
                let fresh = Self::new(self.id, self.spec.clone(), self.weights.take());
                *self = Self { then: self.then, built: self.built, ..fresh };
            }
        }
    }

    pub(super) fn tested(&mut self, test: Test) {
        self.test = Some(test);
        self.evaluation_asked = false;
        self.asked = None;
    }

    pub(super) fn keep_checkpoint(&mut self, bytes: Vec<u8>) {
        self.checkpoint = Some(Checkpoint {
            bytes: bytes.into(),
            points: self.points.len(),
            epochs: self.epochs.len(),
            progress: self.progress.clone(),
        });
    }

    /// Takes points of the curve in place of all from the first one's place on.
    pub(super) fn add_points(&mut self, points: &[Point]) {
        let Some(first) = points.first() else { return };
        let kept = self.points.partition_point(|point| point.epoch < first.epoch);
        self.points.truncate(kept);
        self.points.extend_from_slice(points);
    }

    /// Takes an epoch's figures in place of those from it on.
    pub(super) fn add_epoch(&mut self, epoch: EpochRecord) {
        self.epochs.retain(|record| record.epoch < epoch.epoch);
        self.epochs.push(epoch);
    }

    /// A name for the file of its weights, such as `trazo-mnist-784-128-10-step-2345.safetensors`.
    pub fn file_name(&self) -> String {
        let sizes: Vec<_> = self.spec.summary().iter().map(|row| row.output.len().to_string()).collect();
        format!("trazo-{}-{}-step-{}.safetensors", self.spec.dataset.info().id, sizes.join("-"), self.progress.step)
    }
}
