//! Max pooling on the CPU. Burn's own goes through each window number by number; this one takes four windows at a time,
//! which it reads where they lie ([`Layout`]).

use std::sync::Arc;

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::{Autodiff, Flex};
use burn::tensor::Tensor;
use wide::f32x4;

use super::layout::Layout;
use super::{Numbers, floats, numbers, shaped, tracked};
use crate::kernel::Window;

/// The greatest number of each window of each channel. What lies over the edge never wins; of equal numbers the first
/// wins, and the gradient is its alone, as in TensorFlow.
///
/// # Shapes
/// - images, on the CPU: `[batch, channels, height, width]`
/// - output: `[batch, channels, rows, columns]`
pub(crate) fn max_pool(images: Tensor<4>, window: Window) -> Tensor<4> {
    let size = images.dims();
    if !images.is_autodiff() {
        return Tensor::from_primitive::<Flex>(forward(&numbers(images), size, window).0);
    }
    let (node, images) = tracked(images);
    let (output, winners) = forward(&images, size, window);
    Tensor::from_primitive::<Autodiff<Flex>>(
        match MaxPool.prepare::<NoCheckpointing>([node]).compute_bound().stateful() {
            OpsKind::Tracked(step) => step.finish(State { size, window, winners: Arc::new(winners) }, output),
            OpsKind::UnTracked(step) => step.finish(output),
        },
    )
}

#[derive(Debug)]
struct MaxPool;

/// What the backward pass needs of the forward one.
#[derive(Clone, Debug)]
struct State {
    /// Of the images.
    size: [usize; 4],
    window: Window,
    /// For each number of the output the place of its window that it came from, as [`ways`] has them.
    winners: Arc<Vec<f32>>,
}

impl Backward<Flex, 1> for MaxPool {
    type State = State;

    fn backward(self, ops: Ops<State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let [images] = ops.parents;
        let gradient = gradients.consume::<Flex>(&ops.node);
        if let Some(images) = images {
            gradients.register::<Flex>(images.id, backward(&gradient, &ops.state));
        }
    }
}

/// For each place of a window how far it lies in memory behind where windows of the first row and column would begin
/// without padding. As floats, so that they go the way of the numbers; images are small enough for them to be exact.
fn ways(window: Window, width: usize) -> impl Iterator<Item = f32> {
    let Window { side, before: [above, left], .. } = window;
    let begin = above * width + left;
    (0..side * side).map(move |place| (place / side * width + place % side) as f32 - begin as f32)
}

/// The output, and for each of its numbers the place of its window that it came from, as [`ways`] has them.
fn forward(images: &Numbers, size: [usize; 4], window: Window) -> (Numbers, Vec<f32>) {
    let [batch, channels, height, width] = size;
    // Each channel as an image of its own.
    let layout = Layout::new([batch * channels, 1, height, width], 1, window);
    let [_, _, rows, columns] = layout.output;
    let taps: Vec<(usize, f32)> = layout.starts().into_iter().zip(ways(window, width)).collect();
    // What lies over the edge never wins.
    let mut source = vec![f32::NEG_INFINITY; layout.source()];
    let [mut greatest, mut winners] = [vec![0.0; layout.stretch()], vec![0.0; layout.stretch()]];
    let count = batch * channels * rows * columns;
    let [mut output, mut all_winners] = [Vec::with_capacity(count), Vec::with_capacity(count)];
    for channel in floats(images).chunks_exact(height * width) {
        layout.spread(channel, &mut source);
        let fours = greatest.as_chunks_mut::<4>().0.iter_mut().zip(winners.as_chunks_mut::<4>().0);
        for (four, (greatest, winners)) in fours.enumerate() {
            let [best, winner] = compete(&taps, &source[4 * four..]);
            (*greatest, *winners) = (best.to_array(), winner.to_array());
        }
        let lines = greatest.chunks(layout.columns).zip(winners.chunks(layout.columns));
        for (greatest, winners) in lines.take(rows) {
            output.extend_from_slice(&greatest[..columns]);
            all_winners.extend_from_slice(&winners[..columns]);
        }
    }
    (shaped(output, [batch, channels, rows, columns]), all_winners)
}

