//! What happens inside the network: what each layer makes of an image, weights, and which pixels mattered.

use serde::{Deserialize, Serialize};

use super::Moment;

/// Numbers with their shape, the last dimension fastest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Numbers {
    /// An image's is height, width, channels; a vector's its length; a weight's as in files.
    pub shape: Vec<u32>,
    /// 32-bit floats, the low byte first. See [`Numbers::values`].
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

impl Numbers {
    /// Numbers of this shape.
    pub fn new(shape: Vec<u32>, values: &[f32]) -> Self {
        Self { shape, bytes: bytes(values) }
    }

    /// The numbers.
    pub fn values(&self) -> Vec<f32> {
        floats(&self.bytes)
    }
}

/// 32-bit floats as bytes, the low one first.
pub fn bytes(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// 32-bit floats from their bytes; an incomplete last one is left out.
pub fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

/// What each layer makes of one image.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Looked {
    /// Whose weights answered.
    pub moment: Moment,
    /// Steps that they had taken.
    pub step: u64,
    /// First the image as the network gets it, then what comes out of each layer after its activation; of the last one,
    /// the output, the logits.
    pub layers: Vec<Numbers>,
    /// A probability a class.
    pub probabilities: Vec<f32>,
}

/// A layer's weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// Whose.
    pub moment: Moment,
    /// Steps that they had taken.
    pub step: u64,
    /// The layer's place; the output comes after the last hidden layer.
    pub layer: u32,
    /// Its tensors by their names in files, without the number: `kernel`, `bias`, `gamma`, … Empty where the layer has
    /// none.
    pub tensors: Vec<(String, Numbers)>,
}

/// How it is asked which pixels mattered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Method {
    /// The gradient of the class's logit by each number of the input.
    Gradient,
    /// How much the class's probability falls when a square of this side, pixels, is covered by the darkest value, the
    /// byte 0; of all squares that cover a pixel the mean.
    Occlusion {
        /// Side of the square, 1 to the image's.
        side: u32,
    },
}

/// Which pixels mattered for an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saliency {
    /// Whose weights answered.
    pub moment: Moment,
    /// The class asked about.
    pub class: u8,
    /// How.
    pub method: Method,
    /// By a gradient: height, width, channels. By covering: height, width, 1.
    pub map: Numbers,
}

/// What the last hidden layer makes of many test images, seen from where they differ most. Without a hidden layer it is
/// the images themselves, as the network gets them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    /// Whose weights answered.
    pub moment: Moment,
    /// Steps that they had taken.
    pub step: u64,
    /// The images' places among the test images.
    pub indices: Vec<u32>,
    /// Their classes.
    #[serde(with = "serde_bytes")]
    pub labels: Vec<u8>,
    /// The classes that they were taken for.
    #[serde(with = "serde_bytes")]
    pub answers: Vec<u8>,
    /// Where they are in the plane: `[images, 2]`.
    pub points: Numbers,
    /// The way into the plane, for other images.
    pub projection: Projection,
    /// The units of ReLU layers that stayed at 0 for all these images.
    pub silent: Vec<Silent>,
}

/// Principal components: (x − mean) · axes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Projection {
    /// Place in [`Looked::layers`] of what is projected.
    pub layer: u32,
    /// `[numbers]`
    pub mean: Numbers,
    /// Of length 1, the one of greater variance first: `[2, numbers]`.
    pub axes: Numbers,
    /// The share of the variance that each axis shows, 0–1.
    pub explained: [f64; 2],
}

/// The units of a layer that stayed at 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silent {
    /// The layer's place.
    pub layer: u32,
    /// How many units it has; of a convolution, filters.
    pub units: u32,
    /// Those that stayed at 0, from 0.
    pub silent: Vec<u32>,
}
