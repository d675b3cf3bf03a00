//! A run's network as it is and as it was at the end of its epochs.

use model::network::Network;
use model::protocol::{Event, Moment};
use model::session::SessionError;

use super::Run;
use crate::page;

impl Run {
    /// The network as it was at this moment, and the steps that it had taken; `None` where its weights are not kept.
    pub fn network_at(&self, moment: Moment) -> Option<(Network, u64)> {
        match moment {
            Moment::Now => Some((self.session.network().clone(), self.session.place().step)),
            Moment::Epoch(epoch) => {
                let kept = self.kept.at(moment)?;
                let mut looked_at = self.looked_at.borrow_mut();
                let network = match looked_at.take() {
                    Some((at, network)) if at == epoch => network,
                    Some(_) | None => self.session.kept_network(&kept.weights),
                };
                *looked_at = Some((epoch, network.clone()));
                Some((network, kept.step))
            }
        }
    }

    /// Whether weights of past epochs are kept.
    pub fn has_kept(&self) -> bool {
        !self.kept.epochs().is_empty()
    }

    /// Keeps the weights of the epoch that has ended last.
    pub(super) async fn keep(&mut self) {
        let Some((epoch, step, network)) = self.ended.take() else { return };
        let weights = match self.session.weights_to_keep(network).await {
            Ok(weights) => weights,
            Err(SessionError::Device(detail)) => return super::lost(detail),
            Err(_) => return,
        };
        let before = self.kept.epochs();
        self.kept.keep(epoch, step, weights);
        *self.looked_at.borrow_mut() = None;
        let epochs = self.kept.epochs();
        if epochs != before {
            page::send(&Event::Saved { run: self.id, epochs });
        }
    }
}