/// The greatest numbers of four windows, and where they came from. Each place of a window is where it begins in `source`
/// and a number by which it is known. The first of equal ones stays, and a NaN stays whatever comes.
#[inline(always)]
fn compete(taps: &[(usize, f32)], source: &[f32]) -> [f32x4; 2] {
    let mut best = f32x4::splat(f32::NEG_INFINITY);
    let mut winner = f32x4::splat(taps[0].1);
    for &(start, known) in taps {
        let (fours, _) = source[start..][..4].as_chunks::<4>();
        let four = f32x4::new(fours[0]);
        let better = four.simd_gt(best) | four.is_nan();
        best = better.bitselect(four, best);
        winner = better.bitselect(f32x4::splat(known), winner);
    }
    [best, winner]
}

/// The gradient by the images: what comes back to a window belongs to its winner.
fn backward(gradient: &Numbers, state: &State) -> Numbers {
    let [batch, channels, height, width] = state.size;
    let Window { stride, places: [rows, columns], .. } = state.window;
    let gradient = gradient.to_contiguous();
    let mut sums = vec![0.0; batch * channels * height * width];
    let lines = floats(&gradient).chunks_exact(columns).zip(state.winners.chunks_exact(columns));
    for (line, (numbers, winners)) in lines.enumerate() {
        let sums = &mut sums[line / rows * height * width..][..height * width];
        let begin = (line % rows) * stride * width;
        for (column, (number, way)) in numbers.iter().zip(winners).enumerate() {
            // In a window of infinities the first wins, be it over the edge.
            sums[((begin + column * stride) as f32 + way) as usize] += number;
        }
    }
    shaped(sums, state.size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::Device;

    #[test]
    fn of_equal_numbers_the_first_has_the_gradient() {
        let images = Tensor::<4>::ones([1, 2, 3, 3], Device::cpu().tensors()).autodiff().require_grad();
        let window = Window { side: 2, stride: 1, before: [0; 2], places: [2; 2] };
        let output = max_pool(images.clone(), window);
        let mut tape = (output.clone().sum() * 2.0).backward();
        assert_eq!(output.inner().into_data().try_to_vec::<f32>().expect("floats"), [1.0; 8]);
        let gradient = images.grad_remove(&mut tape).expect("it hangs on them").into_data();
        let one = [2.0, 2.0, 0.0, 2.0, 2.0, 0.0, 0.0, 0.0, 0.0];
        assert_eq!(gradient.try_to_vec::<f32>().expect("floats"), [one, one].concat());
    }

    #[test]
    fn numbers_that_are_none_are_not_swallowed() {
        let window = Window { side: 2, stride: 2, before: [0; 2], places: [1; 2] };
        for place in 0..4 {
            let mut values = [1.0, 2.0, f32::INFINITY, 3.0];
            values[place] = f32::NAN;
            let images =
                Tensor::<4>::from_data([[[[values[0], values[1]], [values[2], values[3]]]]], Device::cpu().tensors());
            assert!(max_pool(images, window).into_data().try_to_vec::<f32>().expect("floats")[0].is_nan(), "{place}");
        }
    }

    #[test]
    fn a_gradient_finds_its_place_where_all_is_infinite() {
        let images = Tensor::<4>::full([1, 1, 2, 3], f32::NEG_INFINITY, Device::cpu().tensors());
        let images = images.autodiff().require_grad();
        let window = Window { side: 2, stride: 1, before: [1; 2], places: [3, 4] };
        let mut tape = max_pool(images.clone(), window).sum().backward();
        let gradient = images.grad_remove(&mut tape).expect("it hangs on them").into_data();
        assert_eq!(gradient.try_to_vec::<f32>().expect("floats").iter().sum::<f32>(), 12.0);
    }
}
