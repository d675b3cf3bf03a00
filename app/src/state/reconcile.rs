//! Orders the difference between what is wanted and what the worker has.

use model::protocol::Command;

use super::{DatasetState, Presence, Run, State};

impl State {
    /// Orders what is missing. Called after every change; orders nothing twice.
    pub fn reconcile(&mut self) {
        let Some(kind) = self.workers.active() else { return };
        self.want_candidate();

        let awaited = self.candidate.as_ref().or(self.run.as_ref()).filter(|run| run.presence == Presence::Absent);
        let wanted = awaited.map_or(self.draft.dataset, |run| run.spec.dataset);
        if self.dataset.id() != Some(wanted) && self.prepare(wanted, kind) {
            self.dataset = DatasetState::Loading { id: wanted, received: 0, total: 0 };
            self.workers.send(Command::LoadDataset { dataset: wanted }, &mut self.orders);
        }
        if !self.dataset.is_ready(wanted) {
            return;
        }
        if wanted == self.draft.dataset {
            self.ask_images();
            self.ask_augmented();
            self.ask_browse();
        }
        self.checkpoint_before_leaving();
        let awaited = self.candidate.as_mut().or(self.run.as_mut()).filter(|run| run.presence == Presence::Absent);
        if let Some(command) = awaited.map(Run::command) {
            self.workers.send(command, &mut self.orders);
        }
    }

    /// A fresh network follows the settings by itself as long as nothing learnt is lost.
    fn want_candidate(&mut self) {
        // A network for images that are not to be had would keep all others waiting.
        if let (Some(candidate), DatasetState::Failed { id, .. }) = (&self.candidate, &self.dataset)
            && candidate.spec.dataset == *id
            && self.draft.dataset != *id
        {
            self.candidate = None;
        }
        let wanted = match &self.run {
            None => true,
            // Images of another data set are no input for the old network.
            Some(run) => run.differs(&self.draft) && (!run.trained() || run.spec.dataset != self.draft.dataset),
        };
        let possible = self.draft_error.is_none() && self.refused.as_ref() != Some(&self.draft);
        if wanted && possible && self.settled && self.candidate.is_none() {
            let id = self.next_run();
            self.candidate = Some(Run::new(id, self.draft.clone(), None));
        }
    }

    /// A network that trains gives a last checkpoint before another takes its place: it pauses first.
    fn checkpoint_before_leaving(&mut self) {
        let leaves = self.candidate.as_ref().is_some_and(|candidate| candidate.presence == Presence::Absent);
        let training = self.run.as_ref().filter(|run| run.presence == Presence::Ready && run.busy());
        if let Some(run) = training.filter(|_| leaves) {
            self.workers.send(Command::Pause { run: run.id }, &mut self.orders);
        }
    }
}
