//! The update rules and their numbers. Names, defaults and meaning are those of Keras.

use serde::{Deserialize, Serialize};

use super::number::{Entry, Number, Numbers, Step, check};
use super::{SpecError, SpecPart, limits};

/// An update rule with its own numbers. In JSON `{"name": "adam", "learning_rate": 0.001}`; numbers that are left
/// out take Keras' defaults.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case", deny_unknown_fields)]
pub enum Optimizer {
    /// Stochastic gradient descent, with momentum where it is above 0.
    Sgd {
        /// Size of a step.
        #[serde(default = "usual::sgd_rate")]
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
        #[serde(default = "usual::rate")]
        learning_rate: f64,
        /// Decay of the mean of gradients.
        #[serde(default = "usual::beta_1")]
        beta_1: f64,
        /// Decay of the mean of squared gradients.
        #[serde(default = "usual::beta_2")]
        beta_2: f64,
        /// Added to the root, against division by zero.
        #[serde(default = "usual::epsilon")]
        epsilon: f64,
    },
    /// Adam with decoupled weight decay (Loshchilov & Hutter 2017): before each step every weight, biases too, shrinks by
    /// the share `learning_rate · weight_decay`.
    #[serde(rename = "adamw")]
    AdamW {
        /// Size of a step.
        #[serde(default = "usual::rate")]
        learning_rate: f64,
        /// Share of a weight that is taken away, times the learning rate.
        #[serde(default = "usual::weight_decay")]
        weight_decay: f64,
        /// Decay of the mean of gradients.
        #[serde(default = "usual::beta_1")]
        beta_1: f64,
        /// Decay of the mean of squared gradients.
        #[serde(default = "usual::beta_2")]
        beta_2: f64,
        /// Added to the root, against division by zero.
        #[serde(default = "usual::epsilon")]
        epsilon: f64,
    },
    /// RMSprop (Tieleman & Hinton 2012).
    Rmsprop {
        /// Size of a step.
        #[serde(default = "usual::rate")]
        learning_rate: f64,
        /// Decay of the mean of squared gradients.
        #[serde(default = "usual::rho")]
        rho: f64,
        /// Added under the root, against division by zero.
        #[serde(default = "usual::epsilon")]
        epsilon: f64,
    },
    /// AdaGrad (Duchi et al. 2011).
    Adagrad {
        /// Size of a step.
        #[serde(default = "usual::rate")]
        learning_rate: f64,
        /// What the sum of squared gradients starts at.
        #[serde(default = "usual::accumulator")]
        initial_accumulator_value: f64,
        /// Added under the root, against division by zero.
        #[serde(default = "usual::epsilon")]
        epsilon: f64,
    },
}

const SGD_RATE: Number = learning_rate(0.01);
const RATE: Number = learning_rate(0.001);
const MOMENTUM: Number = Number::share("momentum", 0.0, 0.1).link("momentum");
const BETA_1: Number = Number::share("beta_1", 0.9, 0.01).link("beta1").test_id("beta-1").topic("betas").symbol("β₁");
const BETA_2: Number =
    Number::share("beta_2", 0.999, 0.001).link("beta2").test_id("beta-2").topic("betas").symbol("β₂");
const WEIGHT_DECAY: Number = Number::new("weight_decay", 0.004, [0.0, 1.0], Step::Ladder)
    .link("decay")
    .test_id("weight-decay")
    .topic("adamw")
    .symbol("λ");
const RHO: Number = Number::share("rho", 0.9, 0.01).link("rho").topic("rmsprop").symbol("ρ");
const ACCUMULATOR: Number = Number::new("initial_accumulator_value", 0.1, [0.0, 1e6], Step::By(0.1))
    .link("accumulator")
    .test_id("accumulator")
    .topic("adagrad")
    .symbol("Σ₀");
/// The least keeps a division defined in 32-bit arithmetic.
const EPSILON: Number = Number::new("epsilon", 1e-7, [1e-12, 1.0], Step::Ladder).link("epsilon").symbol("ε");

/// Its least value is not among those that are allowed: [`Optimizer::check`] says so.
const fn learning_rate(usual: f64) -> Number {
    let range = [0.0, limits::MAX_LEARNING_RATE];
    Number::new("learning_rate", usual, range, Step::Ladder).link("rate").test_id("learning-rate").topic("rate")
}

/// What serde asks for.
mod usual {
    pub fn sgd_rate() -> f64 {
        super::SGD_RATE.usual
    }
    pub fn rate() -> f64 {
        super::RATE.usual
    }
    pub fn beta_1() -> f64 {
        super::BETA_1.usual
    }
    pub fn beta_2() -> f64 {
        super::BETA_2.usual
    }
    pub fn weight_decay() -> f64 {
        super::WEIGHT_DECAY.usual
    }
    pub fn rho() -> f64 {
        super::RHO.usual
    }
    pub fn accumulator() -> f64 {
        super::ACCUMULATOR.usual
    }
    pub fn epsilon() -> f64 {
        super::EPSILON.usual
    }
}

impl Optimizer {
    /// Every rule with its usual numbers, in the order in which a list shows them: gradient descent is there twice, plain
    /// and with momentum.
    pub const ALL: [Self; 6] = [
        Self::Sgd { learning_rate: SGD_RATE.usual, momentum: MOMENTUM.usual, nesterov: false },
        Self::Sgd { learning_rate: SGD_RATE.usual, momentum: 0.9, nesterov: false },
        Self::Adam { learning_rate: RATE.usual, beta_1: BETA_1.usual, beta_2: BETA_2.usual, epsilon: EPSILON.usual },
        Self::AdamW {
            learning_rate: RATE.usual,
            weight_decay: WEIGHT_DECAY.usual,
            beta_1: BETA_1.usual,
            beta_2: BETA_2.usual,
            epsilon: EPSILON.usual,
        },
        Self::Rmsprop { learning_rate: RATE.usual, rho: RHO.usual, epsilon: EPSILON.usual },
        Self::Adagrad {
            learning_rate: RATE.usual,
            initial_accumulator_value: ACCUMULATOR.usual,
            epsilon: EPSILON.usual,
        },
    ];

