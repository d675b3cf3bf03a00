//! The update rules on numbers in memory, for the CPU: one pass over a parameter, where tensors take up to a dozen and a
//! new allocation each.

use burn::backend::Flex;
use burn::tensor::{Tensor, TensorData};

use super::adam_rate;
use super::gradient::{FLOATS, Gradient};
use crate::spec::Optimizer;

/// Numbers that are taken through all of a step at a time: so many of each kind stay in the nearest cache.
const PIECE: usize = 1_024;

/// The new value of one parameter at step `time`, counted from 1. It gets memory of its own, since the weights before the
/// step are kept.
pub(super) fn step(
    rule: &Optimizer,
    time: u64,
    value: Tensor<1>,
    gradient: Gradient,
    slots: &mut Vec<Tensor<1>>,
) -> Tensor<1> {
    let device = value.device();
    // Not `into_data`, which copies what is shared.
    let value = value.try_into_primitive::<Flex>().expect("weights on the CPU, outside the tape");
    let old = value.as_slice::<f32>().expect(FLOATS);
    let gradient = gradient.into_numbers();
    let mut memory: Vec<TensorData> = slots.drain(..).map(Tensor::into_data).collect();
    let mut new = Vec::with_capacity(old.len());
    {
        let mut memory: Vec<&mut [f32]> = memory.iter_mut().map(|data| data.as_mut_slice().expect(FLOATS)).collect();
        let mut sums = Vec::with_capacity(PIECE);
        for piece in old.chunks(PIECE) {
            let range = new.len()..new.len() + piece.len();
            let mut memory: Vec<&mut [f32]> = memory.iter_mut().map(|memory| &mut memory[range.clone()]).collect();
            new.extend_from_slice(piece);
            update(rule, time, &mut new[range.clone()], gradient.piece(range, &mut sums), &mut memory);
        }
    }
    slots.extend(memory.into_iter().map(|data| Tensor::from_data(data, &device)));
    let length = new.len();
    Tensor::from_data(TensorData::new(new, [length]), &device)
}

/// 0 for what is too small to matter. What is remembered of a unit that no longer learns fades step by step into numbers
/// for which processors take many times as long: a step of 784-128-10 on MNIST grew from 0.8 ms to 1.1 within 3,500 steps.
fn settled(number: f32) -> f32 {
    if number.abs() < 1e-30 { 0.0 } else { number }
}

/// Changes `value` and what the rule remembers, all of the same length. The loops have no branch and no call, so that the
/// compiler takes four numbers at a time.
fn update(rule: &Optimizer, time: u64, value: &mut [f32], gradient: &[f32], memory: &mut [&mut [f32]]) {
    let all = value.iter_mut().zip(gradient);
    match (*rule, memory) {
        (Optimizer::Sgd { learning_rate, momentum, nesterov }, [velocity]) => {
            let [rate, momentum] = [learning_rate, momentum].map(|number| number as f32);
            for ((value, &gradient), velocity) in all.zip(velocity.iter_mut()) {
                let push = gradient * rate;
                *velocity = settled(*velocity * momentum - push);
                *value = if nesterov { *value + *velocity * momentum - push } else { *value + *velocity };
            }
        }
        (Optimizer::Adam { learning_rate, beta_1, beta_2, epsilon }, [mean, mean_square]) => {
            let rate = adam_rate(learning_rate, beta_1, beta_2, time) as f32;
            let [keep_1, add_1, keep_2, add_2] =
                [beta_1, 1.0 - beta_1, beta_2, 1.0 - beta_2].map(|number| number as f32);
            let epsilon = epsilon as f32;
            let remembered = mean.iter_mut().zip(mean_square.iter_mut());
            for ((value, &gradient), (mean, mean_square)) in all.zip(remembered) {
                *mean = settled(*mean * keep_1 + gradient * add_1);
                *mean_square = settled(*mean_square * keep_2 + gradient * gradient * add_2);
                *value -= *mean * rate / (mean_square.sqrt() + epsilon);
            }
        }
        (Optimizer::Rmsprop { learning_rate, rho, epsilon }, [mean_square]) => {
            let [rate, keep, add, epsilon] = [learning_rate, rho, 1.0 - rho, epsilon].map(|number| number as f32);
            for ((value, &gradient), mean_square) in all.zip(mean_square.iter_mut()) {
                *mean_square = settled(*mean_square * keep + gradient * gradient * add);
                *value -= gradient * rate / (*mean_square + epsilon).sqrt();
            }
        }
        (Optimizer::Adagrad { learning_rate, epsilon, .. }, [sum_square]) => {
            let [rate, epsilon] = [learning_rate, epsilon].map(|number| number as f32);
            for ((value, &gradient), sum_square) in all.zip(sum_square.iter_mut()) {
                *sum_square += gradient * gradient;
                *value -= gradient * rate / (*sum_square + epsilon).sqrt();
            }
        }
        // Plain gradient descent remembers nothing. The other rules have the slots that `slot_names` gives them.
        (rule, _) => {
            let rate = rule.learning_rate() as f32;
            for (value, &gradient) in all {
                *value -= gradient * rate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::Device;

    #[test]
    fn halves_and_their_sum_give_the_same_weights_to_the_last_bit() {
        let device = Device::cpu();
        // More than a piece, and the last one not full.
        let drawn = |seed: usize| {
            let numbers: Vec<f32> =
                (0..2 * PIECE + 7).map(|place| ((place * 7_919 + seed) % 1_009) as f32 / 500.0 - 1.0).collect();
            Tensor::<1>::from_data(TensorData::new(numbers, [2 * PIECE + 7]), device.tensors())
        };
        let floats = |tensor: Tensor<1>| tensor.into_data().try_to_vec::<f32>().expect(FLOATS);
        let gradient = Gradient::of_halves((0.6, drawn(1)), (0.4, drawn(2)));
        for gradient in [gradient.clone(), gradient.whole().into()] {
            let mut slots = vec![drawn(3).abs(), drawn(4).abs()];
            let value = step(&Optimizer::adam(), 3, drawn(5), gradient, &mut slots);
            let mut wanted = floats(drawn(5));
            let sums: Vec<f32> =
                floats(drawn(1)).iter().zip(floats(drawn(2))).map(|(a, b)| a * 0.6 + b * 0.4).collect();
            let [mut mean, mut mean_square] = [drawn(3), drawn(4)].map(|slot| floats(slot.abs()));
            update(&Optimizer::adam(), 3, &mut wanted, &sums, &mut [&mut mean, &mut mean_square]);
            assert_eq!(floats(value), wanted);
            assert_eq!(slots.into_iter().map(floats).collect::<Vec<_>>(), [mean, mean_square]);
        }
    }

    #[test]
    fn what_fades_becomes_nothing() {
        for rule in [Optimizer::momentum(), Optimizer::adam(), Optimizer::rmsprop()] {
            let mut value = [0.5_f32; 5];
            let mut memory = [[1e-3_f32; 5], [1e-3; 5]];
            let count = super::super::slot_names(&rule).len();
            // Adam's mean square fades slowest, by a thousandth a step.
            for time in 1..=80_000 {
                let mut slots: Vec<&mut [f32]> = memory[..count].iter_mut().map(<[f32; 5]>::as_mut_slice).collect();
                update(&rule, time, &mut value, &[0.0; 5], &mut slots);
            }
            assert_eq!(memory[..count].concat(), vec![0.0; 5 * count], "{rule:?}");
            assert!(value.iter().all(|number| number.is_finite()), "{rule:?}");
        }
    }
}
