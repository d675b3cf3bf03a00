//! Rules for building networks: kinds of layers, what a new layer is like and where it goes, and ready networks.

mod insert;
mod ready;

pub use insert::insert;
pub use ready::ReadyNetwork;

pub use spec::LayerKind;
use spec::{SpecError, SpecPart};

/// What is wrong with a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault<'a> {
    /// The number of this name is out of range.
    Number(&'a str),
    /// It needs an image, but gets a vector.
    NeedsImage,
    /// Its window is larger than its image.
    Window,
}

/// The layer that an error is about, counted from 1, and what is wrong with it.
pub fn layer_at_fault(error: &SpecError) -> Option<(usize, Fault<'_>)> {
    match error {
        SpecError::Number { part: SpecPart::Layer(layer), id, .. } => Some((*layer, Fault::Number(id))),
        SpecError::NeedsImage { layer, .. } => Some((*layer, Fault::NeedsImage)),
        SpecError::Window { layer, .. } => Some((*layer, Fault::Window)),
        SpecError::Number { .. }
        | SpecError::Layers { .. }
        | SpecError::Parameters { .. }
        | SpecError::Memory { .. }
        | SpecError::Json(_)
        | SpecError::TooLong { .. }
        | SpecError::Batch { .. }
        | SpecError::Epochs { .. }
        | SpecError::LearningRate { .. }
        | SpecError::NothingToWatch
        | SpecError::Images
        | SpecError::Validation { .. } => None,
    }
}

/// A panel of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// Which images.
    Data,
    /// Which layers.
    Network,
    /// How they learn.
    Training,
}

/// The panel where an error is told: where it can be mended.
pub fn panel_at_fault(error: &SpecError) -> Panel {
    match error {
        SpecError::Number { part, .. } => match part {
            SpecPart::Layer(_) => Panel::Network,
            SpecPart::Augmentation => Panel::Data,
            SpecPart::Optimizer | SpecPart::Schedule | SpecPart::Regularization | SpecPart::EarlyStopping => {
                Panel::Training
            }
        },
        SpecError::Validation { .. } | SpecError::Images => Panel::Data,
        SpecError::Layers { .. }
        | SpecError::NeedsImage { .. }
        | SpecError::Window { .. }
        | SpecError::Parameters { .. }
        | SpecError::Memory { .. }
        | SpecError::Json(_)
        | SpecError::TooLong { .. } => Panel::Network,
        SpecError::Batch { .. }
        | SpecError::Epochs { .. }
        | SpecError::LearningRate { .. }
        | SpecError::NothingToWatch => Panel::Training,
    }
}
