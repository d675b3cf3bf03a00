//! What is inside a network: the outputs of its layers, its weights, saliency maps, and a projection of its last
//! hidden layer.

use serde::{Deserialize, Serialize};

use super::Moment;

/// Numbers with their shape, the last dimension fastest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Array {
    /// An image's is height, width, channels; a vector's its length; a weight's as in files.
    pub shape: Vec<u32>,
    /// 32-bit floats, the low byte first. See [`Array::values`].
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

impl Array {
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

/// The outputs of every layer for one image.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Activations {
    /// Whose weights answered.
    pub moment: Moment,
    /// Steps that they had taken.
    pub step: u64,
    /// First the image as the network gets it, then the output of each layer after its activation; that of the last
    /// layer are the logits.
    pub layers: Vec<Array>,
    /// A probability a class.
    pub probabilities: Vec<f32>,
}

/// A layer's weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LayerWeights {
    /// Whose.
    pub moment: Moment,
    /// Steps that they had taken.
    pub step: u64,
    /// The layer's place; the output comes after the last hidden layer.
    pub layer: u32,
    /// Its tensors by their names in files, without the number: `kernel`, `bias`, `gamma`, … Empty where the layer has
    /// none.
    pub tensors: Vec<(String, Array)>,
}

/// How a saliency map is computed.
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

/// Which pixels a class hangs on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saliency {
    /// Whose weights answered.
    pub moment: Moment,
    /// The class asked about.
    pub class: u8,
    /// How.
    pub method: Method,
    /// By a gradient: height, width, channels. By covering: height, width, 1.
    pub map: Array,
}

/// The outputs of the last hidden layer for many test images, projected on their first two principal components. Without
/// a hidden layer the images themselves, as the network gets them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Projection {
    /// Whose weights answered.
    pub moment: Moment,
    /// Steps that they had taken.
    pub step: u64,
    /// The images' places among the test images.
    pub indices: Vec<u32>,
    /// Their classes.
    #[serde(with = "serde_bytes")]
    pub labels: Vec<u8>,
    /// The predicted classes.
    #[serde(with = "serde_bytes")]
    pub answers: Vec<u8>,
    /// The projected points: `[images, 2]`.
    pub points: Array,
    /// What projects other images.
    pub components: PrincipalComponents,
    /// The dead units of each layer with ReLU.
    pub dead: Vec<DeadUnits>,
}

/// Principal components: (x − mean) · axes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PrincipalComponents {
    /// Place in [`Activations::layers`] of what is projected.
    pub layer: u32,
    /// `[numbers]`
    pub mean: Array,
    /// Of length 1, the one of greater variance first: `[2, numbers]`.
    pub axes: Array,
    /// The share of the variance that each axis shows, 0–1.
    pub explained: [f64; 2],
}

/// The units of a ReLU layer whose output was 0 for every image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadUnits {
    /// The layer's place.
    pub layer: u32,
    /// How many units it has; of a convolution, filters.
    pub units: u32,
    /// The dead ones, from 0.
    pub dead: Vec<u32>,
}
