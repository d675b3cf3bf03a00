//! A network at one moment of its run.

use burn::tensor::Tensor;

use crate::device::DeviceLost;
use crate::metrics::softmax;
use crate::network::{Network, notes, read, write_safetensors};
use crate::session::Session;
use images::pixels::Scaling;
use spec::Spec;
use spec::device::DeviceKind;
use spec::protocol::{Activations, LayerWeights, Method, Moment, Saliency};

/// The most images of one forward pass: enough to fill a device.
const MOST_IMAGES: usize = 250;

/// Numbers between the layers in one forward pass. On the CPU that is about 10 ms of work, so that training and
/// predictions are not held up; a GPU is faster, but each read of it takes its time.
fn most_numbers(device: DeviceKind) -> usize {
    match device {
        DeviceKind::Cpu => 1_000_000,
        DeviceKind::Webgpu => 16_000_000,
    }
}

/// A network at one moment of its run. Its weights stay as they are while the run goes on: tensors are never changed, only
/// replaced.
#[derive(Clone, Debug)]
pub struct Snapshot {
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

impl Snapshot {
    /// The network of a run with these settings, as it was at `moment` after `step` steps.
    pub fn new(spec: &Spec, network: Network, scaling: Scaling, moment: Moment, step: u64) -> Self {
        let most = most_numbers(network.device_kind());
        let batch = (most / spec.numbers_per_image().max(1)).clamp(1, MOST_IMAGES);
        Self { network, scaling, moment, step, batch }
    }

    /// The network that a run has now.
    pub fn of(session: &Session) -> Self {
        let (network, step) = (session.network().clone(), session.place().step);
        Self::new(session.spec(), network, session.scaling(), Moment::Now, step)
    }

    /// A safetensors file of the weights, with the settings and the scaling beside them.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub async fn to_file(&self, spec: &Spec) -> Result<Vec<u8>, DeviceLost> {
        let tensors = self.network.to_host().await.map_err(DeviceLost)?;
        Ok(write_safetensors(&tensors, notes(spec, self.scaling)))
    }

    /// Whether the network is for images of so many bytes.
    pub fn accepts(&self, image: &[u8]) -> bool {
        image.len() == self.network.inputs()
    }

    /// The input of `count` images, given as bytes: `[count, inputs]`.
    pub fn input(&self, bytes: &[u8], count: usize) -> Tensor<2> {
        self.network.input(self.scaling, bytes, count)
    }

    /// The logits of `count` images, given as bytes: `[count, classes]` row by row.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub(super) async fn logits(&self, bytes: &[u8], count: usize) -> Result<Vec<f32>, DeviceLost> {
        read(self.network.forward(self.input(bytes, count))).await.map_err(DeviceLost)
    }

    /// The class probabilities of an image; `None` where the network is for images of another size.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub async fn predict(&self, image: &[u8]) -> Result<Option<Vec<f32>>, DeviceLost> {
        if !self.accepts(image) {
            return Ok(None);
        }
        Ok(Some(softmax(&self.logits(image, 1).await?)))
    }

    /// The outputs of every layer for an image; `None` where the network is for images of another size.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub async fn activations(&self, image: &[u8]) -> Result<Option<Activations>, DeviceLost> {
        if !self.accepts(image) {
            return Ok(None);
        }
        let layers = self.network.activations(self.input(image, 1)).await.map_err(DeviceLost)?;
        let probabilities = softmax(&layers.last().map_or_else(Vec::new, |logits| logits.values()));
        Ok(Some(Activations { moment: self.moment, step: self.step, layers, probabilities }))
    }

    /// The weights of a layer; `None` where there is no such layer.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub async fn weights(&self, layer: u32) -> Result<Option<LayerWeights>, DeviceLost> {
        let tensors = self.network.layer_tensors(layer as usize).await.map_err(DeviceLost)?;
        Ok(tensors.map(|tensors| LayerWeights { moment: self.moment, step: self.step, layer, tensors }))
    }

    /// Which pixels a class's logit hangs on: its gradient by each number of the scaled image (Simonyan et al. 2013,
    /// "Deep Inside Convolutional Networks", section 3), with its sign. `None` where the network is for images of another
    /// size or knows no such class.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub async fn gradient(&self, image: &[u8], class: u8) -> Result<Option<Saliency>, DeviceLost> {
        let [_, classes] = self.network.output_shape();
        if !self.accepts(image) || usize::from(class) >= classes {
            return Ok(None);
        }
        let map = self.network.input_gradient(self.input(image, 1), usize::from(class)).await.map_err(DeviceLost)?;
        Ok(Some(Saliency { moment: self.moment, class, method: Method::Gradient, map }))
    }
}

#[cfg(test)]
mod tests;
