//! Convolution on the CPU. Burn's writes each window out as a row of a matrix, or goes through it number by number; this
//! one reads the windows where they lie.
//!
//! If the rows of an image follow each other without a gap, all windows see their pixel at a certain place of the window
//! at one distance from where they begin themselves. So the sums are those of a product of matrices whose right one need
//! not be made: its rows are stretches of the image, shifted ([`sums`]). A stride takes the image apart into one image
//! for each remainder, in which it is 1 (`layout`).

mod sums;

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::{Autodiff, Flex};
use burn::tensor::Tensor;

use super::layout::Layout;
use super::{Numbers, numbers, tensor};
use crate::kernel::Window;
use sums::{Dots, Panels, shifted_sums};

/// `window · kernel + bias` at each place of each image.
///
/// # Shapes
/// - images, on the CPU: `[batch, channels, height, width]`
/// - kernel, flat: `[side, side, channels, filters]`
/// - bias: `[filters]`
/// - output: `[batch, filters, rows, columns]`
pub(crate) fn conv(images: Tensor<4>, kernel: Tensor<1>, bias: Tensor<1>, window: Window) -> Tensor<4> {
    let layout = Layout::new(images.dims(), bias.dims()[0], window);
    if !images.is_autodiff() {
        let plain = "they lie on the CPU, outside the tape";
        let images = images.try_into_primitive::<Flex>().expect(plain);
        let [kernel, bias] = [kernel, bias].map(|tensor| tensor.try_into_primitive::<Flex>().expect(plain));
        return Tensor::from_primitive::<Flex>(forward(&images, &kernel, &bias, &layout));
    }
    let tracked = "they lie on the CPU, on the tape";
    let images = images.try_into_primitive::<Autodiff<Flex>>().expect(tracked);
    let [kernel, bias] = [kernel, bias].map(|tensor| tensor.try_into_primitive::<Autodiff<Flex>>().expect(tracked));
    let nodes = [images.node(), kernel.node(), bias.node()];
    let [images, kernel, bias] = [images, kernel, bias].map(|tensor| tensor.into_primitive());
    let output = forward(&images, &kernel, &bias, &layout);
    Tensor::from_primitive::<Autodiff<Flex>>(match Conv.prepare::<NoCheckpointing>(nodes).compute_bound().stateful() {
        OpsKind::Tracked(step) => step.finish(State { images, kernel, layout }, output),
        OpsKind::UnTracked(step) => step.finish(output),
    })
}

#[derive(Debug)]
struct Conv;

/// What the backward pass needs of the forward one.
#[derive(Clone, Debug)]
struct State {
    images: Numbers,
    kernel: Numbers,
    layout: Layout,
}

impl Backward<Flex, 3> for Conv {
    type State = State;

    fn backward(self, ops: Ops<State, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let gradient = gradients.consume::<Flex>(&ops.node).to_contiguous();
        let gradient = numbers(&gradient);
        let State { images, kernel, layout } = ops.state;
        let [of_images, of_kernel, of_bias] = ops.parents;
        if let Some(node) = of_images {
            let kernel = kernel.to_contiguous();
            let by_images = by_images(gradient, numbers(&kernel), &layout);
            gradients.register::<Flex>(node.id, tensor(by_images, layout.images));
        }
        if let Some(node) = of_kernel {
            let images = images.to_contiguous();
            let by_kernel = by_kernel(gradient, numbers(&images), &layout);
            let count = by_kernel.len();
            gradients.register::<Flex>(node.id, tensor(by_kernel, [count]));
        }
        if let Some(node) = of_bias {
            let mut sums = vec![0.0; layout.filters];
            let places = layout.output[2] * layout.output[3];
            for (numbers, filter) in gradient.chunks_exact(places).zip((0..layout.filters).cycle()) {
                sums[filter] += sums::sum(numbers);
            }
            gradients.register::<Flex>(node.id, tensor(sums, [layout.filters]));
        }
    }
}

/// The output.
fn forward(images: &Numbers, kernel: &Numbers, bias: &Numbers, layout: &Layout) -> Numbers {
    let [images, kernel, bias] = [images, kernel, bias].map(|tensor| tensor.to_contiguous());
    let kernel = numbers(&kernel);
    let filters = layout.filters;
    let starts = layout.starts();
    let panels = Panels::new(filters, starts.len(), |filter, tap| kernel[tap * filters + filter]);
    let mut source = vec![0.0; layout.source()];
    let mut sums = vec![0.0; panels.rows() * layout.stretch()];
    let mut output = Vec::with_capacity(layout.output.iter().product());
    for image in numbers(&images).chunks_exact(layout.size()) {
        layout.spread(image, &mut source);
        shifted_sums(&panels, &source, &starts, &mut sums, layout.stretch());
        for (sums, bias) in sums.chunks_exact(layout.stretch()).zip(numbers(&bias)) {
            for row in sums.chunks(layout.columns).take(layout.output[2]) {
                output.extend(row[..layout.output[3]].iter().map(|sum| sum + bias));
            }
        }
    }
    tensor(output, layout.output)
}

/// The loss' gradient by the images: the gradient that came, with as many zeros around it as a window reaches, goes
/// through the kernel the other way round.
fn by_images(gradient: &[f32], kernel: &[f32], layout: &Layout) -> Vec<f32> {
    let [channels, filters] = [layout.images[1], layout.filters];
    // For each part of the images that a stride makes: its product, and where its factors begin.
    let parts: Vec<(Panels, Vec<usize>)> = (0..layout.parts())
        .map(|part| {
            let taps: Vec<_> = layout.window_taps().filter(|tap| tap.part == part).collect();
            let panels = Panels::new(channels, taps.len() * filters, |channel, step| {
                kernel[(taps[step / filters].place * channels + channel) * filters + step % filters]
            });
            let starts = taps.iter().flat_map(|tap| (0..filters).map(move |filter| layout.back(filter, tap.shift)));
            (panels, starts.collect())
        })
        .collect();
    let mut source = vec![0.0; layout.widened()];
    let mut by_images = vec![0.0; layout.images.iter().product()];
    let mut sums = Vec::new();
    let one = layout.output[1..].iter().product();
    for (by_image, gradient) in by_images.chunks_exact_mut(layout.size()).zip(gradient.chunks_exact(one)) {
        layout.widen(gradient, &mut source);
        for (part, (panels, starts)) in parts.iter().enumerate() {
            sums.resize(panels.rows() * layout.plane(), 0.0);
            shifted_sums(panels, &source, starts, &mut sums, layout.plane());
            layout.gather(&sums, part, by_image);
        }
    }
    by_images
}

/// The loss' gradient by the kernel: each number meets the gradient of every window that it was a factor in.
fn by_kernel(gradient: &[f32], images: &[f32], layout: &Layout) -> Vec<f32> {
    let mut source = vec![0.0; layout.source()];
    let mut widened = vec![0.0; layout.widened()];
    let starts = layout.starts();
    let rows: Vec<usize> = (0..layout.filters).map(|filter| layout.back(filter, 0)).collect();
    let mut dots = Dots::new(rows, starts, layout.stretch());
    let one = layout.output[1..].iter().product();
    for (image, gradient) in images.chunks_exact(layout.size()).zip(gradient.chunks_exact(one)) {
        layout.spread(image, &mut source);
        layout.widen(gradient, &mut widened);
        dots.add(&widened, &source);
    }
    dots.sums()
}

#[cfg(test)]
mod tests;
