//! Which pixels mattered, laid over the image.

use spec::protocol::Saliency;

use super::picture::{Ground, Picture};

/// About how wide the picture is, pixels.
const WIDTH: usize = 224;

/// What of a gradient is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// How strongly a pixel matters: the greatest distance from 0 among its channels (Simonyan et al. 2014).
    Strength,
    /// Which way: the sum of its channels.
    Signed,
}

/// A number a pixel.
pub fn reduce(values: &[f32], channels: usize, shown: Shown) -> Vec<f32> {
    let pixels = values.chunks_exact(channels.max(1));
    let number = |pixel: &[f32]| match shown {
        Shown::Strength => pixel.iter().fold(0.0, |most: f32, value| most.max(value.abs())),
        Shown::Signed => pixel.iter().sum(),
    };
    pixels.map(number).collect()
}

/// The picture of a map over the image that it is about; `None` where the two do not belong together.
pub fn picture(saliency: &Saliency, image: &[u8], ground: Ground, shown: Shown) -> Option<Picture> {
    let [height, width, channels] = *saliency.map.shape.as_slice() else { return None };
    let [height, width, channels] = [height, width, channels].map(|side| side as usize);
    let values = reduce(&saliency.map.values(), channels, shown);
    let pixels = height * width;
    let grey = grey(image, if image.len() == 3 * pixels { 3 } else { 1 });
    if pixels == 0 || values.len() != pixels || grey.len() != pixels {
        return None;
    }
    let size = (WIDTH / height.max(width).max(1)).max(1);
    Some(Picture { ground: Some((ground, grey)), ..Picture::new([height, width], 1, size, values) })
}

/// Colours as their lightness (ITU-R BT.601).
fn grey(image: &[u8], channels: usize) -> Vec<u8> {
    match channels {
        3 => {
            let light =
                |p: &[u8]| (299 * u32::from(p[0]) + 587 * u32::from(p[1]) + 114 * u32::from(p[2]) + 500) / 1_000;
            image.chunks_exact(3).map(|pixel| light(pixel) as u8).collect()
        }
        _ => image.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::protocol::{Array, Method, Moment};

    fn map(shape: &[u32], values: &[f32]) -> Saliency {
        let map = Array::new(shape.to_vec(), values);
        Saliency { moment: Moment::Now, class: 3, method: Method::Gradient, map }
    }

    #[test]
    fn channels_of_a_pixel_become_one_number() {
        let values = [0.5, -2.0, 1.0, 0.0, 0.0, 0.0];
        assert_eq!(reduce(&values, 3, Shown::Strength), [2.0, 0.0]);
        assert_eq!(reduce(&values, 3, Shown::Signed), [-0.5, 0.0]);
    }

    #[test]
    fn a_map_lies_over_its_own_image_only() {
        let saliency = map(&[1, 2, 3], &[0.5, -2.0, 1.0, 0.0, 0.0, 0.0]);
        let colours = [255, 255, 255, 255, 0, 0];
        let over = picture(&saliency, &colours, Ground::Photo, Shown::Strength).expect("they belong together");
        assert_eq!((over.values, over.ground), (vec![2.0, 0.0], Some((Ground::Photo, vec![255, 76]))));
        assert_eq!(picture(&saliency, &[0; 7], Ground::Photo, Shown::Strength), None);
        // By covering there is one number a pixel also of colours.
        let covered = map(&[1, 2, 1], &[0.1, -0.2]);
        assert!(picture(&covered, &colours, Ground::Photo, Shown::Signed).is_some());
    }
}
