//! Hidden layers, their activations and their first weights.

use serde::{Deserialize, Serialize};

use super::{SpecError, limits};

/// A hidden layer. Convolution, pooling and the rest join as further variants; every `match` then names its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Every unit sees every input.
    Dense(Dense),
}

/// A fully connected layer: `activation(x · kernel + bias)`. In JSON `{"units": 128, "activation": "relu"}` or,
/// shorter, `[128, "relu"]`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dense {
    /// Outputs, 1–[`limits::MAX_UNITS`].
    pub units: usize,
    /// What each output passes through.
    #[serde(default)]
    pub activation: Activation,
}

impl Layer {
    /// A dense layer.
    pub fn dense(units: usize, activation: Activation) -> Self {
        Self::Dense(Dense { units, activation })
    }

    pub(super) fn check(&self, index: usize) -> Result<(), SpecError> {
        match self {
            Self::Dense(Dense { units, .. }) if *units == 0 || *units > limits::MAX_UNITS => {
                Err(SpecError::Units { layer: index + 1, units: *units, max: limits::MAX_UNITS })
            }
            Self::Dense(_) => Ok(()),
        }
    }
}

/// The function that each output of a layer passes through. Names and constants are those of Keras.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activation {
    /// x
    #[default]
    #[serde(alias = "linear")]
    None,
    /// max(0, x)
    Relu,
    /// 1 / (1 + e⁻ˣ)
    Sigmoid,
    /// (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)
    Tanh,
    /// x Φ(x), with the normal distribution's Φ (Hendrycks & Gimpel 2016)
    Gelu,
    /// x where x > 0, otherwise 0.2 x
    LeakyRelu,
    /// x where x > 0, otherwise eˣ − 1 (Clevert et al. 2015)
    Elu,
    /// 1.0507 x where x > 0, otherwise 1.0507 · 1.6733 (eˣ − 1) (Klambauer et al. 2017)
    Selu,
    /// x / (1 + e⁻ˣ) (Ramachandran et al. 2017), also called SiLU
    #[serde(alias = "silu")]
    Swish,
}

impl Activation {
    /// All of them, in the order in which a list shows them.
    pub const ALL: [Self; 9] = [
        Self::Relu,
        Self::Tanh,
        Self::Sigmoid,
        Self::LeakyRelu,
        Self::Elu,
        Self::Selu,
        Self::Gelu,
        Self::Swish,
        Self::None,
    ];
}

/// How the first weights of a kernel are drawn. Biases start at zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Initializer {
    /// Uniform in ±√(6 / (inputs + outputs)) (Glorot & Bengio 2010), also called Xavier
    #[default]
    GlorotUniform,
    /// Uniform in ±√(6 / inputs) (He et al. 2015)
    HeUniform,
    /// All zero: every unit stays the same as its neighbour. Shows why weights are drawn at random.
    Zeros,
}

impl Initializer {
    /// All of them, in the order in which a list shows them.
    pub const ALL: [Self; 3] = [Self::GlorotUniform, Self::HeUniform, Self::Zeros];
}
