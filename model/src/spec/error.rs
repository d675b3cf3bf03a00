//! Why a spec is refused.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a spec is refused, with the numbers that a message needs. The page translates it; `Display` is English.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SpecError {
    /// The text is no spec.
    Json(String),
    /// The text is too long to be a spec.
    TooLong {
        /// Bytes of the text.
        bytes: usize,
        /// Bytes allowed.
        max: usize,
    },
    /// Too many hidden layers.
    Layers {
        /// Hidden layers asked for.
        layers: usize,
        /// Hidden layers allowed.
        max: usize,
    },
    /// A layer has no unit, or too many.
    Units {
        /// The layer, counted from 1.
        layer: usize,
        /// Units asked for.
        units: usize,
        /// Units allowed.
        max: usize,
    },
    /// A number of a layer is out of range.
    LayerNumber {
        /// The layer, counted from 1.
        layer: usize,
        /// The number's name: `filters`, `kernel`, `size`, `stride`, `rate`, `momentum` or `epsilon`.
        name: String,
        /// Its value.
        value: f64,
        /// Least value.
        min: f64,
        /// Largest value.
        max: f64,
    },
    /// A layer needs an image, but an earlier one gives a vector.
    NeedsImage {
        /// The layer, counted from 1.
        layer: usize,
        /// The one that gives the vector, counted from 1.
        after: usize,
    },
    /// A window is larger than the image that it slides over.
    Window {
        /// The layer, counted from 1.
        layer: usize,
        /// Side of its window, pixels.
        window: usize,
        /// Height of the image, pixels.
        height: usize,
        /// Width of the image, pixels.
        width: usize,
    },
    /// The network has too many parameters.
    Parameters {
        /// Parameters asked for.
        parameters: usize,
        /// Parameters allowed.
        max: usize,
    },
    /// The batch size is out of range.
    Batch {
        /// Images asked for.
        batch: usize,
        /// Images allowed.
        max: usize,
    },
    /// A batch needs too much memory.
    Memory {
        /// Numbers, 4 bytes each.
        numbers: usize,
        /// Numbers allowed.
        max: usize,
    },
    /// The number of epochs is out of range.
    Epochs {
        /// Epochs asked for.
        epochs: usize,
        /// Epochs allowed.
        max: usize,
    },
    /// The learning rate is out of range.
    LearningRate {
        /// Rate asked for.
        rate: f64,
        /// Largest rate allowed.
        max: f64,
    },
    /// Another number of the optimizer is out of range.
    OptimizerNumber {
        /// Its name.
        name: String,
        /// Its value.
        value: f64,
        /// Least value.
        min: f64,
        /// Largest value.
        max: f64,
    },
    /// A number of the schedule is out of range.
    ScheduleNumber {
        /// Its name: `every`, `factor`, `end` or `warm_up`.
        name: String,
        /// Its value.
        value: f64,
        /// Least value.
        min: f64,
        /// Largest value.
        max: f64,
    },
    /// A number of the regularisation is out of range.
    RegularizationNumber {
        /// Its name: `l2` or `clip_norm`.
        name: String,
        /// Its value.
        value: f64,
        /// Least value.
        min: f64,
        /// Largest value.
        max: f64,
    },
    /// Early stopping waits for too few or too many epochs.
    Patience {
        /// Epochs asked for.
        epochs: usize,
        /// Epochs allowed.
        max: usize,
    },
    /// Early stopping has no validation images to watch.
    NothingToWatch,
    /// The numbers that describe a person's own images are impossible.
    Images,
    /// The validation part leaves nothing to train on, or is no share.
    Validation {
        /// Training images of the data set.
        train: usize,
    },
    /// A number of the augmentation is out of range.
    Augmentation {
        /// Its name.
        name: String,
        /// Its value.
        value: f32,
        /// Largest value.
        max: f32,
    },
}

impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(f, "the settings cannot be read: {error}"),
            Self::TooLong { bytes, max } => write!(f, "the settings are {bytes} bytes long; at most {max} are read"),
            Self::Layers { layers, max } => {
                write!(f, "{layers} hidden layers are too many: remove some, at most {max} are possible")
            }
            Self::Units { layer, units, max } => {
                write!(f, "layer {layer} has {units} units: choose a number from 1 to {max}")
            }
            Self::LayerNumber { layer, name, value, min, max } => {
                write!(f, "layer {layer}: {name} is {value}: choose a number from {min} to {max}")
            }
            Self::NeedsImage { layer, after } => write!(
                f,
                "layer {layer} needs an image, but layer {after} gives a vector: move layer {layer} before it"
            ),
            Self::Window { layer, window, height, width } => write!(
                f,
                "layer {layer} has a window of {window}×{window}, but its image has only {height}×{width} left: use a \
                 smaller window, the padding \"same\", or fewer strides before it"
            ),
            Self::Parameters { parameters, max } => {
                write!(f, "the network has {parameters} parameters: use fewer units or layers, at most {max} fit")
            }
            Self::Batch { batch, max } => write!(f, "the batch size is {batch}: choose a number from 1 to {max}"),
            Self::Memory { numbers, max } => write!(
                f,
                "a batch needs {} MB of memory: use a smaller batch or fewer units, at most {} MB fit",
                numbers * 4 / 1_000_000,
                max * 4 / 1_000_000
            ),
            Self::Epochs { epochs, max } => write!(f, "{epochs} epochs are asked for: choose a number from 1 to {max}"),
            Self::LearningRate { rate, max } => {
                write!(f, "the learning rate is {rate}: choose a number above 0, at most {max}")
            }
            Self::OptimizerNumber { name, value, min, max } => {
                write!(f, "{name} is {value}: choose a number from {min} to {max}")
            }
            Self::ScheduleNumber { name, value, min, max } => {
                write!(f, "the schedule's {name} is {value}: choose a number from {min} to {max}")
            }
            Self::RegularizationNumber { name, value, min, max } => {
                write!(f, "{name} is {value}: choose a number from {min} to {max}")
            }
            Self::Patience { epochs, max } => {
                write!(f, "early stopping waits for {epochs} epochs: choose a number from 1 to {max}")
            }
            Self::NothingToWatch => {
                write!(f, "early stopping needs validation images to watch: hold some back, or turn it off")
            }
            Self::Images => write!(f, "these settings are for images that cannot be: open the images again"),
            Self::Validation { train } => {
                write!(f, "the validation part must leave some of the {train} training images: hold back at most 0.9")
            }
            Self::Augmentation { name, value, max } => {
                write!(f, "the augmentation's {name} is {value}: choose a number from 0 to {max}")
            }
        }
    }
}

impl std::error::Error for SpecError {}
