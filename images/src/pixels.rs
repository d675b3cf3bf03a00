//! From bytes to what the network sees: the only way there is, for batches and for drawings.

use crate::dataset::Images;
use spec::{PixelScale, mean_and_deviation};

/// `input = (byte − offset) · factor`, in 32-bit arithmetic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scaling {
    offset: f32,
    factor: f32,
}

impl Scaling {
    /// The scaling that a spec asks for, given the training images (only [`PixelScale::Standardized`] looks at them).
    pub fn new(scale: PixelScale, train: &Images) -> Self {
        match scale {
            PixelScale::Raw => Self { offset: 0.0, factor: 1.0 },
            PixelScale::Unit => Self { offset: 0.0, factor: 1.0 / 255.0 },
            PixelScale::Standardized => Self::standardized(&train.histogram()),
        }
    }

    /// Mean 0 and standard deviation 1. Images of one flat colour keep factor 1.
    fn standardized(histogram: &[u64; 256]) -> Self {
        let (mean, deviation) = mean_and_deviation(histogram);
        let factor = if deviation > 0.0 { 1.0 / deviation } else { 1.0 };
        Self { offset: mean as f32, factor: factor as f32 }
    }

    /// Appends the input of these bytes.
    pub fn extend(&self, input: &mut Vec<f32>, bytes: &[u8]) {
        input.extend(bytes.iter().map(|&byte| (f32::from(byte) - self.offset) * self.factor));
    }

    /// A scaling that is stored beside weights.
    pub fn from_numbers([offset, factor]: [f32; 2]) -> Self {
        Self { offset, factor }
    }

    /// Offset and factor.
    pub fn numbers(&self) -> [f32; 2] {
        [self.offset, self.factor]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(scale: PixelScale, bytes: &[u8]) -> Vec<f32> {
        let images = Images::new(bytes.to_vec(), vec![0; bytes.len()], 1);
        let mut input = Vec::new();
        Scaling::new(scale, &images).extend(&mut input, bytes);
        input
    }

    #[test]
    fn each_scale_does_what_it_says() {
        assert_eq!(input(PixelScale::Raw, &[0, 255]), [0.0, 255.0]);
        assert_eq!(input(PixelScale::Unit, &[0, 255]), [0.0, 1.0]);
        assert_eq!(input(PixelScale::Standardized, &[10, 30]), [-1.0, 1.0]);
        assert_eq!(input(PixelScale::Standardized, &[9, 9]), [0.0, 0.0]);
    }
}
