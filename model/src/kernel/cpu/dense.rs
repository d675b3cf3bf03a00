//! The fully connected layer's sums on the CPU, with products of our own ([`add_product`]). Nothing is transposed in
//! memory.

use burn::tensor::Tensor;

use super::product::{Matrix, add_product};
use super::weighted::{Weighted, weighted};

/// `input · kernel + bias`, and what is negative set to 0 if `relu`, whose gradient at 0 is 0.
///
/// # Shapes
/// - input, on the CPU: `[batch, inputs]`; kernel: `[inputs, units]`, flat; bias: `[units]`
/// - output: `[batch, units]`
pub(crate) fn dense(input: Tensor<2>, kernel: Tensor<1>, bias: Tensor<1>, relu: bool) -> Tensor<2> {
    let [batch, inputs] = input.dims();
    let units = bias.dims()[0];
    weighted(Size { batch, inputs, units }, input, kernel, bias, relu, [batch, units])
}

#[derive(Clone, Copy, Debug)]
struct Size {
    batch: usize,
    inputs: usize,
    units: usize,
}

impl Weighted for Size {
    fn forward(&self, input: &[f32], kernel: &[f32], bias: &[f32]) -> Vec<f32> {
        let Self { batch, inputs, units } = *self;
        let mut sums = bias.repeat(batch);
        add_product(Matrix::new(input, [batch, inputs]), Matrix::new(kernel, [inputs, units]), &mut sums);
        sums
    }

    fn by_input(&self, gradient: &[f32], kernel: &[f32]) -> Vec<f32> {
        let Self { batch, inputs, units } = *self;
        let mut sums = vec![0.0; batch * inputs];
        let kernel = Matrix::new(kernel, [inputs, units]).transposed();
        add_product(Matrix::new(gradient, [batch, units]), kernel, &mut sums);
        sums
    }

    fn by_kernel(&self, input: &[f32], gradient: &[f32]) -> Vec<f32> {
        let Self { batch, inputs, units } = *self;
        let mut sums = vec![0.0; inputs * units];
        let input = Matrix::new(input, [batch, inputs]).transposed();
        add_product(input, Matrix::new(gradient, [batch, units]), &mut sums);
        sums
    }

    fn by_bias(&self, gradient: &[f32]) -> Vec<f32> {
        let mut sums = vec![0.0; self.units];
        for row in gradient.chunks_exact(self.units) {
            sums.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
        }
        sums
    }
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
                let kernel = drawn([inputs * units], 2).autodiff().require_grad();
                let bias = drawn([units], 3).autodiff().require_grad();
                let output = if ours {
                    dense(input.clone(), kernel.clone(), bias.clone(), false)
                } else {
                    input.clone().matmul(kernel.clone().reshape([inputs, units])) + bias.clone().reshape([1, units])
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
        let [input, bias] = [drawn([9, 50], 1), drawn([1, 13], 3)];
        let [kernel, bias] = [drawn([50 * 13], 2), bias.reshape([13])];
        let plain = dense(input.clone(), kernel.clone(), bias.clone(), true);
        let taped = dense(input.autodiff(), kernel.autodiff(), bias.autodiff(), true);
        assert!(!plain.is_autodiff());
        assert_eq!(floats(plain), floats(taped.inner()));
    }

    #[test]
    fn what_lies_otherwise_in_memory_gives_the_same() {
        let [input, kernel] = [drawn([50, 9], 1), drawn([50, 13], 2)];
        let turned = dense(input.clone().transpose(), kernel.clone().reshape([650]), drawn([13], 3), false);
        let wanted = input.transpose().matmul(kernel) + drawn([13], 3).reshape([1, 13]);
        assert_near(&floats(turned), &floats(wanted), "output");
    }

    #[test]
    fn relu_is_that_of_burn_with_its_gradient() {
        let run = |fused: bool| {
            let kernel = drawn([50 * 13], 2).autodiff().require_grad();
            let output = dense(drawn([9, 50], 1).autodiff(), kernel.clone(), drawn([13], 3).autodiff(), fused);
            let output = if fused { output } else { burn::tensor::activation::relu(output) };
            let mut tape = (output.clone() * drawn([9, 13], 4).autodiff()).sum().backward();
            [floats(output.inner()), floats(kernel.grad_remove(&mut tape).expect("it hangs on it"))]
        };
        assert_eq!(run(true), run(false));
    }
}
