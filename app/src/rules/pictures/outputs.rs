//! What comes out of a layer for one image: figures in one pass, and its picture.

use super::picture::{GAP, Picture};

/// Numbers that one picture paints at most, counted in pixels of its canvas: what a slow laptop paints in a few
/// milliseconds.
const MAX_PIXELS: usize = 300_000;
/// The most pictures side by side and below each other at once.
const MAX_TILES: usize = 64;
/// About how wide an image alone is, pixels.
const LARGE: usize = 112;
/// How wide a row of pictures is at most, pixels.
const WIDTH: usize = 560;
/// Units up to so many are squares large enough to carry a name each.
const FEW: usize = 16;
/// A side of theirs, pixels; `styles/tabs/inside.css` places the names by it.
pub const LARGE_CELL: usize = 24;

/// The figures of a layer's output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Channels of an image, numbers of a vector.
    pub units: usize,
    /// Share of the numbers that are not 0.
    pub active: f64,
    /// Their mean.
    pub mean: f64,
    /// The least and the greatest.
    pub range: [f32; 2],
    /// The unit with the greatest mean, and that mean.
    pub strongest: (usize, f64),
}

impl Figures {
    /// Of numbers with the units fastest; `None` where there are none. What is no finite number counts as 0.
    pub fn of(values: &[f32], units: usize) -> Option<Self> {
        if values.is_empty() || units == 0 {
            return None;
        }
        let (mut sums, mut active, mut range) = (vec![0.0; units], 0_usize, [f32::INFINITY, f32::NEG_INFINITY]);
        for place in values.chunks(units) {
            for (sum, value) in sums.iter_mut().zip(place) {
                let value = if value.is_finite() { *value } else { 0.0 };
                *sum += f64::from(value);
                active += usize::from(value != 0.0);
                range = [range[0].min(value), range[1].max(value)];
            }
        }
        let places = (values.len() / units).max(1) as f64;
        // Of equals the first, as everywhere.
        let (unit, sum) = sums.iter().enumerate().rev().max_by(|a, b| a.1.total_cmp(b.1))?;
        let all = values.len() as f64;
        Some(Self {
            units,
            active: active as f64 / all,
            mean: sums.iter().sum::<f64>() / all,
            range,
            strongest: (unit, sum / places),
        })
    }

    /// Whether there are numbers below 0.
    pub fn signed(&self) -> bool {
        self.range[0] < 0.0
    }
}

/// The channels of an image's shape, the length of a vector's.
pub fn units(shape: &[u32]) -> usize {
    shape.last().map_or(0, |units| *units as usize)
}

/// How many units a picture of this shape shows at once.
pub fn page(shape: &[u32]) -> usize {
    match *shape {
        [height, width, _] => {
            let tile = height as usize * width as usize * cell([height as usize, width as usize]).pow(2);
            (MAX_PIXELS / tile.max(1)).clamp(1, MAX_TILES)
        }
        // The most units of a layer are 2,048; flattened images are not drawn again.
        _ => 2_048,
    }
}

/// Pixels to a number's side, so that a small picture is seen and a large one fits.
pub fn cell([height, width]: [usize; 2]) -> usize {
    match height.max(width) {
        0..=4 => 7,
        5..=8 => 5,
        9..=13 => 3,
        14..=40 => 2,
        _ => 1,
    }
}

/// The picture of a layer's output: feature maps side by side, or units as cells, from the unit `first` on, in rows of
/// at most `room` pixels.
pub fn picture(shape: &[u32], values: &[f32], first: usize, room: usize) -> Picture {
    let units = units(shape);
    let shown = first.min(units)..(first + page(shape)).min(units);
    let mut picture = match *shape {
        [height, width, _] => {
            let tile = [height as usize, width as usize];
            let places = tile[0] * tile[1];
            // A single image, such as the input, is large enough to see.
            let cell = if units <= 3 { cell(tile).max(LARGE / tile[0].max(tile[1]).max(1)) } else { cell(tile) };
            let maps = shown.flat_map(|unit| (0..places).map(move |place| place * units + unit));
            let values = maps.map(|at| values.get(at).copied().unwrap_or(f32::NAN)).collect();
            Picture::new(tile, room.min(WIDTH).saturating_sub(GAP) / (tile[1] * cell + GAP), cell, values)
        }
        _ => {
            let (mut across, cell) = match units {
                0..=FEW => (FEW.min(units), LARGE_CELL),
                17..=256 => (32, 12),
                _ => (64, 6),
            };
            // Half as many rather than any number: places in a row are then easily counted.
            while across > 1 && across * (cell + GAP) + GAP > room {
                across /= 2;
            }
            let values = values.get(shown).map(<[f32]>::to_vec).unwrap_or_default();
            Picture { hollow: true, ..Picture::new([1, 1], across, cell, values) }
        }
    };
    // The same colours on every page.
    picture.most = super::picture::strongest(values);
    picture
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_numbers() {
        let figures = Figures::of(&[0.0, 1.0, 0.0, 3.0], 2).expect("there are numbers");
        assert_eq!((figures.active, figures.mean, figures.range), (0.5, 1.0, [0.0, 3.0]));
        assert_eq!((figures.strongest, figures.signed()), ((1, 2.0), false));
        let broken = Figures::of(&[f32::NAN, -1.0, f32::INFINITY], 3).expect("there are numbers");
        assert_eq!((broken.active, broken.range, broken.signed()), (1.0 / 3.0, [-1.0, 0.0], true));
        assert_eq!(Figures::of(&[], 3), None);
    }

    #[test]
    fn feature_maps_are_taken_apart_by_channel() {
        let values: Vec<f32> = (0..12).map(|i| i as f32).collect();
        let maps = picture(&[2, 2, 3], &values, 1, 640);
        assert_eq!(maps.values, [1.0, 4.0, 7.0, 10.0, 2.0, 5.0, 8.0, 11.0]);
        assert_eq!((maps.tile, maps.tiles(), maps.most), ([2, 2], 2, 11.0));
        let units = picture(&[3], &[0.0, 2.0, 1.0], 0, 640);
        assert_eq!((units.tile, units.tiles(), units.hollow), ([1, 1], 3, true));
    }

    #[test]
    fn the_largest_layers_stay_quick_to_paint() {
        for shape in [[256, 256, 256], [28, 28, 256], [1, 1, 256], [26, 26, 16]] {
            let values = vec![1.0; shape.iter().map(|side| *side as usize).product()];
            let [width, height] = picture(&shape, &values, 0, 640).size();
            assert!(width * height <= 400_000, "{shape:?}: {width} × {height}");
        }
        let wide = picture(&[2_048], &vec![1.0; 2_048], 0, 640);
        assert!(wide.size()[0] * wide.size()[1] <= 200_000 && wide.tiles() == 2_048);
    }

    #[test]
    fn rows_fit_a_phone() {
        for (units, across) in [(10, 10), (16, 8), (128, 16), (2_048, 32)] {
            let drawn = picture(&[units], &vec![1.0; units as usize], 0, 358);
            assert_eq!(drawn.across, across, "{units} units");
            assert!(drawn.size()[0] <= 358, "{units} units");
        }
        let maps = picture(&[26, 26, 16], &vec![1.0; 26 * 26 * 16], 0, 358);
        assert_eq!((maps.across, maps.size()[0]), (6, 326));
        assert_eq!(picture(&[128], &[1.0; 128], 0, 0).across, 1, "no room yet");
    }
}
