//! What commands and events are made of.

use serde::{Deserialize, Serialize};

use super::RunId;
use crate::SpecError;

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

/// Why a worker cannot go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What has failed.
    pub kind: FailureKind,
    /// How, in English, for the curious.
    pub detail: String,
}

/// What has failed in a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FailureKind {
    /// The device could not be started.
    Start,
    /// The device started, but computes wrong numbers.
    SelfTest,
    /// The device was lost while in use.
    Lost,
    /// Page and worker are of different builds.
    Version,
    /// A message could not be read.
    Message,
    /// A fault in the program.
    Panic,
}
