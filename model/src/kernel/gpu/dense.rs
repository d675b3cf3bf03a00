//! A dense layer.

use burn::tensor::Tensor;
use burn_wgpu::CubeTensor;

use super::product::{self, Size};
use super::weighted::{Weighted, weighted};

/// `input · kernel + bias`, and what is negative set to 0 if `relu`, whose gradient at 0 is 0.
///
/// # Shapes
/// - input, on the GPU: `[batch, inputs]`; kernel: `[inputs, units]`, flat; bias: `[units]`
/// - output: `[batch, units]`
pub(crate) fn dense(input: Tensor<2>, kernel: Tensor<1>, bias: Tensor<1>, relu: bool) -> Tensor<2> {
    let [batch, inputs] = input.dims();
    weighted(Size { batch, inputs, units: bias.dims()[0] }, input, kernel, bias, relu)
}

impl Weighted for Size {
    fn forward(self, input: &CubeTensor, kernel: &CubeTensor, bias: &CubeTensor, relu: bool) -> CubeTensor {
        product::forward(input, kernel, bias, self, relu)
    }

    fn by_input(self, gradient: &CubeTensor, kernel: &CubeTensor) -> CubeTensor {
        product::by_input(gradient, kernel, self)
    }

    fn by_kernel(self, input: &CubeTensor, gradient: &CubeTensor) -> [CubeTensor; 2] {
        product::by_kernel(input, gradient, self)
    }
}
