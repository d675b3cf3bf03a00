//! Figures that a step of a lesson measures.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A figure that a text has a place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Share of the test images answered right.
    TestAccuracy,
    /// Mean cross-entropy over the test images, nats.
    TestLoss,
    /// Share of the training images answered right in the last epoch, or at the newest point before one has ended.
    TrainAccuracy,
    /// Mean cross-entropy over the same, nats.
    TrainLoss,
    /// Share of the validation images answered right after the last epoch.
    ValidationAccuracy,
    /// Mean cross-entropy over the same, nats.
    ValidationLoss,
    /// Training accuracy minus test accuracy, as a share.
    Gap,
    /// Epochs done.
    Epochs,
    /// Loss of the newest step, nats.
    StepLoss,
    /// Trainable numbers of the network.
    Parameters,
    /// The learning rate that a search suggested.
    Rate,
    /// Probability of the most probable class of the image in view.
    Confidence,
}

/// What a step measured.
pub type Figures = BTreeMap<Figure, f64>;

impl Figure {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::TestAccuracy,
        Self::TestLoss,
        Self::TrainAccuracy,
        Self::TrainLoss,
        Self::ValidationAccuracy,
        Self::ValidationLoss,
        Self::Gap,
        Self::Epochs,
        Self::StepLoss,
        Self::Parameters,
        Self::Rate,
        Self::Confidence,
    ];

    /// Its name in the texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::TestAccuracy => "test_accuracy",
            Self::TestLoss => "test_loss",
            Self::TrainAccuracy => "train_accuracy",
            Self::TrainLoss => "train_loss",
            Self::ValidationAccuracy => "validation_accuracy",
            Self::ValidationLoss => "validation_loss",
            Self::Gap => "gap",
            Self::Epochs => "epochs",
            Self::StepLoss => "step_loss",
            Self::Parameters => "parameters",
            Self::Rate => "rate",
            Self::Confidence => "confidence",
        }
    }

    /// The figure of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::Figure;

    #[test]
    fn every_figure_has_one_name_everywhere() {
        for figure in Figure::ALL {
            assert_eq!(serde_json::to_string(&figure).unwrap(), format!("\"{}\"", figure.name()));
            assert_eq!(Figure::from_name(figure.name()), Some(figure));
        }
        assert_eq!(Figure::from_name("luck"), None);
    }
}
