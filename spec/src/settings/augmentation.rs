//! Small random changes of the training images.

use serde::{Deserialize, Serialize};

use super::number::{Entry, Number, Numbers, Step};

/// Small random changes, affine and elastic, drawn anew for each image and epoch (Simard et al. 2003). What helps most for
/// drawings by hand.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Augmentation {
    /// Largest shift, pixels, each way.
    pub shift: f32,
    /// Largest turn, degrees, each way.
    pub rotate: f32,
    /// Largest change of size: 0.1 is 0.9–1.1 times.
    pub scale: f32,
    /// Largest slant: 0.1 moves the top by 0.1 of the height.
    pub shear: f32,
    /// Largest displacement of a single pixel, pixels: neighbours move alike, as ink under a trembling hand.
    pub elastic: f32,
}

const SHIFT: Number = number("shift", "augment-shift", 1.0, 8.0, 0.5);
const ROTATE: Number = number("rotate", "augment-rotate", 10.0, 45.0, 5.0);
const SCALE: Number = number("scale", "augment-scale", 0.1, 0.5, 0.05);
const SHEAR: Number = number("shear", "augment-shear", 0.1, 0.5, 0.05);
const ELASTIC: Number = number("elastic", "augment-elastic", 0.0, 4.0, 0.5);

/// Up to `most` a changed image still shows its class.
const fn number(id: &'static str, test_id: &'static str, usual: f64, most: f64, step: f64) -> Number {
    Number::new(id, usual, [0.0, most], Step::By(step)).test_id(test_id).topic("augment")
}

impl Default for Augmentation {
    fn default() -> Self {
        let [shift, rotate, scale, shear, elastic] =
            [SHIFT, ROTATE, SCALE, SHEAR, ELASTIC].map(|number| number.usual as f32);
        Self { shift, rotate, scale, shear, elastic }
    }
}

impl Numbers for Augmentation {
    fn numbers(&mut self) -> Vec<Entry<'_>> {
        let Self { shift, rotate, scale, shear, elastic } = self;
        vec![
            (&SHIFT, shift.into()),
            (&ROTATE, rotate.into()),
            (&SCALE, scale.into()),
            (&SHEAR, shear.into()),
            (&ELASTIC, elastic.into()),
        ]
    }
}
