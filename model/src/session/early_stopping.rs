//! Watching the validation loss, and keeping the best weights.

use super::Session;
use crate::network::Network;
use spec::protocol::Score;

/// The best epoch so far and how long ago it was.
#[derive(Clone, Default)]
pub(super) struct EarlyStopping {
    pub best: Option<Best>,
    /// Epochs since then.
    pub waited: usize,
    /// Whether the run has ended for it.
    pub stopped: bool,
}

/// What is kept of the best epoch.
#[derive(Clone)]
pub(super) struct Best {
    /// The epoch, from 0.
    pub epoch: u32,
    /// Its validation loss, nats.
    pub loss: f64,
    /// Its weights, on the device: they share memory with the run's until these change.
    pub network: Network,
}

impl EarlyStopping {
    /// Takes an epoch's validation loss and weights; whether `patience` epochs have brought nothing better.
    fn judge(&mut self, epoch: u32, loss: f64, network: &Network, patience: usize) -> bool {
        // A loss that is no number is worse than any.
        let loss = if loss.is_finite() { loss } else { f64::MAX };
        if self.best.as_ref().is_none_or(|best| loss < best.loss) {
            self.best = Some(Best { epoch, loss, network: network.clone() });
            self.waited = 0;
        } else {
            self.waited += 1;
        }
        self.waited >= patience
    }
}

impl Session {
    /// Judges the epoch that has just ended by its validation figures, where the spec asks for early stopping; the best
    /// epoch, from 0, where the run ends early for it.
    ///
    /// As Keras' `EarlyStopping` does with `restore_best_weights`, any fall counts as better, and the best weights are
    /// put back when the run ends, be it early or after its last epoch.
    pub fn judge_epoch(&mut self, validation: Option<Score>) -> Option<u32> {
        let (stopping, score) = (self.spec.early_stopping?, validation?);
        let epoch = self.place.epoch.saturating_sub(1);
        self.early_stopping.stopped = self.early_stopping.judge(epoch, score.loss, &self.network, stopping.patience);
        let last = self.place.epoch as usize >= self.spec.epochs;
        if let Some(best) = &self.early_stopping.best
            && (self.early_stopping.stopped || last)
        {
            self.network = best.network.clone();
            (self.good, self.before) = (self.network.clone(), self.network.clone());
        }
        // After the last epoch there is nothing left to end early.
        self.early_stopping.stopped &= !last;
        self.stopped_early()
    }

    /// The best epoch, from 0, where the run has ended early.
    pub fn stopped_early(&self) -> Option<u32> {
        self.early_stopping.best.as_ref().filter(|_| self.early_stopping.stopped).map(|best| best.epoch)
    }
}
