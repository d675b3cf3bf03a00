//! What flows from layer to layer.

use burn::tensor::Tensor;

/// A batch of vectors or of images. Images are kept with their channels first, as convolutions want them, and turned
/// round only where a layer asks for vectors.
#[derive(Clone)]
pub(super) enum Values {
    /// `[batch, numbers]`; an image by rows, columns, channels
    Flat(Tensor<2>),
    /// `[batch, channels, height, width]`
    Image(Tensor<4>),
}

impl Values {
    /// The vectors of a batch: images by rows, columns, channels.
    pub fn flat(self) -> Tensor<2> {
        match self {
            Self::Flat(vectors) => vectors,
            Self::Image(images) => {
                let [batch, channels, height, width] = images.dims();
                // One channel lies as its rows and columns do.
                let last = if channels == 1 { images } else { images.permute([0, 2, 3, 1]) };
                last.reshape([batch, height * width * channels])
            }
        }
    }

    /// Flat images of this height, width and these channels as images.
    pub fn image(self, [height, width, channels]: [usize; 3]) -> Self {
        match self {
            Self::Image(_) => self,
            Self::Flat(vectors) => {
                let batch = vectors.dims()[0];
                Self::Image(if channels == 1 {
                    vectors.reshape([batch, 1, height, width])
                } else {
                    vectors.reshape([batch, height, width, channels]).permute([0, 3, 1, 2])
                })
            }
        }
    }

    /// The shape of one of the batch: height, width, channels of an image, length of a vector.
    pub fn shape(&self) -> Vec<usize> {
        match self {
            Self::Flat(vectors) => vectors.dims()[1..].to_vec(),
            Self::Image(images) => {
                let [_, channels, height, width] = images.dims();
                vec![height, width, channels]
            }
        }
    }

    /// The sum of each number of vectors over the batch, of each channel of images over the batch and all places.
    pub fn sums(&self) -> Tensor<1> {
        let (channels, by_place) = match self {
            Self::Flat(vectors) => {
                let [batch, numbers] = vectors.dims();
                (numbers, vectors.clone().reshape([batch, numbers, 1]))
            }
            Self::Image(images) => {
                let [batch, channels, height, width] = images.dims();
                (channels, images.clone().reshape([batch, channels, height * width]))
            }
        };
        by_place.sum_dim(0).sum_dim(2).reshape([channels])
    }

    /// Applies a layer that wants images. The spec has been checked: it never meets vectors, which pass unchanged.
    pub fn on_image(self, layer: impl FnOnce(Tensor<4>) -> Tensor<4>) -> Self {
        match self {
            Self::Flat(_) => self,
            Self::Image(images) => Self::Image(layer(images)),
        }
    }

    /// Applies what does not care for places: each number for itself.
    pub fn each(self, layer: impl FnOnce(Tensor<2>) -> Tensor<2>) -> Self {
        match self {
            Self::Flat(vectors) => Self::Flat(layer(vectors)),
            Self::Image(images) => {
                let [batch, channels, height, width] = images.dims();
                let flat = images.reshape([batch, channels * height * width]);
                Self::Image(layer(flat).reshape([batch, channels, height, width]))
            }
        }
    }

    /// Applies what works by channel: `[batch, channels, places]`, a vector's numbers being its channels.
    pub fn by_channel(self, layer: impl FnOnce(Tensor<3>) -> Tensor<3>) -> Self {
        match self {
            Self::Flat(vectors) => {
                let [batch, numbers] = vectors.dims();
                Self::Flat(layer(vectors.reshape([batch, numbers, 1])).reshape([batch, numbers]))
            }
            Self::Image(images) => {
                let [batch, channels, height, width] = images.dims();
                let by_place = images.reshape([batch, channels, height * width]);
                Self::Image(layer(by_place).reshape([batch, channels, height, width]))
            }
        }
    }
}
