//! The fully connected layer.

use burn::tensor::Tensor;

use super::{Parameter, activation};
use crate::spec::Activation;

/// `activation(x · kernel + bias)`.
#[derive(Clone, Debug)]
pub struct Dense {
    /// `[inputs, units]`
    kernel: Parameter,
    /// `[units]`
    bias: Parameter,
    pub(super) activation: Activation,
}

impl Dense {
    pub(super) fn new(kernel: Parameter, bias: Parameter, activation: Activation) -> Self {
        Self { kernel, bias, activation }
    }

    /// The layer's output.
    ///
    /// # Shapes
    /// - input: `[batch, inputs]`
    /// - output: `[batch, units]`
    pub fn forward(&self, input: Tensor<2>) -> Tensor<2> {
        let units = self.bias.value.dims()[0];
        let inputs = input.dims()[1];
        let kernel = self.kernel.value.clone().reshape([inputs, units]);
        let bias = self.bias.value.clone().reshape([1, units]);
        activation::apply(self.activation, input.matmul(kernel) + bias)
    }

    pub(super) fn parameters(&self) -> [&Parameter; 2] {
        [&self.kernel, &self.bias]
    }

    pub(super) fn parameters_mut(&mut self) -> [&mut Parameter; 2] {
        [&mut self.kernel, &mut self.bias]
    }
}
