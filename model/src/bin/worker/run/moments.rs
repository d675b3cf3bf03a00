//! A run's network as it is and as it was at the end of its epochs.

use model::network::Network;
use model::protocol::{Event, Moment};

use super::Run;
use crate::page;

impl Run {
    /// The network as it was at a moment, and the steps that it had taken; `None` where that epoch is not kept.
    pub fn weights(&self, moment: Moment) -> Option<(&Network, u64)> {
        match moment {
            Moment::Now => Some(self.now()),
            Moment::Epoch(_) => self.kept.at(moment).map(|kept| (&kept.network, kept.step)),
        }
    }

    /// The network as it is, and the steps that it has taken.
    pub fn now(&self) -> (&Network, u64) {
        (self.session.network(), self.session.place().step)
    }

    /// Whether weights of past epochs are kept.
    pub fn has_kept(&self) -> bool {
        !self.kept.epochs().is_empty()
    }

    /// Keeps the weights of the epoch that has just ended, before early stopping puts others in their place.
    pub(super) fn keep(&mut self, epoch: u32) {
        let before = self.kept.epochs();
        self.kept.keep(epoch, self.session.place().step, self.session.network());
        let epochs = self.kept.epochs();
        if epochs != before {
            page::send(&Event::Saved { run: self.id, epochs });
        }
    }
}
