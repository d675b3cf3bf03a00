//! A ready comparison under way: two runs, one after the other, each to its end.
//!
//! The queue presses no other buttons than a person has: it takes settings, trains anew and waits. Pause, Resume and
//! Stop work as ever (Stop ends the run in work, the next one follows); a reset, another network, or other settings end
//! the comparison, so that nobody's changes are lost. What a person had before it, settings and network, can be brought
//! back by one press.

use spec::Spec;
use spec::protocol::{Phase, RunId};

use super::{Notice, Presence, Run, State, Then};
use crate::rules::compare::Preset;

/// A comparison under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Queue {
    /// Which.
    pub pair: Preset,
    specs: [Spec; 2],
    /// The place of the run in work.
    at: usize,
    /// The run in work.
    awaited: RunId,
    /// Numbers of the runs that have come to their end.
    numbers: Vec<u32>,
    /// The worker was lost while it trained: it goes on as soon as the network stands again.
    resume: bool,
}

/// What a person had before a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    draft: Spec,
    /// The settings that the comparison put in their place.
    lent: Spec,
    /// The network that stood, if it had learnt something.
    network: Option<RunId>,
}

impl Before {
    /// Whether this is the network that stood.
    pub(super) fn is(&self, id: RunId) -> bool {
        self.network == Some(id)
    }
}

impl Queue {
    /// The run in work, from 1, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        (self.at + 1, self.specs.len())
    }

    /// Whether this run is the one in work.
    pub(super) fn awaits(&self, id: RunId) -> bool {
        self.awaited == id
    }
}

impl State {
    /// Begins a ready comparison. Nothing happens while another is under way, or where there is nothing to compare.
    pub fn compare(&mut self, pair: Preset, most_epochs: usize) {
        let Some(specs) = pair.specs(&self.draft, most_epochs).filter(|_| self.training.queue.is_none()) else {
            return;
        };
        // Two comparisons in a row: what a person had is still what was there before the first.
        if self.training.before_comparison.as_ref().is_none_or(|own| own.lent != self.draft) {
            let network = self.run.as_ref().filter(|run| run.trained()).map(|run| run.id);
            self.training.before_comparison =
                Some(Before { draft: self.draft.clone(), lent: self.draft.clone(), network });
        }
        self.notices.forget(|notice| matches!(notice, Notice::PutAside | Notice::ComparisonLeft));
        self.notices.push(Notice::DraftReplaced);
        self.training.queue = Some(Queue { pair, specs, at: 0, awaited: RunId(0), numbers: Vec::new(), resume: false });
        self.train_next();
    }

    /// Gives the comparison up; the run in work waits.
    pub fn leave_comparison(&mut self) {
        if self.training.queue.take().is_some() {
            self.pause();
        }
    }

    /// Brings back what a person had before the comparison: the settings, and the network if it is still there.
    pub fn back_to_own(&mut self) {
        self.notices.forget(|notice| matches!(notice, Notice::DraftReplaced | Notice::ComparisonLeft));
        let Some(own) = self.training.before_comparison.take() else { return };
        self.leave_comparison();
        // A network that the comparison asked for and that does not stand yet is not wanted any more.
        self.training.candidate = self.training.candidate.take().filter(|run| run.presence != Presence::Absent);
        if own.network.is_some() && self.training.put_aside.as_ref().map(|run| run.id) == own.network {
            self.undo();
        }
        self.replace_draft(own.draft);
        self.settle();
    }

    /// Makes the network of the run at hand and trains it.
    fn train_next(&mut self) {
        let Some(spec) = self.training.queue.as_ref().map(|queue| queue.specs[queue.at].clone()) else { return };
        if let Some(own) = &mut self.training.before_comparison {
            own.lent = spec.clone();
        }
        self.replace_draft(spec);
        // One that is on its way already is for the old settings, or would be taken for the person's.
        self.training.candidate = None;
        self.begin_anew(Some(Then::Train));
        if let (Some(queue), Some(candidate)) = (&mut self.training.queue, &self.training.candidate) {
            queue.awaited = candidate.id;
        }
    }

    /// The worker is about to be given up.
    pub(super) fn queue_loses_worker(&mut self) {
        let awaited = self.training.queue.as_ref().map(|queue| queue.awaited);
        let trained = self.run.as_ref().is_some_and(|run| Some(run.id) == awaited && run.busy());
        if let Some(queue) = &mut self.training.queue {
            queue.resume |= trained;
        }
    }

    /// Goes on with the comparison where something has happened that lets it.
    pub(super) fn follow_queue(&mut self) {
        let Some(queue) = &self.training.queue else { return };
        let stands = self.run.as_ref().filter(|run| queue.awaits(run.id));
        let comes = self.training.candidate.as_ref().is_some_and(|run| queue.awaits(run.id));
        match stands {
            Some(run) if has_ended(run) => self.run_ended(),
            Some(run) if queue.resume && run.presence == Presence::Ready => self.resume_run(),
            Some(_) => {}
            None if comes => {}
            None => {
                self.training.queue = None;
                self.notices.push(Notice::ComparisonLeft);
            }
        }
    }

    fn resume_run(&mut self) {
        if let (Some(queue), Some(run)) = (&mut self.training.queue, &mut self.run) {
            queue.resume = false;
            let command = run.begin(Then::Train);
            self.send(command);
            self.notices.forget(|notice| matches!(notice, Notice::WorkerLost { .. }));
        }
    }

    fn run_ended(&mut self) {
        let number = self.run.as_ref().and_then(|run| run.number);
        let touched = self.training.before_comparison.as_ref().is_some_and(|own| own.lent != self.draft);
        let Some(queue) = &mut self.training.queue else { return };
        queue.numbers.extend(number);
        queue.at += 1;
        if queue.at < queue.specs.len() && !touched {
            return self.train_next();
        }
        let unfinished = queue.at < queue.specs.len();
        let numbers = std::mem::take(&mut queue.numbers);
        self.training.queue = None;
        self.show_runs(numbers);
        if unfinished {
            self.notices.push(Notice::ComparisonLeft);
        }
    }
}

/// Whether the worker says that the run has come to its end.
fn has_ended(run: &Run) -> bool {
    match run.progress.phase {
        Phase::Finished | Phase::Stopped | Phase::StoppedEarly { .. } | Phase::Diverged { .. } => true,
        Phase::Fresh | Phase::Training | Phase::Evaluating | Phase::Paused => false,
    }
}
