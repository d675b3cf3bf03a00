//! Programs for the CPU, on the numbers of Burn's flex backend.
//!
//! They compute what Burn computes slowly, and all that Burn would compute otherwise in a terminal than in a browser: sums,
//! whose order is that of the processor's widest instructions there, and functions of the platform's library.

#![allow(clippy::disallowed_methods, reason = "tensors of the CPU hand their numbers over")]

mod batch_norm;
mod conv;
mod cross_entropy;
mod dense;
mod lanes;
mod layout;
mod max_pool;
mod pointwise;
mod product;
mod sum;
mod update;
mod weighted;

pub(crate) use batch_norm::batch_norm;
pub(crate) use conv::conv;
pub(crate) use cross_entropy::cross_entropy;
pub(crate) use dense::dense;
pub(crate) use max_pool::max_pool;
pub(crate) use pointwise::pointwise;
pub(crate) use update::{batch_gradient, update};

use burn::backend::autodiff::ops::NodeGuard;
use burn::backend::ops::FloatTensorOps;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, Flex};
use burn::tensor::{Shape, Tensor, TensorData};

/// A tensor without its tape.
type Numbers = FloatTensor<Flex>;

/// Numbers on the CPU, not on the tape, in their own order in memory.
fn numbers<const D: usize>(tensor: Tensor<D>) -> Numbers {
    tensor.try_into_primitive::<Flex>().expect("it lies on the CPU, outside the tape").to_contiguous()
}

/// Numbers on the CPU and on the tape: their place there, and they themselves.
fn tracked<const D: usize>(tensor: Tensor<D>) -> (NodeGuard, Numbers) {
    let tensor = tensor.try_into_primitive::<Autodiff<Flex>>().expect("it lies on the CPU, on the tape");
    let (numbers, node) = tensor.into_parts();
    (node, numbers.to_contiguous())
}

/// The numbers of a tensor that lies in memory in its own order.
fn floats(numbers: &Numbers) -> &[f32] {
    numbers.as_slice().expect("contiguous 32-bit floats")
}

fn shaped(numbers: Vec<f32>, shape: impl Into<Shape>) -> Numbers {
    Flex::float_from_data(TensorData::new(numbers, shape), &Default::default())
}

/// The sum of the squares of all numbers: `[1]`.
pub(crate) fn sum_of_squares(tensor: Tensor<1>) -> Tensor<1> {
    let sum = sum::sum_of_squares(floats(&numbers(tensor)));
    Tensor::from_primitive::<Flex>(shaped(vec![sum], [1]))
}

#[cfg(test)]
mod compare {
    //! What the tests of this folder share.

    use burn::tensor::{Tensor, TensorData};

    use crate::device::Device;

    /// A tensor's numbers.
    pub fn floats<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
        tensor.into_data().try_to_vec::<f32>().expect("floats")
    }

    /// Numbers from −1 to 1, no two neighbours alike.
    pub fn drawn<const D: usize>(size: [usize; D], seed: usize) -> Tensor<D> {
        let values: Vec<f32> =
            (0..size.iter().product()).map(|place| ((place * 7_919 + seed) % 1_009) as f32 / 500.0 - 1.0).collect();
        Tensor::from_data(TensorData::new(values, size), Device::cpu().tensors())
    }

    /// Asserts that two ways to compute differ by roundings alone.
    pub fn assert_near(found: &[f32], wanted: &[f32], what: &str) {
        assert_eq!(found.len(), wanted.len(), "{what}");
        let largest = wanted.iter().fold(1.0_f32, |most, value| most.max(value.abs()));
        for (place, (found, wanted)) in found.iter().zip(wanted).enumerate() {
            assert!((found - wanted).abs() < 1e-5 * largest, "{what}[{place}]: {found} and not {wanted}");
        }
    }
}
