use burn::tensor::module::conv2d;
use burn::tensor::ops::ConvOptions;

use super::*;
use crate::kernel::cpu::compare::{assert_near, drawn, floats};
use spec::{Padding, padding};

/// A convolution with its sizes.
#[derive(Clone, Copy, Debug)]
struct Case {
    /// `[batch, channels, height, width]`
    images: [usize; 4],
    filters: usize,
    side: usize,
    stride: usize,
    padding: Padding,
}

impl Case {
    /// Padding before and after, by rows and by columns.
    fn edges(&self) -> [(usize, usize); 2] {
        [self.images[2], self.images[3]].map(|length| {
            let [before, after] = padding(length, self.side, self.stride, self.padding);
            (before, after)
        })
    }

    /// Output, and gradients by images, kernel and bias: ours, or those of Burn.
    fn run(&self, ours: bool) -> [Vec<f32>; 4] {
        let Self { images: size, filters, side, stride, .. } = *self;
        let images = drawn(size, 1).autodiff().require_grad();
        let kernel = drawn([side * side * size[1] * filters], 2).autodiff().require_grad();
        let bias = drawn([filters], 3).autodiff().require_grad();
        let output = if ours {
            let window = Window::new(side, stride, [size[2], size[3]], self.edges());
            conv(images.clone(), kernel.clone(), bias.clone(), window, false)
        } else {
            let kernel = kernel.clone().reshape([side, side, size[1], filters]).permute([3, 2, 0, 1]);
            let mut options = ConvOptions::new([stride; 2], [0; 2], [1; 2], 1);
            options.padding = self.edges();
            conv2d(images.clone(), kernel, Some(bias.clone()), options)
        };
        let mut tape = (output.clone() * drawn(output.dims(), 4).autodiff()).sum().backward();
        let missing = "it hangs on it";
        [
            floats(output.inner()),
            floats(images.grad_remove(&mut tape).expect(missing)),
            floats(kernel.grad_remove(&mut tape).expect(missing)),
            floats(bias.grad_remove(&mut tape).expect(missing)),
        ]
    }
}

#[test]
fn output_and_gradients_are_those_of_burns_convolution() {
    for (images, filters, side) in [
        ([1, 1, 1, 1], 1, 1),
        ([3, 1, 9, 9], 8, 3),
        ([2, 3, 7, 5], 5, 2),
        ([2, 2, 6, 11], 3, 4),
        ([1, 5, 8, 8], 4, 5),
        ([2, 4, 28, 28], 9, 3),
    ] {
        for stride in 1..=5 {
            for padding in [Padding::Valid, Padding::Same] {
                let case = Case { images, filters, side, stride, padding };
                let names = ["output", "gradient by images", "by kernel", "by bias"];
                for ((found, wanted), name) in case.run(true).iter().zip(case.run(false)).zip(names) {
                    assert_near(found, &wanted, &format!("{case:?}: {name}"));
                }
            }
        }
    }
}

#[test]
fn outside_the_tape_the_output_is_the_same() {
    let window = Window::new(3, 2, [9, 7], [(1, 1), (0, 0)]);
    let plain = conv(drawn([2, 3, 9, 7], 1), drawn([9 * 3 * 6], 2), drawn([6], 3), window, false);
    let [kernel, bias] = [drawn([9 * 3 * 6], 2), drawn([6], 3)].map(Tensor::autodiff);
    let taped = conv(drawn([2, 3, 9, 7], 1).autodiff(), kernel, bias, window, false);
    assert!(!plain.is_autodiff());
    assert_eq!(floats(plain), floats(taped.inner()));
}

#[test]
fn images_that_lie_otherwise_in_memory_give_the_same() {
    let window = Window::new(2, 1, [6, 5], [(0, 0), (0, 1)]);
    let turned = |images: Tensor<4>| conv(images, drawn([4 * 3 * 2], 2), drawn([2], 3), window, false);
    let images = drawn([2, 6, 5, 3], 1).permute([0, 3, 1, 2]);
    let straight = Tensor::from_data(images.to_data(), &images.device());
    assert_eq!(floats(turned(images)), floats(turned(straight)));
}
