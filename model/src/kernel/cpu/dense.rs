//! The fully connected layer's sums on the CPU, with products of our own ([`add_product`]). Nothing is transposed in
//! memory, and what is not asked for (the gradient by the images, which nobody learns) is not computed.

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::{Autodiff, Flex};
use burn::tensor::Tensor;

use super::product::{Matrix, add_product};
use super::{Numbers, numbers, tensor};

/// `input · kernel + bias`.
///
/// # Shapes
/// - input, on the CPU: `[batch, inputs]`
/// - kernel: `[inputs, units]`
/// - bias: `[units]`
/// - output: `[batch, units]`
pub(crate) fn linear(input: Tensor<2>, kernel: Tensor<2>, bias: Tensor<1>) -> Tensor<2> {
    let [batch, inputs] = input.dims();
    let size = [batch, inputs, bias.dims()[0]];
    if !input.is_autodiff() {
        let plain = "they lie on the CPU, outside the tape";
        let [input, kernel] = [input, kernel].map(|tensor| tensor.try_into_primitive::<Flex>().expect(plain));
        let bias = bias.try_into_primitive::<Flex>().expect(plain);
        return Tensor::from_primitive::<Flex>(forward(&input, &kernel, &bias, size));
    }
    let tracked = "they lie on the CPU, on the tape";
    let [input, kernel] = [input, kernel].map(|tensor| tensor.try_into_primitive::<Autodiff<Flex>>().expect(tracked));
    let bias = bias.try_into_primitive::<Autodiff<Flex>>().expect(tracked);
    let nodes = [input.node(), kernel.node(), bias.node()];
    let [input, kernel, bias] = [input, kernel, bias].map(|tensor| tensor.into_primitive());
    let output = forward(&input, &kernel, &bias, size);
    Tensor::from_primitive::<Autodiff<Flex>>(
        match Linear.prepare::<NoCheckpointing>(nodes).compute_bound().stateful() {
            OpsKind::Tracked(step) => step.finish(State { input, kernel, size }, output),
            OpsKind::UnTracked(step) => step.finish(output),
        },
    )
}

#[derive(Debug)]
struct Linear;

/// What the backward pass needs of the forward one.
#[derive(Clone, Debug)]
struct State {
    input: Numbers,
    kernel: Numbers,
    /// Batch, inputs, units.
    size: [usize; 3],
}

impl Backward<Flex, 3> for Linear {
    type State = State;

    fn backward(self, ops: Ops<State, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let gradient = gradients.consume::<Flex>(&ops.node).to_contiguous();
        let State { input, kernel, size: [batch, inputs, units] } = ops.state;
        let of_output = numbers(&gradient);
        let after = Matrix::new(of_output, [batch, units]);
        let [of_input, of_kernel, of_bias] = ops.parents;
        if let Some(node) = of_input {
            let kernel = kernel.to_contiguous();
            let mut sums = vec![0.0; batch * inputs];
            add_product(after, Matrix::new(numbers(&kernel), [inputs, units]).transposed(), &mut sums);
            gradients.register::<Flex>(node.id, tensor(sums, [batch, inputs]));
        }
        if let Some(node) = of_kernel {
            let input = input.to_contiguous();
            let mut sums = vec![0.0; inputs * units];
            add_product(Matrix::new(numbers(&input), [batch, inputs]).transposed(), after, &mut sums);
            gradients.register::<Flex>(node.id, tensor(sums, [inputs, units]));
        }
        if let Some(node) = of_bias {
            let mut sums = vec![0.0; units];
            for row in of_output.chunks_exact(units) {
                sums.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
            }
            gradients.register::<Flex>(node.id, tensor(sums, [units]));
        }
    }
}

fn forward(input: &Numbers, kernel: &Numbers, bias: &Numbers, [batch, inputs, units]: [usize; 3]) -> Numbers {
    let [input, kernel, bias] = [input, kernel, bias].map(|tensor| tensor.to_contiguous());
    let mut sums = numbers(&bias).repeat(batch);
    let [left, right] = [Matrix::new(numbers(&input), [batch, inputs]), Matrix::new(numbers(&kernel), [inputs, units])];
    add_product(left, right, &mut sums);
    tensor(sums, [batch, units])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::cpu::compare::{assert_near, drawn, floats};

    #[test]
    fn output_and_gradients_are_those_of_burns_product() {
        for size in [[1, 7, 3], [5, 784, 10], [33, 20, 28], [128, 100, 60]] {
            let [batch, inputs, units] = size;
            let run = |ours: bool| {
                let input = drawn([batch, inputs], 1).autodiff().require_grad();
                let kernel = drawn([inputs, units], 2).autodiff().require_grad();
                let bias = drawn([units], 3).autodiff().require_grad();
                let output = if ours {
                    linear(input.clone(), kernel.clone(), bias.clone())
                } else {
                    input.clone().matmul(kernel.clone()) + bias.clone().reshape([1, units])
                };
                let mut tape = (output.clone() * drawn([batch, units], 4).autodiff()).sum().backward();
                let missing = "it hangs on it";
                [
                    floats(output.inner()),
                    floats(input.grad_remove(&mut tape).expect(missing)),
                    floats(kernel.grad_remove(&mut tape).expect(missing)),
                    floats(bias.grad_remove(&mut tape).expect(missing)),
                ]
            };
            let names = ["output", "gradient by input", "by kernel", "by bias"];
            for ((found, wanted), name) in run(true).iter().zip(run(false)).zip(names) {
                assert_near(found, &wanted, &format!("{size:?}: {name}"));
            }
        }
    }

    #[test]
    fn outside_the_tape_the_output_is_the_same() {
        let [input, kernel] = [drawn([9, 50], 1), drawn([50, 13], 2)];
        let plain = linear(input.clone(), kernel.clone(), drawn([13], 3));
        let taped = linear(input.autodiff(), kernel.autodiff(), drawn([13], 3).autodiff());
        assert!(!plain.is_autodiff());
        assert_eq!(floats(plain), floats(taped.inner()));
    }

    #[test]
    fn what_lies_otherwise_in_memory_gives_the_same() {
        let [input, kernel] = [drawn([50, 9], 1), drawn([13, 50], 2)];
        let turned = linear(input.clone().transpose(), kernel.clone().transpose(), drawn([13], 3));
        let wanted = input.transpose().matmul(kernel.transpose()) + drawn([13], 3).reshape([1, 13]);
        assert_near(&floats(turned), &floats(wanted), "output");
    }
}
