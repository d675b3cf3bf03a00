//! What crosses between the page and the worker: the spine of the program.
//!
//! The page sends a [`Command`], the worker answers with [`Event`]s, both as postcard bytes in one transferred
//! buffer. Events carry the [`RunId`] they belong to and state totals, never differences, so applying one twice
//! changes nothing and those of an old run can be dropped.

use serde::{Deserialize, Serialize};

use crate::catalogue::DatasetId;
use crate::device::{DeviceKind, Probe};
use crate::spec::{Spec, SpecError};

/// Changes with every change of this file; page and worker compare it in their first messages.
pub const VERSION: u32 = 2;

/// A run: one network from its first weights on. The page counts them up; a new one replaces the old.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RunId(pub u32);

/// Ties an answer to its question. The page counts them up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RequestId(pub u32);

/// Which images of a data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Split {
    /// All training images, those held back for validation included.
    Train,
    /// The test images.
    Test,
}

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
    /// What does the newest network think of this image? Heard also while training; of several that wait only the
    /// newest is answered, by [`Event::Prediction`].
    Predict {
        /// Ties the answer to this question.
        request: RequestId,
        /// The image's bytes, rows of pixels, channels last, 0–255.
        #[serde(with = "serde_bytes")]
        image: Vec<u8>,
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

/// What the worker tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The worker's script runs and listens; sent once, before any command.
    Hello {
        /// The worker's [`VERSION`].
        version: u32,
        /// What the browser offers, as seen from the worker.
        probe: Probe,
    },
    /// The device computes and has passed its self-test.
    Ready {
        /// What computes.
        device: DeviceKind,
    },
    /// The device cannot be used; the page starts the CPU build instead.
    DeviceFailed {
        /// Whether it started but computed wrong numbers.
        self_test: bool,
        /// What was wrong, in English, for the curious.
        detail: String,
    },
    /// Bytes of a data set have arrived.
    DatasetProgress {
        /// Which.
        dataset: DatasetId,
        /// Bytes so far.
        received: u64,
        /// Bytes in all.
        total: u64,
    },
    /// A data set is in memory.
    DatasetReady {
        /// Which.
        dataset: DatasetId,
        /// Training images of each class.
        train: Vec<u32>,
        /// Test images of each class.
        test: Vec<u32>,
        /// How often each byte 0–255 occurs among the pixels of the training images.
        histogram: Vec<u64>,
    },
    /// A data set could not be brought.
    DatasetFailed {
        /// Which.
        dataset: DatasetId,
        /// What was wrong.
        error: DataError,
    },
    /// The images asked for.
    Images {
        /// The question.
        request: RequestId,
        /// Which part.
        split: Split,
        /// The images, in the order asked for.
        images: Vec<LabelledImage>,
    },
    /// What augmentation makes of an image.
    Augmented {
        /// The question.
        request: RequestId,
        /// The image as it is in the file.
        original: LabelledImage,
        /// Its changed copies.
        changed: Vec<LabelledImage>,
    },
    /// Points of a search for a learning rate. Replaces all from `first` on.
    RatePoints {
        /// The question.
        request: RequestId,
        /// Place of the first of them in the search's curve.
        first: u32,
        /// The points.
        points: Vec<RatePoint>,
        /// Points that the whole search will have.
        total: u32,
    },
    /// A search for a learning rate has ended.
    RateSearchEnded {
        /// The question.
        request: RequestId,
        /// What it suggests, or why there was no search.
        result: Result<Option<RateSuggestion>, RunError>,
    },
    /// A fresh network stands ready.
    Built {
        /// The run.
        run: RunId,
        /// Its trainable numbers.
        parameters: u64,
        /// Training images, those held back left out.
        train: u32,
        /// Validation images.
        validation: u32,
        /// Steps of an epoch.
        steps_per_epoch: u32,
    },
    /// A network could not be made; nothing changed.
    Refused {
        /// The run.
        run: RunId,
        /// What was wrong.
        error: RunError,
    },
    /// Where the run is. Sent on every change of phase and at the chart's pace.
    Progress {
        /// The run.
        run: RunId,
        /// Where it is.
        progress: Progress,
    },
    /// Points of the training curve. Replaces all from `first` on.
    Points {
        /// The run.
        run: RunId,
        /// Place of the first of them in the run's curve.
        first: u32,
        /// The points.
        points: Vec<Point>,
    },
    /// An epoch has ended.
    Epoch {
        /// The run.
        run: RunId,
        /// Its figures.
        epoch: EpochRecord,
    },
    /// The network was measured on all test images.
    Test {
        /// The run.
        run: RunId,
        /// Steps it had taken.
        step: u64,
        /// The figures.
        score: Score,
    },
    /// The answer to a Predict.
    Prediction {
        /// The question.
        request: RequestId,
        /// Who answered.
        by: Predictor,
        /// A probability a class, in the order of the labels, sum 1.
        probabilities: Vec<f32>,
    },
    /// The run's weights.
    Weights {
        /// The run.
        run: RunId,
        /// A safetensors file.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// All that is needed to go on from here; sent after each epoch and on Pause, the page keeps the newest.
    Checkpoint {
        /// The run.
        run: RunId,
        /// Opaque bytes for [`Command::Restore`].
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
}

/// Where a run is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// What it is doing.
    pub phase: Phase,
    /// The epoch it is in, from 0; equals `epochs` when all are done.
    pub epoch: u32,
    /// Steps done in this epoch.
    pub step_in_epoch: u32,
    /// Steps done in all.
    pub step: u64,
    /// Mean loss of the newest step's batch, once read.
    pub loss: Option<f64>,
    /// Training images a second, over the last second or so; 0 before it is known.
    pub images_per_second: f64,
    /// Seconds to the last epoch's end at this speed, once known.
    pub seconds_left: Option<f64>,
    /// The learning rate of the next step.
    pub learning_rate: f64,
}

/// What a run is doing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Phase {
    /// Nothing yet: first weights.
    Fresh,
    /// Training.
    Training,
    /// Measuring on the validation or test images.
    Evaluating,
    /// Waiting for Resume or Step.
    Paused,
    /// All epochs done.
    Finished,
    /// Ended early by Stop.
    Stopped,
    /// Ended early because the validation images got no better; the weights are those of the best epoch.
    StoppedEarly {
        /// The best epoch, from 0.
        best_epoch: u32,
    },
    /// The loss was no finite number at this step; the weights are those of the last good read.
    Diverged {
        /// The step.
        step: u64,
    },
}

