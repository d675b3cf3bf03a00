//! What the page asks of the worker.

use serde::{Deserialize, Serialize};

#[cfg(doc)]
use super::{Event, VERSION};
use super::{Question, RequestId, RunId, json};
use crate::Spec;
use crate::catalogue::DatasetId;
use crate::device::DeviceKind;

/// What the page asks of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// The first message. The worker prepares its device, tests it, and answers with [`Event::Ready`] or
    /// [`Event::Failed`].
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
    /// Answer a question: [`Event::Answering`] as long as it takes, then [`Event::Answered`]. A newer question of its kind
    /// ([`Question::replaces`]) takes its place, and nothing more is heard of it.
    Ask {
        /// Ties the answer to this question.
        request: RequestId,
        /// The question.
        question: Question,
    },
    /// Give up a question. A search for a learning rate is answered with what it has found so far; of others nothing more
    /// is heard.
    Withdraw {
        /// Which.
        request: RequestId,
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
    /// Measure the network as it is on all test images: [`Event::Test`].
    Evaluate {
        /// The run.
        run: RunId,
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
