//! Convolution on the CPU. Burn's writes each window out as a row of a matrix, or goes through it number by number; this
//! one reads the windows where they lie.
//!
//! If the rows of an image follow each other without a gap, all windows see their pixel at a certain place of the window
//! at one distance from where they begin themselves. So the sums are those of a product of matrices whose right one need
//! not be made: its rows are stretches of the image, shifted ([`sums`]). A stride takes the image apart into one image
//! for each remainder, in which it is 1 (`layout`).

mod sums;

use burn::tensor::Tensor;

use super::layout::Layout;
use super::weighted::{Weighted, weighted};
use crate::kernel::Window;
use sums::{Dots, Panels, shifted_sums};

/// `window · kernel + bias` at each place of each image, and what is negative set to 0 if `relu`, whose gradient at 0 is 0.
///
/// # Shapes
/// - images, on the CPU: `[batch, channels, height, width]`
/// - kernel, flat: `[side, side, channels, filters]`
/// - bias: `[filters]`
/// - output: `[batch, filters, rows, columns]`
pub(crate) fn conv(images: Tensor<4>, kernel: Tensor<1>, bias: Tensor<1>, window: Window, relu: bool) -> Tensor<4> {
    let layout = Layout::new(images.dims(), bias.dims()[0], window);
    let output = layout.output;
    weighted(layout, images, kernel, bias, relu, output)
}

impl Weighted for Layout {
    fn forward(&self, images: &[f32], kernel: &[f32], bias: &[f32]) -> Vec<f32> {
        let filters = self.filters;
        let starts = self.starts();
        let panels = Panels::new(filters, starts.len(), |filter, tap| kernel[tap * filters + filter]);
        let mut source = vec![0.0; self.source()];
        let mut sums = vec![0.0; panels.rows() * self.stretch()];
        let mut output = Vec::with_capacity(self.output.iter().product());
        for image in images.chunks_exact(self.size()) {
            self.spread(image, &mut source);
            shifted_sums(&panels, &source, &starts, &mut sums, self.stretch());
            for (sums, bias) in sums.chunks_exact(self.stretch()).zip(bias) {
                for row in sums.chunks(self.columns).take(self.output[2]) {
                    output.extend(row[..self.output[3]].iter().map(|sum| sum + bias));
                }
            }
        }
        output
    }

    fn by_input(&self, gradient: &[f32], kernel: &[f32]) -> Vec<f32> {
        by_images(gradient, kernel, self)
    }

    fn by_kernel(&self, images: &[f32], gradient: &[f32]) -> Vec<f32> {
        by_kernel(gradient, images, self)
    }

    fn by_bias(&self, gradient: &[f32]) -> Vec<f32> {
        let mut by_bias = vec![0.0; self.filters];
        let places = self.output[2] * self.output[3];
        for (numbers, filter) in gradient.chunks_exact(places).zip((0..self.filters).cycle()) {
            by_bias[filter] += sums::sum(numbers);
        }
        by_bias
    }
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
