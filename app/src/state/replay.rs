//! Looking back: whose weights are looked at, among those that the worker keeps of the run.

use spec::protocol::Moment;

use super::State;

/// Fewer kept epochs are nothing to choose from.
const LEAST: usize = 2;

impl State {
    /// Whose weights are looked at.
    pub fn moment(&self) -> Moment {
        self.in_view.moment
    }

    /// The moments that can be looked at, oldest first: the epochs that are kept, then now.
    pub fn moments(&self) -> Vec<Moment> {
        let kept = self.run.iter().flat_map(|run| run.saved.iter().map(|epoch| Moment::Epoch(*epoch)));
        kept.chain([Moment::Now]).collect()
    }

    /// Whether a choice of the past is given.
    pub fn can_look_back(&self) -> bool {
        self.moment() != Moment::Now || self.run.as_ref().is_some_and(|run| run.saved.len() >= LEAST)
    }

    /// The epoch that is looked back at, from 0.
    pub fn past(&self) -> Option<u32> {
        match self.moment() {
            Moment::Now => None,
            Moment::Epoch(epoch) => Some(epoch),
        }
    }

    /// Looks at the run as it was at this moment. Training goes on meanwhile. An epoch that is not kept means now.
    pub fn look_back(&mut self, moment: Moment) {
        self.in_view.moment = moment;
        self.follow_moment();
    }

    /// Back to now where the epoch in view is kept no more: another run, or short memory.
    pub(super) fn follow_moment(&mut self) {
        if !self.moments().contains(&self.moment()) {
            self.in_view.moment = Moment::Now;
        }
    }
}
