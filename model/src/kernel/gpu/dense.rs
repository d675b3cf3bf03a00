//! A dense layer on the tape: one dispatch forward, two or three backward.

use burn::backend::Autodiff;
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::tensor::Tensor;
use burn_cubecl::CubeBackend;
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::tensor::CubeTensor;

use super::product::{self, Size};
use super::{numbers, pointwise, tracked};

/// `input · kernel + bias`, and what is negative set to 0 if `relu`, whose gradient at 0 is 0.
///
/// # Shapes
/// - input, on the GPU: `[batch, inputs]`; kernel: `[inputs, units]`, flat; bias: `[units]`
/// - output: `[batch, units]`
pub(crate) fn dense(input: Tensor<2>, kernel: Tensor<1>, bias: Tensor<1>, relu: bool) -> Tensor<2> {
    let [batch, inputs] = input.dims();
    let size = Size { batch, inputs, units: bias.dims()[0] };
    if !kernel.is_autodiff() {
        let output = product::forward(&numbers(input), &numbers(kernel), &numbers(bias), size, relu);
        return Tensor::from_primitive::<CubeBackend>(output);
    }
    let (input_node, input) = tracked(input);
    let (kernel_node, kernel) = tracked(kernel);
    let (bias_node, bias) = tracked(bias);
    let output = product::forward(&input, &kernel, &bias, size, relu);
    Tensor::from_primitive::<Autodiff<CubeBackend>>(
        match Dense.prepare::<NoCheckpointing>([input_node, kernel_node, bias_node]).compute_bound().stateful() {
            OpsKind::Tracked(step) => {
                let passed = relu.then(|| output.clone());
                step.finish(State { size, input, kernel, passed }, output)
            }
            OpsKind::UnTracked(step) => step.finish(output),
        },
    )
}

#[derive(Debug)]
struct Dense;

/// What the backward pass needs of the forward one.
#[derive(Clone, Debug)]
struct State {
    size: Size,
    input: CubeTensor,
    kernel: CubeTensor,
    /// The output, where what was negative became 0.
    passed: Option<CubeTensor>,
}

impl Backward<CubeBackend, 3> for Dense {
    type State = State;

    fn backward(self, ops: Ops<State, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let [input, kernel, bias] = ops.parents;
        let State { size, input: seen, kernel: weights, passed } = ops.state;
        let gradient = into_contiguous(gradients.consume::<CubeBackend>(&ops.node));
        let gradient = match passed {
            Some(passed) => pointwise::where_positive(&gradient, &passed),
            None => gradient,
        };
        if kernel.is_some() || bias.is_some() {
            let [by_kernel, by_bias] = product::by_kernel(&seen, &gradient, size);
            if let Some(kernel) = kernel {
                gradients.register::<CubeBackend>(kernel.id, by_kernel);
            }
            if let Some(bias) = bias {
                gradients.register::<CubeBackend>(bias.id, by_bias);
            }
        }
        if let Some(input) = input {
            gradients.register::<CubeBackend>(input.id, product::by_input(&gradient, &weights, size));
        }
    }
}
