//! What the worker tells the page.

use serde::{Deserialize, Serialize};

use super::{Answer, DataError, EpochRecord, Failure, Partial, Point, Progress, RequestId, RunError, RunId, Score};
#[cfg(doc)]
use super::{Command, VERSION};
use crate::catalogue::DatasetId;
use crate::device::Probe;

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
    Ready,
    /// The worker cannot do what it is for; the page starts another.
    Failed(Failure),
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
    /// An answer is under way. States totals, so that the newest replaces those before.
    Answering {
        /// The question.
        request: RequestId,
        /// Images, squares or steps done.
        done: u32,
        /// The same in all.
        total: u32,
        /// What is known already, where a part of the answer can be shown before the end.
        so_far: Option<Partial>,
    },
    /// A question is answered.
    Answered {
        /// The question.
        request: RequestId,
        /// `None` where it cannot be answered: its data set, its run, the weights of that moment, its layer or class, or
        /// a network for an image of this size are not there, or numbers are not finite.
        answer: Option<Answer>,
    },
    /// A fresh network stands ready.
    Built {
        /// The run.
        run: RunId,
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
    /// New points of the training curve. They take the place of those at the same epochs.
    Points {
        /// The run.
        run: RunId,
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
    /// The epochs whose weights are kept to be looked at. Sent whenever they change; where memory is short, some in
    /// between go.
    Saved {
        /// The run.
        run: RunId,
        /// The epochs, from 0, in order.
        epochs: Vec<u32>,
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
