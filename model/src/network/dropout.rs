//! Dropout.

use burn::tensor::{Tensor, TensorData};

use crate::device::Device;
use images::seed::{Purpose, rng, uniform};

/// The factor of each number: 0 with probability `rate`, otherwise 1 / (1 − rate). Drawn on the CPU by seed, step and
/// layer, so that a run is the same everywhere and goes on in the same way after a pause.
/// The images may be those of a batch from `first` on.
pub fn mask(
    rate: f64,
    seed: u64,
    [step, layer]: [u64; 2],
    first: usize,
    shape: [usize; 2],
    device: &Device,
) -> Tensor<2> {
    // A step has far fewer layers than this.
    const LAYERS: u64 = 64;
    let mut rng = rng(seed, Purpose::Dropout, step * LAYERS + layer);
    // Each number takes one word.
    rng.set_word_pos((first * shape[1]) as u128);
    let kept = (1.0 / (1.0 - rate)) as f32;
    let factors: Vec<f32> =
        (0..shape[0] * shape[1]).map(|_| if f64::from(uniform(&mut rng)) < rate { 0.0 } else { kept }).collect();
    Tensor::from_data(TensorData::new(factors, shape), device.tensors())
}
