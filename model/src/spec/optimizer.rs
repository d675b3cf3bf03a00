//! The update rules and their numbers. Names, defaults and meaning are those of Keras.

use serde::{Deserialize, Serialize};

use super::{SpecError, limits};

/// An update rule with its own numbers. In JSON `{"name": "adam", "learning_rate": 0.001}`; numbers that are left
/// out take Keras' defaults.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case", deny_unknown_fields)]
pub enum Optimizer {
    /// Stochastic gradient descent, with momentum where it is above 0.
    Sgd {
        /// Size of a step.
        #[serde(default = "default::sgd_rate")]
        learning_rate: f64,
        /// Share of the last step that is kept, 0 ≤ momentum < 1.
        #[serde(default)]
        momentum: f64,
        /// Whether the gradient is taken ahead, where the momentum leads (Nesterov 1983).
        #[serde(default)]
        nesterov: bool,
    },
    /// Adam (Kingma & Ba 2014).
    Adam {
        /// Size of a step.
        #[serde(default = "default::rate")]
        learning_rate: f64,
        /// Decay of the mean of gradients.
        #[serde(default = "default::beta_1")]
        beta_1: f64,
        /// Decay of the mean of squared gradients.
        #[serde(default = "default::beta_2")]
        beta_2: f64,
        /// Added to the root, against division by zero.
        #[serde(default = "default::epsilon")]
        epsilon: f64,
    },
    /// RMSprop (Tieleman & Hinton 2012).
    Rmsprop {
        /// Size of a step.
        #[serde(default = "default::rate")]
        learning_rate: f64,
        /// Decay of the mean of squared gradients.
        #[serde(default = "default::rho")]
        rho: f64,
        /// Added under the root, against division by zero.
        #[serde(default = "default::epsilon")]
        epsilon: f64,
    },
    /// AdaGrad (Duchi et al. 2011).
    Adagrad {
        /// Size of a step.
        #[serde(default = "default::rate")]
        learning_rate: f64,
        /// What the sum of squared gradients starts at.
        #[serde(default = "default::accumulator")]
        initial_accumulator_value: f64,
        /// Added under the root, against division by zero.
        #[serde(default = "default::epsilon")]
        epsilon: f64,
    },
}

mod default {
    pub fn sgd_rate() -> f64 {
        0.01
    }
    pub fn rate() -> f64 {
        0.001
    }
    pub fn beta_1() -> f64 {
        0.9
    }
    pub fn beta_2() -> f64 {
        0.999
    }
    pub fn rho() -> f64 {
        0.9
    }
    pub fn accumulator() -> f64 {
        0.1
    }
    pub fn epsilon() -> f64 {
        1e-7
    }
}

impl Optimizer {
    /// Plain gradient descent with Keras' numbers.
    pub fn sgd() -> Self {
        Self::Sgd { learning_rate: default::sgd_rate(), momentum: 0.0, nesterov: false }
    }

    /// Gradient descent with the usual momentum of 0.9.
    pub fn momentum() -> Self {
        Self::Sgd { learning_rate: default::sgd_rate(), momentum: 0.9, nesterov: false }
    }

    /// Adam with Keras' numbers.
    pub fn adam() -> Self {
        Self::Adam {
            learning_rate: default::rate(),
            beta_1: default::beta_1(),
            beta_2: default::beta_2(),
            epsilon: default::epsilon(),
        }
    }

    /// RMSprop with Keras' numbers.
    pub fn rmsprop() -> Self {
        Self::Rmsprop { learning_rate: default::rate(), rho: default::rho(), epsilon: default::epsilon() }
    }

    /// AdaGrad with Keras' numbers.
    pub fn adagrad() -> Self {
        Self::Adagrad {
            learning_rate: default::rate(),
            initial_accumulator_value: default::accumulator(),
            epsilon: default::epsilon(),
        }
    }

    /// Size of a step.
    pub fn learning_rate(&self) -> f64 {
        match self {
            Self::Sgd { learning_rate, .. }
            | Self::Adam { learning_rate, .. }
            | Self::Rmsprop { learning_rate, .. }
            | Self::Adagrad { learning_rate, .. } => *learning_rate,
        }
    }

    /// Sets the size of a step.
    pub fn set_learning_rate(&mut self, rate: f64) {
        match self {
            Self::Sgd { learning_rate, .. }
            | Self::Adam { learning_rate, .. }
            | Self::Rmsprop { learning_rate, .. }
            | Self::Adagrad { learning_rate, .. } => *learning_rate = rate,
        }
    }

    /// Whether every number lies where its formula is defined.
    ///
    /// # Errors
    /// [`SpecError::LearningRate`] or [`SpecError::OptimizerNumber`] with the number's name and range.
    pub fn check(&self) -> Result<(), SpecError> {
        let rate = self.learning_rate();
        if !(rate > 0.0 && rate <= limits::MAX_LEARNING_RATE) {
            return Err(SpecError::LearningRate { rate, max: limits::MAX_LEARNING_RATE });
        }
        match *self {
            Self::Sgd { momentum, .. } => share("momentum", momentum),
            Self::Adam { beta_1, beta_2, epsilon, .. } => {
                share("beta_1", beta_1).and(share("beta_2", beta_2)).and(positive("epsilon", epsilon))
            }
            Self::Rmsprop { rho, epsilon, .. } => share("rho", rho).and(positive("epsilon", epsilon)),
            Self::Adagrad { initial_accumulator_value, epsilon, .. } => {
                within("initial_accumulator_value", initial_accumulator_value, 0.0, 1e6)
                    .and(positive("epsilon", epsilon))
            }
        }
    }
}

/// A number 0 ≤ x < 1.
fn share(name: &'static str, value: f64) -> Result<(), SpecError> {
    within(name, value, 0.0, 0.999_999)
}

/// A number that keeps a division defined in 32-bit arithmetic.
fn positive(name: &'static str, value: f64) -> Result<(), SpecError> {
    within(name, value, 1e-12, 1.0)
}

fn within(name: &'static str, value: f64, min: f64, max: f64) -> Result<(), SpecError> {
    if (min..=max).contains(&value) {
        Ok(())
    } else {
        Err(SpecError::OptimizerNumber { name: name.to_owned(), value, min, max })
    }
}
