//! The three products of a dense layer: its output, and the gradients by its input and by its kernel.
//!
//! Each thread computes a tile of 4×4 or 8×8 numbers in registers and loads four numbers at a time. No memory is shared
//! within a workgroup: at the sizes of lessons the caches do that, every adapter can run it, and barriers cost software
//! adapters more than they save. What the text repeats is written out, because numbers that are found by a computed index
//! do not stay in registers.

mod text;

use burn_wgpu::CubeTensor;

use super::program::{Program, empty};

/// So many threads of 8×8 numbers for each lane of a subgroup keep a processor busy; of fewer there are better four times
/// as many of 4×4. A software adapter has 4 lanes, a graphics processor 8 to 64.
const ENOUGH: usize = 16;

/// The numbers of a dense layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub batch: usize,
    pub inputs: usize,
    pub units: usize,
}

/// What of a program's text varies; a pipeline is compiled for each that occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Variant {
    /// Rows of `inputs` numbers are whole fours.
    inputs: bool,
    /// Rows of `units` numbers are whole fours.
    units: bool,
    /// What is negative becomes 0.
    relu: bool,
    /// Tiles of 8×8 instead of 4×4.
    large: bool,
}

impl Variant {
    /// For a result of `rows` × `columns` beside `operand`.
    fn new(size: Size, [rows, columns]: [usize; 2], operand: &CubeTensor) -> Self {
        let [inputs, units] = [size.inputs, size.units].map(|length| length.is_multiple_of(4));
        let lanes = operand.client.properties().hardware.plane_size_max.min(64) as usize;
        Self { inputs, units, relu: false, large: rows.div_ceil(8) * columns.div_ceil(8) >= ENOUGH * lanes }
    }

    /// Rows and columns of a tile.
    fn tile(self) -> usize {
        if self.large { 8 } else { 4 }
    }

    fn bits(self) -> u32 {
        let Self { inputs, units, relu, large } = self;
        [inputs, units, relu, large].into_iter().fold(0, |bits, bit| bits << 1 | u32::from(bit))
    }

    fn from_bits(bits: u32) -> Self {
        let bit = |place: u32| bits >> place & 1 == 1;
        Self { inputs: bit(3), units: bit(2), relu: bit(1), large: bit(0) }
    }

    /// Queues a program over a result of `rows` × `columns`.
    fn launch(
        self,
        name: &'static str,
        text: fn(Self) -> String,
        [rows, columns]: [usize; 2],
        read: &[&CubeTensor],
        written: &[&CubeTensor],
        size: Size,
    ) {
        let side = 8 * self.tile();
        let groups = [columns.div_ceil(side), rows.div_ceil(side), 1];
        let program = Program { name, variant: self.bits(), threads: [8, 8] };
        let numbers = [size.batch, size.inputs, size.units].map(|number| number as u32);
        program.launch(move |bits| text(Self::from_bits(bits)), groups, read, written, &numbers);
    }
}

/// `input · kernel + bias`, what is negative set to 0 if `relu`.
///
/// # Shapes
/// - input: `[batch, inputs]`; kernel: `[inputs, units]`, flat; bias: `[units]`
/// - output: `[batch, units]`
pub(super) fn forward(
    input: &CubeTensor,
    kernel: &CubeTensor,
    bias: &CubeTensor,
    size: Size,
    relu: bool,
) -> CubeTensor {
    let shape = [size.batch, size.units];
    let output = empty(input, shape);
    let variant = Variant { relu, ..Variant::new(size, shape, input) };
    variant.launch("dense", text::forward, shape, &[input, kernel, bias], &[&output], size);
    output
}

/// The gradient by the input: `gradient · kernelᵀ`.
///
/// # Shapes
/// - gradient: `[batch, units]`; kernel: `[inputs, units]`, flat
/// - output: `[batch, inputs]`
pub(super) fn by_input(gradient: &CubeTensor, kernel: &CubeTensor, size: Size) -> CubeTensor {
    let shape = [size.batch, size.inputs];
    let output = empty(gradient, shape);
    let variant = Variant::new(size, shape, gradient);
    variant.launch("dense by input", text::by_input, shape, &[gradient, kernel], &[&output], size);
    output
}

/// The gradients by the kernel, `inputᵀ · gradient`, and by the bias, the gradient's sum over the batch.
///
/// # Shapes
/// - input: `[batch, inputs]`; gradient: `[batch, units]`
/// - output: `[inputs · units]` and `[units]`
pub(super) fn by_kernel(input: &CubeTensor, gradient: &CubeTensor, size: Size) -> [CubeTensor; 2] {
    let shape = [size.inputs, size.units];
    let [kernel, bias] = [empty(input, [size.inputs * size.units]), empty(input, [size.units])];
    let variant = Variant::new(size, shape, input);
    variant.launch("dense by kernel", text::by_kernel, shape, &[input, gradient], &[&kernel, &bias], size);
    [kernel, bias]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_survives_its_bits() {
        for bits in 0..16 {
            assert_eq!(Variant::from_bits(bits).bits(), bits);
        }
    }
}
