//! Hidden layers, their activations and their first weights.

use serde::{Deserialize, Serialize};

use super::{SpecError, limits};

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
    /// Outputs, 1–[`limits::MAX_UNITS`].
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
    /// Output channels, 1–[`limits::MAX_FILTERS`].
    pub filters: usize,
    /// Side of the square window, pixels, 1–[`limits::MAX_WINDOW`].
    pub kernel: usize,
    /// Pixels from one window to the next, 1–[`limits::MAX_WINDOW`].
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
    /// Side of the square window, pixels, 1–[`limits::MAX_WINDOW`].
    pub size: usize,
    /// Pixels from one window to the next, 1–[`limits::MAX_WINDOW`].
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

/// Sets each input to zero with probability `rate` while training and divides the others by 1 − `rate` (Srivastava et
/// al. 2014).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dropout {
    /// Share of the inputs, 0–[`limits::MAX_DROPOUT`].
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
        Self { momentum: 0.99, epsilon: 1e-3 }
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
        match self {
            Self::Dense(dense) => Some(dense.activation),
            Self::Conv(conv) => Some(conv.activation),
            Self::Pool(_) | Self::Flatten | Self::Dropout(_) | Self::BatchNorm(_) => None,
        }
    }

    /// Whether each of its own numbers is in range; where it stands does not matter yet.
    pub(super) fn check(&self, index: usize) -> Result<(), SpecError> {
        let layer = index + 1;
        let whole = |name: &str, value: usize, max: usize| within(layer, name, value as f64, 1.0, max as f64);
        match *self {
            Self::Dense(Dense { units, .. }) if units == 0 || units > limits::MAX_UNITS => {
                Err(SpecError::Units { layer, units, max: limits::MAX_UNITS })
            }
            Self::Dense(_) | Self::Flatten => Ok(()),
            Self::Conv(Conv { filters, kernel, stride, .. }) => whole("filters", filters, limits::MAX_FILTERS)
                .and(whole("kernel", kernel, limits::MAX_WINDOW))
                .and(whole("stride", stride, limits::MAX_WINDOW)),
            Self::Pool(Pool { size, stride, .. }) => {
                whole("size", size, limits::MAX_WINDOW).and(whole("stride", stride, limits::MAX_WINDOW))
            }
            Self::Dropout(Dropout { rate }) => within(layer, "rate", rate, 0.0, limits::MAX_DROPOUT),
            Self::BatchNorm(BatchNorm { momentum, epsilon }) => {
                within(layer, "momentum", momentum, 0.0, 0.999_999).and(within(layer, "epsilon", epsilon, 1e-7, 1.0))
            }
        }
    }
}

fn within(layer: usize, name: &str, value: f64, min: f64, max: f64) -> Result<(), SpecError> {
    if (min..=max).contains(&value) {
        return Ok(());
    }
    Err(SpecError::LayerNumber { layer, name: name.to_owned(), value, min, max })
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
