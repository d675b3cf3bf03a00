//! Numbers as small pictures side by side, all on one canvas.

use super::ramp::{Ramp, mix};

/// Between two pictures and around all, pixels of the canvas: room for a frame.
pub const GAP: usize = 2;

/// What lies under the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Ink on paper: 255 is ink.
    Ink,
    /// A photograph: 255 is white.
    Photo,
}

/// Numbers as small pictures side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Rows and columns of each.
    pub tile: [usize; 2],
    /// How many stand side by side.
    pub across: usize,
    /// Pixels of the canvas to a number's side.
    pub cell: usize,
    /// Picture by picture, row by row; no number where there is none.
    pub values: Vec<f32>,
    /// What has the strongest colour; 0 where all are 0.
    pub most: f32,
    /// Whether a 0 is drawn as a ring: a unit that is off.
    pub hollow: bool,
    /// A grey image under the numbers, a byte for each: the weaker a number, the more it shows.
    pub ground: Option<(Ground, Vec<u8>)>,
}

impl Picture {
    /// Pictures of so many rows and columns, at most `across` side by side.
    pub fn new(tile: [usize; 2], across: usize, cell: usize, values: Vec<f32>) -> Self {
        let most = strongest(&values);
        let tiles = values.len() / (tile[0] * tile[1]).max(1);
        Self { tile, across: across.clamp(1, tiles.max(1)), cell, values, most, hollow: false, ground: None }
    }

    /// How many there are.
    pub fn tiles(&self) -> usize {
        self.values.len() / (self.tile[0] * self.tile[1]).max(1)
    }

    /// Width and height of the canvas, pixels.
    pub fn size(&self) -> [usize; 2] {
        let [height, width] = self.pitch();
        [self.across * width + GAP, self.tiles().div_ceil(self.across) * height + GAP]
    }

    /// From one picture to the next, downwards and across, pixels.
    fn pitch(&self) -> [usize; 2] {
        self.tile.map(|numbers| numbers * self.cell + GAP)
    }

    /// The place in `values` at a pixel of the canvas.
    pub fn at(&self, x: f64, y: f64) -> Option<usize> {
        if !(x >= 0.0 && y >= 0.0) {
            return None;
        }
        let [height, width] = self.pitch();
        let split = |at: f64, pitch: usize, numbers: usize| {
            let at = (at as usize).checked_sub(GAP)?;
            let inner = at % pitch / self.cell;
            (inner < numbers).then_some((at / pitch, inner))
        };
        let (down, row) = split(y, height, self.tile[0])?;
        let (right, column) = split(x, width, self.tile[1])?;
        let place = (down * self.across + right) * self.tile[0] * self.tile[1] + row * self.tile[1] + column;
        (right < self.across && self.values.get(place).is_some_and(|value| !value.is_nan())).then_some(place)
    }

    /// Picture, row and column of a place in `values`.
    pub fn split(&self, place: usize) -> (usize, usize, usize) {
        let [rows, columns] = self.tile;
        (place / (rows * columns).max(1), place / columns.max(1) % rows.max(1), place % columns.max(1))
    }

    /// The place to which a step of so many numbers to the right and down leads; at an edge it stays.
    pub fn step(&self, place: usize, right: isize, down: isize) -> usize {
        let [rows, columns] = self.tile;
        let (tile, row, column) = self.split(place);
        let x = (tile % self.across * columns + column).saturating_add_signed(right).min(self.across * columns - 1);
        let y = (tile / self.across * rows + row).saturating_add_signed(down);
        let next = (y / rows * self.across + x / columns) * rows * columns + y % rows * columns + x % columns;
        if self.values.get(next).is_some_and(|value| !value.is_nan()) { next } else { place }
    }

    /// Red, green, blue and opacity of each pixel of the canvas, with a frame around a picture.
    pub fn rgba(&self, ramp: &Ramp, framed: Option<usize>) -> Vec<u8> {
        let [width, height] = self.size();
        let mut pixels = vec![0; 4 * width * height];
        let [rows, columns] = self.tile;
        let pitch = self.pitch();
        let mut line = vec![0; 4 * columns * self.cell];
        for tile in 0..self.tiles() {
            let (left, top) = (GAP + tile % self.across * pitch[1], GAP + tile / self.across * pitch[0]);
            for row in 0..rows {
                for column in 0..columns {
                    let place = (tile * rows + row) * columns + column;
                    let colour = self.colour(place, ramp);
                    let from = 4 * column * self.cell;
                    line[from..from + 4 * self.cell].chunks_exact_mut(4).for_each(|p| p.copy_from_slice(&colour));
                }
                for y in 0..self.cell {
                    let from = 4 * ((top + row * self.cell + y) * width + left);
                    pixels[from..from + line.len()].copy_from_slice(&line);
                }
            }
            if self.hollow && self.values[tile * rows * columns] == 0.0 {
                frame(&mut pixels, width, [left, top, columns * self.cell, rows * self.cell], 1, ramp.off);
            }
            if framed == Some(tile) {
                let [w, h] = [columns * self.cell + 2 * GAP, rows * self.cell + 2 * GAP];
                frame(&mut pixels, width, [left - GAP, top - GAP, w, h], GAP, ramp.mark);
            }
        }
        pixels
    }

