//! Batch normalisation.

use burn::tensor::Tensor;

use super::{Mode, Parameter};
use crate::spec;

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
    pub fn forward(&mut self, input: Tensor<3>, mode: Mode) -> Tensor<3> {
        let channels = self.gamma.shape[0];
        let row = |parameter: &Parameter| parameter.value.clone().reshape([1, channels, 1]);
        let (mean, variance) = match mode {
            Mode::Inference => (row(&self.mean), row(&self.variance)),
            Mode::Training { .. } => {
                let mean = input.clone().mean_dim(0).mean_dim(2);
                let deviation = input.clone() - mean.clone();
                let variance = (deviation.clone() * deviation).mean_dim(0).mean_dim(2);
                self.mean.value = self.moved(&self.mean, &mean);
                self.variance.value = self.moved(&self.variance, &variance);
                (mean, variance)
            }
        };
        (input - mean) / (variance + self.epsilon).sqrt() * row(&self.gamma) + row(&self.beta)
    }

    /// The moving mean after a batch. It is no part of the gradient.
    fn moved(&self, moving: &Parameter, batch: &Tensor<3>) -> Tensor<1> {
        let channels = self.gamma.shape[0];
        let batch = batch.clone().inner().reshape([channels]);
        moving.value.clone() * self.momentum + batch * (1.0 - self.momentum)
    }

    pub(super) fn tensors(&self) -> [&Parameter; 4] {
        [&self.gamma, &self.beta, &self.mean, &self.variance]
    }

    pub(super) fn tensors_mut(&mut self) -> [&mut Parameter; 4] {
        [&mut self.gamma, &mut self.beta, &mut self.mean, &mut self.variance]
    }
}
