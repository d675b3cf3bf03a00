//! A network at one moment of its run, to be looked into.

use burn::tensor::Tensor;

use super::evaluation::batch;
use crate::dataset::Images;
use crate::metrics::softmax;
use crate::network::Network;
use crate::pixels::Scaling;
use crate::protocol::{Looked, Method, Moment, Saliency, Weights};
use crate::spec::Spec;

/// A network at one moment of its run. Its weights stay as they are while the run goes on: tensors are never changed, only
/// replaced.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The network.
    pub network: Network,
    /// The scaling of its images.
    pub scaling: Scaling,
    /// Which moment.
    pub moment: Moment,
    /// Steps that its weights had taken.
    pub step: u64,
    /// Images of one forward pass.
    pub(super) batch: usize,
}

impl Subject {
    /// The network of a run with these settings, as it was at `moment` after `step` steps.
    pub fn new(spec: &Spec, network: Network, scaling: Scaling, moment: Moment, step: u64) -> Self {
        let batch = batch(spec, &network);
        Self { network, scaling, moment, step, batch }
    }

    /// Whether the network is for images of so many bytes.
    pub fn takes(&self, image: &[u8]) -> bool {
        image.len() == self.network.inputs()
    }

    /// One image on the device: `[1, inputs]`.
    fn one(&self, image: &[u8]) -> Result<Tensor<2>, String> {
        if !self.takes(image) {
            return Err(format!("the image has {} bytes and not {}", image.len(), self.network.inputs()));
        }
        let mut input = Vec::with_capacity(image.len());
        self.scaling.extend(&mut input, image);
        Ok(self.network.upload(input, 1))
    }

    /// Some images on the device, `[images, inputs]`, and their classes.
    pub(super) fn several(&self, images: &Images, places: std::ops::Range<usize>) -> (Tensor<2>, Vec<u8>) {
        let mut input = Vec::with_capacity(places.len() * self.network.inputs());
        let mut labels = Vec::with_capacity(places.len());
        for place in places {
            let Some(image) = images.image(place) else { continue };
            self.scaling.extend(&mut input, image);
            labels.push(images.labels()[place]);
        }
        (self.network.upload(input, labels.len()), labels)
    }

    /// What each layer makes of an image.
    ///
    /// # Errors
    /// What the device says when it is lost, or that the image has another size.
    pub async fn look(&self, image: &[u8]) -> Result<Looked, String> {
        let layers = self.network.look(self.one(image)?).await?;
        let probabilities = softmax(&layers.last().map_or_else(Vec::new, |logits| logits.values()));
        Ok(Looked { moment: self.moment, step: self.step, layers, probabilities })
    }

    /// The weights of a layer; `None` where there is no such layer.
    ///
    /// # Errors
    /// What the device says when it is lost.
    pub async fn weights(&self, layer: u32) -> Result<Option<Weights>, String> {
        let tensors = self.network.layer_tensors(layer as usize).await?;
        Ok(tensors.map(|tensors| Weights { moment: self.moment, step: self.step, layer, tensors }))
    }

    /// Which pixels a class's logit hangs on: its gradient by each number of the scaled image (Simonyan et al. 2013,
    /// "Deep Inside Convolutional Networks", section 3), with its sign. `None` where the network knows no such class.
    ///
    /// # Errors
    /// What the device says when it is lost, or that the image has another size.
    pub async fn gradient(&self, image: &[u8], class: u8) -> Result<Option<Saliency>, String> {
        let [_, classes] = self.network.output_shape();
        if usize::from(class) >= classes {
            return Ok(None);
        }
        let map = self.network.input_gradient(self.one(image)?, usize::from(class)).await?;
        Ok(Some(Saliency { moment: self.moment, class, method: Method::Gradient, map }))
    }
}

#[cfg(test)]
mod tests;
