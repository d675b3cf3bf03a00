//! The networks of this visit: the one that is to come, the one that made room for it, and what became of the others.

use spec::Spec;
use spec::protocol::{Phase, Progress, RunError, RunId};

use super::{Before, Built, Notice, Queue, Run, Runs, State};

/// The networks beside the one that stands.
#[derive(Debug, Default)]
pub struct Training {
    /// The network that is to take its place as soon as it stands.
    pub candidate: Option<Run>,
    /// The trained network whose place was taken last.
    pub(super) put_aside: Option<Run>,
    /// The ready comparison under way.
    pub queue: Option<Queue>,
    /// What the person had before ready comparisons.
    pub before_comparison: Option<Before>,
    /// The runs of this visit.
    pub runs: Runs,
    /// Whether the draft has changed a moment ago.
    pub(super) unsettled: bool,
    /// A draft that the worker refused, so that it is not asked again and again.
    pub(super) refused: Option<Spec>,
    last_run: u32,
}

impl Training {
    pub(super) fn next_run(&mut self) -> RunId {
        self.last_run += 1;
        RunId(self.last_run)
    }

    /// The candidate, if it is this one.
    pub(super) fn take_candidate(&mut self, id: RunId) -> Option<Run> {
        self.candidate.take_if(|run| run.id == id)
    }
}

impl State {
    /// A network stands.
    pub(super) fn built(&mut self, id: RunId, built: Built) {
        let Some(mut run) = self.training.take_candidate(id) else {
            if let Some(run) = self.run_mut(id) {
                run.built(built);
            }
            return;
        };
        let brought_back = run.trained();
        run.built(built);
        if let Some(then) = run.then.take() {
            self.send(run.begin(then));
        }
        if let Some(replaced) = self.run.replace(run).filter(Run::trained) {
            self.keep_run(&replaced);
            self.put_run_aside(replaced, id, brought_back);
        }
    }

    /// A trained network made room for another.
    fn put_run_aside(&mut self, replaced: Run, by: RunId, brought_back: bool) {
        if self.training.queue.as_ref().is_some_and(|queue| queue.awaits(by)) {
            // Of a comparison's own runs only the figures are kept; the person's network stays within reach.
            if self.training.before_comparison.as_ref().is_some_and(|own| own.is(replaced.id)) {
                self.training.put_aside = Some(replaced);
            }
            return;
        }
        self.training.put_aside = Some(replaced);
        // After an undo there is nothing to tell.
        if !brought_back {
            self.notices.push(Notice::PutAside);
        }
    }

    /// A network could not be made.
    pub(super) fn refused(&mut self, id: RunId, error: RunError) {
        if let Some(candidate) = self.training.take_candidate(id) {
            self.training.refused = Some(candidate.spec);
        } else if let Some(run) = self.run_mut(id) {
            // A checkpoint that cannot be read: its network is lost, its curves are not worth more than that.
            run.checkpoint = None;
            self.run_leaves_worker();
        } else {
            return;
        }
        self.notices.push(Notice::Refused(error));
    }

    /// The network that stands has gone on.
    pub(super) fn progressed(&mut self, id: RunId, progress: Progress) {
        let Some(run) = self.run_mut(id) else { return };
        let news = run.progress.phase != progress.phase;
        // Told before the wish to pause was heard.
        let late = run.asked == Some(Phase::Paused) && progress.phase == Phase::Training;
        if !late {
            run.asked = None;
        }
        run.progress = progress;
        if let (Phase::Diverged { step }, true) = (&run.progress.phase, news) {
            let notice = Notice::Diverged { step: *step };
            self.notices.push(notice);
        }
        self.looking.learn();
    }

    /// The run of this id, if it is the present one.
    pub(super) fn run_mut(&mut self, id: RunId) -> Option<&mut Run> {
        self.run.as_mut().filter(|run| run.id == id)
    }

    /// Changes the run of this id, if it is the present one.
    pub(super) fn with_run(&mut self, id: RunId, change: impl FnOnce(&mut Run)) {
        if let Some(run) = self.run_mut(id) {
            change(run);
        }
    }
}
