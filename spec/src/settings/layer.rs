//! Hidden layers.

use serde::{Deserialize, Serialize};

use super::Activation;
use super::number::{Entry, Number, Numbers, Step};

/// A hidden layer. Which may follow which is decided by shapes: see [`super::Shape`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Every unit sees every input. Flattens an image by itself.
    Dense(Dense),
    /// Filters that slide over an image.
    Conv(Conv),
    /// The greatest or the mean of each window of an image.
    Pool(Pool),
    /// An image as a vector: rows, columns, channels.
    Flatten,
    /// Sets some of its inputs to zero while training.
    Dropout(Dropout),
    /// Mean 0 and variance 1 for each channel or unit of a batch, then a learnt factor and offset.
    BatchNorm(BatchNorm),
}

/// A fully connected layer: `activation(x · kernel + bias)`. In JSON `{"units": 128, "activation": "relu"}` or,
/// shorter, `[128, "relu"]`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dense {
    /// Outputs.
    pub units: usize,
    /// What each output passes through.
    #[serde(default)]
    pub activation: Activation,
}

/// A convolution over an image: at each place `activation(window · kernel + bias)`, one number a filter (LeCun et al.
/// 1989). As everywhere in the field the kernel is not turned round.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conv {
    /// Output channels.
    pub filters: usize,
    /// Side of the square window, pixels.
    pub kernel: usize,
    /// Pixels from one window to the next.
    #[serde(default = "one")]
    pub stride: usize,
    /// Whether windows may lie over the edge.
    #[serde(default)]
    pub padding: Padding,
    /// What each output passes through.
    #[serde(default)]
    pub activation: Activation,
}

/// Pooling: one number for each window of each channel.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, from = "PoolText")]
pub struct Pool {
    /// Which number.
    pub kind: PoolKind,
    /// Side of the square window, pixels.
    pub size: usize,
    /// Pixels from one window to the next.
    pub stride: usize,
    /// Whether windows may lie over the edge. What lies beyond it never wins and is not counted.
    pub padding: Padding,
}

/// [`Pool`] as it may be written: without a stride, windows lie side by side, as in Keras.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PoolText {
    #[serde(default)]
    kind: PoolKind,
    size: usize,
    stride: Option<usize>,
    #[serde(default)]
    padding: Padding,
}

impl From<PoolText> for Pool {
    fn from(text: PoolText) -> Self {
        let PoolText { kind, size, stride, padding } = text;
        Self { kind, size, stride: stride.unwrap_or(size), padding }
    }
}

/// Which number stands for a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PoolKind {
    /// The greatest.
    #[default]
    Max,
    /// The mean.
    Average,
}

/// What happens at the edge of an image. Both as in TensorFlow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Padding {
    /// Every window lies within the image: ⌊(n − k) / s⌋ + 1 of them.
    #[default]
    Valid,
    /// ⌈n / s⌉ windows; the missing rows and columns are shared between both edges, an odd one lies at the bottom or
    /// right.
    Same,
}

impl Padding {
    /// Both, in the order in which a list shows them.
    pub const ALL: [Self; 2] = [Self::Valid, Self::Same];

    /// Its name in links, lists and test ids, the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Same => "same",
        }
    }

    /// The padding of an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|padding| padding.id() == id)
    }
}

/// Sets each input to zero with probability `rate` while training and divides the others by 1 − `rate` (Srivastava et
/// al. 2014).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dropout {
    /// Share of the inputs.
    pub rate: f64,
}

/// Batch normalisation (Ioffe & Szegedy 2015): by the batch's own mean and variance while training, by their moving
/// means afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BatchNorm {
    /// Share of the moving mean that each batch leaves, 0 ≤ momentum < 1.
    pub momentum: f64,
    /// Added to the variance, against division by zero.
    pub epsilon: f64,
}

impl Default for BatchNorm {
    /// Keras' numbers.
    fn default() -> Self {
        Self { momentum: MOMENTUM.usual, epsilon: EPSILON.usual }
    }
}

fn one() -> usize {
    1
}

impl Layer {
    /// A dense layer.
    pub fn dense(units: usize, activation: Activation) -> Self {
        Self::Dense(Dense { units, activation })
    }

    /// What its outputs pass through, where it has such a choice.
    pub fn activation(&self) -> Option<Activation> {
        { *self }.activation_mut().copied()
    }

