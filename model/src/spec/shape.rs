//! What shape each layer gives, and how many parameters it has.

use super::{Activation, Layer};
use crate::catalogue::DatasetInfo;

/// The shape of one image's values between two layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Height, width, channels.
    Image(usize, usize, usize),
    /// A plain vector.
    Vector(usize),
}

impl Shape {
    /// Numbers in all.
    #[allow(clippy::len_without_is_empty)] // no shape is empty
    pub fn len(&self) -> usize {
        match *self {
            Self::Image(height, width, channels) => height * width * channels,
            Self::Vector(length) => length,
        }
    }
}

/// One row of a network's summary.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerSummary {
    /// What the layer gives for one image.
    pub output: Shape,
    /// Trainable numbers.
    pub parameters: usize,
    /// The activation, `None` for the input and for the softmax output.
    pub activation: Option<Activation>,
}

/// The rows of a network's summary: input, hidden layers, output.
pub(super) fn summary(layers: &[Layer], dataset: &DatasetInfo) -> Vec<LayerSummary> {
    let [height, width, channels] = dataset.shape;
    let input = Shape::Image(height, width, channels);
    let mut rows = vec![LayerSummary { output: input, parameters: 0, activation: None }];
    let mut inputs = input.len();
    for layer in layers {
        let row = match layer {
            Layer::Dense(dense) => dense_row(inputs, dense.units, Some(dense.activation)),
        };
        inputs = row.output.len();
        rows.push(row);
    }
    rows.push(dense_row(inputs, dataset.classes.len(), None));
    rows
}

/// A dense layer has a weight for each pair of input and unit, and a bias a unit. Saturates, so that silly numbers
/// meet a limit and not an overflow.
fn dense_row(inputs: usize, units: usize, activation: Option<Activation>) -> LayerSummary {
    let parameters = inputs.saturating_add(1).saturating_mul(units);
    LayerSummary { output: Shape::Vector(units), parameters, activation }
}
