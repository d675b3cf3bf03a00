//! A run under way: a session with a clock.

mod curve;
mod moments;
mod speed;

use std::cell::RefCell;

use model::network::Network;
use model::protocol::{EpochRecord, Event, Phase, Progress, RunId, Score};
use model::session::{Batch, Evaluation, EvaluationSet, Kept, Reading, Session, SessionError, Step};

use crate::clock::{self, PACE, QUANTUM};
use crate::helper::{Help, Helper};
use crate::page;
use curve::Curve;
use speed::Speed;

/// Steps that may be queued before the device's answer is awaited: nothing else limits how far it lags behind.
const MAX_QUEUED: u32 = 8;

/// What the run does next.
enum Work {
    Nothing,
    Train,
    OneStep,
    /// Measuring; then what `after` says.
    Measure {
        evaluation: Evaluation,
        after: After,
    },
}

/// What a measurement is for.
#[derive(Clone, Copy)]
enum After {
    /// The end of an epoch, whose training figures are these; afterwards on or not.
    Epoch { train: Score, go_on: bool },
    /// The end of the run.
    End(End),
    /// Nothing but the figures: back to this phase.
    Asked,
}

#[derive(Clone, Copy)]
enum End {
    Finished,
    Stopped,
    StoppedEarly { best_epoch: u32 },
    Diverged(u64),
}

pub struct Run {
    id: RunId,
    session: Session,
    /// Weights of past epochs, to be looked at. A restored run begins without: its checkpoint has the newest alone.
    kept: Kept,
    /// An epoch that has ended and is not kept yet, the step of its end, and the network before early stopping puts
    /// another in its place.
    ended: Option<(u32, u64, Network)>,
    /// The kept network that was asked for last.
    looked_at: RefCell<Option<(u32, Network)>>,
    work: Work,
    phase: Phase,
    curve: Curve,
    speed: Speed,
    queued: u32,
    last_loss: Option<f64>,
    told: f64,
    epoch_ms: f64,
    /// Computes half of each batch, where batches are large.
    helper: Option<Helper>,
    /// Whether the helper has the weights of the present step.
    in_step: bool,
}

impl Run {
    /// A run that stands ready, fresh or restored, with the helper of the run before.
    pub fn begin(id: RunId, session: Session, helper: Option<Helper>) -> Self {
        let phase = if session.place().step == 0 { Phase::Fresh } else { Phase::Paused };
        let mut run = Self {
            id,
            kept: Kept::default(),
            ended: None,
            looked_at: RefCell::default(),
            work: Work::Nothing,
            phase,
            curve: Curve::new(&session),
            speed: Speed::default(),
            queued: 0,
            last_loss: None,
            told: 0.0,
            epoch_ms: 0.0,
            helper,
            in_step: false,
            session,
        };
        let validation = run.session.evaluation(EvaluationSet::Validation).map_or(0, |evaluation| evaluation.images());
        page::send(&Event::Built {
            run: id,
            parameters: run.session.spec().parameters() as u64,
            train: run.session.partition().train.len() as u32,
            validation,
            steps_per_epoch: run.session.steps_per_epoch(),
        });
        run.tell();
        run
    }

    pub fn id(&self) -> RunId {
        self.id
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Ends with the run; its helper can go on to another.
    pub fn into_helper(self) -> Option<Helper> {
        self.helper
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
                if self.helper.is_none() && self.session.halves().is_some() {
                    self.helper = Helper::start();
                }
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
            self.measure(EvaluationSet::Test { first: None }, After::Asked);
        }
    }

    pub fn set_learning_rate(&mut self, rate: f64) {
        // The page checks the rate; one that slips through changes nothing.
        if self.session.set_learning_rate(rate).is_ok() {
            self.tell();
        }
    }

