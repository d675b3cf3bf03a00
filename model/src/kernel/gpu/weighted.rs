//! A layer with a kernel and a bias on the tape, dense or convolutional: one dispatch forward, two to four backward.

use std::fmt::Debug;
use std::marker::PhantomData;

use burn::backend::Autodiff;
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::tensor::Tensor;
use burn_wgpu::CubeBackend;
use burn_wgpu::CubeTensor;
use burn_wgpu::into_contiguous;

use super::{numbers, pointwise, tracked};

/// The programs of such a layer, and the numbers that they are told.
pub(super) trait Weighted: Copy + Debug + Send + 'static {
    /// The output, what is negative set to 0 if `relu`.
    fn forward(self, input: &CubeTensor, kernel: &CubeTensor, bias: &CubeTensor, relu: bool) -> CubeTensor;
    /// The gradient by the input.
    fn by_input(self, gradient: &CubeTensor, kernel: &CubeTensor) -> CubeTensor;
    /// The gradients by the kernel and by the bias.
    fn by_kernel(self, input: &CubeTensor, gradient: &CubeTensor) -> [CubeTensor; 2];
}

/// The layer's output. With `relu` the gradient at 0 is 0.
pub(super) fn weighted<const D: usize>(
    programs: impl Weighted,
    input: Tensor<D>,
    kernel: Tensor<1>,
    bias: Tensor<1>,
    relu: bool,
) -> Tensor<D> {
    if !kernel.is_autodiff() {
        let output = programs.forward(&numbers(input), &numbers(kernel), &numbers(bias), relu);
        return Tensor::from_primitive::<CubeBackend>(output);
    }
    let (input_node, input) = tracked(input);
    let (kernel_node, kernel) = tracked(kernel);
    let (bias_node, bias) = tracked(bias);
    let output = programs.forward(&input, &kernel, &bias, relu);
    let prepared = Operation(PhantomData).prepare::<NoCheckpointing>([input_node, kernel_node, bias_node]);
    Tensor::from_primitive::<Autodiff<CubeBackend>>(match prepared.compute_bound().stateful() {
        OpsKind::Tracked(step) => {
            let passed = relu.then(|| output.clone());
            step.finish(State { programs, input, kernel, passed }, output)
        }
        OpsKind::UnTracked(step) => step.finish(output),
    })
}

#[derive(Debug)]
struct Operation<P>(PhantomData<P>);

/// What the backward pass needs of the forward one.
#[derive(Clone, Debug)]
struct State<P> {
    programs: P,
    input: CubeTensor,
    kernel: CubeTensor,
    /// The output, where what was negative became 0.
    passed: Option<CubeTensor>,
}

impl<P: Weighted> Backward<CubeBackend, 3> for Operation<P> {
    type State = State<P>;

    fn backward(self, ops: Ops<State<P>, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let [input, kernel, bias] = ops.parents;
        let State { programs, input: seen, kernel: weights, passed } = ops.state;
        let gradient = into_contiguous(gradients.consume::<CubeBackend>(&ops.node));
        let gradient = match passed {
            Some(passed) => pointwise::where_positive(&gradient, &passed),
            None => gradient,
        };
        if kernel.is_some() || bias.is_some() {
            let [by_kernel, by_bias] = programs.by_kernel(&seen, &gradient);
            if let Some(kernel) = kernel {
                gradients.register::<CubeBackend>(kernel.id, by_kernel);
            }
            if let Some(bias) = bias {
                gradients.register::<CubeBackend>(bias.id, by_bias);
            }
        }
        if let Some(input) = input {
            gradients.register::<CubeBackend>(input.id, programs.by_input(&gradient, &weights));
        }
    }
}
