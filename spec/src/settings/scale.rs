//! How a byte becomes a number.

use serde::{Deserialize, Serialize};

/// How a pixel's byte 0–255 becomes the number that the network sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PixelScale {
    /// As it is, 0–255.
    Raw,
    /// Divided by 255, 0–1.
    #[default]
    Unit,
    /// Mean 0 and standard deviation 1 over the training images.
    Standardized,
}

impl PixelScale {
    /// All of them, in the order in which a list shows them.
    pub const ALL: [Self; 3] = [Self::Unit, Self::Raw, Self::Standardized];

    /// Its name in links, lists and test ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Raw => "raw",
            Self::Standardized => "standardized",
        }
    }

    /// The scale of an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scale| scale.id() == id)
    }
}

/// Mean and standard deviation of bytes, from how often each value occurs.
pub fn mean_and_deviation(histogram: &[u64; 256]) -> (f64, f64) {
    let count = histogram.iter().sum::<u64>().max(1) as f64;
    let moment = |power: i32| -> f64 {
        histogram.iter().enumerate().map(|(value, &n)| (value as f64).powi(power) * n as f64).sum::<f64>() / count
    };
    let mean = moment(1);
    (mean, (moment(2) - mean * mean).max(0.0).sqrt())
}
