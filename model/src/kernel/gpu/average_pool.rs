//! Average pooling on the tape. What lies over the edges does not count.

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

/// The mean of each window of each channel.
///
/// # Shapes
/// - images, on the GPU: `[batch, channels, height, width]`
/// - output: `[batch, channels, rows, columns]`
pub(crate) fn average_pool(images: Tensor<4>, window: Window) -> Tensor<4> {
    let size = images.dims();
    if !images.is_autodiff() {
        return Tensor::from_primitive::<CubeBackend>(forward(&numbers(images), size, window));
    }
    let (node, images) = tracked(images);
    let output = forward(&images, size, window);
    Tensor::from_primitive::<Autodiff<CubeBackend>>(
        match AveragePool.prepare::<NoCheckpointing>([node]).compute_bound().stateful() {
            OpsKind::Tracked(step) => step.finish((size, window), output),
            OpsKind::UnTracked(step) => step.finish(output),
        },
    )
}

#[derive(Debug)]
struct AveragePool;

impl Backward<CubeBackend, 1> for AveragePool {
    /// The images' size, and the window.
    type State = ([usize; 4], Window);

    fn backward(self, ops: Ops<Self::State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let [images] = ops.parents;
        let gradient = into_contiguous(gradients.consume::<CubeBackend>(&ops.node));
        if let Some(images) = images {
            let (size, window) = ops.state;
            let result = empty(&gradient, size);
            let program = Program { name: "average pooling, back", variant: 0, threads: [64, 1] };
            let groups = spread(size.iter().product());
            program.launch(
                |_| text(include_str!("average_pool/backward.wgsl")),
                groups,
                &[&gradient],
                &[&result],
                &numbers_of(size, window),
            );
            gradients.register::<CubeBackend>(images.id, result);
        }
    }
}

fn forward(images: &CubeTensor, size: [usize; 4], window: Window) -> CubeTensor {
    let shape = [size[0], size[1], window.places[0], window.places[1]];
    let output = empty(images, shape);
    let program = Program { name: "average pooling", variant: 0, threads: [64, 1] };
    let groups = spread(shape.iter().product());
    program.launch(
        |_| text(include_str!("average_pool/forward.wgsl")),
        groups,
        &[images],
        &[&output],
        &numbers_of(size, window),
    );
    output
}

fn text(main: &str) -> String {
    [
        "@group(0) @binding(0) var<storage, read> numbers: array<f32>;
@group(0) @binding(1) var<storage, read_write> result: array<f32>;
",
        &head(2),
        include_str!("average_pool/window.wgsl"),
        main,
    ]
    .concat()
}
