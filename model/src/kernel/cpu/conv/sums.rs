//! Products of which one matrix has stretches of a slice as its rows, shifted against each other: nothing is copied.

use wide::f32x4;

use crate::kernel::cpu::layout::WIDTH;

/// Rows of a tile.
const ROWS: usize = 4;
/// Stretches that are multiplied with each other at a time, in [`Dots`].
const PAIRS: usize = 2;

/// The left matrix in panels of [`ROWS`] rows, zeros after the last.
pub(super) struct Panels {
    numbers: Vec<[f32; ROWS]>,
    depth: usize,
}

impl Panels {
    /// From each number's row and column.
    pub fn new(rows: usize, depth: usize, at: impl Fn(usize, usize) -> f32) -> Self {
        let at = |row: usize, column| if row < rows { at(row, column) } else { 0.0 };
        let panel = |row| (0..depth).map(move |column| std::array::from_fn(|next| (row + next, column)));
        let places = (0..rows).step_by(ROWS).flat_map(panel);
        Self {
            numbers: places.map(|line: [(usize, usize); ROWS]| line.map(|(row, column)| at(row, column))).collect(),
            depth,
        }
    }

    /// Rows, those of zeros included.
    pub fn rows(&self) -> usize {
        self.numbers.len() / self.depth * ROWS
    }
}

/// Sets each row's sums: `sums[row][place] = Σ panels[row][i] · source[starts[i] + place]`.
///
/// # Shapes
/// - sums: `[rows, stretch]`, with the panels' rows
pub(super) fn shifted_sums(panels: &Panels, source: &[f32], starts: &[usize], sums: &mut [f32], stretch: usize) {
    let panels = panels.numbers.chunks_exact(panels.depth);
    for (panel, sums) in panels.zip(sums.chunks_exact_mut(ROWS * stretch)) {
        for place in (0..stretch).step_by(WIDTH) {
            let tile = tile(panel, &source[place..], starts);
            for (row, tile) in tile.into_iter().enumerate() {
                let [first, second] = tile.map(f32x4::to_array);
                let sums = &mut sums[row * stretch + place..][..WIDTH];
                sums[..4].copy_from_slice(&first);
                sums[4..].copy_from_slice(&second);
            }
        }
    }
}

#[inline(always)]
fn tile(panel: &[[f32; ROWS]], source: &[f32], starts: &[usize]) -> [[f32x4; 2]; ROWS] {
    let mut sums = [[f32x4::ZERO; 2]; ROWS];
    for (factors, &start) in panel.iter().zip(starts) {
        let [first, second] = eight(source, start);
        for (sums, &factor) in sums.iter_mut().zip(factors) {
            let factor = f32x4::splat(factor);
            sums[0] += factor * first;
            sums[1] += factor * second;
        }
    }
    sums
}

#[inline(always)]
fn eight(source: &[f32], start: usize) -> [f32x4; 2] {
    let (fours, _) = source[start..][..WIDTH].as_chunks::<4>();
    [f32x4::new(fours[0]), f32x4::new(fours[1])]
}

/// Sums of the products of stretches with stretches, over many slices: `sums[i][j] = Σ left[lefts[j] + place] ·
/// right[rights[i] + place]`.
pub(super) struct Dots {
    lefts: Vec<usize>,
    rights: Vec<usize>,
    stretch: usize,
    /// In four lanes each, by tiles of [`ROWS`] lefts and [`PAIRS`] rights.
    sums: Vec<[[f32x4; PAIRS]; ROWS]>,
}

impl Dots {
    pub fn new(lefts: Vec<usize>, rights: Vec<usize>, stretch: usize) -> Self {
        let tiles = lefts.len().div_ceil(ROWS) * rights.len().div_ceil(PAIRS);
        Self { lefts, rights, stretch, sums: vec![[[f32x4::ZERO; PAIRS]; ROWS]; tiles] }
    }

    /// Adds the products of two slices.
    pub fn add(&mut self, left: &[f32], right: &[f32]) {
        let pairs =
            self.lefts.chunks(ROWS).flat_map(|lefts| self.rights.chunks(PAIRS).map(move |rights| (lefts, rights)));
        for (sums, (lefts, rights)) in self.sums.iter_mut().zip(pairs) {
            // Where a tile is not full, its last stretch stands in, and its sums are not looked at.
            let stretch = |starts: &[usize], next: usize, numbers| -> &[[f32; 4]] {
                let numbers: &[f32] = numbers;
                numbers[starts[next.min(starts.len() - 1)]..][..self.stretch].as_chunks().0
            };
            let lefts: [_; ROWS] = std::array::from_fn(|next| stretch(lefts, next, left));
            let rights: [_; PAIRS] = std::array::from_fn(|next| stretch(rights, next, right));
            *sums = dots(lefts, rights, *sums, self.stretch / 4);
        }
    }

    /// Right by right, all lefts of each.
    pub fn sums(&self) -> Vec<f32> {
        let across = self.rights.len().div_ceil(PAIRS);
        let sum = |right: usize, left: usize| {
            self.sums[left / ROWS * across + right / PAIRS][left % ROWS][right % PAIRS].reduce_add()
        };
        (0..self.rights.len())
            .flat_map(|right| (0..self.lefts.len()).map(move |left| (right, left)))
            .map(|(right, left)| sum(right, left))
            .collect()
    }
}

#[inline(always)]
fn dots(
    lefts: [&[[f32; 4]]; ROWS],
    rights: [&[[f32; 4]]; PAIRS],
    mut sums: [[f32x4; PAIRS]; ROWS],
    count: usize,
) -> [[f32x4; PAIRS]; ROWS] {
    // Told to be as long as each other, they are read without a check.
    let lefts = lefts.map(|left| &left[..count]);
    let rights = rights.map(|right| &right[..count]);
    for place in 0..count {
        let rights = rights.map(|right| f32x4::new(right[place]));
        for (sums, left) in sums.iter_mut().zip(&lefts) {
            let left = f32x4::new(left[place]);
            sums[0] += left * rights[0];
            sums[1] += left * rights[1];
        }
    }
    sums
}

/// The sum of all, in four lanes.
pub(super) fn sum(numbers: &[f32]) -> f32 {
    let (fours, rest) = numbers.as_chunks::<4>();
    fours.iter().fold(f32x4::ZERO, |sum, &four| sum + f32x4::new(four)).reduce_add() + rest.iter().sum::<f32>()
}
