//! What the page wants to know, and what it is told: one command asks, one event answers.

use std::mem::discriminant;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::{
    Activations, LabelledImage, LayerWeights, Method, Moment, Part, Predictions, Predictor, Projection, RatePoint,
    RateSuggestion, RunError, RunId, Saliency, Split, json,
};
use crate::Spec;

/// What the page wants to know. Training goes on meanwhile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// Images of the loaded data set: [`Answer::Images`].
    Images {
        /// Which part.
        split: Split,
        /// Their places in the file, at most 1,000. Places past the end are left out.
        indices: Vec<u32>,
    },
    /// The mean image of each class of the loaded data set: [`Answer::ClassMeans`].
    ClassMeans {
        /// Which part.
        split: Split,
    },
    /// A training image after augmentation: [`Answer::Augmented`].
    Augmented {
        /// Its augmentation and its seed are used.
        #[serde(with = "json")]
        spec: Box<Spec>,
        /// The image's place in the file.
        index: u32,
        /// How many augmented copies, at most 100: those of the first epochs.
        count: u32,
    },
    /// A learning rate for these settings, found by training networks of its own with a rate that grows from step to
    /// step: [`Answer::LearningRate`].
    LearningRate {
        /// The settings. Their data set must be loaded.
        #[serde(with = "json")]
        spec: Box<Spec>,
    },
    /// The class probabilities of an image: [`Answer::Prediction`]. Answered by the run's network once it has learnt
    /// something, before that by the network that ships with the page where it is for such images.
    Prediction {
        /// Whose weights; where they are not there (any more), those that the run has now.
        moment: Moment,
        /// The image's bytes, rows of pixels, channels last, 0–255.
        #[serde(with = "serde_bytes")]
        image: Vec<u8>,
    },
    /// About the network of a run.
    Network {
        /// The run.
        run: RunId,
        /// Whose weights.
        moment: Moment,
        /// What about it.
        what: Ask,
    },
}

/// A question about a network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// The outputs of every layer for an image: [`Answer::Activations`].
    Activations {
        /// The image's bytes, as for [`Question::Prediction`].
        #[serde(with = "serde_bytes")]
        image: Vec<u8>,
    },
    /// The weights of a layer: [`Answer::Weights`].
    Weights {
        /// The layer's place; the output comes after the last hidden layer.
        layer: u32,
    },
    /// Which pixels a class hangs on: [`Answer::Saliency`].
    Saliency {
        /// The class.
        class: u8,
        /// How.
        method: Method,
        /// The image's bytes, as for [`Question::Prediction`].
        #[serde(with = "serde_bytes")]
        image: Vec<u8>,
    },
    /// The outputs of the last hidden layer for many test images, in two dimensions: [`Answer::Projection`].
    Projection {
        /// How many of the first test images, at most 5,000.
        count: u32,
    },
    /// The predictions for many images, and the figures computed from them: [`Answer::Evaluation`].
    Evaluation {
        /// Which images.
        part: Part,
    },
}

impl Question {
    /// Whether it takes the place of an older question, which is of its kind: nothing more is heard of that one. Questions
    /// for images are answered each.
    pub fn replaces(&self, older: &Self) -> bool {
        match (self, older) {
            (Self::Images { .. } | Self::ClassMeans { .. }, _) => false,
            (Self::Network { what, .. }, Self::Network { what: older, .. }) => match (what, older) {
                (Ask::Saliency { method, .. }, Ask::Saliency { method: older, .. }) => {
                    discriminant(method) == discriminant(older)
                }
                (what, older) => discriminant(what) == discriminant(older),
            },
            (newer, older) => discriminant(newer) == discriminant(older),
        }
    }
}

/// The answer to a [`Question`], of the variant that it names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The images, in the order asked for.
    Images(Vec<LabelledImage>),
    /// Of each class the bytes of its mean image; empty where it has no image.
    ClassMeans(Vec<ByteBuf>),
    /// An image and what augmentation makes of it.
    Augmented {
        /// The image as it is in the file.
        original: LabelledImage,
        /// Its augmented copies.
        changed: Vec<LabelledImage>,
    },
    /// The learning rate that a search suggests, if it found one, or why there was no search.
    LearningRate(Result<Option<RateSuggestion>, RunError>),
    /// The class probabilities of an image.
    Prediction {
        /// Whose network answered.
        by: Predictor,
        /// A probability a class, in the order of the labels, sum 1.
        probabilities: Vec<f32>,
    },
    /// The outputs of every layer.
    Activations(Box<Activations>),
    /// A layer's weights.
    Weights(Box<LayerWeights>),
    /// Which pixels the class hangs on.
    Saliency(Box<Saliency>),
    /// Many images in two dimensions.
    Projection(Box<Projection>),
    /// The predictions for many images, and their figures.
    Evaluation(Box<Predictions>),
}

/// A part of an answer that comes before its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Partial {
    /// Points of a search for a learning rate. Replaces all from `first` on.
    RatePoints {
        /// Place of the first of them in the search's curve.
        first: u32,
        /// The points.
        points: Vec<RatePoint>,
    },
}

#[cfg(test)]
mod tests {
    use super::super::{decode, encode};
    use super::*;

    fn network(what: Ask) -> Question {
        Question::Network { run: RunId(1), moment: Moment::Now, what }
    }

    fn saliency(class: u8, method: Method) -> Question {
        network(Ask::Saliency { class, method, image: vec![class] })
    }

    #[test]
    fn a_question_takes_the_place_of_one_of_its_kind() {
        let weights = network(Ask::Weights { layer: 0 });
        let epoch = Question::Network { run: RunId(2), moment: Moment::Epoch(3), what: Ask::Weights { layer: 4 } };
        assert!(epoch.replaces(&weights), "whatever it is about");
        assert!(!epoch.replaces(&network(Ask::Projection { count: 4 })));
        let prediction = Question::Prediction { moment: Moment::Now, image: vec![1] };
        assert!(prediction.replaces(&Question::Prediction { moment: Moment::Epoch(1), image: vec![2] }));
        assert!(!prediction.replaces(&weights) && !weights.replaces(&prediction));
        let [small, large] = [3, 5].map(|side| saliency(1, Method::Occlusion { side }));
        assert!(large.replaces(&small) && saliency(1, Method::Gradient).replaces(&saliency(2, Method::Gradient)));
        assert!(!large.replaces(&saliency(1, Method::Gradient)), "the page asks for both maps at once");
    }

    #[test]
    fn every_question_for_images_is_answered() {
        let images = |index| Question::Images { split: Split::Test, indices: vec![index] };
        assert!(!images(1).replaces(&images(2)));
        let means = |split| Question::ClassMeans { split };
        assert!(!means(Split::Train).replaces(&means(Split::Test)));
    }

    #[test]
    fn questions_survive_the_crossing() {
        let spec = Box::new(Spec { seed: 9, ..Spec::default() });
        for question in [
            Question::Augmented { spec: spec.clone(), index: 7, count: 3 },
            Question::LearningRate { spec },
            Question::Prediction { moment: Moment::Epoch(2), image: vec![0, 255] },
            saliency(3, Method::Occlusion { side: 5 }),
            network(Ask::Projection { count: 2_000 }),
            network(Ask::Evaluation { part: Part::Validation }),
        ] {
            assert_eq!(decode::<Question>(&encode(&question)), Ok(question));
        }
    }
}