    fn colour(&self, place: usize, ramp: &Ramp) -> [u8; 4] {
        let value = self.values[place];
        if value.is_nan() || (self.hollow && value == 0.0) {
            return [0; 4];
        }
        let share = if self.most > 0.0 { value / self.most } else { 0.0 };
        let [red, green, blue] = match &self.ground {
            None => ramp.colour(share),
            Some((kind, bytes)) => {
                let byte = bytes.get(place).copied().unwrap_or(0);
                let under = match kind {
                    Ground::Ink => mix(ramp.zero, ramp.ink, 0.75 * f32::from(byte) / 255.0),
                    Ground::Photo => [byte; 3],
                };
                mix(under, ramp.colour(share), share.abs().min(1.0).sqrt())
            }
        };
        [red, green, blue, 255]
    }
}

/// The greatest distance from 0 among numbers; what is no finite number does not count.
pub fn strongest(values: &[f32]) -> f32 {
    values.iter().map(|value| value.abs()).filter(|value| value.is_finite()).fold(0.0, f32::max)
}

/// Draws the edge of a rectangle (left, top, width, height), so many pixels wide.
fn frame(pixels: &mut [u8], width: usize, [left, top, w, h]: [usize; 4], thick: usize, [r, g, b]: [u8; 3]) {
    for y in 0..h {
        for x in 0..w {
            if y < thick || x < thick || y + thick >= h || x + thick >= w {
                let from = 4 * ((top + y) * width + left + x);
                pixels[from..from + 4].copy_from_slice(&[r, g, b, 255]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ramp::tests::ramp;
    use super::*;

    /// Three pictures of 1 × 2 numbers, two side by side, three pixels a number.
    fn three() -> Picture {
        Picture::new([1, 2], 2, 3, vec![0.0, 1.0, -2.0, 2.0, 0.5, f32::NAN])
    }

    #[test]
    fn every_number_is_found_where_it_is_drawn() {
        let picture = three();
        assert_eq!((picture.tiles(), picture.size(), picture.most), (3, [18, 12], 2.0));
        assert_eq!(picture.at(2.0, 2.0), Some(0));
        assert_eq!(picture.at(7.9, 4.9), Some(1));
        assert_eq!(picture.at(8.0, 2.0), None, "between two pictures");
        assert_eq!(picture.at(10.0, 3.0), Some(2));
        assert_eq!((picture.at(3.0, 8.0), picture.at(6.0, 8.0)), (Some(4), None), "no number, no place");
        assert_eq!((picture.at(12.0, 9.0), picture.at(-1.0, 2.0), picture.at(f64::NAN, 2.0)), (None, None, None));
        assert_eq!(picture.split(3), (1, 0, 1));
    }

    #[test]
    fn arrow_keys_walk_over_pictures_and_stay_at_the_edge() {
        let picture = three();
        assert_eq!((picture.step(1, 1, 0), picture.step(3, 1, 0), picture.step(0, -1, 0)), (2, 3, 0));
        assert_eq!((picture.step(0, 0, 1), picture.step(1, 0, 1), picture.step(4, 0, 1)), (4, 1, 4));
    }

    #[test]
    fn colours_lie_where_the_numbers_are() {
        let (picture, ramp) = (three(), ramp());
        let pixels = picture.rgba(&ramp, Some(1));
        let pixel = |x: usize, y: usize| &pixels[4 * (y * 18 + x)..][..4];
        assert_eq!(pixel(0, 0), [0; 4]);
        assert_eq!(pixel(3, 3), [250, 250, 250, 255]);
        assert_eq!(pixel(6, 3), [240, 160, 70, 255]);
        assert_eq!(pixel(11, 3), [10, 46, 106, 255]);
        assert_eq!((pixel(8, 2), pixel(16, 0)), (&[2, 2, 2, 255][..], &[2, 2, 2, 255][..]), "the frame");
        let off =
            Picture { hollow: true, tile: [1, 1], ..Picture::new([1, 1], 2, 3, vec![0.0, 1.0]) }.rgba(&ramp, None);
        assert_eq!((&off[4 * (2 * 12 + 2)..][..4], &off[4 * (3 * 12 + 3)..][..4]), (&[1, 1, 1, 255][..], &[0; 4][..]));
    }

    #[test]
    fn what_is_under_weak_numbers_shows() {
        let mut picture = Picture::new([1, 2], 1, 1, vec![0.0, 1.0]);
        picture.ground = Some((Ground::Photo, vec![200, 10]));
        let pixels = picture.rgba(&ramp(), None);
        let row = &pixels[4 * (2 * 6 + 2)..][..8];
        assert_eq!(row, [200, 200, 200, 255, 120, 40, 0, 255]);
    }
}
