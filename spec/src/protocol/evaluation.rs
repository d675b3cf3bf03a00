//! The predictions of a network over many images, and the figures computed from them.

use serde::{Deserialize, Serialize};

use super::inside::floats;
use super::{Moment, Score, Split};

/// Which of a run's images are evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Part {
    /// The test images.
    Test,
    /// Those that the settings hold back.
    Validation,
    /// Those that train.
    Train,
}

impl Part {
    /// All of them, in the order in which a list shows them.
    pub const ALL: [Self; 3] = [Self::Test, Self::Validation, Self::Train];

    /// Its name in lists, which no language changes.
    pub fn id(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Validation => "validation",
            Self::Train => "train",
        }
    }
}

/// The probabilities that a network gives for many images, and the figures computed from them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Predictions {
    /// Whose weights answered.
    pub moment: Moment,
    /// Steps that they had taken.
    pub step: u64,
    /// Which images.
    pub part: Part,
    /// In which file they are.
    pub split: Split,
    /// Their places there.
    pub indices: Vec<u32>,
    /// Their classes, in the same order.
    #[serde(with = "serde_bytes")]
    pub labels: Vec<u8>,
    /// Probabilities, `[images, classes]` row by row: 32-bit floats, the low byte first. See
    /// [`Predictions::probabilities`].
    #[serde(with = "serde_bytes")]
    pub probabilities: Vec<u8>,
    /// The figures.
    pub report: Report,
}

impl Predictions {
    /// Probabilities, `[images, classes]` row by row.
    pub fn probabilities(&self) -> Vec<f32> {
        floats(&self.probabilities)
    }
}

/// The figures of a classifier over some images.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Loss and accuracy.
    pub score: Score,
    /// Images of a true class (row) that were taken for a class (column): `[classes, classes]` row by row.
    pub confusion: Vec<u32>,
    /// The figures of each class.
    pub classes: Vec<ClassFigures>,
    /// Unweighted means over the classes that occur, as label or as answer.
    pub means: Means,
}

/// The figures of one class against the rest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassFigures {
    /// Images of this class.
    pub support: u32,
    /// Of the images taken for this class, the share that is of it; 0 where none was.
    pub precision: f64,
    /// Of the images of this class, the share that was recognised; 0 where there is none. Also its accuracy.
    pub recall: f64,
    /// Harmonic mean of precision and recall; 0 where both are 0.
    pub f1: f64,
    /// Area under its ROC curve; `None` where all images, or none, are of this class.
    pub auc: Option<f64>,
    /// Its ROC curve, from (0, 0) to (1, 1): pairs of false positive rate and true positive rate, corners that no
    /// eye tells apart left out. Empty where there is no area.
    pub roc: Vec<(f32, f32)>,
}

/// Unweighted means over the classes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Means {
    /// Of the precisions.
    pub precision: f64,
    /// Of the recalls.
    pub recall: f64,
    /// Of the F1.
    pub f1: f64,
    /// Of the areas under the ROC curves that there are; `None` where there is none.
    pub auc: Option<f64>,
}
