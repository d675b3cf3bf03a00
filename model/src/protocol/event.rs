//! What the worker tells the page.

use serde::{Deserialize, Serialize};

#[cfg(doc)]
use super::{Command, VERSION};
use super::{
    DataError, EpochRecord, Examination, LabelledImage, Looked, Point, Predictor, Progress, RatePoint, RateSuggestion,
    RequestId, RunError, RunId, Saliency, Score, Split, Survey, Weights,
};
use crate::catalogue::DatasetId;
use crate::device::{DeviceKind, Probe};

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
    /// The epochs whose weights are kept to be looked at. Sent whenever they change; where memory is short, some in
    /// between go.
    Saved {
        /// The run.
        run: RunId,
        /// The epochs, from 0, in order.
        epochs: Vec<u32>,
    },
    /// An examination has come so far.
    Examining {
        /// The question.
        request: RequestId,
        /// Images done.
        done: u32,
        /// Images in all.
        total: u32,
    },
    /// An examination has ended.
    Examined {
        /// The question.
        request: RequestId,
        /// What it found; `None` where the run, its weights at that moment or such images are not there.
        result: Option<Box<Examination>>,
    },
    /// What each layer makes of an image.
    Looked {
        /// The question.
        request: RequestId,
        /// `None` where the run, its weights at that moment or a network for such an image are not there.
        result: Option<Box<Looked>>,
    },
    /// A layer's weights.
    LayerWeights {
        /// The question.
        request: RequestId,
        /// `None` where the run, its weights at that moment or the layer are not there.
        result: Option<Box<Weights>>,
    },
    /// Which pixels mattered.
    Saliency {
        /// The question.
        request: RequestId,
        /// `None` where the run, its weights at that moment or a network for such an image are not there.
        result: Option<Box<Saliency>>,
    },
    /// What the last hidden layer makes of many test images.
    Surveyed {
        /// The question.
        request: RequestId,
        /// `None` where the run, its weights at that moment or test images are not there, or where its numbers are too many
        /// or not finite.
        result: Option<Box<Survey>>,
    },
    /// The mean image of each class.
    MeanImages {
        /// The question.
        request: RequestId,
        /// Which part.
        split: Split,
        /// Each class's bytes, as an image's; empty where it has no image.
        images: Vec<serde_bytes::ByteBuf>,
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
