//! An update of weights: one pass over a parameter, where tensors take up to a dozen and a new allocation each.

use std::ops::Range;

use burn::backend::Flex;
use burn::tensor::{Tensor, TensorData};

use super::{Numbers, floats, numbers, shaped};

/// Numbers that are taken through all of a step at a time: so many of each kind stay in the nearest cache.
const PIECE: usize = 1_024;

/// The new value of a parameter; the slots become what is remembered next. The value gets memory of its own, since the
/// weights before the step are kept.
///
/// `gradients` are those of the batch's shards, each with its share of the images. `rule` changes numbers of the value, given
/// those of the gradient, and what is remembered of them.
///
/// # Shapes
/// - value, on the CPU, each gradient and each slot: `[numbers]`
/// - output: the same
pub(crate) fn update(
    value: Tensor<1>,
    gradients: Vec<(f32, Tensor<1>)>,
    slots: &mut Vec<Tensor<1>>,
    rule: impl Fn(&mut [f32], &[f32], &mut [&mut [f32]]),
) -> Tensor<1> {
    let device = value.device();
    // Not `into_data`, which copies what is shared.
    let value = numbers(value);
    let old = floats(&value);
    let gradients = gradients.into_iter().map(|(share, gradient)| (share, numbers(gradient))).collect();
    let mut memory: Vec<TensorData> = slots.drain(..).map(Tensor::into_data).collect();
    let mut new = Vec::with_capacity(old.len());
    {
        let missing = "memory is 32-bit floats";
        let mut memory: Vec<&mut [f32]> = memory.iter_mut().map(|data| data.as_mut_slice().expect(missing)).collect();
        let mut sums = Vec::with_capacity(PIECE);
        for piece in old.chunks(PIECE) {
            let range = new.len()..new.len() + piece.len();
            let mut memory: Vec<&mut [f32]> = memory.iter_mut().map(|memory| &mut memory[range.clone()]).collect();
            new.extend_from_slice(piece);
            rule(&mut new[range.clone()], total(&gradients, range, &mut sums), &mut memory);
        }
    }
    slots.extend(memory.into_iter().map(|data| Tensor::from_data(data, &device)));
    let length = new.len();
    Tensor::from_primitive::<Flex>(shaped(new, [length]))
}

/// The gradient of a batch of which each shard has this share and gradient.
pub(crate) fn batch_gradient(gradients: Vec<(f32, Tensor<1>)>) -> Tensor<1> {
    let gradients: Vec<_> = gradients.into_iter().map(|(share, gradient)| (share, numbers(gradient))).collect();
    let length = gradients.first().map_or(0, |(_, gradient)| floats(gradient).len());
    let mut sums = Vec::new();
    let sums = total(&gradients, 0..length, &mut sums).to_vec();
    Tensor::from_primitive::<Flex>(shaped(sums, [length]))
}

/// Some of the numbers of a batch's gradient, added up shard by shard; `sums` is room for them.
fn total<'a>(gradients: &'a Vec<(f32, Numbers)>, range: Range<usize>, sums: &'a mut Vec<f32>) -> &'a [f32] {
    let numbers = |gradient: &'a Numbers| &floats(gradient)[range.clone()];
    match gradients.as_slice() {
        [] => &[],
        [(_, whole)] => numbers(whole),
        [(first_share, first), (second_share, second), rest @ ..] => {
            sums.clear();
            let pairs = numbers(first).iter().zip(numbers(second));
            sums.extend(pairs.map(|(first, second)| first * first_share + second * second_share));
            for (share, gradient) in rest {
                sums.iter_mut().zip(numbers(gradient)).for_each(|(sum, number)| *sum += number * share);
            }
            sums
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::cpu::compare::{drawn, floats};

    #[test]
    fn shards_and_their_sum_give_the_same_to_the_last_bit() {
        // More than a piece, and the last one not full.
        let count = 2 * PIECE + 7;
        let shards = [0.5, 0.25, 0.25].into_iter().zip(1..).map(|(share, seed)| (share, drawn([count], seed)));
        let shards: Vec<(f32, Tensor<1>)> = shards.collect();
        for some in 2..=3 {
            let shards = &shards[..some];
            let mut wanted = vec![0.0; count];
            for (share, gradient) in shards {
                let numbers = floats(gradient.clone());
                wanted.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += share * number);
            }
            assert_eq!(floats(batch_gradient(shards.to_vec())), wanted);
            let mut slots = vec![drawn([count], 8)];
            let rule = |value: &mut [f32], gradient: &[f32], memory: &mut [&mut [f32]]| {
                for ((value, gradient), memory) in value.iter_mut().zip(gradient).zip(memory[0].iter_mut()) {
                    *memory += gradient;
                    *value -= *memory;
                }
            };
            let value = update(drawn([count], 9), shards.to_vec(), &mut slots, rule);
            let remembered: Vec<f32> =
                floats(drawn([count], 8)).iter().zip(&wanted).map(|(old, new)| old + new).collect();
            let values: Vec<f32> =
                floats(drawn([count], 9)).iter().zip(&remembered).map(|(old, new)| old - new).collect();
            assert_eq!(floats(value), values);
            assert_eq!(floats(slots.remove(0)), remembered);
        }
    }
}
