//! What the steps gave, summed on the device.

use burn::tensor::Tensor;
use burn_wgpu::CubeBackend;

use super::numbers;
use super::program::{Program, empty};

/// `sums` with one step more: loss times images, images answered right, and the newest loss. Of equal logits the first is
/// the answer.
///
/// # Shapes
/// - sums, on the GPU: `[3]`; loss, a mean: `[1]`; logits, and targets, which are one-hot: `[batch, classes]`
/// - output: `[3]`
pub(crate) fn tally(sums: Tensor<1>, loss: Tensor<1>, logits: Tensor<2>, targets: Tensor<2>) -> Tensor<1> {
    let size = logits.dims().map(|length| length as u32);
    let sums = numbers(sums);
    let result = empty(&sums, [3]);
    let program = Program { name: "tally", variant: 0, threads: [256, 1] };
    let read = [&sums, &numbers(loss), &numbers(logits), &numbers(targets)];
    program.launch(|_| include_str!("tally.wgsl").to_owned(), [1, 1, 1], &read, &[&result], &size);
    Tensor::from_primitive::<CubeBackend>(result)
}
