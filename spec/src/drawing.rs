//! From strokes of a pen to the image that a network trained on MNIST expects.
//!
//! MNIST's digits were scaled to fit a box of 20 × 20 pixels keeping their aspect, anti-aliased, and placed into
//! 28 × 28 by their centre of mass (LeCun et al. 1998). A drawing goes the same way, from its lines and not from
//! their pixels, so that its size, its place and the pen's width on the screen make no difference. What a network
//! then makes of the bytes is the business of `pixels`, as for every other image.
//!
//! Only additions, products, quotients and square roots are used, which IEEE 754 defines to the last bit: the page
//! and a native program give the same bytes for the same strokes.

mod frame;
mod raster;

use serde::{Deserialize, Serialize};

/// Height and width of the image, pixels.
pub const SIDE: usize = 28;

/// The box that the ink fits, pixels. In MNIST it is the ink that fits, not the line in its middle: boxing the line
/// instead costs five of 100 pen digits.
pub const BOX: f32 = 20.0;

/// The pen's width in the image, pixels. MNIST's mean grey value corresponds to about 2.4; from 2 to 2.6 the share of
/// pen digits recognised differs by less than that of two seeds of the network.
pub const PEN: f32 = 2.3;

/// Where the ink's centre of mass comes to lie, pixels from the left and from the top. Not 14: MNIST's digits were
/// moved by whole pixels so that theirs lies in 14–15 (mean of the test images: 14.51 and 14.49).
pub const CENTRE: f32 = 14.5;

/// A place on the pad; x grows to the right, y downwards. The unit does not matter. `[x, y]` in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f32; 2]", into = "[f32; 2]")]
pub struct Point {
    /// From left to right.
    pub x: f32,
    /// From top to bottom.
    pub y: f32,
}

impl From<[f32; 2]> for Point {
    fn from([x, y]: [f32; 2]) -> Self {
        Self { x, y }
    }
}

impl From<Point> for [f32; 2] {
    fn from(point: Point) -> Self {
        [point.x, point.y]
    }
}

/// What the pen does from touching the paper to leaving it: straight lines between points. One point is a dot.
pub type Stroke = Vec<Point>;

/// The drawing as an image: rows of [`SIDE`] bytes, 0 paper, 255 ink. `None` where nothing is drawn.
///
/// Points whose coordinates are not finite are left out. The time is bounded: of a drawing with more points than a
/// hand makes only every n-th is used.
pub fn render(strokes: &[Stroke]) -> Option<[u8; SIDE * SIDE]> {
    let lines = frame::fit(strokes)?;
    // The centre of mass is that of the ink, so it is drawn once to be weighed and once more in its place.
    let middle = SIDE as f32 / 2.0;
    let masses = raster::centre_of_mass(&raster::draw(&lines, [middle; 2]));
    // The box stays inside, so that a heavy corner with a long thin tail loses no ink.
    let place = masses.map(|mass| (middle + CENTRE - mass).clamp(BOX / 2.0, SIDE as f32 - BOX / 2.0));
    Some(raster::bytes(&raster::draw(&lines, place)))
}

#[cfg(test)]
mod tests;
