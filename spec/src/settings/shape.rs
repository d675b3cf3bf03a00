//! What shape each layer gives, and how many parameters it has.

use super::{Activation, Conv, Layer, Padding, Pool, SpecError};
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
    #[expect(clippy::len_without_is_empty, reason = "no shape is empty")]
    pub fn len(&self) -> usize {
        match *self {
            Self::Image(height, width, channels) => height.saturating_mul(width).saturating_mul(channels),
            Self::Vector(length) => length,
        }
    }

    /// Channels of an image, numbers of a vector: what a batch normalisation has one mean for.
    pub fn channels(&self) -> usize {
        match *self {
            Self::Image(_, _, channels) => channels,
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
    /// The activation, `None` for the input, for layers without one and for the softmax output.
    pub activation: Option<Activation>,
}

/// The rows of a network's summary: input, hidden layers, output. A layer that is impossible where it stands counts as
/// not there; [`check`] says why.
pub(super) fn summary(layers: &[Layer], dataset: &DatasetInfo) -> Vec<LayerSummary> {
    let [height, width, channels] = dataset.shape;
    let mut shape = Shape::Image(height, width, channels);
    let mut rows = vec![LayerSummary { output: shape, parameters: 0, activation: None }];
    for layer in layers {
        let row = row(layer, shape).unwrap_or(LayerSummary { output: shape, parameters: 0, activation: None });
        shape = row.output;
        rows.push(row);
    }
    let classes = dataset.classes;
    rows.push(LayerSummary {
        output: Shape::Vector(classes),
        parameters: weights(shape.len(), classes),
        activation: None,
    });
    rows
}

/// Whether each layer can stand where it stands. Its own numbers are in range already.
///
/// # Errors
/// [`SpecError::NeedsImage`] or [`SpecError::Window`] of the first that cannot.
pub(super) fn check(layers: &[Layer], dataset: &DatasetInfo) -> Result<(), SpecError> {
    let [height, width, channels] = dataset.shape;
    let mut shape = Shape::Image(height, width, channels);
    let mut vector_since = 0;
    for (index, layer) in layers.iter().enumerate() {
        let number = index + 1;
        shape = match row(layer, shape) {
            Ok(row) => row.output,
            Err(Obstacle::Vector) => return Err(SpecError::NeedsImage { layer: number, after: vector_since }),
            Err(Obstacle::Window { window, height, width }) => {
                return Err(SpecError::Window { layer: number, window, height, width });
            }
        };
        if matches!(shape, Shape::Vector(_)) && vector_since == 0 {
            vector_since = number;
        }
    }
    Ok(())
}

/// Why a layer cannot follow a shape.
enum Obstacle {
    /// It slides over images only.
    Vector,
    /// Its window finds no place.
    Window { window: usize, height: usize, width: usize },
}

fn row(layer: &Layer, input: Shape) -> Result<LayerSummary, Obstacle> {
    let (output, parameters) = match layer {
        Layer::Dense(dense) => (Shape::Vector(dense.units), weights(input.len(), dense.units)),
        Layer::Conv(Conv { filters, kernel, stride, padding, .. }) => {
            let (height, width, channels) = slide(input, *kernel, *stride, *padding)?;
            let inputs = kernel.saturating_mul(*kernel).saturating_mul(channels);
            (Shape::Image(height, width, *filters), weights(inputs, *filters))
        }
        Layer::Pool(Pool { size, stride, padding, .. }) => {
            let (height, width, channels) = slide(input, *size, *stride, *padding)?;
            (Shape::Image(height, width, channels), 0)
        }
        Layer::Flatten => (Shape::Vector(input.len()), 0),
        Layer::Dropout(_) => (input, 0),
        Layer::BatchNorm(_) => (input, input.channels().saturating_mul(2)),
    };
    Ok(LayerSummary { output, parameters, activation: layer.activation() })
}

/// A weight for each pair of input and output, and a bias an output. Saturates, so that silly numbers meet a limit and
/// not an overflow.
fn weights(inputs: usize, outputs: usize) -> usize {
    inputs.saturating_add(1).saturating_mul(outputs)
}

/// How many windows find place in each direction, and the channels under them.
fn slide(input: Shape, window: usize, stride: usize, padding: Padding) -> Result<(usize, usize, usize), Obstacle> {
    let Shape::Image(height, width, channels) = input else { return Err(Obstacle::Vector) };
    let places = |side: usize| match padding {
        // Numbers out of range are told by their own check; here they only must not divide by zero.
        _ if window == 0 || stride == 0 => None,
        Padding::Same => Some(side.div_ceil(stride)),
        Padding::Valid => Some(side.checked_sub(window)? / stride + 1),
    };
    match (places(height), places(width)) {
        (Some(rows), Some(columns)) => Ok((rows, columns, channels)),
        _ => Err(Obstacle::Window { window, height, width }),
    }
}

/// Rows or columns to add before and after a side of an image, as TensorFlow does: an odd one lies after it.
pub fn padding(side: usize, window: usize, stride: usize, padding: Padding) -> [usize; 2] {
    match padding {
        Padding::Valid => [0, 0],
        Padding::Same => {
            let covered = (side.div_ceil(stride) - 1) * stride + window;
            let missing = covered.saturating_sub(side);
            [missing / 2, missing - missing / 2]
        }
    }
}
