//! Convolution.

use burn::tensor::{Tensor, module::conv2d, ops::ConvOptions};

use super::{Parameter, activation};
use crate::device::DeviceKind;
#[cfg(feature = "webgpu")]
use crate::kernel::{Window, gpu};
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
        let [_, _, height, width] = input.dims();
        let edges = [height, width].map(|length| {
            let [before, after] = padding(length, self.kernel.shape[0], self.stride, self.padding);
            (before, after)
        });
        match device {
            DeviceKind::Cpu => activation::apply(self.activation, self.sums(input, edges)),
            #[cfg(feature = "webgpu")]
            DeviceKind::Webgpu => {
                let window = Window::new(self.kernel.shape[0], self.stride, [height, width], edges);
                let [kernel, bias] = [&self.kernel, &self.bias].map(|parameter| parameter.value.clone());
                match self.activation {
                    Activation::Relu => gpu::conv(input, kernel, bias, window, true),
                    other => activation::apply(other, gpu::conv(input, kernel, bias, window, false)),
                }
            }
            #[cfg(not(feature = "webgpu"))]
            DeviceKind::Webgpu => unreachable!("this build starts no GPU"),
        }
    }

    /// Before the activation, on the CPU; `edges` are rows above and below, columns to the left and right.
    fn sums(&self, input: Tensor<4>, edges: [(usize, usize); 2]) -> Tensor<4> {
        let [side, channels, filters] = [self.kernel.shape[0], input.dims()[1], self.bias.shape[0]];
        let kernel = self.kernel.value.clone().reshape([side, side, channels, filters]).permute([3, 2, 0, 1]);
        let mut options = ConvOptions::new([self.stride; 2], [0; 2], [1; 2], 1);
        options.padding = edges;
        conv2d(input, kernel, Some(self.bias.value.clone()), options)
    }

    pub(super) fn parameters(&self) -> [&Parameter; 2] {
        [&self.kernel, &self.bias]
    }

    pub(super) fn parameters_mut(&mut self) -> [&mut Parameter; 2] {
        [&mut self.kernel, &mut self.bias]
    }
}
