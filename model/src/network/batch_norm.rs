//! Batch normalisation.

use burn::tensor::Tensor;

use super::{Mode, Parameter};
use crate::kernel::{self, Normalized};
use spec::device::DeviceKind;

/// `gamma · (x − mean) / √(variance + epsilon) + beta`, channel by channel.
#[derive(Clone, Debug)]
pub struct BatchNorm {
    /// `[channels]`
    gamma: Parameter,
    /// `[channels]`
    beta: Parameter,
    /// `[channels]`, not trained: the moving mean of the batches' means.
    mean: Parameter,
    /// `[channels]`, not trained: the moving mean of the batches' variances.
    variance: Parameter,
    momentum: f64,
    epsilon: f64,
}

impl BatchNorm {
    pub(super) fn new([gamma, beta, mean, variance]: [Parameter; 4], settings: &spec::BatchNorm) -> Self {
        Self { gamma, beta, mean, variance, momentum: settings.momentum, epsilon: settings.epsilon }
    }

    /// The layer's output; while training, the moving means follow the batch.
    ///
    /// # Shapes
    /// Input and output: `[batch, channels, places]`
    pub fn forward(&mut self, input: Tensor<3>, mode: Mode, device: DeviceKind) -> Tensor<3> {
        match mode {
            Mode::Inference => {
                let channels = self.gamma.shape[0];
                let row = |parameter: &Parameter| parameter.value.clone().reshape([1, channels, 1]);
                let deviation = (row(&self.variance) + self.epsilon).sqrt();
                (input - row(&self.mean)) / deviation * row(&self.gamma) + row(&self.beta)
            }
            Mode::Training { .. } => {
                let [gamma, beta] = [&self.gamma, &self.beta].map(|parameter| parameter.value.clone());
                let Normalized { output, mean, variance } =
                    kernel::batch_norm(input, gamma, beta, self.epsilon, device);
                self.mean.value = self.moved(&self.mean, mean);
                self.variance.value = self.moved(&self.variance, variance);
                output
            }
        }
    }

    /// The moving mean after a batch. It is no part of the gradient.
    fn moved(&self, moving: &Parameter, batch: Tensor<1>) -> Tensor<1> {
        moving.value.clone() * self.momentum + batch * (1.0 - self.momentum)
    }

    pub(super) fn tensors(&self) -> [&Parameter; 4] {
        [&self.gamma, &self.beta, &self.mean, &self.variance]
    }

    pub(super) fn tensors_mut(&mut self) -> [&mut Parameter; 4] {
        [&mut self.gamma, &mut self.beta, &mut self.mean, &mut self.variance]
    }
}
