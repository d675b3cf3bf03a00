//! Randomness that can be repeated: every draw depends on the seed, what it is for, and where in the run it is made.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// What random numbers are for. Each purpose has its own stream, so that one more draw here changes nothing there.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    /// First weights.
    Weights = 1,
    /// Order of the images.
    Order = 2,
    /// Which images validate.
    Holdout = 3,
    /// Changes of the training images.
    Augmentation = 4,
    /// Which numbers a dropout sets to zero.
    Dropout = 5,
    /// Where the search for principal components begins.
    Projection = 6,
}

/// The generator for this purpose at this place (an epoch, a layer, an image).
pub fn rng(seed: u64, purpose: Purpose, place: u64) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&place.to_le_bytes());
    key[16] = purpose as u8;
    ChaCha8Rng::from_seed(key)
}

/// Uniform in 0 ≤ x < 1, from the upper 24 bits: every value is exact in `f32`.
pub fn uniform(rng: &mut impl rand::Rng) -> f32 {
    (rng.next_u32() >> 8) as f32 * (1.0 / 16_777_216.0)
}