    pub async fn send_weights(&mut self) {
        match self.session.network().to_host().await {
            Err(detail) => lost(detail),
            Ok(tensors) => {
                let notes = model::network::notes(self.session.spec(), self.session.scaling());
                let bytes = model::network::write_safetensors(&tensors, notes);
                page::send(&Event::Weights { run: self.id, bytes });
            }
        }
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
                Work::Measure { evaluation, .. } => match self.session.evaluate(evaluation).await {
                    Err(error) => self.fail(error),
                    Ok(()) => self.measured().await,
                },
            }
            self.keep().await;
            if clock::now() >= until {
                return;
            }
        }
    }

    async fn step(&mut self, go_on: bool) {
        let begin = clock::now();
        let step = match self.next_with_help(go_on) {
            Some(batch) => match self.step_together(batch).await {
                Ok(step) => step,
                Err(error) => return self.fail(error),
            },
            None => {
                self.in_step = false;
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
                Ok(train) => self.measure(EvaluationSet::Validation, After::Epoch { train, go_on }),
            },
        }
        if clock::now() - self.told > PACE {
            self.tell();
        }
    }

    /// The images of the next step, if there is a helper for half of them.
    fn next_with_help(&mut self, go_on: bool) -> Option<Batch> {
        match self.helper.as_mut()?.is_ready() {
            Some(true) if go_on => self.session.halves(),
            Some(_) => None,
            None => {
                self.helper = None;
                None
            }
        }
    }

    /// A step of which the helper computes the second half. If it fails, this worker does.
    async fn step_together(&mut self, batch: Batch) -> Result<Step, SessionError> {
        let Some(helper) = &mut self.helper else { return Ok(self.session.step()) };
        if !self.in_step {
            let snapshot = self.session.snapshot().await?;
            helper.begin(self.session.spec(), self.session.scaling().numbers(), &snapshot);
            self.in_step = true;
        }
        helper.compute(batch.part(1));
        let mut mine = self.session.compute(batch.part(0));
        helper.apply(&mut mine, self.session.learning_rate());
        let help = helper.answer(&self.session.gradient_lengths()).await;
        let theirs =
            help.and_then(|Help { images, loss, hits, gradients }| self.session.share(images, loss, hits, gradients));
        let theirs = match theirs {
            Some(share) => share,
            None => {
                self.helper = None;
                self.session.compute(batch.part(1))
            }
        };
        Ok(self.session.take([mine, theirs]))
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

    fn fail(&mut self, error: SessionError) {
        self.work = Work::Nothing;
        match error {
            SessionError::Diverged { step } => self.end(End::Diverged(step)),
            SessionError::Device(detail) => lost(detail),
            // Neither can come up once a session stands.
            SessionError::Spec(_) | SessionError::Weights(_) | SessionError::Dataset => lost(error.to_string()),
        }
    }

    /// How a run ends that has no step left.
    fn last_end(&self) -> End {
        match self.session.stopped_early() {
            Some(best_epoch) => End::StoppedEarly { best_epoch },
            None => End::Finished,
        }
    }

    fn end(&mut self, end: End) {
        self.measure(EvaluationSet::Test { first: None }, After::End(end));
    }

    fn measure(&mut self, set: EvaluationSet, after: After) {
        let Some(evaluation) = self.session.evaluation(set) else {
            // Nothing is held back.
            self.work = Work::Nothing;
            return self.conclude(None, after);
        };
        self.work = Work::Measure { evaluation, after };
        if !matches!(after, After::Asked) {
            self.enter(Phase::Evaluating);
        }
    }

    /// A batch is measured; when it was the last, goes on to what comes after.
    async fn measured(&mut self) {
        let Work::Measure { evaluation, after } = &self.work else { return };
        let (Some(score), after) = (evaluation.score(), *after) else { return };
        self.work = Work::Nothing;
        self.conclude(Some(score), after);
        if !matches!(after, After::Asked) {
            self.checkpoint().await;
        }
    }

    fn conclude(&mut self, score: Option<Score>, after: After) {
        match after {
            After::Epoch { train, go_on } => {
                self.record(train, score);
                let stops = self.session.judge_epoch(score).is_some();
                if stops || self.session.place().epoch as usize >= self.session.spec().epochs {
                    self.end(self.last_end());
                } else if go_on {
                    self.work = Work::Train;
                    self.speed.restart();
                    self.enter(Phase::Training);
                } else {
                    self.enter(Phase::Paused);
                }
            }
            After::End(end) => {
                self.test(score);
                self.enter(match end {
                    End::Finished => Phase::Finished,
                    End::Stopped => Phase::Stopped,
                    End::StoppedEarly { best_epoch } => Phase::StoppedEarly { best_epoch },
                    End::Diverged(step) => Phase::Diverged { step },
                });
            }
            After::Asked => self.test(score),
        }
    }

    /// The epoch that has just ended.
    fn record(&mut self, train: Score, validation: Option<Score>) {
        let epoch = self.session.place().epoch.saturating_sub(1);
        let seconds = std::mem::take(&mut self.epoch_ms) / 1_000.0;
        self.send_points();
        let learning_rate = self.session.last_learning_rate();
        let record = EpochRecord { epoch, train, validation, seconds, learning_rate };
        page::send(&Event::Epoch { run: self.id, epoch: record });
        self.ended = Some((epoch, self.session.place().step, self.session.network().clone()));
    }

    fn test(&self, score: Option<Score>) {
        if let Some(score) = score {
            page::send(&Event::Test { run: self.id, step: self.session.place().step, score });
        }
    }

    async fn checkpoint(&mut self) {
        match self.session.snapshot().await {
            Ok(bytes) => page::send(&Event::Checkpoint { run: self.id, bytes }),
            Err(error) => self.fail(error),
        }
    }

    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.tell();
    }

    fn send_points(&mut self) {
        if let Some((first, points)) = self.curve.take() {
            page::send(&Event::Points { run: self.id, first, points });
        }
    }

    /// Tells the page where the run is.
    fn tell(&mut self) {
        self.told = clock::now();
        self.send_points();
        let place = self.session.place();
        let spec = self.session.spec();
        let speed = self.speed.images_per_second();
        let steps = u64::from(self.session.steps_per_epoch()) * spec.epochs as u64;
        let images_left = steps.saturating_sub(place.step) as f64 * spec.batch_size as f64;
        page::send(&Event::Progress {
            run: self.id,
            progress: Progress {
                phase: self.phase.clone(),
                epoch: place.epoch,
                step_in_epoch: place.step_in_epoch,
                step: place.step,
                loss: self.last_loss,
                images_per_second: speed,
                seconds_left: (speed > 0.0).then(|| images_left / speed),
                learning_rate: self.session.learning_rate(),
            },
        });
    }
}

/// The device is lost: the page takes the run up on another one.
pub fn lost(detail: String) {
    page::send(&Event::DeviceFailed { self_test: false, detail });
}
