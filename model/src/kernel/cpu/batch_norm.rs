//! Batch normalisation of a batch that is learnt from.

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::{Autodiff, Flex};
use burn::tensor::Tensor;

use super::sum::sum;
use super::{Numbers, floats, shaped, tracked};
use crate::kernel::Normalized;
use spec::math;

/// `gamma · (x − mean) / √(variance + epsilon) + beta`, channel by channel.
///
/// # Shapes
/// - input, on the CPU and on the tape, and output: `[batch, channels, places]`
/// - gamma, beta, mean, variance: `[channels]`
pub(crate) fn batch_norm(input: Tensor<3>, gamma: Tensor<1>, beta: Tensor<1>, epsilon: f64) -> Normalized {
    let size = Size(input.dims());
    let ((input_node, input), (gamma_node, gamma), (beta_node, beta)) = (tracked(input), tracked(gamma), tracked(beta));
    let x = floats(&input);
    let mean = size.means(|at, _| x[at]);
    let variance = size.means(|at, channel| {
        let deviation = x[at] - mean[channel];
        deviation * deviation
    });
    let squares: Vec<f32> = variance.iter().map(|variance| variance + epsilon as f32).collect();
    let deviation: Vec<f32> = squares.iter().map(|square| square.sqrt()).collect();
    let [scale, offset] = [floats(&gamma), floats(&beta)];
    let output =
        size.each(|at, channel| (x[at] - mean[channel]) / deviation[channel] * scale[channel] + offset[channel]);
    let output = shaped(output, size.0);
    let plain = |numbers: &Vec<f32>| Tensor::from_primitive::<Flex>(shaped(numbers.clone(), [numbers.len()]));
    let [kept_mean, kept_variance] = [&mean, &variance].map(plain);
    let prepared = BatchNorm.prepare::<NoCheckpointing>([input_node, gamma_node, beta_node]);
    let output = Tensor::from_primitive::<Autodiff<Flex>>(match prepared.compute_bound().stateful() {
        OpsKind::Tracked(step) => step.finish(State { size, input, gamma, mean, squares }, output),
        OpsKind::UnTracked(step) => step.finish(output),
    });
    Normalized { output, mean: kept_mean, variance: kept_variance }
}

/// Batch, channels, places.
#[derive(Clone, Copy, Debug)]
struct Size([usize; 3]);

impl Size {
    /// A number for each place of the batch, from that place and its channel.
    fn each(self, value: impl Fn(usize, usize) -> f32) -> Vec<f32> {
        let Self([batch, channels, places]) = self;
        let mut numbers = Vec::with_capacity(batch * channels * places);
        for line in 0..batch * channels {
            numbers.extend((line * places..(line + 1) * places).map(|at| value(at, line % channels)));
        }
        numbers
    }

    /// The sums of such numbers over the batch, place by place.
    fn over_batch(self, value: impl Fn(usize, usize) -> f32) -> Vec<f32> {
        let Self([batch, channels, places]) = self;
        let mut sums = vec![0.0; channels * places];
        for image in 0..batch {
            for (channel, sums) in sums.chunks_exact_mut(places).enumerate() {
                let begin = (image * channels + channel) * places;
                sums.iter_mut().zip(begin..).for_each(|(sum, at)| *sum += value(at, channel));
            }
        }
        sums
    }

    /// Their sums over batch and places: one a channel.
    fn sums(self, value: impl Fn(usize, usize) -> f32) -> Vec<f32> {
        self.over_batch(value).chunks_exact(self.0[2]).map(sum).collect()
    }

    /// Their means, first over the batch, then over the places.
    fn means(self, value: impl Fn(usize, usize) -> f32) -> Vec<f32> {
        let Self([batch, _, places]) = self;
        let mut means = self.over_batch(value);
        means.iter_mut().for_each(|sum| *sum /= batch as f32);
        means.chunks_exact(places).map(|means| sum(means) / places as f32).collect()
    }

    /// The gradient by each number, where this is that by a mean of them.
    fn by_mean(self, gradient: f32) -> f32 {
        let Self([batch, _, places]) = self;
        let [over_batch, over_places] = [batch, places].map(|count| (1.0 / count as f64) as f32);
        over_batch * (over_places * gradient)
    }
}

#[derive(Debug)]
struct BatchNorm;

/// What the backward pass needs of the forward one.
#[derive(Clone, Debug)]
struct State {
    size: Size,
    input: Numbers,
    gamma: Numbers,
    mean: Vec<f32>,
    /// `variance + epsilon`
    squares: Vec<f32>,
}