    /// The choice of what its outputs pass through, where it has it.
    pub fn activation_mut(&mut self) -> Option<&mut Activation> {
        match self {
            Self::Dense(dense) => Some(&mut dense.activation),
            Self::Conv(conv) => Some(&mut conv.activation),
            Self::Pool(_) | Self::Flatten | Self::Dropout(_) | Self::BatchNorm(_) => None,
        }
    }

    /// What happens at the edge, where it has such a choice.
    pub fn padding(&self) -> Option<Padding> {
        { *self }.padding_mut().copied()
    }

    /// The choice of what happens at the edge, where it has it.
    pub fn padding_mut(&mut self) -> Option<&mut Padding> {
        match self {
            Self::Conv(conv) => Some(&mut conv.padding),
            Self::Pool(pool) => Some(&mut pool.padding),
            Self::Dense(_) | Self::Flatten | Self::Dropout(_) | Self::BatchNorm(_) => None,
        }
    }

    /// Its kind.
    pub fn kind(&self) -> LayerKind {
        match self {
            Self::Dense(_) => LayerKind::Dense,
            Self::Conv(_) => LayerKind::Conv,
            Self::Pool(Pool { kind: PoolKind::Max, .. }) => LayerKind::MaxPool,
            Self::Pool(Pool { kind: PoolKind::Average, .. }) => LayerKind::AveragePool,
            Self::Flatten => LayerKind::Flatten,
            Self::Dropout(_) => LayerKind::Dropout,
            Self::BatchNorm(_) => LayerKind::BatchNorm,
        }
    }
}

const UNITS: Number = whole("units", 64.0, 2_048.0);
const FILTERS: Number = whole("filters", 16.0, 256.0);
/// The least that has a middle.
const KERNEL: Number = whole("kernel", 3.0, MAX_WINDOW);
const SIZE: Number = whole("size", 2.0, MAX_WINDOW).topic("pool-size");
/// Of a pooling it is usually the window's side.
const STRIDE: Number = whole("stride", 1.0, MAX_WINDOW).link("s");
/// The share of Srivastava et al. 2014 for hidden layers.
const RATE: Number = Number::new("rate", 0.5, [0.0, 0.95], Step::By(0.05)).topic("dropout-rate");
const MOMENTUM: Number = Number::share("momentum", 0.99, 0.01).link("m").topic("layer-norm");
const EPSILON: Number = Number::new("epsilon", 1e-3, [1e-7, 1.0], Step::Ladder).link("e").topic("layer-norm");

/// Largest side of a window and its stride, pixels.
const MAX_WINDOW: f64 = 16.0;

const fn whole(id: &'static str, usual: f64, most: f64) -> Number {
    Number::new(id, usual, [1.0, most], Step::One)
}

impl Numbers for Layer {
    fn numbers(&mut self) -> Vec<Entry<'_>> {
        match self {
            Self::Dense(Dense { units, .. }) => vec![(&UNITS, units.into())],
            Self::Conv(Conv { filters, kernel, stride, .. }) => {
                vec![(&FILTERS, filters.into()), (&KERNEL, kernel.into()), (&STRIDE, stride.into())]
            }
            Self::Pool(Pool { size, stride, .. }) => vec![(&SIZE, size.into()), (&STRIDE, stride.into())],
            Self::Flatten => vec![],
            Self::Dropout(Dropout { rate }) => vec![(&RATE, rate.into())],
            Self::BatchNorm(BatchNorm { momentum, epsilon }) => {
                vec![(&MOMENTUM, momentum.into()), (&EPSILON, epsilon.into())]
            }
        }
    }
}

/// A kind of layer, as a person chooses it from a list. The two poolings are one layer in a spec and two in a list.
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

    /// The kind of an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// A layer of the kind with its usual numbers; windows of a pooling lie side by side, as in Keras.
    pub fn usual(self) -> Layer {
        let padding = Padding::Valid;
        let pool = |kind| Layer::Pool(Pool { kind, size: SIZE.whole(), stride: SIZE.whole(), padding });
        match self {
            Self::Dense => Layer::dense(UNITS.whole(), Activation::Relu),
            Self::Conv => Layer::Conv(Conv {
                filters: FILTERS.whole(),
                kernel: KERNEL.whole(),
                stride: STRIDE.whole(),
                padding,
                activation: Activation::Relu,
            }),
            Self::MaxPool => pool(PoolKind::Max),
            Self::AveragePool => pool(PoolKind::Average),
            Self::Flatten => Layer::Flatten,
            Self::Dropout => Layer::Dropout(Dropout { rate: RATE.usual }),
            Self::BatchNorm => Layer::BatchNorm(BatchNorm::default()),
        }
    }
}
