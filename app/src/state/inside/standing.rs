//! How it stands with what the open part of the tab shows.

use model::protocol::{Moment, Predictor};

use super::{Section, State};

/// How it stands with what the open part of the tab shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is nothing to tell.
    Nothing,
    /// No network stands yet.
    NoNetwork,
    /// Nothing is drawn and no test image is in view.
    NoImage,
    /// An answer is awaited.
    Waiting,
    /// The weights of that moment are not kept.
    Gone,
    /// It shows the run's network, while the bars beside the pad are the built-in one's.
    BuiltIn,
    /// It shows the network after so many steps.
    After(u64),
}

impl State {
    /// How it stands with what the open part of the tab shows.
    pub fn inside_standing(&self) -> Standing {
        let inside = &self.inside;
        let past = self.moment != Moment::Now;
        match inside.section {
            Section::Layers => Standing::Nothing,
            _ if !self.can_look_inside() => Standing::NoNetwork,
            Section::Weights => match inside.weights.answer() {
                Some(weights) => Standing::After(weights.step),
                None if inside.weights.came_to_nothing() && past => Standing::Gone,
                None => Standing::Waiting,
            },
            // The map can be had without an image in view.
            Section::Map => match inside.survey.answer() {
                _ if inside.survey.waits() => Standing::Waiting,
                Some(survey) => Standing::After(survey.step),
                None if inside.survey.came_to_nothing() && past => Standing::Gone,
                None => Standing::Nothing,
            },
            Section::Activations | Section::Pixels if self.image_to_look_at().is_none() => Standing::NoImage,
            Section::Pixels if inside.saliency.iter().any(|asked| asked.waits()) => Standing::Waiting,
            Section::Activations | Section::Pixels => match inside.looked.answer() {
                Some(_) if !past && self.prediction.as_ref().is_some_and(|p| p.by == Predictor::BuiltIn) => {
                    Standing::BuiltIn
                }
                Some(looked) => Standing::After(looked.step),
                None if inside.looked.came_to_nothing() && past => Standing::Gone,
                None => Standing::Waiting,
            },
        }
    }
}
