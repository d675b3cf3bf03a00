//! Kinds of layers, as a person chooses them from a list.

use model::spec::{Layer, PoolKind};

/// A kind of layer. The two poolings are one layer in a spec and two in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerKind {
    /// Every unit sees every input.
    Dense,
    /// Filters that slide over an image.
    Conv,
    /// The greatest of each window.
    MaxPool,
    /// The mean of each window.
    AveragePool,
    /// An image as a vector.
    Flatten,
    /// Switches inputs off while training.
    Dropout,
    /// Mean 0 and variance 1.
    BatchNorm,
}

impl LayerKind {
    /// All of them, in the order in which a list shows them.
    pub const ALL: [Self; 7] =
        [Self::Dense, Self::Conv, Self::MaxPool, Self::AveragePool, Self::Flatten, Self::Dropout, Self::BatchNorm];

    /// The kind of a layer.
    pub fn of(layer: &Layer) -> Self {
        match layer {
            Layer::Dense(_) => Self::Dense,
            Layer::Conv(_) => Self::Conv,
            Layer::Pool(pool) => match pool.kind {
                PoolKind::Max => Self::MaxPool,
                PoolKind::Average => Self::AveragePool,
            },
            Layer::Flatten => Self::Flatten,
            Layer::Dropout(_) => Self::Dropout,
            Layer::BatchNorm(_) => Self::BatchNorm,
        }
    }

    /// Its name in test ids and links, the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            Self::Dense => "dense",
            Self::Conv => "conv",
            Self::MaxPool => "max",
            Self::AveragePool => "avg",
            Self::Flatten => "flatten",
            Self::Dropout => "drop",
            Self::BatchNorm => "norm",
        }
    }
}
