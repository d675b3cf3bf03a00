//! Measuring a run: at the end of each epoch, at its own end, and when the page asks for it.

use model::inspect::{Scoring, Snapshot, lost};
use spec::protocol::{EpochRecord, Event, Part, Phase, Score};

use super::{Run, Work};
use crate::page;

/// What a measurement is for.
#[derive(Clone, Copy)]
pub(super) enum After {
    /// The end of an epoch, whose training figures are these; afterwards on or not.
    Epoch { train: Score, go_on: bool },
    /// The end of the run.
    End(End),
    /// Nothing but the figures: back to this phase.
    Asked,
}

/// How a run ends.
#[derive(Clone, Copy)]
pub(super) enum End {
    Finished,
    Stopped,
    StoppedEarly { best_epoch: u32 },
    Diverged(u64),
}

/// An epoch that has ended.
pub(super) struct Ended {
    /// Which, from 0.
    epoch: u32,
    /// The network before early stopping puts another in its place.
    snapshot: Snapshot,
}

impl Run {
    /// How a run ends that has no step left.
    pub(super) fn last_end(&self) -> End {
        match self.session.stopped_early() {
            Some(best_epoch) => End::StoppedEarly { best_epoch },
            None => End::Finished,
        }
    }

    pub(super) fn end(&mut self, end: End) {
        self.measure(Part::Test, After::End(end));
    }

    pub(super) fn measure(&mut self, part: Part, after: After) {
        let Some(scoring) = Scoring::new(&self.session, part, None) else {
            // Nothing is held back.
            self.work = Work::Nothing;
            return self.conclude(None, after);
        };
        self.work = Work::Measure { scoring, after };
        if !matches!(after, After::Asked) {
            self.enter(Phase::Evaluating);
        }
    }

    /// All is measured: goes on to what comes after.
    pub(super) async fn measured(&mut self, score: Score, after: After) {
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
    pub(super) fn record(&mut self, train: Score, validation: Option<Score>) {
        let epoch = self.session.place().epoch.saturating_sub(1);
        let seconds = std::mem::take(&mut self.epoch_ms) / 1_000.0;
        self.send_points();
        let learning_rate = self.session.last_learning_rate();
        let record = EpochRecord { epoch, train, validation, seconds, learning_rate };
        page::send(&Event::Epoch { run: self.id, epoch: record });
        self.ended = Some(Ended { epoch, snapshot: Snapshot::of(&self.session) });
    }

    fn test(&self, score: Option<Score>) {
        if let Some(score) = score {
            page::send(&Event::Test { run: self.id, step: self.session.place().step, score });
        }
    }

    /// Takes the epoch that has ended last into the history.
    pub(super) async fn keep(&mut self) {
        let Some(Ended { epoch, snapshot }) = self.ended.take() else { return };
        let before = self.history.epochs();
        if let Err(error) = self.history.keep(epoch, snapshot).await {
            return page::send(&lost(&error));
        }
        let epochs = self.history.epochs();
        if epochs != before {
            page::send(&Event::Saved { run: self.id, epochs });
        }
    }
}
