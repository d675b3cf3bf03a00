//! What keeps a network from learning its training images by heart.

use serde::{Deserialize, Serialize};

use super::number::{Entry, Number, Numbers, Step};

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
    /// λ of the penalty.
    pub const L2: Number = Number::new("l2", 0.0, [0.0, 1.0], Step::Ladder).link("l2");
    /// The longest gradient, where there is a limit.
    pub const CLIP_NORM: Number =
        Number::new("clip_norm", 1.0, [1e-6, 1e6], Step::Ladder).link("clip").test_id("clip-norm").topic("clip");
}

impl Numbers for Regularization {
    fn numbers(&mut self) -> Vec<Entry<'_>> {
        let clip_norm = self.clip_norm.as_mut().map(|norm| (&Self::CLIP_NORM, norm.into()));
        [(&Self::L2, (&mut self.l2).into())].into_iter().chain(clip_norm).collect()
    }
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
        Self { patience: Self::PATIENCE.whole() }
    }
}

impl EarlyStopping {
    /// How long it waits.
    pub const PATIENCE: Number =
        Number::new("patience", 3.0, [1.0, 100.0], Step::One).link("stop").topic("early-stopping");
}

impl Numbers for EarlyStopping {
    fn numbers(&mut self) -> Vec<Entry<'_>> {
        vec![(&Self::PATIENCE, (&mut self.patience).into())]
    }
}
