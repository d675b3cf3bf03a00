//! What a person can do.

use spec::Spec;
use spec::device::{DeviceKind, DeviceRequest};
use spec::protocol::{Command, Phase};

use super::{DatasetState, Notice, Presence, Run, State, Then};

/// What the main button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MainAction {
    /// Trains from the first weights.
    Train,
    /// Waits after the present step.
    Pause,
    /// Goes on.
    Resume,
    /// Begins a new network: the settings have changed, or the old one has come to its end.
    TrainAnew,
}

/// What can be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Controls {
    /// What the main button does.
    pub main: MainAction,
    /// Whether it can be pressed.
    pub can_main: bool,
    /// Whether one step can be taken.
    pub can_step: bool,
    /// Whether the run can be ended here.
    pub can_stop: bool,
    /// Whether the first weights can be had again.
    pub can_reset: bool,
    /// Whether the network can be measured on the test images.
    pub can_measure: bool,
}

impl State {
    /// What can be done now.
    pub fn controls(&self) -> Controls {
        let valid = self.draft_error.is_none();
        let waiting = self.training.candidate.as_ref().is_some_and(|run| run.then.is_some());
        let Some(run) = self.run.as_ref().filter(|_| !waiting) else {
            return Controls {
                main: if waiting { MainAction::Pause } else { MainAction::Train },
                can_main: waiting || valid,
                can_step: !waiting && valid,
                can_stop: false,
                can_reset: false,
                can_measure: false,
            };
        };
        let busy = run.busy();
        let anew = run.ended() || (run.trained() && self.stale());
        let here = run.presence == Presence::Ready;
        // The worker hears no other wish while it measures.
        let measuring = run.evaluation_asked;
        let main = if busy {
            MainAction::Pause
        } else if anew {
            MainAction::TrainAnew
        } else if run.progress.step > 0 {
            MainAction::Resume
        } else {
            MainAction::Train
        };
        Controls {
            main,
            can_main: !measuring && (busy || !anew || valid),
            can_step: !busy && !measuring && !run.ended() && (valid || run.trained()),
            can_stop: here && !measuring && run.progress.step > 0 && !run.ended(),
            can_reset: valid && run.trained(),
            can_measure: here && !busy && !measuring,
        }
    }

    /// Whether the network that stands is not the one that the settings describe.
    pub fn stale(&self) -> bool {
        self.run.as_ref().is_some_and(|run| run.differs(&self.draft))
    }

    /// Changes the settings.
    pub fn edit(&mut self, change: impl FnOnce(&mut Spec)) {
        let mut draft = self.draft.clone();
        change(&mut draft);
        self.set_draft(draft);
    }

    /// Takes other settings.
    pub fn set_draft(&mut self, draft: Spec) {
        if draft == self.draft {
            return;
        }
        let rate_alone = self.draft.same_but_rate(&draft);
        self.replace_draft(draft);
        // A rate that comes with other settings is for the next network, unless they are those of this one.
        if rate_alone || !self.stale() {
            self.follow_learning_rate();
        }
    }

    /// Takes other settings for a network to come; the present one goes on with its own rate.
    pub(super) fn replace_draft(&mut self, draft: Spec) {
        if draft == self.draft {
            return;
        }
        if draft.dataset != self.draft.dataset {
            self.stop_rate_search();
            self.looking.change_dataset(draft.dataset.info().drawable);
            self.browse.change_dataset();
            self.evaluation.forget();
            self.inside.forget();
            self.in_view.image = None;
        }
        self.draft_error = draft.check().err();
        self.draft = draft;
        self.training.unsettled = true;
    }

    /// Takes the settings of the network that stands.
    pub fn back_to_run(&mut self) {
        if let Some(spec) = self.run.as_ref().map(|run| run.spec.clone()) {
            self.set_draft(spec);
            self.settle();
        }
    }

    /// The learning rate of the optimizer in use changes while it runs.
    fn follow_learning_rate(&mut self) {
        let Some(run) = self.run.as_mut().filter(|run| !run.ended()) else { return };
        let rate = self.draft.optimizer.learning_rate();
        let own = &mut run.spec.optimizer;
        let changed = rate != own.learning_rate();
        if changed && self.draft.optimizer.same_but_rate(own) && self.draft.optimizer.check().is_ok() {
            own.set_learning_rate(rate);
            if run.presence != Presence::Absent {
                let command = Command::SetLearningRate { run: run.id, rate };
                self.send(command);
            }
        }
    }

    /// The settings have rested for a moment: a network may be made from them.
    pub fn settle(&mut self) {
        self.training.unsettled = false;
    }

