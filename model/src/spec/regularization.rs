//! What keeps a network from learning its training images by heart.

use serde::{Deserialize, Serialize};

use super::{SpecError, Validation};

/// What keeps the weights small and the steps short.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Regularization {
    /// λ of the term λ · Σ w² over all kernels that is added to the loss (Keras' `kernel_regularizer="l2"`); its
    /// gradient is 2 λ w. Biases are free. Loss and curves are shown without it, so that runs can be compared. 0 for none.
    pub l2: f64,
    /// The largest length of the gradient over all parameters together; a longer one is scaled down to it (Pascanu et
    /// al. 2013, Keras' `global_clipnorm`). `None` for no limit.
    pub clip_norm: Option<f64>,
}

impl Regularization {
    /// Whether each number lies where it makes sense.
    ///
    /// # Errors
    /// [`SpecError::RegularizationNumber`]
    pub fn check(&self) -> Result<(), SpecError> {
        within("l2", self.l2, 0.0, 1.0)?;
        self.clip_norm.map_or(Ok(()), |norm| within("clip_norm", norm, 1e-6, 1e6))
    }
}

fn within(name: &str, value: f64, min: f64, max: f64) -> Result<(), SpecError> {
    if (min..=max).contains(&value) {
        return Ok(());
    }
    Err(SpecError::RegularizationNumber { name: name.to_owned(), value, min, max })
}

/// Ends a run once the validation loss has not fallen for some epochs. The weights of the best epoch are put back
/// (Keras' `EarlyStopping` with `restore_best_weights`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EarlyStopping {
    /// Epochs without a better one that are waited for.
    pub patience: usize,
}

impl Default for EarlyStopping {
    fn default() -> Self {
        Self { patience: 3 }
    }
}

impl EarlyStopping {
    /// The most epochs to wait for.
    pub const MAX_PATIENCE: usize = 100;

    /// Whether there is something to watch, for some time.
    ///
    /// # Errors
    /// [`SpecError::Patience`] or [`SpecError::NothingToWatch`]
    pub fn check(&self, validation: Validation) -> Result<(), SpecError> {
        if !(1..=Self::MAX_PATIENCE).contains(&self.patience) {
            return Err(SpecError::Patience { epochs: self.patience, max: Self::MAX_PATIENCE });
        }
        match validation {
            Validation::None => Err(SpecError::NothingToWatch),
            Validation::First(_)
            | Validation::LastFraction(_)
            | Validation::RandomFraction { .. }
            | Validation::TestSet => Ok(()),
        }
    }
}
