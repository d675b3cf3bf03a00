//! Loss and hits of the training steps, summed on the device until they are read.

#![allow(clippy::disallowed_methods, reason = "tensors of the CPU hand their numbers over")]

use burn::tensor::{Tensor, TensorData};

use super::ShardResult;
use crate::device::Device;
use crate::kernel::choose;
#[cfg(feature = "webgpu")]
use crate::kernel::gpu;
use crate::metrics::{Totals, argmax};
use spec::device::DeviceKind;

/// What the steps since the last read gave.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reading {
    /// Sums over their images.
    pub totals: Totals,
    /// Mean loss of the newest step's batch, before its update.
    pub last_loss: f64,
}

/// The sums on the device: loss times images, images answered right, and the newest loss.
pub(super) struct RunningTotals {
    sums: Tensor<1>,
    /// Where each sum begins. Made once: it would be a submission of its own after each read.
    zeros: Tensor<1>,
    device: DeviceKind,
    images: usize,
}

impl RunningTotals {
    pub fn new(device: &Device) -> Self {
        let zeros: Tensor<1> = Tensor::zeros([3], device.tensors());
        Self { sums: zeros.clone(), zeros, device: device.kind(), images: 0 }
    }

    /// Adds a step: its mean loss, its logits `[batch, classes]` and its one-hot targets of the same shape.
    pub fn add(&mut self, loss: Tensor<1>, logits: Tensor<2>, targets: Tensor<2>) {
        self.images += logits.dims()[0];
        let sums = self.sums.clone();
        self.sums = choose!(self.device, add(sums, loss, logits, targets), gpu::tally(sums, loss, logits, targets));
    }

    /// Adds a step of which all shards were computed, on the CPU.
    pub fn add_shards(&mut self, shards: &[ShardResult]) {
        let images: usize = shards.iter().map(|shard| shard.images).sum();
        let loss = shards.iter().map(|shard| shard.loss * (shard.images as f32 / images as f32)).sum();
        let hits: u32 = shards.iter().map(|shard| shard.hits).sum();
        self.images += images;
        let sums = self.sums.clone();
        self.sums = added(sums, loss, images, hits as f32);
    }

    /// Reads the sums and starts anew; `None` where there was no step. The device's answer is awaited once.
    pub async fn take(&mut self) -> Result<Option<Reading>, String> {
        if self.images == 0 {
            return Ok(None);
        }
        let sums = std::mem::replace(&mut self.sums, self.zeros.clone());
        let images = std::mem::take(&mut self.images);
        let read = sums.into_data_async().await.map_err(|error| format!("{error:?}"))?;
        let numbers = read.try_to_vec::<f32>().map_err(|error| format!("{error:?}"))?;
        let &[loss, correct, last] = numbers.as_slice() else { return Err("the sums came back incomplete".into()) };
        let totals = Totals { loss: f64::from(loss), correct: f64::from(correct), images: images as f64 };
        Ok(Some(Reading { totals, last_loss: f64::from(last) }))
    }
}

/// The sums with a step more, of numbers in memory. Of equal logits the first is the answer.
fn add(sums: Tensor<1>, loss: Tensor<1>, logits: Tensor<2>, targets: Tensor<2>) -> Tensor<1> {
    let [batch, classes] = logits.dims();
    let [loss, logits, targets] = [loss.into_data(), logits.into_data(), targets.into_data()];
    let numbers = |data| TensorData::as_slice::<f32>(data).expect("32-bit floats");
    let rows = numbers(&logits).chunks_exact(classes).zip(numbers(&targets).chunks_exact(classes));
    let hits = rows.filter(|(logits, targets)| argmax(logits) == argmax(targets)).count();
    added(sums, numbers(&loss)[0], batch, hits as f32)
}

/// The sums with a step more: its mean loss, its images and how many of them were answered right.
fn added(sums: Tensor<1>, loss: f32, images: usize, hits: f32) -> Tensor<1> {
    let device = sums.device();
    let sums = sums.into_data();
    let sums = sums.as_slice::<f32>().expect("32-bit floats");
    Tensor::from_data(TensorData::from([sums[0] + loss * images as f32, sums[1] + hits, loss]), &device)
}
