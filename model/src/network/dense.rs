//! The fully connected layer.

use burn::tensor::Tensor;

use super::{Parameter, activation};
use crate::kernel;
use spec::Activation;
use spec::device::DeviceKind;

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
    pub fn forward(&self, input: Tensor<2>, device: DeviceKind) -> Tensor<2> {
        let [kernel, bias] = [&self.kernel, &self.bias].map(|parameter| parameter.value.clone());
        let relu = self.activation == Activation::Relu;
        let sums = kernel::dense(input, kernel, bias, relu, device);
        if relu { sums } else { activation::apply(self.activation, sums, device) }
    }

    pub(super) fn parameters(&self) -> [&Parameter; 2] {
        [&self.kernel, &self.bias]
    }

    pub(super) fn parameters_mut(&mut self) -> [&mut Parameter; 2] {
        [&mut self.kernel, &mut self.bias]
    }
}
