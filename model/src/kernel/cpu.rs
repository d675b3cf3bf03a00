//! Programs for the CPU, on the numbers of Burn's flex backend.

mod conv;
mod dense;
mod layout;
mod max_pool;
mod product;

pub(crate) use conv::conv;
pub(crate) use dense::linear;
pub(crate) use max_pool::max_pool;

use burn::backend::Flex;
use burn::backend::ops::FloatTensorOps;
use burn::backend::tensor::FloatTensor;
use burn::tensor::TensorData;

/// A tensor without its tape.
type Numbers = FloatTensor<Flex>;

/// The numbers of a tensor that lies in memory in its own order, as `to_contiguous` makes it.
fn numbers(tensor: &Numbers) -> &[f32] {
    tensor.as_slice().expect("contiguous 32-bit floats")
}

fn tensor<const D: usize>(numbers: Vec<f32>, size: [usize; D]) -> Numbers {
    Flex::float_from_data(TensorData::new(numbers, size), &Default::default())
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
