//! The function behind each layer.

use serde::{Deserialize, Serialize};

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

    /// Its name in links, lists and test ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Relu => "relu",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Gelu => "gelu",
            Self::LeakyRelu => "leaky-relu",
            Self::Elu => "elu",
            Self::Selu => "selu",
            Self::Swish => "swish",
        }
    }

    /// The activation of an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|activation| activation.id() == id)
    }
}
