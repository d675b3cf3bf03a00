//! Loss and hits of the training steps, summed on the device until they are read.

use burn::tensor::{Int, Tensor};

use crate::device::Device;
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
    loss: Tensor<1>,
    correct: Tensor<1>,
    last: Tensor<1>,
    images: usize,
}

impl Tally {
    pub fn new(device: &Device) -> Self {
        let zero = || Tensor::zeros([1], device.tensors());
        Self { loss: zero(), correct: zero(), last: zero(), images: 0 }
    }

    /// Adds a step: its mean loss, its logits `[batch, classes]` and its one-hot targets of the same shape.
    pub fn add(&mut self, loss: Tensor<1>, logits: Tensor<2>, targets: Tensor<2>, count: usize) {
        let answers: Tensor<2, Int> = logits.argmax(1);
        let hits = answers.equal(targets.argmax(1)).float().sum();
        self.correct = self.correct.clone() + hits;
        self.loss = self.loss.clone() + loss.clone() * count as f64;
        self.last = loss;
        self.images += count;
    }

    /// Reads the sums and starts anew; `None` where there was no step. The device's answer is awaited once.
    pub async fn take(&mut self, device: &Device) -> Result<Option<Reading>, String> {
        if self.images == 0 {
            return Ok(None);
        }
        let Self { loss, correct, last, images } = std::mem::replace(self, Self::new(device));
        let read = Tensor::cat(vec![loss, correct, last], 0).into_data_async().await;
        let numbers = read.map_err(|error| format!("{error:?}"))?.try_to_vec::<f32>();
        let numbers = numbers.map_err(|error| format!("{error:?}"))?;
        let &[loss, correct, last] = numbers.as_slice() else { return Err("the sums came back incomplete".into()) };
        let totals = Totals { loss: f64::from(loss), correct: f64::from(correct), images: images as f64 };
        Ok(Some(Reading { totals, last_loss: f64::from(last) }))
    }
}
