//! Tiles: some rows and columns of the sums, which stay in registers along a pair of panels.

use super::ROWS;
use crate::kernel::cpu::lanes::{Lanes, WIDTH};

/// The products of a pair of panels.
#[inline(always)]
pub(super) fn tile<L: Lanes>(lanes: L, left: &[[f32; ROWS]], right: &[[f32; WIDTH]]) -> [L::Line; ROWS] {
    let mut sums = [lanes.zeros(); ROWS];
    // Not `zip`, which counts: two pointers that go on are faster than their sums with a count.
    let mut lines = right.iter();
    for left in left {
        let Some(right) = lines.next() else { break };
        add_line(lanes, &mut sums, left, right);
    }
    sums
}

/// The same with the lines of `right` that stand at these steps.
#[inline(always)]
pub(super) fn sparse_tile<L: Lanes>(
    lanes: L,
    left: &[[f32; ROWS]],
    steps: &[u32],
    right: &[[f32; WIDTH]],
) -> [L::Line; ROWS] {
    let mut sums = [lanes.zeros(); ROWS];
    let mut steps = steps.iter();
    for left in left {
        let Some(right) = steps.next().and_then(|&step| right.get(step as usize)) else { break };
        add_line(lanes, &mut sums, left, right);
    }
    sums
}

#[inline(always)]
fn add_line<L: Lanes>(lanes: L, sums: &mut [L::Line; ROWS], left: &[f32; ROWS], right: &[f32; WIDTH]) {
    for (sums, &factor) in sums.iter_mut().zip(left) {
        lanes.add_product(sums, factor, right);
    }
}

/// Adds a tile to the sums from its first row and from `column` on, as far as there are rows and columns.
#[inline(always)]
pub(super) fn add_tile<L: Lanes>(lanes: L, tile: &[L::Line; ROWS], sums: &mut [f32], columns: usize, column: usize) {
    for (&tile, sums) in tile.iter().zip(sums.chunks_exact_mut(columns)) {
        let sums = &mut sums[column..];
        if let Some(sums) = sums.first_chunk_mut::<WIDTH>() {
            lanes.add_to(sums, tile);
        } else {
            sums.iter_mut().zip(lanes.numbers(tile)).for_each(|(sum, number)| *sum += number);
        }
    }
}
