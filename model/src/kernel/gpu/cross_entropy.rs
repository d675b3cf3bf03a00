//! Softmax and cross-entropy on the tape: the loss and its gradient in one dispatch.

use burn::backend::Autodiff;
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::tensor::Tensor;
use burn_wgpu::CubeBackend;
use burn_wgpu::CubeTensor;
use burn_wgpu::into_contiguous;

use super::program::{Program, empty};
use super::{numbers, pointwise, tracked};

/// The mean over the batch of −Σ target · ln softmax(logits), nats.
///
/// # Shapes
/// - logits, on the GPU and on the tape: `[batch, classes]`; targets, not on the tape: the same
/// - output: `[1]`
pub(crate) fn cross_entropy(logits: Tensor<2>, targets: Tensor<2>) -> Tensor<1> {
    let [batch, classes] = logits.dims();
    let (node, logits) = tracked(logits);
    let [loss, slope] = [empty(&logits, [1]), empty(&logits, [batch, classes])];
    let program = Program { name: "cross-entropy", variant: 0, threads: [THREADS, 1] };
    let size = [batch as u32, classes as u32];
    program.launch(text, [1, 1, 1], &[&logits, &numbers(targets)], &[&loss, &slope], &size);
    Tensor::from_primitive::<Autodiff<CubeBackend>>(
        match CrossEntropy.prepare::<NoCheckpointing>([node]).compute_bound().stateful() {
            OpsKind::Tracked(step) => step.finish(slope, loss),
            OpsKind::UnTracked(step) => step.finish(loss),
        },
    )
}

#[derive(Debug)]
struct CrossEntropy;

impl Backward<CubeBackend, 1> for CrossEntropy {
    /// The gradient of the loss by the logits.
    type State = CubeTensor;

    fn backward(self, ops: Ops<CubeTensor, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let [logits] = ops.parents;
        let gradient = into_contiguous(gradients.consume::<CubeBackend>(&ops.node));
        if let Some(logits) = logits {
            gradients.register::<CubeBackend>(logits.id, pointwise::scaled(&ops.state, &gradient));
        }
    }
}

/// Of the one workgroup: the loss is one sum.
const THREADS: u32 = 256;

fn text(_: u32) -> String {
    include_str!("cross_entropy.wgsl").to_owned()
}
