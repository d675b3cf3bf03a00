//! Rules for building networks: kinds of layers, what a new layer is like and where it goes, and ready networks.

mod insert;
mod kind;
mod ready;

pub use insert::insert;
pub use kind::LayerKind;
pub use ready::ReadyNetwork;

use model::spec::SpecError;

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
        SpecError::Units { layer, .. } => Some((*layer, Fault::Number("units"))),
        SpecError::LayerNumber { layer, name, .. } => Some((*layer, Fault::Number(name))),
        SpecError::NeedsImage { layer, .. } => Some((*layer, Fault::NeedsImage)),
        SpecError::Window { layer, .. } => Some((*layer, Fault::Window)),
        SpecError::Layers { .. }
        | SpecError::Parameters { .. }
        | SpecError::Memory { .. }
        | SpecError::Json(_)
        | SpecError::TooLong { .. }
        | SpecError::Batch { .. }
        | SpecError::Epochs { .. }
        | SpecError::LearningRate { .. }
        | SpecError::OptimizerNumber { .. }
        | SpecError::ScheduleNumber { .. }
        | SpecError::RegularizationNumber { .. }
        | SpecError::Patience { .. }
        | SpecError::NothingToWatch
        | SpecError::Images
        | SpecError::Validation { .. }
        | SpecError::Augmentation { .. } => None,
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
        SpecError::Validation { .. } | SpecError::Augmentation { .. } | SpecError::Images => Panel::Data,
        SpecError::Layers { .. }
        | SpecError::Units { .. }
        | SpecError::LayerNumber { .. }
        | SpecError::NeedsImage { .. }
        | SpecError::Window { .. }
        | SpecError::Parameters { .. }
        | SpecError::Memory { .. }
        | SpecError::Json(_)
        | SpecError::TooLong { .. } => Panel::Network,
        SpecError::Batch { .. }
        | SpecError::Epochs { .. }
        | SpecError::LearningRate { .. }
        | SpecError::OptimizerNumber { .. }
        | SpecError::ScheduleNumber { .. }
        | SpecError::RegularizationNumber { .. }
        | SpecError::Patience { .. }
        | SpecError::NothingToWatch => Panel::Training,
    }
}
