//! Tiles: some rows and columns of the sums, which stay in registers along a pair of panels.

use wide::f32x4;

use super::{ROWS, WIDTH};

/// The sums of a tile.
pub(super) type Tile = [[f32x4; WIDTH / 4]; ROWS];

/// The products of a pair of panels.
#[inline(always)]
pub(super) fn tile(left: &[[f32; ROWS]], right: &[[f32; WIDTH]]) -> Tile {
    let mut sums = Tile::default();
    // Not `zip`, which counts: two pointers that go on are faster than their sums with a count.
    let mut lines = right.iter();
    for left in left {
        let Some(right) = lines.next() else { break };
        add_line(&mut sums, left, right);
    }
    sums
}

/// The same with the lines of `right` that stand at these steps.
#[inline(always)]
pub(super) fn sparse_tile(left: &[[f32; ROWS]], steps: &[u32], right: &[[f32; WIDTH]]) -> Tile {
    let mut sums = Tile::default();
    let mut steps = steps.iter();
    for left in left {
        let Some(right) = steps.next().and_then(|&step| right.get(step as usize)) else { break };
        add_line(&mut sums, left, right);
    }
    sums
}

#[inline(always)]
fn add_line(sums: &mut Tile, left: &[f32; ROWS], right: &[f32; WIDTH]) {
    let right = right.as_chunks::<4>().0;
    for (sums, &factor) in sums.iter_mut().zip(left) {
        let factor = f32x4::splat(factor);
        for (sum, &right) in sums.iter_mut().zip(right) {
            *sum += factor * f32x4::new(right);
        }
    }
}

/// Adds a tile to the sums from its first row and from `column` on, as far as there are rows and columns.
#[inline(always)]
pub(super) fn add_tile(tile: &Tile, sums: &mut [f32], columns: usize, column: usize) {
    for (tile, sums) in tile.iter().zip(sums.chunks_exact_mut(columns)) {
        let sums = &mut sums[column..];
        if let Some(sums) = sums.get_mut(..WIDTH) {
            for (sums, &tile) in sums.as_chunks_mut::<4>().0.iter_mut().zip(tile) {
                *sums = (f32x4::new(*sums) + tile).to_array();
            }
        } else {
            let tile = tile.map(f32x4::to_array);
            sums.iter_mut().zip(tile.as_flattened()).for_each(|(sum, number)| *sum += number);
        }
    }
}
