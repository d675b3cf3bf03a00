//! Why a spec is refused.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A part of the settings that has numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpecPart {
    /// A hidden layer, counted from 1.
    Layer(usize),
    /// The update rule.
    Optimizer,
    /// How the learning rate changes.
    Schedule,
    /// Penalty and clipping.
    Regularization,
    /// When to end early.
    EarlyStopping,
    /// Changes of the training images.
    Augmentation,
}

impl fmt::Display for SpecPart {
    /// In English, before the name of a number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Layer(layer) => write!(f, "layer {layer}: "),
            Self::Optimizer | Self::Regularization => Ok(()),
            Self::Schedule => write!(f, "the schedule's "),
            Self::EarlyStopping => write!(f, "early stopping's "),
            Self::Augmentation => write!(f, "the augmentation's "),
        }
    }
}

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
    /// A number is out of range.
    Number {
        /// The part that has it.
        part: SpecPart,
        /// Its name: [`super::Number::id`].
        id: String,
        /// Its value.
        value: f64,
        /// Least value.
        least: f64,
        /// Largest value.
        most: f64,
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
    /// Early stopping has no validation images to watch.
    NothingToWatch,
    /// The numbers that describe a person's own images are impossible.
    Images,
    /// The validation part leaves nothing to train on, or is no share.
    Validation {
        /// Training images of the data set.
        train: usize,
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
            Self::Number { part: SpecPart::Layer(layer), id, value, least, most } if id == "units" => {
                write!(f, "layer {layer} has {value} units: choose a number from {least} to {most}")
            }
            Self::Number { part, id, value, least, most } => {
                write!(f, "{part}{id} is {value}: choose a number from {least} to {most}")
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
            Self::NothingToWatch => {
                write!(f, "early stopping needs validation images to watch: hold some back, or turn it off")
            }
            Self::Images => write!(f, "these settings are for images that cannot be: open the images again"),
            Self::Validation { train } => {
                write!(f, "the validation part must leave some of the {train} training images: hold back at most 0.9")
            }
        }
    }
}

impl std::error::Error for SpecError {}