/// A point of the training curves: means over the steps since the last point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Place on the axis, epochs.
    pub epoch: f32,
    /// Mean cross-entropy, nats.
    pub loss: f32,
    /// Share answered right, 0–1.
    pub accuracy: f32,
}

/// A point of a search for a learning rate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RatePoint {
    /// The learning rate of a step.
    pub rate: f64,
    /// Mean cross-entropy of its batches (one for each network of the search) before the update, nats.
    pub loss: f64,
    /// The losses so far, smoothed.
    pub smooth: f64,
}

/// The learning rate that a search suggests.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RateSuggestion {
    /// The rate to use.
    pub rate: f64,
    /// Where the smoothed loss was least.
    pub least_at: f64,
    /// From where on the smoothed loss grew beyond recovery, if the search came so far.
    pub diverged_at: Option<f64>,
}

/// Loss and accuracy over some images.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Mean cross-entropy, nats.
    pub loss: f64,
    /// Share answered right, 0–1.
    pub accuracy: f64,
    /// Images measured.
    pub images: u32,
}

/// The figures of an epoch.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EpochRecord {
    /// The epoch, from 0.
    pub epoch: u32,
    /// Over the training images as they were visited, each by the weights of its moment.
    pub train: Score,
    /// Over the validation images at the epoch's end.
    pub validation: Option<Score>,
    /// Seconds spent training and validating.
    pub seconds: f64,
    /// The learning rate of its last step.
    pub learning_rate: f64,
}

/// An image with its class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LabelledImage {
    /// Its place in the file.
    pub index: u32,
    /// Its class, a place in the data set's list of names.
    pub label: u8,
    /// Its bytes, rows of pixels, channels last, 0–255.
    #[serde(with = "serde_bytes")]
    pub pixels: Vec<u8>,
}

/// Who answered a Predict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Predictor {
    /// The network that ships with the page.
    BuiltIn,
    /// The run's network after so many steps.
    Run {
        /// The run.
        run: RunId,
        /// Steps it had taken; 0 means untrained.
        step: u64,
    },
}

/// Why a data set could not be brought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DataError {
    /// The file could not be fetched.
    Network {
        /// The file.
        file: String,
        /// What the browser or server said.
        detail: String,
    },
    /// A person's own images that the page has not handed over, or no longer has.
    NotHere,
    /// The file is not what its name says; the detail is English.
    Broken {
        /// The file.
        file: String,
        /// What is wrong with it.
        detail: String,
    },
}

/// Why a network could not be made or trained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum RunError {
    /// The settings are invalid.
    Spec(SpecError),
    /// The weights do not fit the settings; the detail is English.
    Weights(String),
    /// The data set is not loaded yet.
    NoDataset,
    /// The checkpoint cannot be read.
    Checkpoint(String),
}

/// Why a message cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError(String);

impl std::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the message cannot be read: {}", self.0)
    }
}

impl std::error::Error for DecodeError {}

/// A message as bytes.
pub fn encode<M: Serialize>(message: &M) -> Vec<u8> {
    postcard::to_allocvec(message).expect("messages are plain data, and memory grows")
}

/// A message from its bytes.
///
/// # Errors
/// [`DecodeError`] where the bytes are no such message.
pub fn decode<'a, M: Deserialize<'a>>(bytes: &'a [u8]) -> Result<M, DecodeError> {
    postcard::from_bytes(bytes).map_err(|error| DecodeError(error.to_string()))
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
        serde_json::from_str(&text).map(Box::new).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Optimizer;

    #[test]
    fn a_spec_survives_the_crossing() {
        let spec = Spec { optimizer: Optimizer::momentum(), ..Spec::default() };
        let command = Command::Build { run: RunId(7), spec: Box::new(spec), weights: Some(vec![1, 2]) };
        assert_eq!(decode::<Command>(&encode(&command)), Ok(command));
    }

    #[test]
    fn bytes_from_elsewhere_are_refused() {
        for bytes in [&[][..], &[255; 9], &[3, 0, 200, 200, 200]] {
            assert!(decode::<Command>(bytes).is_err(), "{bytes:?}");
        }
    }
}
