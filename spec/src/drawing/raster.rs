//! Ink: lines of constant width with round ends become grey values.
//!
//! Each pixel is the mean of 4 × 4 samples, each of them with an edge one sample wide instead of a hard one: the grey
//! values follow the lines without steps, so that rounding in the last bit of a coordinate cannot show.

use super::frame::Line;
use super::{PEN, SIDE};

/// Samples along a pixel's side.
const FINE: usize = 4;
/// Samples along the image's side.
const SAMPLES: usize = SIDE * FINE;

/// Share of each pixel that is covered by ink, 0–1, rows of [`SIDE`].
pub(super) type Coverage = [f32; SIDE * SIDE];

/// Draws lines, moved by `place` pixels.
pub(super) fn draw(lines: &[Line], place: [f32; 2]) -> Coverage {
    let mut distances = vec![f32::INFINITY; SAMPLES * SAMPLES];
    for line in lines {
        let [from, to] = line.map(|[x, y]| [(x + place[0]) * FINE as f32, (y + place[1]) * FINE as f32]);
        approach(&mut distances, from, to);
    }
    let mut coverage = [0.0; SIDE * SIDE];
    for (index, &squared) in distances.iter().enumerate() {
        let ink = (REACH - squared.sqrt()).clamp(0.0, 1.0);
        coverage[index / SAMPLES / FINE * SIDE + index % SAMPLES / FINE] += ink / (FINE * FINE) as f32;
    }
    coverage
}

/// From a line's middle to where its soft edge ends, samples.
const REACH: f32 = PEN / 2.0 * FINE as f32 + 0.5;

/// Lowers each sample's squared distance to that from the line, within its reach.
fn approach(distances: &mut [f32], from: [f32; 2], to: [f32; 2]) {
    let along = [to[0] - from[0], to[1] - from[1]];
    let squared_length = along[0] * along[0] + along[1] * along[1];
    let inverse = if squared_length > 0.0 { 1.0 / squared_length } else { 0.0 };
    for row in range(from[1].min(to[1]), from[1].max(to[1])) {
        let y = row as f32 + 0.5 - from[1];
        let [left, right] = near(from[0], along, y);
        for column in range(left, right) {
            let x = column as f32 + 0.5 - from[0];
            let part = ((x * along[0] + y * along[1]) * inverse).clamp(0.0, 1.0);
            let [dx, dy] = [x - part * along[0], y - part * along[1]];
            let nearest = &mut distances[row * SAMPLES + column];
            *nearest = nearest.min(dx * dx + dy * dy);
        }
    }
}

/// The least and largest x of the part of the line that is within reach of a row, which lies `y` below its start.
/// Spares a long slanted line from visiting its whole box.
fn near(x: f32, along: [f32; 2], y: f32) -> [f32; 2] {
    let [first, last] =
        if along[1] == 0.0 { [0.0, 1.0] } else { [y - REACH, y + REACH].map(|y| (y / along[1]).clamp(0.0, 1.0)) };
    let ends = [x + first * along[0], x + last * along[0]];
    [ends[0].min(ends[1]), ends[0].max(ends[1])]
}

/// The samples within reach of an interval.
fn range(low: f32, high: f32) -> std::ops::Range<usize> {
    // A cast from a float saturates: what lies outside the image ends at its edge.
    ((low - REACH) as usize).min(SAMPLES)..((high + REACH + 1.0) as usize).min(SAMPLES)
}

/// The ink's centre of mass, `[x, y]` in pixels from the image's corner; its middle where there is no ink.
pub(super) fn centre_of_mass(coverage: &Coverage) -> [f32; 2] {
    let [mut mass, mut x, mut y] = [0.0; 3];
    for (index, ink) in coverage.iter().enumerate() {
        mass += ink;
        x += ink * ((index % SIDE) as f32 + 0.5);
        y += ink * ((index / SIDE) as f32 + 0.5);
    }
    if mass > 0.0 { [x / mass, y / mass] } else { [SIDE as f32 / 2.0; 2] }
}

/// Grey values; the darkest becomes 255, as in MNIST.
pub(super) fn bytes(coverage: &Coverage) -> [u8; SIDE * SIDE] {
    let peak = coverage.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    coverage.map(|ink| (ink / peak * 255.0).round() as u8)
}