    /// The main button: train, pause or go on.
    pub fn main_action(&mut self) {
        let controls = self.controls();
        if !controls.can_main {
            return;
        }
        match controls.main {
            MainAction::Pause => self.pause(),
            MainAction::Train | MainAction::Resume => self.begin(Then::Train),
            MainAction::TrainAnew => self.begin_anew(Some(Then::Train)),
        }
    }

    /// Trains on one batch.
    pub fn step(&mut self) {
        if self.controls().can_step {
            self.begin(Then::Step);
        }
    }

    fn begin(&mut self, then: Then) {
        self.notices.forget(|notice| matches!(notice, Notice::PutAside));
        let stale = self.stale();
        match &mut self.run {
            Some(run)
                if run.presence == Presence::Ready
                    && self.training.candidate.is_none()
                    && (run.trained() || !stale) =>
            {
                let command = run.begin(then);
                self.send(command);
            }
            Some(_) | None => self.begin_anew(Some(then)),
        }
    }

    /// Lets a fresh network of these settings take the place of the present one.
    pub(super) fn begin_anew(&mut self, then: Option<Then>) {
        self.training.unsettled = false;
        self.training.refused = None;
        if self.training.candidate.as_ref().is_none_or(|candidate| candidate.spec != self.draft) {
            let id = self.training.next_run();
            self.training.candidate = Some(Run::new(id, self.draft.clone(), None));
        }
        if let Some(candidate) = &mut self.training.candidate {
            candidate.then = then;
        }
        self.notices.forget(|notice| matches!(notice, Notice::Diverged { .. } | Notice::Refused(_)));
    }

    /// Waits after the present step.
    pub fn pause(&mut self) {
        if let Some(candidate) = &mut self.training.candidate {
            candidate.then = None;
        }
        if let Some(run) = self.run.as_mut().filter(|run| run.presence == Presence::Ready) {
            run.asked = Some(Phase::Paused);
            let command = Command::Pause { run: run.id };
            self.send(command);
        }
    }

    /// Ends the run here and measures it on the test images.
    pub fn stop(&mut self) {
        if !self.controls().can_stop {
            return;
        }
        if let Some(run) = &mut self.run {
            run.asked = Some(Phase::Evaluating);
            let command = Command::Stop { run: run.id };
            self.send(command);
        }
    }

    /// The first weights again.
    pub fn reset(&mut self) {
        if self.controls().can_reset {
            self.begin_anew(None);
        }
    }

    /// Brings the network back that was put aside, with its settings and curves.
    pub fn undo(&mut self) {
        self.notices.forget(|notice| matches!(notice, Notice::PutAside));
        let Some(mut run) = self.training.put_aside.take() else { return };
        run.leave_worker();
        run.id = self.training.next_run();
        self.set_draft(run.spec.clone());
        self.training.unsettled = false;
        self.training.candidate = Some(run);
    }

    /// Begins with weights from a file.
    pub fn open_weights(&mut self, bytes: Vec<u8>) {
        let id = self.training.next_run();
        self.training.unsettled = false;
        self.training.candidate = Some(Run::new(id, self.draft.clone(), Some(bytes.into())));
    }

    /// Asks for the weights as a file.
    pub fn save_weights(&mut self) {
        if let Some(run) = self.run.as_ref().filter(|run| run.presence == Presence::Ready) {
            self.send(Command::Weights { run: run.id });
        }
    }

    /// Measures the network on all test images.
    pub fn evaluate(&mut self) {
        if !self.controls().can_measure {
            return;
        }
        if let Some(run) = &mut self.run {
            run.evaluation_asked = true;
            let command = Command::Evaluate { run: run.id };
            self.send(command);
        }
    }

    /// Fetches the data set again after a failure.
    pub fn retry_dataset(&mut self) {
        match self.dataset {
            DatasetState::Failed { .. } => self.dataset = DatasetState::Absent,
            DatasetState::Absent | DatasetState::Loading { .. } | DatasetState::Ready { .. } => {}
        }
    }

    /// Computes on another device; the run goes on from its last checkpoint.
    pub fn choose_device(&mut self, request: DeviceRequest) {
        self.lose_worker();
        self.workers.restart(request, &mut self.outbox);
    }

    /// Starts the workers again after they failed.
    pub fn retry_workers(&mut self) {
        self.choose_device(self.workers.request());
    }

    /// The kind of the worker that computes.
    pub fn device(&self) -> Option<DeviceKind> {
        self.workers.active()
    }
}
