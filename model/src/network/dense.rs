//! The fully connected layer.

use burn::tensor::Tensor;

use super::{Parameter, activation};
use crate::device::DeviceKind;
use crate::kernel::cpu;
#[cfg(feature = "webgpu")]
use crate::kernel::gpu;
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
        let [kernel, bias] = [&self.kernel, &self.bias].map(|parameter| parameter.value.clone());
        let shape = [input.dims()[1], bias.dims()[0]];
        let sums = match device {
            // In a terminal Burn's product has eight lanes or more, and is faster.
            DeviceKind::Cpu if cfg!(target_family = "wasm") => cpu::linear(input, kernel.reshape(shape), bias),
            DeviceKind::Cpu => input.matmul(kernel.reshape(shape)) + bias.reshape([1, shape[1]]),
            #[cfg(feature = "webgpu")]
            DeviceKind::Webgpu if self.activation == Activation::Relu => return gpu::dense(input, kernel, bias, true),
            #[cfg(feature = "webgpu")]
            DeviceKind::Webgpu => gpu::dense(input, kernel, bias, false),
            #[cfg(not(feature = "webgpu"))]
            DeviceKind::Webgpu => unreachable!("this build starts no GPU"),
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
