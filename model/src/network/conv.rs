//! Convolution.

use burn::tensor::Tensor;

use super::{Parameter, activation};
use crate::kernel::{self, Window};
use spec::device::DeviceKind;
use spec::{self, Activation, Padding, padding};

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
        let side = self.kernel.shape[0];
        let edges = [height, width].map(|length| {
            let [before, after] = padding(length, side, self.stride, self.padding);
            (before, after)
        });
        let window = Window::new(side, self.stride, [height, width], edges);
        let [kernel, bias] = [&self.kernel, &self.bias].map(|parameter| parameter.value.clone());
        let relu = self.activation == Activation::Relu;
        let sums = kernel::conv(input, kernel, bias, window, relu, device);
        if relu { sums } else { activation::apply(self.activation, sums, device) }
    }

    pub(super) fn parameters(&self) -> [&Parameter; 2] {
        [&self.kernel, &self.bias]
    }

    pub(super) fn parameters_mut(&mut self) -> [&mut Parameter; 2] {
        [&mut self.kernel, &mut self.bias]
    }
}
