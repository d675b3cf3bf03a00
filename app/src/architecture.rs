//! Rules for building networks: kinds of layers, what a new layer is like and where it goes, and ready networks.

mod insert;
mod kind;
mod ready;

pub use insert::insert;
pub use kind::LayerKind;
pub use ready::ReadyNetwork;

use model::spec::SpecError;

/// The layer, counted from 1, that an error is about.
pub fn layer_at_fault(error: &SpecError) -> Option<usize> {
    match *error {
        SpecError::Units { layer, .. }
        | SpecError::LayerNumber { layer, .. }
        | SpecError::NeedsImage { layer, .. }
        | SpecError::Window { layer, .. } => Some(layer),
        SpecError::Layers { .. }
        | SpecError::Parameters { .. }
        | SpecError::Memory { .. }
        | SpecError::Json(_)
        | SpecError::TooLong { .. }
        | SpecError::Batch { .. }
        | SpecError::Epochs { .. }
        | SpecError::LearningRate { .. }
        | SpecError::OptimizerNumber { .. }
        | SpecError::Validation { .. }
        | SpecError::Augmentation { .. } => None,
    }
}
