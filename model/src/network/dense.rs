//! The fully connected layer.

use burn::tensor::Tensor;

use super::{Parameter, activation};
use crate::device::DeviceKind;
use crate::kernel::cpu;
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
    pub fn forward(&self, input: Tensor<2>, device: DeviceKind) -> Tensor<2> {
        let units = self.bias.value.dims()[0];
        let inputs = input.dims()[1];
        let kernel = self.kernel.value.clone().reshape([inputs, units]);
        let bias = self.bias.value.clone();
        let sums = match device {
            // In a terminal Burn's product has eight lanes or more, and is faster.
            DeviceKind::Cpu if cfg!(target_family = "wasm") => cpu::linear(input, kernel, bias),
            DeviceKind::Cpu | DeviceKind::Webgpu => input.matmul(kernel) + bias.reshape([1, units]),
        };
        activation::apply(self.activation, sums)
    }

    pub(super) fn parameters(&self) -> [&Parameter; 2] {
        [&self.kernel, &self.bias]
    }

    pub(super) fn parameters_mut(&mut self) -> [&mut Parameter; 2] {
        [&mut self.kernel, &mut self.bias]
    }
}
