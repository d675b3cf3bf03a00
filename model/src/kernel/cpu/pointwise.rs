//! Functions of single numbers, with musl's last bit on each platform.

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::{Autodiff, Flex, TensorMetadata};
use burn::tensor::Tensor;

use super::{Numbers, floats, numbers, shaped, tracked};
use crate::kernel::Function;
use spec::math;

/// The function of each number.
pub(crate) fn pointwise<const D: usize>(function: Function, x: Tensor<D>) -> Tensor<D> {
    let forward = |x: &Numbers| shaped(floats(x).iter().map(|&x| value(function, x)).collect(), x.shape());
    if !x.is_autodiff() {
        return Tensor::from_primitive::<Flex>(forward(&numbers(x)));
    }
    let (node, x) = tracked(x);
    let output = forward(&x);
    Tensor::from_primitive::<Autodiff<Flex>>(
        match Pointwise.prepare::<NoCheckpointing>([node]).compute_bound().stateful() {
            OpsKind::Tracked(step) => step.finish((function, x, output.clone()), output),
            OpsKind::UnTracked(step) => step.finish(output),
        },
    )
}

#[derive(Debug)]
struct Pointwise;

impl Backward<Flex, 1> for Pointwise {
    /// The function, its input and its output.
    type State = (Function, Numbers, Numbers);

    fn backward(self, ops: Ops<Self::State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let [node] = ops.parents;
        let (function, x, y) = ops.state;
        let gradient = gradients.consume::<Flex>(&ops.node).to_contiguous();
        if let Some(node) = node {
            let all = floats(&gradient).iter().zip(floats(&x)).zip(floats(&y));
            let by_x = all.map(|((&gradient, &x), &y)| back(function, x, y, gradient)).collect();
            gradients.register::<Flex>(node.id, shaped(by_x, x.shape()));
        }
    }
}

fn value(function: Function, x: f32) -> f32 {
    match function {
        Function::Exp => math::exp_32(x),
        Function::Tanh => math::tanh_32(x),
        Function::Erf => libm::erff(x),
        Function::Sigmoid if x >= 0.0 => 1.0 / (1.0 + math::exp_32(-x)),
        Function::Sigmoid => {
            let power = math::exp_32(x);
            power / (1.0 + power)
        }
    }
}

/// `gradient` times the derivative at x, where the function is y.
fn back(function: Function, x: f32, y: f32, gradient: f32) -> f32 {
    match function {
        Function::Exp => gradient * y,
        Function::Tanh => gradient * (-(y * y) + 1.0),
        Function::Sigmoid => gradient * y * (1.0 - y),
        Function::Erf => gradient * (math::exp_32(-(x * x)) * 2.0 / std::f64::consts::PI.sqrt() as f32),
    }
}