impl Backward<Flex, 3> for BatchNorm {
    type State = State;

    fn backward(self, ops: Ops<State, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let State { size, input, gamma, mean, squares } = ops.state;
        let [of_input, of_gamma, of_beta] = ops.parents;
        let gradient = gradients.consume::<Flex>(&ops.node).to_contiguous();
        let [x, gamma, gradient] = [&input, &gamma, &gradient].map(floats);
        let deviations: Vec<f32> = squares.iter().map(|square| square.sqrt()).collect();
        let centred = |at: usize, channel: usize| x[at] - mean[channel];
        let channels = [mean.len()];
        if let Some(node) = of_beta {
            gradients.register::<Flex>(node.id, shaped(size.sums(|at, _| gradient[at]), channels));
        }
        if let Some(node) = of_gamma {
            let by_gamma = size.sums(|at, channel| gradient[at] * (centred(at, channel) / deviations[channel]));
            gradients.register::<Flex>(node.id, shaped(by_gamma, channels));
        }
        let Some(node) = of_input else { return };
        // Through the numerator; through the variance; through the mean, on which both hang.
        let direct = size.each(|at, channel| gradient[at] * gamma[channel] * (1.0 / deviations[channel]));
        let by_deviation = size.sums(|at, channel| {
            let deviation = deviations[channel];
            gradient[at] * gamma[channel] * (-centred(at, channel) / (deviation * deviation))
        });
        let by_square = by_deviation.iter().zip(&squares).map(|(by, &square)| by * (math::pow_32(square, -0.5) / 2.0));
        let by_square: Vec<f32> = by_square.map(|gradient| size.by_mean(gradient)).collect();
        let squared = |at: usize, channel: usize| {
            let half = by_square[channel] * centred(at, channel);
            half + half
        };
        let by_mean = size.sums(|at, _| -direct[at]).into_iter().zip(size.sums(|at, channel| -squared(at, channel)));
        let by_mean: Vec<f32> = by_mean.map(|(direct, squared)| size.by_mean(direct + squared)).collect();
        let by_input = size.each(|at, channel| by_mean[channel] + (direct[at] + squared(at, channel)));
        gradients.register::<Flex>(node.id, shaped(by_input, size.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::cpu::compare::{assert_near, drawn, floats};

    /// In Burn's operations, one after the other.
    fn plainly(input: Tensor<3>, gamma: Tensor<1>, beta: Tensor<1>, epsilon: f64) -> Tensor<3> {
        let row = |tensor: Tensor<1>| {
            let channels = tensor.dims()[0];
            tensor.reshape([1, channels, 1])
        };
        let mean = input.clone().mean_dim(0).mean_dim(2);
        let deviation = input.clone() - mean.clone();
        let variance = (deviation.clone() * deviation).mean_dim(0).mean_dim(2);
        (input - mean) / (variance + epsilon).sqrt() * row(gamma) + row(beta)
    }

    #[test]
    fn output_and_gradients_are_those_of_burns_operations() {
        // With so few places Burn adds up number by number on each processor: the same to the last bit.
        for (size, exact) in [([5, 4, 1], true), ([7, 3, 3], true), ([2, 5, 2], true), ([6, 3, 50], false)] {
            let run = |ours: bool| {
                let input = drawn(size, 1).autodiff().require_grad();
                let [gamma, beta] = [2, 3].map(|seed| drawn([size[1]], seed).autodiff().require_grad());
                // A step before, so that the input is no leaf.
                let before = input.clone() * 1.5;
                let output = if ours {
                    batch_norm(before, gamma.clone(), beta.clone(), 1e-3).output
                } else {
                    plainly(before, gamma.clone(), beta.clone(), 1e-3)
                };
                let mut tape = (output.clone() * drawn(size, 4).autodiff()).sum().backward();
                let missing = "it hangs on it";
                [
                    floats(output.inner()),
                    floats(input.grad_remove(&mut tape).expect(missing)),
                    floats(gamma.grad_remove(&mut tape).expect(missing)),
                    floats(beta.grad_remove(&mut tape).expect(missing)),
                ]
            };
            let names = ["output", "gradient by input", "by gamma", "by beta"];
            for ((found, wanted), name) in run(true).iter().zip(run(false)).zip(names) {
                if exact && name != "gradient by input" {
                    assert_eq!(*found, wanted, "{size:?}: {name}");
                } else {
                    assert_near(found, &wanted, &format!("{size:?}: {name}"));
                }
            }
        }
    }
}
