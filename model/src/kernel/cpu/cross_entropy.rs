//! The loss of a batch.

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::{Autodiff, Flex};
use burn::tensor::Tensor;

use super::sum::sum;
use super::{Numbers, floats, numbers, shaped, tracked};
use spec::math;

/// The mean over the batch of −Σ target · ln softmax(logits): `[1]`.
///
/// # Shapes
/// - logits, on the CPU and on the tape, and targets, which are one-hot: `[batch, classes]`
pub(crate) fn cross_entropy(logits: Tensor<2>, targets: Tensor<2>) -> Tensor<1> {
    let [batch, classes] = logits.dims();
    let (node, logits) = tracked(logits);
    let targets = numbers(targets);
    let mut powers = Vec::with_capacity(batch * classes);
    let mut products = Vec::with_capacity(batch * classes);
    for (row, targets) in floats(&logits).chunks_exact(classes).zip(floats(&targets).chunks_exact(classes)) {
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let start = powers.len();
        powers.extend(row.iter().map(|logit| math::exp_32(logit - top)));
        let sum = math::ln_32(sum(&powers[start..]));
        products.extend(row.iter().zip(targets).map(|(logit, target)| (logit - top - sum) * target));
    }
    // The mean, with its sign.
    let factor = (-1.0 / batch as f64) as f32;
    let loss = shaped(vec![sum(&products) * factor], [1]);
    Tensor::from_primitive::<Autodiff<Flex>>(
        match CrossEntropy.prepare::<NoCheckpointing>([node]).compute_bound().stateful() {
            OpsKind::Tracked(step) => step.finish(State { targets, powers, classes, factor }, loss),
            OpsKind::UnTracked(step) => step.finish(loss),
        },
    )
}

#[derive(Debug)]
struct CrossEntropy;

/// What the backward pass needs of the forward one.
#[derive(Clone, Debug)]
struct State {
    targets: Numbers,
    /// e to the power of each logit, less the greatest of its row.
    powers: Vec<f32>,
    classes: usize,
    factor: f32,
}

impl Backward<Flex, 1> for CrossEntropy {
    type State = State;

    fn backward(self, ops: Ops<State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let [node] = ops.parents;
        let gradient = gradients.consume::<Flex>(&ops.node).to_contiguous();
        let Some(node) = node else { return };
        let State { targets, powers, classes, factor } = ops.state;
        let factor = floats(&gradient)[0] * factor;
        let mut by_logits = Vec::with_capacity(powers.len());
        for (powers, targets) in powers.chunks_exact(classes).zip(floats(&targets).chunks_exact(classes)) {
            let direct: Vec<f32> = targets.iter().map(|target| factor * target).collect();
            let negative: Vec<f32> = direct.iter().map(|number| -number).collect();
            // What comes through the logarithm of the sum.
            let through = sum(&negative) * (1.0 / sum(powers));
            by_logits.extend(powers.iter().zip(direct).map(|(power, direct)| through * power + direct));
        }
        let batch = by_logits.len() / classes;
        gradients.register::<Flex>(node.id, shaped(by_logits, [batch, classes]));
    }
}
