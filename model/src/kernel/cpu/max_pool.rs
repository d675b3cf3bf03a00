//! Max pooling on the CPU. Burn's own goes through each window number by number; this one takes a row of windows at a
//! time, and does not copy images to put an edge around them.

use std::sync::Arc;

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::ops::FloatTensorOps;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, Flex};
use burn::tensor::{Tensor, TensorData};

use crate::kernel::Window;

type Numbers = FloatTensor<Flex>;

/// The greatest number of each window of each channel. What lies over the edge never wins; of equal numbers the first
/// wins, and the gradient is its alone, as in TensorFlow.
///
/// # Shapes
/// - images, on the CPU: `[batch, channels, height, width]`
/// - output: `[batch, channels, rows, columns]`
pub(crate) fn max_pool(images: Tensor<4>, window: Window) -> Tensor<4> {
    let size = images.dims();
    if !images.is_autodiff() {
        let images = images.try_into_primitive::<Flex>().expect("they lie on the CPU");
        return Tensor::from_primitive::<Flex>(forward(images, size, window).0);
    }
    let images = images.try_into_primitive::<Autodiff<Flex>>().expect("they lie on the CPU");
    let nodes = [images.node()];
    let images = images.into_primitive();
    Tensor::from_primitive::<Autodiff<Flex>>(
        match MaxPool.prepare::<NoCheckpointing>(nodes).compute_bound().stateful() {
            OpsKind::Tracked(step) => {
                let (output, winners) = forward(images, size, window);
                step.finish(State { size, winners: winners.into() }, output)
            }
            OpsKind::UnTracked(step) => step.finish(forward(images, size, window).0),
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
    /// For each number of the output the place within its channel that it came from.
    winners: Arc<[u32]>,
}

impl Backward<Flex, 1> for MaxPool {
    type State = State;

    fn backward(self, ops: Ops<State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let [images] = ops.parents;
        let gradient = gradients.consume::<Flex>(&ops.node);
        if let Some(images) = images {
            gradients.register::<Flex>(images.id, backward(gradient, &ops.state));
        }
    }
}

/// The output, and for each of its numbers the place within its channel that it came from.
fn forward(images: Numbers, size: [usize; 4], window: Window) -> (Numbers, Vec<u32>) {
    let [batch, channels, height, width] = size;
    let [rows, columns] = window.places;
    let images = images.to_contiguous();
    let numbers: &[f32] = images.as_slice().expect("contiguous 32-bit floats");
    let mut greatest = vec![f32::NEG_INFINITY; batch * channels * rows * columns];
    let mut winners = vec![0; greatest.len()];
    let places = greatest.chunks_exact_mut(rows * columns).zip(winners.chunks_exact_mut(rows * columns));
    for (channel, (greatest, winners)) in numbers.chunks_exact(height * width).zip(places) {
        let lines = greatest.chunks_exact_mut(columns).zip(winners.chunks_exact_mut(columns));
        for (row, (greatest, winners)) in lines.enumerate() {
            for down in 0..window.side {
                let y = (row * window.stride + down).checked_sub(window.before[0]);
                if let Some(y) = y.filter(|&y| y < height) {
                    let line = &channel[y * width..][..width];
                    compete(line, y * width, window, greatest, winners);
                }
            }
        }
    }
    let data = TensorData::new(greatest, [batch, channels, rows, columns]);
    (Flex::float_from_data(data, &Default::default()), winners)
}

/// Lets one line of pixels, the first of which is at `place`, compete for a row of windows.
fn compete(line: &[f32], place: usize, window: Window, greatest: &mut [f32], winners: &mut [u32]) {
    let Window { side, stride, before: [_, left], .. } = window;
    for right in 0..side {
        // Windows whose pixel at `right` lies within the line.
        let first = left.saturating_sub(right).div_ceil(stride);
        let end = (line.len() + left).saturating_sub(right).div_ceil(stride).min(greatest.len());
        if first < end {
            let start = first * stride + right - left;
            let (greatest, winners) = (&mut greatest[first..end], &mut winners[first..end]);
            keep_greater(&line[start..], stride, (place + start) as u32, greatest, winners);
        }
    }
}

/// Window by window: a number that is greater than what the window has takes its place. Without a branch, and written so
/// that a NaN is not lost where there is nothing else.
fn keep_greater(numbers: &[f32], stride: usize, place: u32, greatest: &mut [f32], winners: &mut [u32]) {
    let count = greatest.len();
    let winners = &mut winners[..count];
    let mut keep = |window: usize, number: f32, place: u32| {
        let stays = number <= greatest[window];
        greatest[window] = if stays { greatest[window] } else { number };
        winners[window] = if stays { winners[window] } else { place };
    };
    // A loop of its own for neighbours: the compiler takes four at a time.
    if stride == 1 {
        for (window, &number) in numbers[..count].iter().enumerate() {
            keep(window, number, place + window as u32);
        }
    } else {
        for (window, &number) in numbers.iter().step_by(stride).take(count).enumerate() {
            keep(window, number, place + (window * stride) as u32);
        }
    }
}

/// The gradient by the images: what comes back to a window belongs to its winner.
fn backward(gradient: Numbers, state: &State) -> Numbers {
    let [batch, channels, height, width] = state.size;
    let gradient = gradient.to_contiguous();
    let numbers: &[f32] = gradient.as_slice().expect("contiguous 32-bit floats");
    let mut sums = vec![0.0; batch * channels * height * width];
    let places = numbers.len() / (batch * channels);
    let windows = numbers.chunks_exact(places).zip(state.winners.chunks_exact(places));
    for (sums, (numbers, winners)) in sums.chunks_exact_mut(height * width).zip(windows) {
        for (&number, &winner) in numbers.iter().zip(winners) {
            sums[winner as usize] += number;
        }
    }
    Flex::float_from_data(TensorData::new(sums, state.size), &Default::default())
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
        let images = Tensor::<4>::full([1, 1, 2, 2], f32::NAN, Device::cpu().tensors());
        let window = Window { side: 2, stride: 2, before: [0; 2], places: [1; 2] };
        assert!(max_pool(images, window).into_data().try_to_vec::<f32>().expect("floats")[0].is_nan());
    }
}
