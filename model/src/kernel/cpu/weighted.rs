//! A layer with a kernel and a bias on the tape, dense or convolutional. What is not asked for (the gradient by the images,
//! which nobody learns) is not computed.

use std::fmt::Debug;
use std::marker::PhantomData;

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::{Autodiff, Flex, TensorMetadata};
use burn::tensor::Tensor;

use super::{Numbers, floats, numbers, shaped, tracked};

/// The sums of such a layer. All numbers lie as their shapes say.
pub(super) trait Weighted: Clone + Debug + Send + 'static {
    /// The output, of which what is negative is not yet set to 0.
    fn forward(&self, input: &[f32], kernel: &[f32], bias: &[f32]) -> Vec<f32>;
    /// The gradient by the input.
    fn by_input(&self, gradient: &[f32], kernel: &[f32]) -> Vec<f32>;
    /// The gradient by the kernel.
    fn by_kernel(&self, input: &[f32], gradient: &[f32]) -> Vec<f32>;
    /// The gradient by the bias.
    fn by_bias(&self, gradient: &[f32]) -> Vec<f32>;
}

/// The layer's output, of this shape. With `relu` what is negative is set to 0, where the gradient is 0.
pub(super) fn weighted<const D: usize>(
    sums: impl Weighted,
    input: Tensor<D>,
    kernel: Tensor<1>,
    bias: Tensor<1>,
    relu: bool,
    shape: [usize; D],
) -> Tensor<D> {
    let forward = |input: &Numbers, kernel: &Numbers, bias: &Numbers| {
        let mut output = sums.forward(floats(input), floats(kernel), floats(bias));
        if relu {
            output.iter_mut().for_each(|number| *number = if passes(*number) { *number } else { 0.0 });
        }
        shaped(output, shape)
    };
    if !input.is_autodiff() {
        let output = forward(&numbers(input), &numbers(kernel), &numbers(bias));
        return Tensor::from_primitive::<Flex>(output);
    }
    let ((input_node, input), (kernel_node, kernel), (bias_node, bias)) =
        (tracked(input), tracked(kernel), tracked(bias));
    let output = forward(&input, &kernel, &bias);
    let prepared = Operation(PhantomData).prepare::<NoCheckpointing>([input_node, kernel_node, bias_node]);
    Tensor::from_primitive::<Autodiff<Flex>>(match prepared.compute_bound().stateful() {
        OpsKind::Tracked(step) => {
            let passed = relu.then(|| output.clone());
            step.finish(State { sums, input, kernel, passed }, output)
        }
        OpsKind::UnTracked(step) => step.finish(output),
    })
}

/// Whether ReLU leaves a number as it is. NaN is not swallowed.
fn passes(number: f32) -> bool {
    number > 0.0 || number.is_nan()
}

#[derive(Debug)]
struct Operation<W>(PhantomData<W>);

/// What the backward pass needs of the forward one.
#[derive(Clone, Debug)]
struct State<W> {
    sums: W,
    input: Numbers,
    kernel: Numbers,
    /// The output, where what was negative became 0.
    passed: Option<Numbers>,
}

impl<W: Weighted> Backward<Flex, 3> for Operation<W> {
    type State = State<W>;

    fn backward(self, ops: Ops<State<W>, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let [of_input, of_kernel, of_bias] = ops.parents;
        let State { sums, input, kernel, passed } = ops.state;
        let gradient = gradients.consume::<Flex>(&ops.node).to_contiguous();
        let masked: Vec<f32>;
        let gradient = match &passed {
            None => floats(&gradient),
            Some(passed) => {
                let both = floats(&gradient).iter().zip(floats(passed));
                masked = both.map(|(&gradient, &passed)| if passes(passed) { gradient } else { 0.0 }).collect();
                &masked
            }
        };
        if let Some(node) = of_input {
            let by_input = sums.by_input(gradient, floats(&kernel));
            gradients.register::<Flex>(node.id, shaped(by_input, input.shape()));
        }
        if let Some(node) = of_kernel {
            let by_kernel = sums.by_kernel(floats(&input), gradient);
            gradients.register::<Flex>(node.id, shaped(by_kernel, kernel.shape()));
        }
        if let Some(node) = of_bias {
            let by_bias = sums.by_bias(gradient);
            let count = by_bias.len();
            gradients.register::<Flex>(node.id, shaped(by_bias, [count]));
        }
    }
}
