//! Convolution.

use burn::tensor::{Tensor, module::conv2d, ops::ConvOptions};

use super::{Parameter, activation};
use crate::device::DeviceKind;
#[cfg(feature = "webgpu")]
use crate::kernel::gpu;
use crate::kernel::{Window, cpu};
use crate::spec::{self, Activation, Padding, padding};

/// `activation(window · kernel + bias)` at each place of an image.
#[derive(Clone, Debug)]
pub struct Conv {
    /// `[height, width, channels in, filters]`, as in files.
    kernel: Parameter,
    /// `[filters]`
    bias: Parameter,
    stride: usize,
    padding: Padding,
    pub(super) activation: Activation,
}

impl Conv {
    pub(super) fn new(kernel: Parameter, bias: Parameter, settings: &spec::Conv) -> Self {
        let spec::Conv { stride, padding, activation, .. } = *settings;
        Self { kernel, bias, stride, padding, activation }
    }

    /// The layer's output.
    ///
    /// # Shapes
    /// - input: `[batch, channels, height, width]`
    /// - output: `[batch, filters, rows, columns]`
    pub fn forward(&self, input: Tensor<4>, device: DeviceKind) -> Tensor<4> {
        let [_, channels, height, width] = input.dims();
        let [side, filters] = [self.kernel.shape[0], self.bias.shape[0]];
        let edges = [height, width].map(|length| {
            let [before, after] = padding(length, side, self.stride, self.padding);
            (before, after)
        });
        let window = Window::new(side, self.stride, [height, width], edges);
        let [kernel, bias] = [&self.kernel, &self.bias].map(|parameter| parameter.value.clone());
        let sums = match device {
            DeviceKind::Cpu if cfg!(target_family = "wasm") => cpu::conv(input, kernel, bias, window),
            DeviceKind::Cpu => {
                let kernel = kernel.reshape([side, side, channels, filters]).permute([3, 2, 0, 1]);
                let mut options = ConvOptions::new([self.stride; 2], [0; 2], [1; 2], 1);
                options.padding = edges;
                conv2d(input, kernel, Some(bias), options)
            }
            #[cfg(feature = "webgpu")]
            DeviceKind::Webgpu if self.activation == Activation::Relu => {
                return gpu::conv(input, kernel, bias, window, true);
            }
            #[cfg(feature = "webgpu")]
            DeviceKind::Webgpu => gpu::conv(input, kernel, bias, window, false),
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
