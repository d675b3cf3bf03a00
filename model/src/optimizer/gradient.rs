//! A parameter's gradient on its way to the update.

use std::ops::Range;

use burn::tensor::{Tensor, TensorData};

pub(super) const FLOATS: &str = "weights and gradients are 32-bit floats";

/// A parameter's gradient: of the whole batch, or still in two halves of it, which are on the CPU.
#[derive(Clone, Debug)]
pub struct Gradient {
    first: Tensor<1>,
    /// What the first one is multiplied by, the other half, and what that is multiplied by: their shares of the images.
    halves: Option<(f32, Tensor<1>, f32)>,
}

impl Gradient {
    /// Of two halves, each with its share of the images.
    pub fn of_halves(first: (f32, Tensor<1>), second: (f32, Tensor<1>)) -> Self {
        Self { first: first.1, halves: Some((first.0, second.1, second.0)) }
    }

    /// That of the whole batch.
    pub fn whole(self) -> Tensor<1> {
        if self.halves.is_none() {
            return self.first;
        }
        let device = self.first.device();
        let numbers = self.into_numbers();
        let mut sums = Vec::new();
        let length = numbers.piece(0..numbers.len(), &mut sums).len();
        Tensor::from_data(TensorData::new(sums, [length]), &device)
    }

    /// The same in the CPU's memory.
    pub(super) fn into_numbers(self) -> Numbers {
        let halves = self.halves.map(|(share, second, other)| (share, second.into_data(), other));
        Numbers { first: self.first.into_data(), halves }
    }
}

impl From<Tensor<1>> for Gradient {
    fn from(gradient: Tensor<1>) -> Self {
        Self { first: gradient, halves: None }
    }
}

/// A gradient in memory.
pub(super) struct Numbers {
    first: TensorData,
    halves: Option<(f32, TensorData, f32)>,
}

impl Numbers {
    fn len(&self) -> usize {
        self.first.num_elements()
    }

    /// Some of the numbers of the whole batch's gradient; `sums` is room for them.
    pub(super) fn piece<'a>(&'a self, range: Range<usize>, sums: &'a mut Vec<f32>) -> &'a [f32] {
        let numbers = |data: &'a TensorData| &data.as_slice::<f32>().expect(FLOATS)[range.clone()];
        let first = numbers(&self.first);
        let Some((share, second, other)) = &self.halves else { return first };
        sums.clear();
        sums.extend(first.iter().zip(numbers(second)).map(|(first, second)| first * share + second * other));
        sums
    }
}