    /// Gradient descent that looks ahead: in lists it is the one with momentum.
    pub const NESTEROV: Self = Self::Sgd { learning_rate: SGD_RATE.usual, momentum: 0.9, nesterov: true };

    /// Plain gradient descent with Keras' numbers.
    pub fn sgd() -> Self {
        Self::ALL[0]
    }

    /// Gradient descent with the usual momentum of 0.9.
    pub fn momentum() -> Self {
        Self::ALL[1]
    }

    /// Adam with Keras' numbers.
    pub fn adam() -> Self {
        Self::ALL[2]
    }

    /// Its name in lists, test ids and explanations.
    pub fn id(&self) -> &'static str {
        match *self {
            Self::Sgd { momentum: 0.0, nesterov: false, .. } => "sgd",
            Self::Sgd { .. } => "momentum",
            Self::Adam { .. } => "adam",
            Self::AdamW { .. } => "adamw",
            Self::Rmsprop { .. } => "rmsprop",
            Self::Adagrad { .. } => "adagrad",
        }
    }

    /// Its name in JSON and links, where momentum is a number and no rule of its own.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sgd { .. } => "sgd",
            Self::Adam { .. } | Self::AdamW { .. } | Self::Rmsprop { .. } | Self::Adagrad { .. } => self.id(),
        }
    }

    /// Its name for people, the same in every language.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Sgd { nesterov: false, .. } => "SGD",
            Self::Sgd { nesterov: true, .. } => "Nesterov",
            Self::Adam { .. } => "Adam",
            Self::AdamW { .. } => "AdamW",
            Self::Rmsprop { .. } => "RMSprop",
            Self::Adagrad { .. } => "AdaGrad",
        }
    }

    /// The rule of an id with its usual numbers.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.id() == id)
    }

    /// The learning rate that it has at first.
    pub fn usual_rate(mut self) -> f64 {
        self.numbers().first().map_or(RATE.usual, |(number, _)| number.usual)
    }

    /// Whether the gradient is taken ahead, where it has the choice.
    pub fn nesterov_mut(&mut self) -> Option<&mut bool> {
        match self {
            Self::Sgd { nesterov, .. } => Some(nesterov),
            Self::Adam { .. } | Self::AdamW { .. } | Self::Rmsprop { .. } | Self::Adagrad { .. } => None,
        }
    }

    /// Size of a step.
    pub fn learning_rate(&self) -> f64 {
        match self {
            Self::Sgd { learning_rate, .. }
            | Self::Adam { learning_rate, .. }
            | Self::AdamW { learning_rate, .. }
            | Self::Rmsprop { learning_rate, .. }
            | Self::Adagrad { learning_rate, .. } => *learning_rate,
        }
    }

    /// Sets the size of a step.
    pub fn set_learning_rate(&mut self, rate: f64) {
        match self {
            Self::Sgd { learning_rate, .. }
            | Self::Adam { learning_rate, .. }
            | Self::AdamW { learning_rate, .. }
            | Self::Rmsprop { learning_rate, .. }
            | Self::Adagrad { learning_rate, .. } => *learning_rate = rate,
        }
    }

    /// Whether two rules are the same but for the learning rate.
    pub fn same_but_rate(mut self, other: &Self) -> bool {
        self.set_learning_rate(other.learning_rate());
        self == *other
    }

    /// Whether every number lies where its formula is defined.
    ///
    /// # Errors
    /// [`SpecError::LearningRate`] or [`SpecError::Number`].
    pub fn check(&self) -> Result<(), SpecError> {
        let rate = self.learning_rate();
        if !(rate > 0.0 && rate <= limits::MAX_LEARNING_RATE) {
            return Err(SpecError::LearningRate { rate, max: limits::MAX_LEARNING_RATE });
        }
        check(SpecPart::Optimizer, self.values())
    }
}

impl Numbers for Optimizer {
    /// The learning rate comes first.
    fn numbers(&mut self) -> Vec<Entry<'_>> {
        match self {
            Self::Sgd { learning_rate, momentum, nesterov: _ } => {
                vec![(&SGD_RATE, learning_rate.into()), (&MOMENTUM, momentum.into())]
            }
            Self::Adam { learning_rate, beta_1, beta_2, epsilon } => vec![
                (&RATE, learning_rate.into()),
                (&BETA_1, beta_1.into()),
                (&BETA_2, beta_2.into()),
                (&EPSILON, epsilon.into()),
            ],
            Self::AdamW { learning_rate, weight_decay, beta_1, beta_2, epsilon } => vec![
                (&RATE, learning_rate.into()),
                (&WEIGHT_DECAY, weight_decay.into()),
                (&BETA_1, beta_1.into()),
                (&BETA_2, beta_2.into()),
                (&EPSILON, epsilon.into()),
            ],
            Self::Rmsprop { learning_rate, rho, epsilon } => {
                vec![(&RATE, learning_rate.into()), (&RHO, rho.into()), (&EPSILON, epsilon.into())]
            }
            Self::Adagrad { learning_rate, initial_accumulator_value, epsilon } => vec![
                (&RATE, learning_rate.into()),
                (&ACCUMULATOR, initial_accumulator_value.into()),
                (&EPSILON, epsilon.into()),
            ],
        }
    }
}
