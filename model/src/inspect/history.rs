//! The weights that a run had at the end of its epochs.
//!
//! On the CPU they stay where they are and can answer at once. A training step makes new tensors and changes none, so
//! keeping an epoch costs no copy: its tensors are the run's until the next step, and then the memory of one network. On
//! a GPU each tensor has a page of its own that may be twice as large, so there they are read back, and go up again when
//! they are asked for.

use std::cell::RefCell;

use super::Snapshot;
use crate::device::DeviceLost;
use crate::network::{HostTensor, Network};
use crate::session::Session;
use spec::device::DeviceKind;
use spec::protocol::Moment;

/// The most that all of them may take, bytes.
const MOST_BYTES: usize = 64 << 20;

/// Weights of past epochs. A restored run begins without: its checkpoint has the newest alone.
#[derive(Default)]
pub struct History {
    /// By epoch.
    epochs: Vec<Epoch>,
    /// Of the epochs between the first and the last, counted from the first, every 2ⁿth is here.
    n: u32,
    /// The epoch that was asked for last, on the run's device.
    newest: RefCell<Option<(u32, Network)>>,
}

/// An epoch's weights.
struct Epoch {
    /// Which, from 0.
    epoch: u32,
    /// Steps that the run had taken at its end.
    step: u64,
    weights: Weights,
}

/// Where weights are.
enum Weights {
    OnDevice(Network),
    OnHost(Vec<HostTensor>),
}

impl Weights {
    /// Bytes of all tensors.
    fn bytes(&self) -> usize {
        match self {
            Self::OnDevice(network) => network.tensors().map(|tensor| 4 * tensor.shape.iter().product::<usize>()).sum(),
            Self::OnHost(tensors) => tensors.iter().map(|tensor| 4 * tensor.values.len()).sum(),
        }
    }
}

impl History {
    /// Keeps the network that a run has at the end of an epoch.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub async fn keep(&mut self, epoch: u32, Snapshot { network, step, .. }: Snapshot) -> Result<(), DeviceLost> {
        let weights = match network.device_kind() {
            DeviceKind::Cpu => Weights::OnDevice(network),
            DeviceKind::Webgpu => Weights::OnHost(network.to_host().await.map_err(DeviceLost)?),
        };
        self.within(epoch, step, weights, MOST_BYTES);
        Ok(())
    }

    /// Keeps them within so many bytes. Where they are too many, every second in between goes; the first and the last
    /// stay. With less room than for two only the last is kept, or none.
    fn within(&mut self, epoch: u32, step: u64, weights: Weights, most: usize) {
        *self.newest.borrow_mut() = None;
        self.epochs.retain(|kept| kept.epoch < epoch);
        let room = most / weights.bytes().max(1);
        self.epochs.push(Epoch { epoch, step, weights });
        self.thin();
        while self.epochs.len() > room && self.n + 1 < u32::BITS {
            self.n += 1;
            self.thin();
        }
        self.epochs.drain(..self.epochs.len().saturating_sub(room));
    }

    fn thin(&mut self) {
        let Some([first, last]) = self.epochs.first().zip(self.epochs.last()).map(|(a, b)| [a.epoch, b.epoch]) else {
            return;
        };
        self.epochs.retain(|kept| kept.epoch == last || (kept.epoch - first).is_multiple_of(1 << self.n));
    }

    /// The epochs, from 0, in order.
    pub fn epochs(&self) -> Vec<u32> {
        self.epochs.iter().map(|kept| kept.epoch).collect()
    }

    /// The network that its run had at a moment; `None` where its weights are not kept.
    pub fn snapshot(&self, moment: Moment, session: &Session) -> Option<Snapshot> {
        let epoch = match moment {
            Moment::Now => return Some(Snapshot::of(session)),
            Moment::Epoch(epoch) => epoch,
        };
        let kept = self.epochs.iter().find(|kept| kept.epoch == epoch)?;
        let mut newest = self.newest.borrow_mut();
        let network = match (&*newest, &kept.weights) {
            (Some((at, network)), _) if *at == epoch => network.clone(),
            (Some(_) | None, Weights::OnDevice(network)) => network.clone(),
            (Some(_) | None, Weights::OnHost(tensors)) => session.network().with_values(tensors),
        };
        *newest = Some((epoch, network.clone()));
        Some(Snapshot::new(session.spec(), network, session.scaling(), moment, kept.step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::Device;
    use spec::limits::MAX_EPOCHS;
    use spec::{Layer, Spec};

    /// 784 · 10 + 10 numbers.
    const BYTES: usize = 4 * 7_850;

    fn network() -> Network {
        Network::new(&Spec { layers: Vec::<Layer>::new(), ..Spec::default() }, &Device::cpu())
    }

    /// The epochs that are left after each of so many, in this much room.
    fn after(epochs: std::ops::Range<u32>, most: usize) -> Vec<Vec<u32>> {
        let (mut kept, network) = (History::default(), network());
        epochs
            .map(|epoch| {
                kept.within(epoch, u64::from(epoch) * 10 + 10, Weights::OnDevice(network.clone()), most);
                kept.epochs()
            })
            .collect()
    }

    #[test]
    fn every_epoch_is_kept_while_there_is_room() {
        assert_eq!(after(0..5, 5 * BYTES).pop(), Some(vec![0, 1, 2, 3, 4]));
        const { assert!(MOST_BYTES / BYTES > MAX_EPOCHS, "the smallest network keeps all") };
    }

    #[test]
    fn every_second_in_between_goes_when_the_room_is_full() {
        let found = after(0..11, 5 * BYTES);
        assert_eq!(found[5], [0, 2, 4, 5]);
        assert_eq!(found[6], [0, 2, 4, 6]);
        assert_eq!(found[7], [0, 2, 4, 6, 7]);
        assert_eq!(found[8], [0, 2, 4, 6, 8]);
        assert_eq!(found[9], [0, 4, 8, 9]);
        assert_eq!(found[10], [0, 4, 8, 10]);
        let many = after(0..1_000, 20 * BYTES);
        for (epoch, kept) in many.iter().enumerate() {
            assert!(kept.len() <= 20 && kept.first() == Some(&0) && kept.last() == Some(&(epoch as u32)), "{kept:?}");
            assert!(kept.len() > epoch.min(10), "{kept:?}");
        }
    }

    #[test]
    fn a_restored_run_begins_with_the_epoch_that_it_ends_first() {
        assert_eq!(after(7..13, 4 * BYTES).pop(), Some(vec![7, 9, 11, 12]));
    }

    #[test]
    fn with_little_room_the_last_one_stays_and_with_less_none() {
        assert_eq!(after(0..9, 2 * BYTES).pop(), Some(vec![0, 8]));
        assert_eq!(after(0..9, BYTES).pop(), Some(vec![8]));
        assert_eq!(after(0..9, BYTES - 1).pop(), Some(vec![]));
    }
}
