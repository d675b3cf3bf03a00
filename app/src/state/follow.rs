//! What is due after every change: what is wanted is compared with what is there, and the difference is asked for. So a
//! worker that died and one that was just born need no rules of their own.

use spec::device::DeviceKind;
use spec::protocol::Command;

use super::scene::Scene;
use super::{DatasetState, Effect, Presence, Run, State};

impl State {
    /// Does what is due after the changes since the last call, and says what the browser's side has to do. Asks nothing
    /// twice.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        self.follow();
        self.outbox.take()
    }

    pub(super) fn follow(&mut self) {
        self.number_run();
        self.follow_queue();
        self.follow_moment();
        let quick = self.workers.quick();
        let scene = Scene::new(&self.draft, &self.dataset, self.run.as_ref(), &self.in_view);
        self.looking.follow_prediction(scene, quick, &mut self.outbox);
        let worker = self.workers.active();
        if let Some(worker) = worker {
            self.follow_settings(worker);
        }
        self.follow_lesson();
        let run = self.run.as_ref().map(|run| run.id);
        if std::mem::replace(&mut self.in_view.run, run) != run {
            self.evaluation.forget();
            self.inside.forget();
        }
        let scene = Scene::new(&self.draft, &self.dataset, self.run.as_ref(), &self.in_view);
        self.evaluation.follow(scene, worker, &mut self.outbox);
        self.inside.follow(scene, worker, &mut self.outbox);
    }

    /// The data set and the network follow the settings.
    fn follow_settings(&mut self, worker: DeviceKind) {
        self.want_candidate();
        let absent = |run: &&Run| run.presence == Presence::Absent;
        let awaited = self.training.candidate.as_ref().or(self.run.as_ref()).filter(absent);
        let wanted = awaited.map_or(self.draft.dataset, |run| run.spec.dataset);
        if self.dataset.id() != Some(wanted) && self.prepare(wanted, worker) {
            self.dataset = DatasetState::Loading { id: wanted, received: 0, total: 0 };
            self.send(Command::LoadDataset { dataset: wanted });
        }
        if !self.dataset.is_ready(wanted) {
            return;
        }
        let scene = Scene::new(&self.draft, &self.dataset, self.run.as_ref(), &self.in_view);
        if scene.has_images() {
            let rests = !self.training.unsettled && self.draft_error.is_none();
            self.looking.follow_images(scene, rests, worker, &mut self.outbox);
            self.browse.follow(scene, &mut self.looking.dice, worker, &mut self.outbox);
        }
        self.checkpoint_before_leaving();
        let awaited = self.training.candidate.as_mut().or(self.run.as_mut());
        if let Some(command) = awaited.filter(|run| run.presence == Presence::Absent).map(Run::command) {
            self.send(command);
        }
    }

    /// A fresh network follows the settings by itself as long as nothing learnt is lost.
    fn want_candidate(&mut self) {
        // A network for images that are not to be had would keep all others waiting.
        if let (Some(candidate), DatasetState::Failed { id, .. }) = (&self.training.candidate, &self.dataset)
            && candidate.spec.dataset == *id
            && self.draft.dataset != *id
        {
            self.training.candidate = None;
        }
        let wanted = match &self.run {
            None => true,
            // Images of another data set are no input for the old network.
            Some(run) => run.differs(&self.draft) && (!run.trained() || run.spec.dataset != self.draft.dataset),
        };
        let possible = self.draft_error.is_none() && self.training.refused.as_ref() != Some(&self.draft);
        if wanted && possible && !self.training.unsettled && self.training.candidate.is_none() {
            self.training.candidate = Some(Run::new(self.training.next_run(), self.draft.clone(), None));
        }
    }

    /// A network that trains gives a last checkpoint before another takes its place: it pauses first.
    fn checkpoint_before_leaving(&mut self) {
        let leaves = self.training.candidate.as_ref().is_some_and(|candidate| candidate.presence == Presence::Absent);
        let training = self.run.as_ref().filter(|run| run.presence == Presence::Ready && run.busy());
        if let Some(run) = training.filter(|_| leaves).map(|run| run.id) {
            self.send(Command::Pause { run });
        }
    }
}
