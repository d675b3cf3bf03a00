//! Programs for the GPU, in WGSL, on the buffers of Burn's WebGPU backend.
//!
//! Burn's own matrix product runs a lesson's shapes in a handful of workgroups, and each small operation is a dispatch of
//! its own. Here a dense layer is one dispatch forward and two backward, an update rule one a parameter. A program never
//! changes what it is given: weights that someone else holds stay as they are.

mod average_pool;
mod batch_norm;
mod conv;
mod convolution;
mod cross_entropy;
mod dense;
mod max_pool;
mod pointwise;
mod pooling;
mod product;
mod program;
mod tally;
mod update;
mod weighted;
mod wgsl;

pub(crate) use average_pool::average_pool;
pub(crate) use batch_norm::batch_norm;
pub(crate) use conv::conv;
pub(crate) use cross_entropy::cross_entropy;
pub(crate) use dense::dense;
pub(crate) use max_pool::max_pool;
pub(crate) use tally::tally;
pub(crate) use update::{Rule, update};

use burn::backend::Autodiff;
use burn::backend::autodiff::ops::NodeGuard;
use burn::tensor::Tensor;
use burn_wgpu::CubeBackend;
use burn_wgpu::CubeTensor;
use burn_wgpu::into_contiguous;

/// Numbers on the GPU, not on the tape.
fn numbers<const D: usize>(tensor: Tensor<D>) -> CubeTensor {
    into_contiguous(tensor.try_into_primitive::<CubeBackend>().expect("it lies on the GPU"))
}

/// Numbers on the GPU and on the tape: their place there, and they themselves.
fn tracked<const D: usize>(tensor: Tensor<D>) -> (NodeGuard, CubeTensor) {
    let tensor = tensor.try_into_primitive::<Autodiff<CubeBackend>>().expect("it lies on the GPU, on the tape");
    let (numbers, node) = tensor.into_parts();
    (node, into_contiguous(numbers))
}

#[cfg(test)]
mod tests;
