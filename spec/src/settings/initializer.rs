//! The first weights.

use serde::{Deserialize, Serialize};

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

    /// Its name in links, lists and test ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::GlorotUniform => "glorot",
            Self::HeUniform => "he",
            Self::Zeros => "zeros",
        }
    }

    /// The initializer of an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|initializer| initializer.id() == id)
    }
}
