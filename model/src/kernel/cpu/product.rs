//! The product of two matrices. In WebAssembly Burn's takes from a tenth longer to three times as long; and its order of
//! additions is that of the processor's widest instructions, while this one's is the same everywhere ([`lanes`]).
//!
//! As in Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): both matrices are copied
//! into panels, so that the innermost loop reads them from end to end, and a tile of the sums stays in registers
//! meanwhile. Where four neighbours of the left one are zero, as in most of an image of a digit, nothing is multiplied:
//! that changes no sum of finite numbers. The order of additions depends on the sizes alone.
//!
//! [`lanes`]: super::lanes

mod panels;
mod tile;

use std::cell::RefCell;

use super::lanes::{Lanes, WIDTH, Work, widest};
use panels::{ThinPanels, pack};
use tile::{add_tile, sparse_tile, tile};

/// Products that a tile adds up before it goes back to memory: a panel of that length stays in the nearest cache.
const DEPTH: usize = 512;
/// Rows of a tile, whose columns are [`WIDTH`]: its sums fit into the registers with two vectors of the right matrix.
const ROWS: usize = 4;
/// Panels of the right matrix that meet all of the left one before the next are copied: they stay in the second cache,
/// and the sums, longer than any cache, are visited some two hundred columns at a time.
const GROUP: usize = 192 / WIDTH;
/// With so few rows copying costs more than it saves: predictions.
const FEW_ROWS: usize = 4;

/// A matrix of numbers that lie in memory with these distances between them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matrix<'a> {
    numbers: &'a [f32],
    /// Rows and columns.
    size: [usize; 2],
    /// Places from one row to the next, and from one column to the next.
    strides: [usize; 2],
}

impl<'a> Matrix<'a> {
    /// Numbers row by row.
    pub fn new(numbers: &'a [f32], size: [usize; 2]) -> Self {
        assert_eq!(numbers.len(), size[0] * size[1], "as many numbers as the size says");
        Self { numbers, size, strides: [size[1], 1] }
    }

    /// The same numbers with rows as columns.
    pub fn transposed(self) -> Self {
        let ([rows, columns], [down, right]) = (self.size, self.strides);
        Self { size: [columns, rows], strides: [right, down], ..self }
    }

    fn place(&self, row: usize, column: usize) -> usize {
        row * self.strides[0] + column * self.strides[1]
    }
}

/// Adds `left · right` to `sums`.
///
/// # Shapes
/// - left: `[rows, depth]`
/// - right: `[depth, columns]`
/// - sums, row by row: `[rows, columns]`
pub(crate) fn add_product(left: Matrix<'_>, right: Matrix<'_>, sums: &mut [f32]) {
    let ([rows, depth], [other, columns]) = (left.size, right.size);
    assert_eq!(depth, other, "the left one's columns are the right one's rows");
    assert_eq!(sums.len(), rows * columns, "one sum a row and column");
    if sums.is_empty() {
        return;
    }
    if rows <= FEW_ROWS && right.strides[1] == 1 {
        by_rows(left, right, sums);
    } else {
        by_tiles(left, right, sums);
    }
}

/// Row after row of the right matrix, without copies.
fn by_rows(left: Matrix<'_>, right: Matrix<'_>, sums: &mut [f32]) {
    let columns = right.size[1];
    for depth in 0..right.size[0] {
        let line = &right.numbers[right.place(depth, 0)..][..columns];
        for (row, sums) in sums.chunks_exact_mut(columns).enumerate() {
            let factor = left.numbers[left.place(row, depth)];
            if factor != 0.0 {
                sums.iter_mut().zip(line).for_each(|(sum, number)| *sum += factor * number);
            }
        }
    }
}

thread_local! {
    /// Room for the panels of both matrices, kept from one product to the next.
    static PANELS: RefCell<(ThinPanels, Vec<[f32; WIDTH]>)> = const { RefCell::new((ThinPanels::new(), Vec::new())) };
}

/// By tiles of [`ROWS`] rows and [`WIDTH`] columns.
fn by_tiles(left: Matrix<'_>, right: Matrix<'_>, sums: &mut [f32]) {
    PANELS.with_borrow_mut(|(lefts, rights)| widest(Product { left, right, sums, lefts, rights }));
}

/// What [`by_tiles`] computes, with room for the panels.
struct Product<'a> {
    left: Matrix<'a>,
    right: Matrix<'a>,
    sums: &'a mut [f32],
    lefts: &'a mut ThinPanels,
    rights: &'a mut Vec<[f32; WIDTH]>,
}

