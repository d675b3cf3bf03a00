//! Loss and hits of the training steps, summed on the device until they are read.

use burn::tensor::{Int, Tensor};

use crate::device::{Device, DeviceKind};
#[cfg(feature = "webgpu")]
use crate::kernel::gpu;
use crate::metrics::Totals;

/// What the steps since the last read gave.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reading {
    /// Sums over their images.
    pub totals: Totals,
    /// Mean loss of the newest step's batch, before its update.
    pub last_loss: f64,
}

/// The sums on the device: loss times images, images answered right, and the newest loss.
pub(super) struct Tally {
    sums: Tensor<1>,
    device: DeviceKind,
    images: usize,
}

impl Tally {
    pub fn new(device: &Device) -> Self {
        Self { sums: Tensor::zeros([3], device.tensors()), device: device.kind(), images: 0 }
    }

    /// Adds a step: its mean loss, its logits `[batch, classes]` and its one-hot targets of the same shape.
    pub fn add(&mut self, loss: Tensor<1>, logits: Tensor<2>, targets: Tensor<2>) {
        self.images += logits.dims()[0];
        let sums = self.sums.clone();
        self.sums = match self.device {
            DeviceKind::Cpu => add(sums, loss, logits, targets),
            #[cfg(feature = "webgpu")]
            DeviceKind::Webgpu => gpu::tally(sums, loss, logits, targets),
            #[cfg(not(feature = "webgpu"))]
            DeviceKind::Webgpu => unreachable!("this build starts no GPU"),
        };
    }

    /// Reads the sums and starts anew; `None` where there was no step. The device's answer is awaited once.
    pub async fn take(&mut self, device: &Device) -> Result<Option<Reading>, String> {
        if self.images == 0 {
            return Ok(None);
        }
        let Self { sums, images, .. } = std::mem::replace(self, Self::new(device));
        let read = sums.into_data_async().await.map_err(|error| format!("{error:?}"))?;
        let numbers = read.try_to_vec::<f32>().map_err(|error| format!("{error:?}"))?;
        let &[loss, correct, last] = numbers.as_slice() else { return Err("the sums came back incomplete".into()) };
        let totals = Totals { loss: f64::from(loss), correct: f64::from(correct), images: images as f64 };
        Ok(Some(Reading { totals, last_loss: f64::from(last) }))
    }
}

/// The sums with a step more. Of equal logits the first is the answer.
fn add(sums: Tensor<1>, loss: Tensor<1>, logits: Tensor<2>, targets: Tensor<2>) -> Tensor<1> {
    let count = logits.dims()[0] as f64;
    let answers: Tensor<2, Int> = logits.argmax(1);
    let hits = answers.equal(targets.argmax(1)).float().sum();
    let [before, hits_before] = [sums.clone().narrow(0, 0, 1), sums.narrow(0, 1, 1)];
    Tensor::cat(vec![before + loss.clone() * count, hits_before + hits, loss], 0)
}
