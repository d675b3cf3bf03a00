//! The fully connected layer.

use burn::tensor::Tensor;

use super::{Parameter, activation};
use crate::device::DeviceKind;
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
        match device {
            DeviceKind::Cpu => {
                let [inputs, units] = [input.dims()[1], bias.dims()[0]];
                let sums = input.matmul(kernel.reshape([inputs, units])) + bias.reshape([1, units]);
                activation::apply(self.activation, sums)
            }
            #[cfg(feature = "webgpu")]
            DeviceKind::Webgpu if self.activation == Activation::Relu => gpu::dense(input, kernel, bias, true),
            #[cfg(feature = "webgpu")]
            DeviceKind::Webgpu => activation::apply(self.activation, gpu::dense(input, kernel, bias, false)),
            #[cfg(not(feature = "webgpu"))]
            DeviceKind::Webgpu => unreachable!("this build starts no GPU"),
        }
    }

    pub(super) fn parameters(&self) -> [&Parameter; 2] {
        [&self.kernel, &self.bias]
    }

    pub(super) fn parameters_mut(&mut self) -> [&mut Parameter; 2] {
        [&mut self.kernel, &mut self.bias]
    }
}
