//! Small random changes of the training images.

use serde::{Deserialize, Serialize};

use super::SpecError;

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

impl Default for Augmentation {
    fn default() -> Self {
        Self { shift: 1.0, rotate: 10.0, scale: 0.1, shear: 0.1, elastic: 0.0 }
    }
}

impl Augmentation {
    /// Whether a changed image still shows its class.
    ///
    /// # Errors
    /// [`SpecError::Augmentation`] with the number that is out of range.
    pub fn check(&self) -> Result<(), SpecError> {
        for (name, value, max) in [
            ("shift", self.shift, 8.0),
            ("rotate", self.rotate, 45.0),
            ("scale", self.scale, 0.5),
            ("shear", self.shear, 0.5),
            ("elastic", self.elastic, 4.0),
        ] {
            if !(0.0..=max).contains(&value) {
                return Err(SpecError::Augmentation { name: name.to_owned(), value, max });
            }
        }
        Ok(())
    }
}
