//! A parameter's gradient on its way to the update.

use burn::tensor::Tensor;

use crate::kernel::cpu;

/// A parameter's gradient: of the whole batch, or still in its shards, which are on the CPU.
#[derive(Clone, Debug)]
pub struct Gradient {
    /// Each with its share of the batch's images.
    shards: Vec<(f32, Tensor<1>)>,
}

impl Gradient {
    /// Of shards, each with its share of the images.
    pub fn of_shards(shards: Vec<(f32, Tensor<1>)>) -> Self {
        Self { shards }
    }

    /// That of the whole batch.
    pub fn whole(mut self) -> Tensor<1> {
        if self.shards.len() == 1 { self.shards.remove(0).1 } else { cpu::batch_gradient(self.shards) }
    }

    /// The shards', each with its share of the images.
    pub(super) fn into_shards(self) -> Vec<(f32, Tensor<1>)> {
        self.shards
    }
}

impl From<Tensor<1>> for Gradient {
    fn from(gradient: Tensor<1>) -> Self {
        Self { shards: vec![(1.0, gradient)] }
    }
}