impl Work for Product<'_> {
    #[inline(always)]
    fn run(self, lanes: impl Lanes) {
        let Self { left, right, sums, lefts, rights } = self;
        let (all, columns) = (left.size[1], right.size[1]);
        // As long as each other, for a short last one would not be worth its copies.
        let depth = all.div_ceil(all.div_ceil(DEPTH).max(1)).max(1);
        rights.resize(depth * GROUP.min(columns.div_ceil(WIDTH)), [0.0; WIDTH]);
        for from in (0..all).step_by(depth) {
            let steps = from..all.min(from + depth);
            let depth = steps.len();
            lefts.fill(left, steps.clone());
            for start in (0..columns).step_by(WIDTH * GROUP) {
                let end = columns.min(start + WIDTH * GROUP);
                let rights = &mut rights[..(end - start).div_ceil(WIDTH) * depth];
                pack(right, steps.clone(), start..end, rights);
                for ((lines, steps), sums) in lefts.iter().zip(sums.chunks_mut(ROWS * columns)) {
                    if lines.is_empty() {
                        continue;
                    }
                    for (right, column) in rights.chunks_exact(depth).zip((start..end).step_by(WIDTH)) {
                        let tile = if lines.len() == depth {
                            tile(lanes, lines, right)
                        } else {
                            sparse_tile(lanes, lines, steps, right)
                        };
                        add_tile(lanes, &tile, sums, columns, column);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of which no two neighbours are alike.
    fn drawn(count: usize, seed: usize) -> Vec<f32> {
        (0..count).map(|place| ((place * 7_919 + seed) % 1_009) as f32 / 500.0 - 1.0).collect()
    }

    /// Three loops in 64 bits.
    fn plainly(left: Matrix<'_>, right: Matrix<'_>, sums: &[f32]) -> Vec<f64> {
        let ([rows, depth], columns) = (left.size, right.size[1]);
        let at = |matrix: Matrix<'_>, row, column| f64::from(matrix.numbers[matrix.place(row, column)]);
        let product = |row, column| (0..depth).map(|step| at(left, row, step) * at(right, step, column)).sum::<f64>();
        (0..rows * columns).map(|place| f64::from(sums[place]) + product(place / columns, place % columns)).collect()
    }

    /// Runs a way to multiply on both matrices as they are and with each of them transposed in memory.
    fn check(name: &str, sizes: [usize; 3], multiply: fn(Matrix<'_>, Matrix<'_>, &mut [f32])) {
        let [rows, depth, columns] = sizes;
        let [lefts, rights] = [drawn(rows * depth, 1), drawn(depth * columns, 2)];
        let left = [Matrix::new(&lefts, [rows, depth]), Matrix::new(&lefts, [depth, rows]).transposed()];
        let right = [Matrix::new(&rights, [depth, columns]), Matrix::new(&rights, [columns, depth]).transposed()];
        for (way, (left, right)) in left.into_iter().flat_map(|left| right.map(|right| (left, right))).enumerate() {
            let mut sums = drawn(rows * columns, 3);
            let wanted = plainly(left, right, &sums);
            multiply(left, right, &mut sums);
            for (place, (found, wanted)) in sums.iter().zip(wanted).enumerate() {
                let off = (f64::from(*found) - wanted).abs();
                // A sum of n products of numbers up to 1 is off by some roundings of up to √n.
                let bound = 1e-6 * (depth as f64 + 4.0);
                assert!(off < bound, "{name} {sizes:?}, way {way}, number {place}: {found} and not {wanted}");
            }
        }
    }

    const ODD: [[usize; 3]; 15] = [
        [1, 1, 1],
        [2, 3, 5],
        [3, 4, 12],
        [4, 4, 8],
        [4, 9, 24],
        [5, 1, 13],
        [7, 30, 11],
        [9, 512, 23],
        [12, 513, 25],
        [6, 1_025, 9],
        [13, 17, 96],
        [31, 64, 33],
        [7, 9, 401],
        [64, 5, 7],
        [1, 784, 40],
    ];

    #[test]
    fn a_product_is_that_of_three_plain_loops() {
        for sizes in ODD {
            check("product", sizes, add_product);
            check("by tiles", sizes, by_tiles);
        }
    }

    #[test]
    fn zeros_are_left_out_and_change_no_bit() {
        let [rows, depth, columns] = [22, 600, 37];
        let rights = drawn(depth * columns, 2);
        let right = Matrix::new(&rights, [depth, columns]);
        for every in [2, 3, 7, 600] {
            // Blocks of rows and steps, of which all are zero but each so manieth.
            let block = |place: usize| (place / depth / ROWS + place % depth / 5).is_multiple_of(every);
            let mut lefts = drawn(rows * depth, 1);
            lefts.iter_mut().enumerate().for_each(|(place, number)| *number *= f32::from(block(place)));
            let mut sums = vec![0.0; rows * columns];
            by_tiles(Matrix::new(&lefts, [rows, depth]), right, &mut sums);
            // Too small to change a sum, and no zeros.
            let tiny: Vec<f32> = lefts.iter().map(|&number| if number == 0.0 { 1e-30 } else { number }).collect();
            let mut dense = vec![0.0; rows * columns];
            by_tiles(Matrix::new(&tiny, [rows, depth]), right, &mut dense);
            for (place, (sum, wanted)) in sums.into_iter().zip(dense).enumerate() {
                let same = if wanted.abs() < 1e-25 { sum == 0.0 } else { sum.to_bits() == wanted.to_bits() };
                assert!(same, "one of {every}, number {place}: {sum} and not {wanted}");
            }
        }
    }

    #[test]
    fn of_nothing_nothing_comes() {
        add_product(Matrix::new(&[], [0, 3]), Matrix::new(&[1.0; 6], [3, 2]), &mut []);
        add_product(Matrix::new(&[1.0; 6], [2, 3]), Matrix::new(&[], [3, 0]), &mut []);
        let mut sums = [1.0, 2.0];
        for multiply in [add_product, by_tiles] {
            multiply(Matrix::new(&[], [1, 0]), Matrix::new(&[], [0, 2]), &mut sums);
            assert_eq!(sums, [1.0, 2.0]);
        }
    }

    #[test]
    fn what_an_earlier_product_left_in_memory_does_not_count() {
        let small = |sums: &mut [f32]| {
            let numbers = drawn(25, 4);
            by_tiles(Matrix::new(&numbers, [5, 5]), Matrix::new(&numbers, [5, 5]), sums);
        };
        let [mut first, mut second] = [[0.0; 25]; 2];
        small(&mut first);
        let infinite = [f32::INFINITY; 1_600];
        by_tiles(Matrix::new(&infinite, [40, 40]), Matrix::new(&infinite, [40, 40]), &mut [0.0; 1_600]);
        small(&mut second);
        assert_eq!(first.map(f32::to_bits), second.map(f32::to_bits));
    }
}
