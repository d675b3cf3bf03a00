//! Which images are held back to watch for overfitting.

use serde::{Deserialize, Serialize};

use super::SpecError;

/// Which images validate each epoch. They are never trained on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Validation {
    /// None.
    #[default]
    None,
    /// The first so many training images.
    First(usize),
    /// The last share of the training images, 0–1 (Keras' `validation_split`).
    LastFraction(f64),
    /// A share of the training images drawn at random.
    RandomFraction {
        /// Share, 0–1.
        fraction: f64,
        /// Seeds the draw.
        seed: u64,
    },
    /// The test images. Choosing settings by them makes the final test figure too good.
    TestSet,
}

impl Validation {
    /// All of them with their usual numbers, in the order in which a list shows them.
    pub const ALL: [Self; 5] = [
        Self::LastFraction(0.1),
        Self::RandomFraction { fraction: 0.1, seed: 0 },
        Self::First(10_000),
        Self::TestSet,
        Self::None,
    ];

    /// Its name in links, lists and test ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::First(_) => "first",
            Self::LastFraction(_) => "last",
            Self::RandomFraction { .. } => "random",
            Self::TestSet => "test",
        }
    }

    /// The validation of an id with its usual number.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|validation| validation.id() == id)
    }

    /// How many of `train` training images are held back.
    pub fn held_back(&self, train: usize) -> usize {
        match *self {
            Self::None | Self::TestSet => 0,
            Self::First(count) => count,
            // Keras trains on the first ⌊n (1 − f)⌋ images.
            Self::LastFraction(fraction) | Self::RandomFraction { fraction, .. } => {
                train - (train as f64 * (1.0 - fraction)).floor() as usize
            }
        }
    }

    /// Whether something is left of `train` training images to train on.
    pub fn check(&self, train: usize) -> Result<(), SpecError> {
        let fraction_ok = match *self {
            Self::None | Self::First(_) | Self::TestSet => true,
            Self::LastFraction(fraction) | Self::RandomFraction { fraction, .. } => (0.0..=0.9).contains(&fraction),
        };
        if !fraction_ok || self.held_back(train) >= train {
            return Err(SpecError::Validation { train });
        }
        Ok(())
    }
}
