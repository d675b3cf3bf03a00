//! A convolution on the tape.

use burn::backend::Autodiff;
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::tensor::Tensor;
use burn_cubecl::CubeBackend;
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::tensor::CubeTensor;

use super::convolution::{self, Size};
use super::{numbers, pointwise, tracked};
use crate::kernel::Window;

/// Window by window `input · kernel + bias`, and what is negative set to 0 if `relu`, whose gradient at 0 is 0.
///
/// # Shapes
/// - input, on the GPU: `[batch, channels, height, width]`; kernel: `[side, side, channels, filters]`, flat; bias:
///   `[filters]`
/// - output: `[batch, filters, rows, columns]`
pub(crate) fn conv(input: Tensor<4>, kernel: Tensor<1>, bias: Tensor<1>, window: Window, relu: bool) -> Tensor<4> {
    let [batch, channels, height, width] = input.dims();
    let size = Size { batch, channels, height, width, filters: bias.dims()[0], window };
    if !kernel.is_autodiff() {
        let output = convolution::forward(&numbers(input), &numbers(kernel), &numbers(bias), size, relu);
        return Tensor::from_primitive::<CubeBackend>(output);
    }
    let (input_node, input) = tracked(input);
    let (kernel_node, kernel) = tracked(kernel);
    let (bias_node, bias) = tracked(bias);
    let output = convolution::forward(&input, &kernel, &bias, size, relu);
    Tensor::from_primitive::<Autodiff<CubeBackend>>(
        match Conv.prepare::<NoCheckpointing>([input_node, kernel_node, bias_node]).compute_bound().stateful() {
            OpsKind::Tracked(step) => {
                let passed = relu.then(|| output.clone());
                step.finish(State { size, input, kernel, passed }, output)
            }
            OpsKind::UnTracked(step) => step.finish(output),
        },
    )
}

#[derive(Debug)]
struct Conv;

/// What the backward pass needs of the forward one.
#[derive(Clone, Debug)]
struct State {
    size: Size,
    input: CubeTensor,
    kernel: CubeTensor,
    /// The output, where what was negative became 0.
    passed: Option<CubeTensor>,
}

impl Backward<CubeBackend, 3> for Conv {
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
            let [by_kernel, by_bias] = convolution::by_kernel(&seen, &gradient, size);
            if let Some(kernel) = kernel {
                gradients.register::<CubeBackend>(kernel.id, by_kernel);
            }
            if let Some(bias) = bias {
                gradients.register::<CubeBackend>(bias.id, by_bias);
            }
        }
        if let Some(input) = input {
            gradients.register::<CubeBackend>(input.id, convolution::by_input(&gradient, &weights, size));
        }
    }
}
