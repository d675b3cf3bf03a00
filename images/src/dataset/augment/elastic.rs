//! Elastic distortion (Simard, Steinkraus & Platt 2003): pixels move as ink under a trembling hand.

use std::array;

use crate::seed::uniform;
use spec::math::{exp_32, hypot_32};

/// Intervals of the grid of displacements along an image's longer side. Between its nodes displacements are
/// interpolated, so that an image of any size costs about the same to draw.
const INTERVALS: usize = 14;

/// Standard deviation of the Gaussian that makes neighbours move alike, intervals: 4 pixels of 28, which is what the
/// paper found best for digits.
const SIGMA: f32 = 2.0;

/// Nodes on each side that the Gaussian reaches; what lies beyond is 5 % of it.
const REACH: usize = 4;

/// Its width, nodes.
const TAPS: usize = 2 * REACH + 1;

/// A field of displacements over one image.
pub struct Field {
    /// Down and across, at each node, row by row.
    nodes: Vec<[f32; 2]>,
    columns: usize,
    /// Pixels to intervals.
    pace: f32,
}

impl Field {
    /// A random field over an image of `height` × `width` pixels whose longest displacement is `amount` pixels:
    /// uniform noise, smoothed by a Gaussian and scaled.
    pub fn draw(rng: &mut impl rand::Rng, amount: f32, height: usize, width: usize) -> Self {
        let longer = height.max(width).saturating_sub(1).max(1);
        let pace = INTERVALS as f32 / longer as f32;
        // One node more than intervals, and one beyond, for the pixels that lie on the last.
        let count = |side: usize| (side.saturating_sub(1) as f32 * pace).ceil() as usize + 2;
        let (rows, columns) = (count(height), count(width));
        let mut nodes = smooth(rng, rows, columns);
        let longest = nodes.iter().map(|[y, x]| hypot_32(*y, *x)).fold(0.0, f32::max);
        let factor = if longest > 0.0 { amount / longest } else { 0.0 };
        for node in &mut nodes {
            *node = node.map(|part| part * factor);
        }
        Self { nodes, columns, pace }
    }

    /// The displacements along the line of pixels `y`, at each node's column.
    pub fn line(&self, y: usize) -> Line {
        let y = y as f32 * self.pace;
        let row = y as usize;
        let (upper, lower) = self.nodes[row * self.columns..].split_at(self.columns);
        let nodes = upper.iter().zip(lower).map(|(upper, lower)| mix(*upper, *lower, y - row as f32)).collect();
        Line { nodes, pace: self.pace }
    }
}

/// The displacements along one line of pixels.
pub struct Line {
    nodes: Vec<[f32; 2]>,
    pace: f32,
}

impl Line {
    /// The displacement of a pixel, pixels down and across. Between nodes it is never longer than at them.
    pub fn at(&self, x: usize) -> [f32; 2] {
        let x = x as f32 * self.pace;
        let column = x as usize;
        mix(self.nodes[column], self.nodes[column + 1], x - column as f32)
    }
}

fn mix([y, x]: [f32; 2], to: [f32; 2], share: f32) -> [f32; 2] {
    [y + (to[0] - y) * share, x + (to[1] - x) * share]
}

/// Two fields of noise −1…1, smoothed first along rows, then along columns.
fn smooth(rng: &mut impl rand::Rng, rows: usize, columns: usize) -> Vec<[f32; 2]> {
    let taps = gaussian();
    // The noise goes on beyond the edges, so that these move like the middle.
    let (tall, wide) = (rows + 2 * REACH, columns + 2 * REACH);
    let mut noise = || 2.0 * uniform(rng) - 1.0;
    let mut line = vec![[0.0; 2]; wide];
    let mut along = vec![[0.0; 2]; tall * columns];
    for sums in along.chunks_exact_mut(columns) {
        line.fill_with(|| [noise(), noise()]);
        for (start, tap) in taps.iter().enumerate() {
            add(sums, &line[start..], *tap);
        }
    }
    let mut nodes = vec![[0.0; 2]; rows * columns];
    for (row, sums) in nodes.chunks_exact_mut(columns).enumerate() {
        for (start, tap) in taps.iter().enumerate() {
            add(sums, &along[(row + start) * columns..], *tap);
        }
    }
    nodes
}

/// Adds the first of `nodes`, so many times, to `sums`.
fn add(sums: &mut [[f32; 2]], nodes: &[[f32; 2]], times: f32) {
    for (sum, node) in sums.iter_mut().zip(nodes) {
        sum[0] += times * node[0];
        sum[1] += times * node[1];
    }
}

/// The Gaussian at each tap. Its sum does not matter: the field is scaled afterwards.
fn gaussian() -> [f32; TAPS] {
    array::from_fn(|tap| {
        let distance = (tap as f32 - REACH as f32) / SIGMA;
        exp_32(-0.5 * distance * distance)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::{Purpose, rng};

    fn field(index: u64, amount: f32, height: usize, width: usize) -> Vec<Vec<[f32; 2]>> {
        let field = Field::draw(&mut rng(3, Purpose::Augmentation, index), amount, height, width);
        let line = |y| {
            let line = field.line(y);
            (0..width).map(|x| line.at(x)).collect()
        };
        (0..height).map(line).collect()
    }

    fn length([y, x]: [f32; 2]) -> f32 {
        y.hypot(x)
    }

    #[test]
    fn the_longest_displacement_is_what_was_asked_for() {
        for (height, width) in [(28, 28), (32, 32), (20, 50), (1, 1), (97, 3)] {
            for index in 0..20 {
                let longest = field(index, 2.5, height, width).concat().into_iter().map(length).fold(0.0, f32::max);
                assert!(longest <= 2.5 + 1e-5, "{height}×{width}: {longest}");
                // On the pixels themselves a little less than on the nodes between them.
                assert!(longest > 1.0 || height.min(width) < 5, "{height}×{width}: {longest}");
            }
        }
    }

    #[test]
    fn neighbours_move_alike_and_the_ends_do_not() {
        let mut sums = [0.0; 2];
        for index in 0..50 {
            let field = field(index, 2.0, 28, 28);
            for row in &field {
                for pair in row.windows(2) {
                    let apart = length([pair[0][0] - pair[1][0], pair[0][1] - pair[1][1]]);
                    assert!(apart < 0.9, "{apart} pixels within one pixel would tear the ink");
                }
                // The means of products: how far neighbours and ends agree.
                sums[0] += row[0][0] * row[1][0] + row[0][1] * row[1][1];
                sums[1] += row[0][0] * row[27][0] + row[0][1] * row[27][1];
            }
        }
        assert!(sums[0] > 10.0 * sums[1].abs(), "{sums:?}");
    }
}
