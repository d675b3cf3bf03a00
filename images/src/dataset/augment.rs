//! Small random changes of training images.

mod elastic;

use crate::seed::{Purpose, rng, uniform};
use elastic::Field;
use spec::Augmentation;
use spec::math::{cos_32, sin_32};

/// Changes training images. The change of an image depends on seed, epoch and the image's place alone.
#[derive(Clone, Copy, Debug)]
pub struct Augmenter {
    settings: Augmentation,
    seed: u64,
    height: usize,
    width: usize,
    channels: usize,
}

impl Augmenter {
    /// For images of `shape` (height, width, channels).
    pub fn new(settings: Augmentation, seed: u64, [height, width, channels]: [usize; 3]) -> Self {
        Self { settings, seed, height, width, channels }
    }

    /// Writes the changed image to `out`. Both have height × width × channels bytes.
    ///
    /// Turns, scales, slants and shifts about the centre, then displaces each pixel a little: each pixel of the result
    /// is looked up where it comes from, with bilinear interpolation; what comes from outside is 0, the background.
    pub fn apply(&self, image: &[u8], epoch: u32, index: u32, out: &mut Vec<u8>) {
        let mut rng = rng(self.seed, Purpose::Augmentation, u64::from(epoch) << 32 | u64::from(index));
        let mut within = |limit: f32| (2.0 * uniform(&mut rng) - 1.0) * limit;
        let Augmentation { shift, rotate, scale, shear, elastic } = self.settings;
        let angle = within(rotate).to_radians();
        let (sin, cos) = (sin_32(angle), cos_32(angle));
        let (scale_x, scale_y) = (1.0 + within(scale), 1.0 + within(scale));
        let slant = within(shear);
        let (shift_x, shift_y) = (within(shift), within(shift));
        // Drawn last, so that without it the other changes are the same.
        let field = (elastic > 0.0).then(|| Field::draw(&mut rng, elastic, self.height, self.width));

        let (centre_x, centre_y) = ((self.width as f32 - 1.0) / 2.0, (self.height as f32 - 1.0) / 2.0);
        for y in 0..self.height {
            let line = field.as_ref().map(|field| field.line(y));
            for x in 0..self.width {
                let (dx, dy) = (x as f32 - centre_x - shift_x, y as f32 - centre_y - shift_y);
                let (turned_x, turned_y) = (cos * dx + sin * dy, cos * dy - sin * dx);
                let mut from_x = (turned_x + slant * turned_y) / scale_x + centre_x;
                let mut from_y = turned_y / scale_y + centre_y;
                if let Some(line) = &line {
                    let [down, across] = line.at(x);
                    (from_x, from_y) = (from_x + across, from_y + down);
                }
                for channel in 0..self.channels {
                    out.push(self.sample(image, from_x, from_y, channel));
                }
            }
        }
    }

    fn sample(&self, image: &[u8], x: f32, y: f32, channel: usize) -> u8 {
        let at = |x: f32, y: f32| {
            if x < 0.0 || y < 0.0 || x >= self.width as f32 || y >= self.height as f32 {
                return 0.0;
            }
            let place = (y as usize * self.width + x as usize) * self.channels + channel;
            image.get(place).copied().map_or(0.0, f32::from)
        };
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let upper = at(left, top) * (1.0 - fx) + at(left + 1.0, top) * fx;
        let lower = at(left, top + 1.0) * (1.0 - fx) + at(left + 1.0, top + 1.0) * fx;
        (upper * (1.0 - fy) + lower * fy).round() as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::Numbers;

    fn changed(settings: Augmentation, epoch: u32, index: u32) -> Vec<u8> {
        let mut image = vec![0; 784];
        image[14 * 28 + 14] = 255;
        let mut out = Vec::new();
        Augmenter::new(settings, 1, [28, 28, 1]).apply(&image, epoch, index, &mut out);
        out
    }

    const NONE: Augmentation = Augmentation { shift: 0.0, rotate: 0.0, scale: 0.0, shear: 0.0, elastic: 0.0 };

    #[test]
    fn nothing_asked_changes_nothing() {
        let out = changed(NONE, 0, 0);
        assert_eq!(out.iter().position(|&v| v == 255), Some(14 * 28 + 14));
        assert_eq!(out.iter().map(|&v| u32::from(v)).sum::<u32>(), 255);
    }

    #[test]
    fn every_setting_changes_images_by_itself() {
        for (number, _) in Augmentation::default().values() {
            let mut settings = NONE;
            let place = settings.numbers().into_iter().find(|(other, _)| other.id == number.id);
            place.expect("it has every number").1.set(number.most);
            let mut out = Vec::new();
            let image: Vec<u8> = (0..784).map(|place| (place * 37 % 251) as u8).collect();
            Augmenter::new(settings, 1, [28, 28, 1]).apply(&image, 0, 3, &mut out);
            assert_ne!(out, image, "{}", number.id);
        }
    }

    #[test]
    fn a_shift_moves_no_further_than_it_may() {
        for index in 0..50 {
            let out = changed(Augmentation { shift: 2.0, ..NONE }, 0, index);
            for (place, _) in out.iter().enumerate().filter(|(_, v)| **v > 0) {
                assert!((place % 28).abs_diff(14) <= 3 && (place / 28).abs_diff(14) <= 3, "{place}");
            }
        }
    }

    #[test]
    fn an_elastic_change_moves_ink_no_further_than_it_may() {
        let elastic = Augmentation { elastic: 3.0, ..NONE };
        for index in 0..50 {
            let out = changed(elastic, 0, index);
            for (place, _) in out.iter().enumerate().filter(|(_, v)| **v > 0) {
                // A pixel more for the interpolation, and how far the field differs over the way.
                assert!((place % 28).abs_diff(14) <= 4 && (place / 28).abs_diff(14) <= 4, "{place}");
            }
        }
        assert_ne!(changed(elastic, 0, 1), changed(NONE, 0, 1));
    }

    /// The bytes of an image changed by every setting but the elastic one, as they were before there was one.
    #[test]
    fn without_it_images_are_what_they_were() {
        let mut out = Vec::new();
        let image: Vec<u8> = (0..784).map(|place| (place * 37 % 251) as u8).collect();
        let settings = Augmentation { shift: 1.5, rotate: 20.0, scale: 0.2, shear: 0.2, elastic: 0.0 };
        Augmenter::new(settings, 9, [28, 28, 1]).apply(&image, 3, 41, &mut out);
        let sum = out.iter().fold(0_u64, |sum, &byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        assert_eq!(sum, 4_299_520_175_663_989_358);
    }

    #[test]
    fn epoch_and_image_decide() {
        let settings = Augmentation { elastic: 1.5, ..Augmentation::default() };
        assert_eq!(changed(settings, 1, 2), changed(settings, 1, 2));
        assert_ne!(changed(settings, 1, 2), changed(settings, 2, 2));
        assert_ne!(changed(settings, 1, 2), changed(settings, 1, 3));
    }
}
