//! Products of which one matrix has stretches of a slice as its rows, shifted against each other: nothing is copied.

use wide::f32x4;

use crate::kernel::cpu::lanes::{Lanes, WIDTH, Work, widest};

/// Rows of a tile.
const ROWS: usize = 4;
/// Pairs of stretches that meet [`ROWS`] others at a time, in [`Dots`].
const PAIRS: usize = WIDTH / 8;

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
    widest(ShiftedSums { panels, source, starts, sums, stretch });
}

struct ShiftedSums<'a> {
    panels: &'a Panels,
    source: &'a [f32],
    starts: &'a [usize],
    sums: &'a mut [f32],
    stretch: usize,
}

impl Work for ShiftedSums<'_> {
    #[inline(always)]
    fn run(self, lanes: impl Lanes) {
        let Self { panels, source, starts, sums, stretch } = self;
        let panels = panels.numbers.chunks_exact(panels.depth);
        for (panel, sums) in panels.zip(sums.chunks_exact_mut(ROWS * stretch)) {
            for place in (0..stretch).step_by(WIDTH) {
                let tile = tile(lanes, panel, &source[place..], starts);
                for (row, tile) in tile.into_iter().enumerate() {
                    sums[row * stretch + place..][..WIDTH].copy_from_slice(&lanes.numbers(tile));
                }
            }
        }
    }
}

#[inline(always)]
fn tile<L: Lanes>(lanes: L, panel: &[[f32; ROWS]], source: &[f32], starts: &[usize]) -> [L::Line; ROWS] {
    let mut sums = [lanes.zeros(); ROWS];
    for (factors, &start) in panel.iter().zip(starts) {
        let (numbers, _) = source[start..][..WIDTH].as_chunks();
        for (sums, &factor) in sums.iter_mut().zip(factors) {
            lanes.add_product(sums, factor, &numbers[0]);
        }
    }
    sums
}

/// Sums of the products of stretches with stretches, over many slices: `sums[i][j] = Σ left[lefts[j] + place] ·
/// right[rights[i] + place]`.
pub(super) struct Dots {
    lefts: Vec<usize>,
    rights: Vec<usize>,
    stretch: usize,
    /// In four parts each, by tiles of [`ROWS`] lefts and [`PAIRS`] pairs of rights.
    sums: Vec<DotsTile>,
}

type DotsTile = [[[[f32; 4]; 2]; PAIRS]; ROWS];

impl Dots {
    pub fn new(lefts: Vec<usize>, rights: Vec<usize>, stretch: usize) -> Self {
        let tiles = lefts.len().div_ceil(ROWS) * rights.len().div_ceil(2 * PAIRS);
        Self { lefts, rights, stretch, sums: vec![DotsTile::default(); tiles] }
    }

    /// Adds the products of two slices.
    pub fn add(&mut self, left: &[f32], right: &[f32]) {
        widest(AddDots { dots: self, left, right });
    }

    /// Right by right, all lefts of each.
    pub fn sums(&self) -> Vec<f32> {
        let across = self.rights.len().div_ceil(2 * PAIRS);
        let sum = |right: usize, left: usize| {
            let tile = &self.sums[left / ROWS * across + right / (2 * PAIRS)];
            tile[left % ROWS][right % (2 * PAIRS) / 2][right % 2].iter().sum::<f32>()
        };
        (0..self.rights.len())
            .flat_map(|right| (0..self.lefts.len()).map(move |left| (right, left)))
            .map(|(right, left)| sum(right, left))
            .collect()
    }
}

struct AddDots<'a> {
    dots: &'a mut Dots,
    left: &'a [f32],
    right: &'a [f32],
}

impl Work for AddDots<'_> {
    #[inline(always)]
    fn run(self, lanes: impl Lanes) {
        let Self { dots: Dots { lefts, rights, stretch, sums }, left, right } = self;
        let mut tiles = sums.iter_mut();
        for lefts in lefts.chunks(ROWS) {
            for rights in rights.chunks(2 * PAIRS) {
                let Some(sums) = tiles.next() else { return };
                // Where a tile is not full, its last stretch stands in, and its sums are not looked at.
                let lefts: [_; ROWS] = std::array::from_fn(|next| fours(left, lefts, next, *stretch));
                let rights: [[_; 2]; PAIRS] = std::array::from_fn(|pair| {
                    std::array::from_fn(|next| fours(right, rights, 2 * pair + next, *stretch))
                });
                add_dots(lanes, sums, lefts, rights, *stretch / 4);
            }
        }
    }
}

/// The stretch of a slice that begins at one of these places, or at the last of them.
#[inline(always)]
fn fours<'a>(numbers: &'a [f32], starts: &[usize], next: usize, stretch: usize) -> &'a [[f32; 4]] {
    numbers[starts[next.min(starts.len() - 1)]..][..stretch].as_chunks().0
}

#[inline(always)]
fn add_dots(
    lanes: impl Lanes,
    tile: &mut DotsTile,
    lefts: [&[[f32; 4]]; ROWS],
    rights: [[&[[f32; 4]]; 2]; PAIRS],
    count: usize,
) {
    // Told to be as long as each other, they are read without a check.
    let lefts = lefts.map(|left| &left[..count]);
    let rights = rights.map(|pair| pair.map(|right| &right[..count]));
    // Loops and not `map`, which would be compiled on its own, without the wider instructions.
    let mut sums = [[lanes.pair([[0.0; 4]; 2]); PAIRS]; ROWS];
    for (sums, fours) in sums.as_flattened_mut().iter_mut().zip(tile.as_flattened()) {
        *sums = lanes.pair(*fours);
    }
    let mut pairs = [lanes.pair([[0.0; 4]; 2]); PAIRS];
    for place in 0..count {
        for (pair, rights) in pairs.iter_mut().zip(&rights) {
            *pair = lanes.pair([rights[0][place], rights[1][place]]);
        }
        for (sums, left) in sums.iter_mut().zip(&lefts) {
            let left = lanes.pair([left[place]; 2]);
            for (sum, &right) in sums.iter_mut().zip(&pairs) {
                lanes.add_products(sum, left, right);
            }
        }
    }
    for (fours, sums) in tile.as_flattened_mut().iter_mut().zip(sums.as_flattened()) {
        *fours = lanes.fours(*sums);
    }
}

/// The sum of all, in four lanes.
pub(super) fn sum(numbers: &[f32]) -> f32 {
    let (fours, rest) = numbers.as_chunks::<4>();
    fours.iter().fold(f32x4::ZERO, |sum, &four| sum + f32x4::new(four)).reduce_add() + rest.iter().sum::<f32>()
}
