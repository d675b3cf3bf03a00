//! A run under way: a session with a clock.

mod curve;
mod measure;
mod speed;
mod tell;

use model::inspect::{History, PACE, QUANTUM, RunSource, Scoring, Snapshot, lost};
use model::session::{Reading, Session, Step, TrainingError};
use spec::protocol::{Event, Part, Phase, RunId};

use crate::clock;
use crate::helpers::Helpers;
use crate::page;
use curve::Curve;
use measure::{After, End, Ended};
use speed::Speed;

/// Steps that may be queued before the device's answer is awaited: nothing else limits how far it lags behind.
const MAX_QUEUED: u32 = 8;

/// What the run does next.
#[expect(clippy::large_enum_variant, reason = "a run has one")]
enum Work {
    Nothing,
    Train,
    OneStep,
    /// Measuring; then what `after` says.
    Measure {
        scoring: Scoring,
        after: After,
    },
}

pub struct Run {
    id: RunId,
    session: Session,
    history: History,
    /// The epoch that has ended last, as long as it is not in the history.
    ended: Option<Ended>,
    work: Work,
    phase: Phase,
    curve: Curve,
    speed: Speed,
    queued: u32,
    last_loss: Option<f64>,
    told: f64,
    epoch_ms: f64,
    /// They compute shards of each batch, where batches are large.
    helpers: Helpers,
}

impl Run {
    /// A run that stands ready, fresh or restored, with the helpers of the run before.
    pub fn begin(id: RunId, session: Session, helpers: Helpers) -> Self {
        let phase = if session.place().step == 0 { Phase::Fresh } else { Phase::Paused };
        let mut run = Self {
            id,
            history: History::default(),
            ended: None,
            work: Work::Nothing,
            phase,
            curve: Curve::new(&session),
            speed: Speed::default(),
            queued: 0,
            last_loss: None,
            told: 0.0,
            epoch_ms: 0.0,
            helpers,
            session,
        };
        run.tell_built();
        run.tell();
        run
    }

    pub fn id(&self) -> RunId {
        self.id
    }

