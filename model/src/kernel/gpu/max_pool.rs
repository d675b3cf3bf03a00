//! Max pooling on the tape, over the edges too, without a copy of the images.

use burn::backend::Autodiff;
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::tensor::Tensor;
use burn_wgpu::CubeBackend;
use burn_wgpu::CubeTensor;
use burn_wgpu::into_contiguous;

use super::pooling::{head, numbers_of};
use super::program::{Program, empty, spread};
use super::{numbers, tracked};
use crate::kernel::Window;

/// The greatest number of each window of each channel. What lies over the edge never wins; of equal numbers the first
/// wins, and the gradient is its alone, as in TensorFlow.
///
/// # Shapes
/// - images, on the GPU: `[batch, channels, height, width]`
/// - output: `[batch, channels, rows, columns]`
pub(crate) fn max_pool(images: Tensor<4>, window: Window) -> Tensor<4> {
    let size = images.dims();
    if !images.is_autodiff() {
        return Tensor::from_primitive::<CubeBackend>(forward(&numbers(images), size, window)[0].clone());
    }
    let (node, images) = tracked(images);
    let [output, winners] = forward(&images, size, window);
    Tensor::from_primitive::<Autodiff<CubeBackend>>(
        match MaxPool.prepare::<NoCheckpointing>([node]).compute_bound().stateful() {
            OpsKind::Tracked(step) => step.finish(State { size, window, winners }, output),
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
    /// For each number of the output the place within its channel that it came from.
    winners: CubeTensor,
}

impl Backward<CubeBackend, 1> for MaxPool {
    type State = State;

    fn backward(self, ops: Ops<State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let [images] = ops.parents;
        let gradient = into_contiguous(gradients.consume::<CubeBackend>(&ops.node));
        if let Some(images) = images {
            gradients.register::<CubeBackend>(images.id, backward(&gradient, &ops.state));
        }
    }
}

/// The output, and for each of its numbers the place within its channel that it came from, as a float: places are few
/// enough to be exact.
fn forward(images: &CubeTensor, size: [usize; 4], window: Window) -> [CubeTensor; 2] {
    let [batch, channels, ..] = size;
    let [rows, columns] = window.places;
    let [output, winners] = [(), ()].map(|()| empty(images, [batch, channels, rows, columns]));
    let program = Program { name: "max pooling", variant: 0, threads: [64, 1] };
    let groups = spread(batch * channels * rows * columns.div_ceil(4));
    program.launch(forward_text, groups, &[images], &[&output, &winners], &numbers_of(size, window));
    [output, winners]
}

/// The gradient by the images: what comes back to a window belongs to its winner.
fn backward(gradient: &CubeTensor, state: &State) -> CubeTensor {
    let State { size, window, ref winners } = *state;
    let result = empty(gradient, size);
    let program = Program { name: "max pooling, back", variant: 0, threads: [64, 1] };
    let [batch, channels, height, width] = size;
    let groups = spread(batch * channels * height * width.div_ceil(4));
    program.launch(backward_text, groups, &[gradient, winners], &[&result], &numbers_of(size, window));
    result
}

fn forward_text(_: u32) -> String {
    [
        "@group(0) @binding(0) var<storage, read> images: array<f32>;
@group(0) @binding(1) var<storage, read_write> output: array<f32>;
@group(0) @binding(2) var<storage, read_write> winners: array<f32>;
",
        &head(3),
        include_str!("max_pool/forward.wgsl"),
    ]
    .concat()
}

fn backward_text(_: u32) -> String {
    [
        "@group(0) @binding(0) var<storage, read> gradient: array<f32>;
@group(0) @binding(1) var<storage, read> winners: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;
",
        &head(3),
        include_str!("max_pool/backward.wgsl"),
    ]
    .concat()
}
