//! What crosses between the page and the worker: the spine of the program.
//!
//! The page sends a [`Command`], the worker answers with [`Event`]s, both as postcard bytes in one transferred
//! buffer. Events carry the [`RunId`] they belong to and state totals, never differences, so applying one twice
//! changes nothing and those of an old run can be dropped.

mod command;
mod event;
mod evaluation;
mod inside;
mod json;
mod parts;
mod question;

pub use command::Command;
pub use evaluation::{ClassFigures, Means, Part, Predictions, Report};
pub use event::Event;
pub use inside::{
    Activations, Array, DeadUnits, LayerWeights, Method, PrincipalComponents, Projection, Saliency, bytes,
};
pub use parts::{
    DataError, EpochRecord, Failure, FailureKind, LabelledImage, Phase, Point, Predictor, Progress, RatePoint,
    RateSuggestion, RunError, Score,
};

pub use question::{Answer, Ask, Partial, Question};

use serde::{Deserialize, Serialize};

/// A hash of the sources of all that crosses, made by `build.rs`; page and worker compare it in their first messages.
pub const VERSION: u32 = match u32::from_str_radix(env!("PROTOCOL_VERSION"), 10) {
    Ok(version) => version,
    Err(_) => panic!("the build script gives a number"),
};

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

/// Whose weights are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Moment {
    /// Those that the run has now.
    #[default]
    Now,
    /// Those that it had at the end of this epoch, counted from 0; see [`Event::Saved`].
    Epoch(u32),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Optimizer, Spec};

    #[test]
    fn a_spec_survives_the_crossing() {
        let spec = Spec { optimizer: Optimizer::momentum(), ..Spec::default() };
        let command = Command::Build { run: RunId(7), spec: Box::new(spec), weights: Some(vec![1, 2]) };
        assert_eq!(decode::<Command>(&encode(&command)), Ok(command));
    }

    #[test]
    fn bytes_from_elsewhere_are_refused() {
        // Nothing, a command that is none, and a spec that ends too soon.
        let spec = encode(&Command::Build { run: RunId(7), spec: Box::default(), weights: None });
        for bytes in [&[][..], &[255; 9], &spec[..spec.len() / 2]] {
            assert!(decode::<Command>(bytes).is_err(), "{bytes:?}");
        }
    }
}
