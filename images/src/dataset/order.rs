//! The order in which an epoch visits the images.

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use crate::seed::{Purpose, rng};

/// The order of one epoch. It depends on the seed and the epoch alone, so a run can be taken up in any epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    indices: Vec<u32>,
    seed: u64,
    shuffle: bool,
}

impl Order {
    /// The order of `epoch` over the images `indices`; as they are where `shuffle` is off.
    pub fn new(indices: Vec<u32>, seed: u64, shuffle: bool, epoch: u32) -> Self {
        let mut order = Self { indices, seed, shuffle };
        order.begin(epoch);
        order
    }

    /// Goes over to `epoch`.
    pub fn begin(&mut self, epoch: u32) {
        if self.shuffle {
            // From the sorted state, so that the order does not depend on the epochs before.
            self.indices.sort_unstable();
            let mut rng: ChaCha8Rng = rng(self.seed, Purpose::Order, u64::from(epoch));
            self.indices.shuffle(&mut rng);
        }
    }

    /// The images of one step. The last batch of an epoch holds what is left; past it there is none.
    pub fn batch(&self, step: usize, batch_size: usize) -> &[u32] {
        let start = step.saturating_mul(batch_size).min(self.indices.len());
        let end = start.saturating_add(batch_size).min(self.indices.len());
        &self.indices[start..end]
    }

    /// Images of an epoch.
    pub fn len(&self) -> usize {
        self.indices.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.indices.is_empty()
    }

    /// Steps of an epoch.
    pub fn steps(&self, batch_size: usize) -> usize {
        self.indices.len().div_ceil(batch_size.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(seed: u64, epoch: u32) -> Vec<u32> {
        Order::new((0..1_000).collect(), seed, true, epoch).batch(0, 1_000).to_vec()
    }

    #[test]
    fn every_image_comes_once() {
        let mut seen = order(1, 0);
        assert_ne!(seen, (0..1_000).collect::<Vec<_>>());
        seen.sort_unstable();
        assert_eq!(seen, (0..1_000).collect::<Vec<_>>());
    }

    #[test]
    fn seed_and_epoch_alone_decide() {
        assert_eq!(order(1, 3), order(1, 3));
        assert_ne!(order(1, 3), order(1, 4));
        assert_ne!(order(1, 3), order(2, 3));
        let mut walked = Order::new((0..1_000).collect(), 1, true, 0);
        walked.begin(1);
        walked.begin(3);
        assert_eq!(walked.batch(0, 1_000), order(1, 3));
    }

    #[test]
    fn the_last_batch_holds_what_is_left() {
        let order = Order::new((0..10).collect(), 0, false, 0);
        assert_eq!(order.steps(4), 3);
        assert_eq!(order.batch(2, 4), [8, 9]);
        assert!(order.batch(3, 4).is_empty());
        assert!(order.batch(usize::MAX, 4).is_empty());
    }
}
