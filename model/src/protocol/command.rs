//! What the page asks of the worker.

use serde::{Deserialize, Serialize};

#[cfg(doc)]
use super::{Event, VERSION};
use super::{Method, Moment, Part, RequestId, RunId, Split};
use crate::catalogue::DatasetId;
use crate::device::DeviceKind;
use crate::spec::Spec;

/// What the page asks of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// The first message. The worker prepares its device, tests it, and answers with [`Event::Ready`] or
    /// [`Event::DeviceFailed`].
    Start {
        /// The page's [`VERSION`].
        version: u32,
        /// On what to compute. The CPU build knows only the CPU.
        device: DeviceKind,
    },
    /// Bring a data set and keep its bytes (a person's own images are in the file that the page sent before): [`Event::DatasetProgress`], then [`Event::DatasetReady`] or
    /// [`Event::DatasetFailed`]. One data set is kept at a time.
    LoadDataset {
        /// Which.
        dataset: DatasetId,
    },
    /// Send images of the loaded data set: [`Event::Images`].
    Images {
        /// Ties the answer to this question.
        request: RequestId,
        /// Which part.
        split: Split,
        /// Their places in the file, at most 1,000. Places past the end are left out.
        indices: Vec<u32>,
    },
    /// Show what augmentation makes of a training image: [`Event::Augmented`].
    Augment {
        /// Ties the answer to this question.
        request: RequestId,
        /// Its augmentation and its seed are used.
        #[serde(with = "json")]
        spec: Box<Spec>,
        /// The image's place in the file.
        index: u32,
        /// How many changed copies, at most 100: those of so many first epochs.
        count: u32,
    },
    /// Make a fresh network; also what Reset does. Answered by [`Event::Built`] or [`Event::Refused`].
    Build {
        /// The new run.
        run: RunId,
        /// Its settings.
        #[serde(with = "json")]
        spec: Box<Spec>,
        /// First weights (safetensors, tensor names `0.kernel`, `0.bias`, …) instead of random ones.
        #[serde(with = "serde_bytes")]
        weights: Option<Vec<u8>>,
    },
    /// Go on until the last epoch, or until Pause or Stop. Needs the run's data set loaded.
    Train {
        /// The run.
        run: RunId,
    },
    /// Wait after the present step.
    Pause {
        /// The run.
        run: RunId,
    },
    /// Train on one batch, then wait.
    Step {
        /// The run.
        run: RunId,
    },
    /// End the run here and measure it on the test images.
    Stop {
        /// The run.
        run: RunId,
    },
    /// Use another learning rate from the next step on.
    SetLearningRate {
        /// The run.
        run: RunId,
        /// The new rate.
        rate: f64,
    },
    /// Try learning rates that grow from step to step on networks of its own, the run's staying as it is:
    /// [`Event::RatePoints`], then [`Event::RateSearchEnded`]. A newer search ends an older one.
    SearchRate {
        /// Ties the answers to this question.
        request: RequestId,
        /// The settings whose rate is sought. Their data set must be loaded.
        #[serde(with = "json")]
        spec: Box<Spec>,
    },
    /// End a search for a learning rate; what was found so far counts.
    StopRateSearch {
        /// Which.
        request: RequestId,
    },
    /// Measure the network as it is on all test images: [`Event::Test`].
    Evaluate {
        /// The run.
        run: RunId,
    },
    /// What does the network think of this image? Heard also while training; of several that wait only the newest is
    /// answered, by [`Event::Prediction`].
    Predict {
        /// Ties the answer to this question.
        request: RequestId,
        /// Whose weights answer; where they are not there (any more), those that the run has now.
        moment: Moment,
        /// The image's bytes, rows of pixels, channels last, 0–255.
        #[serde(with = "serde_bytes")]
        image: Vec<u8>,
    },
    /// The network's outputs over many images, and the figures made of them: [`Event::Examining`], then
    /// [`Event::Examined`]. Training goes on meanwhile. A newer question ends an older one, of which nothing more is
    /// heard.
    Examine {
        /// Ties the answers to this question.
        request: RequestId,
        /// The run.
        run: RunId,
        /// Whose weights answer.
        moment: Moment,
        /// Which images.
        part: Part,
    },
    /// What does each layer make of this image? Heard also while training; of several that wait only the newest is
    /// answered, by [`Event::Looked`].
    Look {
        /// Ties the answer to this question.
        request: RequestId,
        /// The run.
        run: RunId,
        /// Whose weights answer.
        moment: Moment,
        /// The image's bytes, as for [`Command::Predict`].
        #[serde(with = "serde_bytes")]
        image: Vec<u8>,
    },
    /// Send a layer's weights: [`Event::LayerWeights`].
    LayerWeights {
        /// Ties the answer to this question.
        request: RequestId,
        /// The run.
        run: RunId,
        /// Whose.
        moment: Moment,
        /// The layer's place; the output comes after the last hidden layer.
        layer: u32,
    },
    /// Which pixels mattered? Answered by [`Event::Saliency`].
    Saliency {
        /// Ties the answer to this question.
        request: RequestId,
        /// The run.
        run: RunId,
        /// Whose weights answer.
        moment: Moment,
        /// The class asked about.
        class: u8,
        /// How.
        method: Method,
        /// The image's bytes, as for [`Command::Predict`].
        #[serde(with = "serde_bytes")]
        image: Vec<u8>,
    },
    /// What does the last hidden layer make of many test images? Answered by [`Event::Surveyed`]. Training goes on
    /// meanwhile. A newer question ends an older one.
    Survey {
        /// Ties the answer to this question.
        request: RequestId,
        /// The run.
        run: RunId,
        /// Whose weights answer.
        moment: Moment,
        /// How many of the first test images, at most 5,000.
        count: u32,
    },
    /// The mean image of each class of the loaded data set: [`Event::MeanImages`].
    MeanImages {
        /// Ties the answer to this question.
        request: RequestId,
        /// Which part.
        split: Split,
    },
    /// Send the run's weights as a safetensors file: [`Event::Weights`].
    Weights {
        /// The run.
        run: RunId,
    },
    /// Put a run back where a [`Event::Checkpoint`] left it (after a lost device): [`Event::Built`], then a
    /// [`Event::Progress`] in phase Paused.
    Restore {
        /// The run.
        run: RunId,
        /// Its settings.
        #[serde(with = "json")]
        spec: Box<Spec>,
        /// The checkpoint's bytes.
        #[serde(with = "serde_bytes")]
        checkpoint: Vec<u8>,
    },
}

/// A spec crosses as the same JSON as in files and links: postcard cannot write its tagged enums, and one form is
/// enough.
mod json {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use crate::spec::Spec;

    pub fn serialize<S: Serializer>(spec: &Spec, serializer: S) -> Result<S::Ok, S::Error> {
        spec.to_json().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<Spec>, D::Error> {
        let text = String::deserialize(deserializer)?;
        Spec::parse(&text).map(Box::new).map_err(D::Error::custom)
    }
}
