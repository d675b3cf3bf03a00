//! The three programs of a convolution: its output, and the gradients by its input and by its kernel.
//!
//! A thread computes four neighbouring places of four filters (or channels), so that each number loaded is used four
//! times. The gradient by the kernel is few sums over many places: images are cut into slices, whose sums a second
//! program adds.

use burn_wgpu::CubeTensor;

use super::program::{Program, ROW, empty, spread};
use super::wgsl::{readable, writable};
use crate::kernel::Window;

/// Bits of a variant: filters, places, and places of a row are whole fours; what is negative becomes 0.
const FILTERS: u32 = 1;
const PLACES: u32 = 2;
const RELU: u32 = 4;
const COLUMNS: u32 = 8;

/// At least so many threads are wanted for the gradient by the kernel, as far as there are images.
const THREADS: usize = 4_096;

/// The numbers of a convolution.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub batch: usize,
    pub channels: usize,
    pub height: usize,
    pub width: usize,
    pub filters: usize,
    pub window: Window,
}

impl Size {
    fn places(self) -> usize {
        self.window.places[0] * self.window.places[1]
    }

    /// Rows of the kernel: `[side, side, channels]`.
    fn kernel_rows(self) -> usize {
        self.window.side * self.window.side * self.channels
    }

    fn numbers(self, slices: usize) -> [u32; 12] {
        let Self { batch, channels, height, width, filters, window } = self;
        let Window { side, stride, before: [top, left], places: [rows, columns] } = window;
        [batch, channels, height, width, filters, side, stride, top, left, rows, columns, slices]
            .map(|number| number as u32)
    }

    fn variant(self) -> u32 {
        let bit = |length: usize, bit| if length.is_multiple_of(4) { bit } else { 0 };
        bit(self.filters, FILTERS) | bit(self.places(), PLACES) | bit(self.window.places[1], COLUMNS)
    }
}

/// Window by window `input · kernel + bias`, what is negative set to 0 if `relu`.
///
/// # Shapes
/// - input: `[batch, channels, height, width]`; kernel: `[side, side, channels, filters]`, flat; bias: `[filters]`
/// - output: `[batch, filters, rows, columns]`
pub(super) fn forward(
    input: &CubeTensor,
    kernel: &CubeTensor,
    bias: &CubeTensor,
    size: Size,
    relu: bool,
) -> CubeTensor {
    let [rows, columns] = size.window.places;
    let output = empty(input, [size.batch, size.filters, rows, columns]);
    let variant = size.variant() & (FILTERS | PLACES) | if relu { RELU } else { 0 };
    let program = Program { name: "convolution", variant, threads: [64, 1] };
    let [x, y, _] = spread(size.batch * size.places().div_ceil(4));
    let groups = [x, y, size.filters.div_ceil(4)];
    program.launch(forward_text, groups, &[input, kernel, bias], &[&output], &size.numbers(0));
    output
}

/// The gradient by the input.
///
/// # Shapes
/// - gradient: `[batch, filters, rows, columns]`; kernel as in [`forward`]
/// - output: `[batch, channels, height, width]`
pub(super) fn by_input(gradient: &CubeTensor, kernel: &CubeTensor, size: Size) -> CubeTensor {
    let Size { batch, channels, height, width, .. } = size;
    let output = empty(gradient, [batch, channels, height, width]);
    let program = Program { name: "convolution by input", variant: size.variant() & FILTERS, threads: [64, 1] };
    let stride = size.window.stride;
    let [x, y, _] = spread(batch * height * width.div_ceil(4 * stride) * stride);
    program.launch(by_input_text, [x, y, channels.div_ceil(4)], &[gradient, kernel], &[&output], &size.numbers(0));
    output
}

/// The gradients by the kernel and by the bias.
///
/// # Shapes
/// - input and gradient as in [`forward`] and [`by_input`]
/// - output: `[side · side · channels · filters]` and `[filters]`
pub(super) fn by_kernel(input: &CubeTensor, gradient: &CubeTensor, size: Size) -> [CubeTensor; 2] {
    // The bias is a row more of the kernel, whose input is 1 everywhere.
    let [rows, filters] = [size.kernel_rows() + 1, size.filters];
    let tiles = rows.div_ceil(4) * filters.div_ceil(4);
    let slices = THREADS.div_ceil(tiles).min(size.batch);
    let parts = empty(input, [slices, rows, filters]);
    let program =
        Program { name: "convolution by kernel", variant: size.variant() & (FILTERS | COLUMNS), threads: [64, 1] };
    let numbers = size.numbers(slices);
    program.launch(by_kernel_text, spread(tiles * slices), &[input, gradient], &[&parts], &numbers);
    let [kernel, bias] = [empty(input, [size.kernel_rows() * filters]), empty(input, [filters])];
    let program = Program { name: "sum of slices", variant: 0, threads: [64, 1] };
    program.launch(sum_text, spread(rows * filters), &[&parts], &[&kernel, &bias], &numbers);
    [kernel, bias]
}

/// What all have in common; `binding` is the place of the uniform.
fn head(binding: u32) -> String {
    format!(
        "struct Size {{
    batch: u32, channels: u32, height: u32, width: u32, filters: u32, side: u32, stride: u32, top: u32, left: u32,
    rows: u32, columns: u32, slices: u32,
}}
@group(0) @binding({binding}) var<uniform> size: Size;
const ROW: u32 = {ROW}u;
"
    )
}

fn forward_text(variant: u32) -> String {
    let relu = if variant & RELU == 0 { "return sums;" } else { "return max(sums, vec4(0.0));" };
    [
        "@group(0) @binding(0) var<storage, read> input: array<f32>;\n",
        &readable(1, "kernel", "size.filters", variant & FILTERS != 0),
        &readable(2, "bias", "size.filters", variant & FILTERS != 0),
        &writable(3, "output", "(size.rows * size.columns)", variant & PLACES != 0),
        &head(4),
        "fn finished(sums: vec4<f32>) -> vec4<f32> { ",
        relu,
        " }\n",
        include_str!("convolution/forward.wgsl"),
    ]
    .concat()
}

fn by_input_text(variant: u32) -> String {
    [
        "@group(0) @binding(0) var<storage, read> gradient: array<f32>;\n",
        &readable(1, "kernel", "size.filters", variant & FILTERS != 0),
        "@group(0) @binding(2) var<storage, read_write> output: array<f32>;\n",
        &head(3),
        include_str!("convolution/by_input.wgsl"),
    ]
    .concat()
}

fn by_kernel_text(variant: u32) -> String {
    [
        "@group(0) @binding(0) var<storage, read> input: array<f32>;\n",
        &readable(1, "gradient", "size.columns", variant & COLUMNS != 0),
        &writable(2, "parts", "size.filters", variant & FILTERS != 0),
        &head(3),
        include_str!("convolution/by_kernel.wgsl"),
    ]
    .concat()
}

fn sum_text(_: u32) -> String {
    [
        "@group(0) @binding(0) var<storage, read> parts: array<f32>;
@group(0) @binding(1) var<storage, read_write> kernel: array<f32>;
@group(0) @binding(2) var<storage, read_write> bias: array<f32>;
",
        &head(3),
        include_str!("convolution/sum.wgsl"),
    ]
    .concat()
}
