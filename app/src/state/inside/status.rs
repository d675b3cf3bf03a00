//! How it stands with what the open part of the tab shows.

use spec::protocol::Predictor;

use crate::state::{Section, State, Status};

impl State {
    /// Whether there is something to see in the open part of the tab, or why not. Without an image in view a part that
    /// needs one is [`Status::Idle`].
    pub fn inside_status(&self) -> Status {
        let inside = &self.inside;
        let pending = Status::Pending { done: 0, total: 0 };
        // Of the present network an answer always comes.
        let gone = |status: Status, otherwise| {
            if status == Status::Gone && self.past().is_some() { Status::Gone } else { otherwise }
        };
        let shown =
            |status: Status, there: bool, otherwise| if there { Status::Ready } else { gone(status, otherwise) };
        match inside.section {
            Section::Layers => Status::Idle,
            _ if !self.can_look_inside() => Status::NoNetwork,
            Section::Weights => shown(inside.weights.status(), inside.weights.answer().is_some(), pending),
            // The map can be had without an image in view.
            Section::Map => match inside.projection.status() {
                status @ (Status::Pending { .. } | Status::Ready) => status,
                status @ (Status::Idle | Status::NoNetwork | Status::Gone) => gone(status, Status::Idle),
            },
            Section::Activations | Section::Pixels if self.inside_lacks_image() => Status::Idle,
            Section::Pixels if inside.gradient.is_pending() || inside.occlusion.is_pending() => pending,
            Section::Activations | Section::Pixels => {
                shown(inside.activations.status(), inside.activations.answer().is_some(), pending)
            }
        }
    }

    /// Whether the open part of the tab needs an image that is not in view.
    pub fn inside_lacks_image(&self) -> bool {
        matches!(self.inside.section, Section::Activations | Section::Pixels) && self.scene().image().is_none()
    }

    /// Steps that the network in view had taken.
    pub fn inside_step(&self) -> Option<u64> {
        match self.inside.section {
            Section::Layers => None,
            Section::Weights => self.inside.weights.answer().map(|weights| weights.step),
            Section::Map => self.inside.projection.answer().map(|projection| projection.step),
            Section::Activations | Section::Pixels => self.inside.activations.answer().map(|found| found.step),
        }
    }

    /// Whether the tab shows the run's network, while the bars beside the pad are the built-in one's.
    pub fn bars_are_built_in(&self) -> bool {
        matches!(self.inside.section, Section::Activations | Section::Pixels)
            && self.past().is_none()
            && self.prediction().is_some_and(|prediction| prediction.by == Predictor::BuiltIn)
    }
}