    /// What questions about it are answered from.
    pub fn source(&self) -> RunSource<'_> {
        RunSource { id: self.id, session: &self.session, history: &self.history }
    }

    /// Whether the weights of past epochs are kept.
    pub fn has_history(&self) -> bool {
        !self.history.epochs().is_empty()
    }

    /// Ends with the run; its helpers can go on to another.
    pub fn into_helpers(mut self) -> Helpers {
        self.helpers.fall_behind();
        self.helpers
    }

    /// Whether there is something to do.
    pub fn is_busy(&self) -> bool {
        !matches!(self.work, Work::Nothing)
    }

    fn has_ended(&self) -> bool {
        match self.phase {
            Phase::Finished | Phase::Stopped | Phase::StoppedEarly { .. } | Phase::Diverged { .. } => true,
            Phase::Fresh | Phase::Training | Phase::Evaluating | Phase::Paused => false,
        }
    }

    /// Goes on until the last epoch.
    pub fn train(&mut self) {
        let ended = self.has_ended();
        match &mut self.work {
            Work::Measure { after: After::Epoch { go_on, .. }, .. } => *go_on = true,
            Work::Nothing | Work::Train | Work::OneStep if !ended => {
                self.work = Work::Train;
                self.speed.restart();
                self.enter(Phase::Training);
                self.helpers.start_for(self.session.shards());
            }
            Work::Measure { .. } | Work::Nothing | Work::Train | Work::OneStep => {}
        }
    }

    /// Trains on one batch.
    pub fn step_once(&mut self) {
        if matches!(self.work, Work::Nothing) && !self.has_ended() {
            self.work = Work::OneStep;
            self.enter(Phase::Training);
        }
    }

    /// Waits after the present step, or after the measurement that is under way.
    pub async fn pause(&mut self) {
        match &mut self.work {
            Work::Measure { after: After::Epoch { go_on, .. }, .. } => *go_on = false,
            Work::Train | Work::OneStep => {
                self.work = Work::Nothing;
                if self.read().await {
                    self.checkpoint().await;
                    self.enter(Phase::Paused);
                }
            }
            Work::Nothing | Work::Measure { .. } => {}
        }
    }

    /// Ends the run here, with a last measurement.
    pub fn stop(&mut self) {
        if self.has_ended() {
            return;
        }
        if let Work::Measure { after: After::Epoch { train, .. }, .. } = self.work {
            // Its training is done, only its validation is cut short.
            self.record(train, None);
        }
        self.end(End::Stopped);
    }

    /// Measures on the test images.
    pub fn evaluate(&mut self) {
        if matches!(self.work, Work::Nothing) {
            self.measure(Part::Test, After::Asked);
        }
    }

    pub fn set_learning_rate(&mut self, rate: f64) {
        // The page checks the rate; one that slips through changes nothing.
        if self.session.set_learning_rate(rate).is_ok() {
            self.tell();
        }
    }

    pub async fn send_weights(&mut self) {
        page::send(&match Snapshot::of(&self.session).to_file(self.session.spec()).await {
            Ok(bytes) => Event::Weights { run: self.id, bytes },
            Err(error) => lost(&error),
        });
    }

    /// Works for a moment.
    pub async fn work(&mut self) {
        let until = clock::now() + QUANTUM;
        while self.is_busy() {
            match &mut self.work {
                Work::Nothing => return,
                Work::Train => self.step(true).await,
                Work::OneStep => {
                    self.work = Work::Nothing;
                    self.step(false).await;
                }
                Work::Measure { scoring, after } => {
                    let after = *after;
                    match scoring.step().await {
                        Err(error) => self.fail(error.into()),
                        Ok(Some(score)) => self.measured(score, after).await,
                        Ok(None) => {}
                    }
                }
            }
            self.keep().await;
            if clock::now() >= until {
                return;
            }
        }
    }

    async fn step(&mut self, go_on: bool) {
        let begin = clock::now();
        let helped = if go_on && self.helpers.are_ready() { self.session.batch() } else { None };
        let step = match helped {
            Some(batch) => match self.helpers.step(&mut self.session, &batch).await {
                Ok(step) => step,
                Err(error) => return self.fail(error),
            },
            None => {
                self.helpers.fall_behind();
                self.session.step()
            }
        };
        self.queued += 1;
        let due = !go_on
            || self.queued >= MAX_QUEUED
            || step == Step::EndOfEpoch
            || self.curve.is_due(&self.session)
            || clock::now() - self.told > PACE;
        if due && !self.read().await {
            return;
        }
        self.epoch_ms += clock::now() - begin;
        match step {
            Step::Within if go_on => {}
            Step::Within => {
                self.checkpoint().await;
                self.enter(Phase::Paused);
            }
            Step::Done => self.end(self.last_end()),
            Step::EndOfEpoch => match self.session.end_epoch().await {
                Err(error) => self.fail(error),
                Ok(train) => self.measure(Part::Validation, After::Epoch { train, go_on }),
            },
        }
        if clock::now() - self.told > PACE {
            self.tell();
        }
    }

    /// Reads what the device has summed; whether the run can go on.
    async fn read(&mut self) -> bool {
        self.queued = 0;
        match self.session.read().await {
            Ok(reading) => {
                if let Some(reading) = reading {
                    self.note(reading);
                }
                true
            }
            Err(error) => {
                self.fail(error);
                false
            }
        }
    }

    fn note(&mut self, reading: Reading) {
        self.last_loss = Some(reading.last_loss);
        self.speed.add(reading.totals.images);
        self.curve.add(reading, &self.session);
    }

    fn fail(&mut self, error: TrainingError) {
        self.work = Work::Nothing;
        match error {
            TrainingError::Diverged { step } => self.end(End::Diverged(step)),
            TrainingError::Lost(error) => page::send(&lost(&error)),
        }
    }
}
