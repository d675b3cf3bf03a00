//! A run's network as it is and as it was at the end of its epochs.

use model::network::Network;
use model::protocol::{Event, Moment};

use super::Run;
use crate::page;

impl Run {
    /// The network as it was at this moment, and the steps that it had taken; `None` where its weights are not kept.
    pub fn network_at(&self, moment: Moment) -> Option<(Network, u64)> {
        match moment {
            Moment::Now => Some((self.session.network().clone(), self.session.place().step)),
            Moment::Epoch(_) => self.kept.at(moment).map(|kept| (kept.network.clone(), kept.step)),
        }
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
