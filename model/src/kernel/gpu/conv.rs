//! A convolution.

use burn::tensor::Tensor;
use burn_wgpu::CubeTensor;

use super::convolution::{self, Size};
use super::weighted::{Weighted, weighted};
use crate::kernel::Window;

/// Window by window `input · kernel + bias`, and what is negative set to 0 if `relu`, whose gradient at 0 is 0.
///
/// # Shapes
/// - input, on the GPU: `[batch, channels, height, width]`; kernel: `[side, side, channels, filters]`, flat; bias:
///   `[filters]`
/// - output: `[batch, filters, rows, columns]`
pub(crate) fn conv(input: Tensor<4>, kernel: Tensor<1>, bias: Tensor<1>, window: Window, relu: bool) -> Tensor<4> {
    let [batch, channels, height, width] = input.dims();
    let size = Size { batch, channels, height, width, filters: bias.dims()[0], window };
    weighted(size, input, kernel, bias, relu)
}

impl Weighted for Size {
    fn forward(self, input: &CubeTensor, kernel: &CubeTensor, bias: &CubeTensor, relu: bool) -> CubeTensor {
        convolution::forward(input, kernel, bias, self, relu)
    }

    fn by_input(self, gradient: &CubeTensor, kernel: &CubeTensor) -> CubeTensor {
        convolution::by_input(gradient, kernel, self)
    }

    fn by_kernel(self, input: &CubeTensor, gradient: &CubeTensor) -> [CubeTensor; 2] {
        convolution::by_kernel(input, gradient, self)
    }
}
