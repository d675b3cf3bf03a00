//! A network made from a spec: its weights on a device, and the way from input to logits.
//!
//! Each weight is kept as a flat tensor with its shape beside it ([`Parameter`]), so that optimizers, files and
//! checkpoints treat kernels of any rank alike. Weights stay outside the gradient tape; [`Network::backward`] puts
//! copies on it.

mod activation;
mod backward;
mod dense;
mod initializer;
mod weights;

pub use backward::Backward;
pub use dense::Dense;
pub use weights::{WeightsError, notes, read_network, read_safetensors, write_safetensors};

use burn::tensor::{Tensor, TensorData};

use crate::device::Device;
use crate::spec::{self, Shape, Spec};

/// Weights on a device, flat, with the shape that they have in files.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name in files: `0.kernel`, `0.bias`, `1.kernel`, …
    pub name: String,
    /// Its shape in files; a dense kernel is `[inputs, units]`.
    pub shape: Vec<usize>,
    /// Its numbers, the last dimension fastest.
    pub value: Tensor<1>,
}

/// Weights in memory.
#[derive(Clone, Debug, PartialEq)]
pub struct HostTensor {
    /// Its name in files.
    pub name: String,
    /// Its shape.
    pub shape: Vec<usize>,
    /// Its numbers, the last dimension fastest.
    pub values: Vec<f32>,
}

/// A layer with its weights.
#[derive(Clone, Debug)]
enum Layer {
    Dense(Dense),
}

/// A network: hidden layers and a dense output without activation.
#[derive(Clone, Debug)]
pub struct Network {
    layers: Vec<Layer>,
    /// Numbers of one image.
    inputs: usize,
}

impl Network {
    /// A network with first weights drawn by the spec's seed and initializer. The same on every device.
    pub fn new(spec: &Spec, device: &Device) -> Self {
        let tensors = layout(spec).into_iter().map(|slot| initializer::draw(slot, spec)).collect();
        Self::assemble(spec, tensors, device)
    }

    /// A network with these weights.
    ///
    /// # Errors
    /// [`WeightsError`] where a tensor is missing, has another shape, is not finite, or belongs to no layer.
    pub fn with_weights(spec: &Spec, tensors: Vec<HostTensor>, device: &Device) -> Result<Self, WeightsError> {
        Ok(Self::assemble(spec, weights::arrange(tensors, &layout(spec))?, device))
    }

    /// `tensors` are in the order of [`layout`] and have its shapes.
    fn assemble(spec: &Spec, tensors: Vec<HostTensor>, device: &Device) -> Self {
        let mut parameters = tensors.into_iter().map(|tensor| Parameter {
            value: Tensor::from_data(TensorData::from(tensor.values.as_slice()), device.tensors()),
            name: tensor.name,
            shape: tensor.shape,
        });
        let mut next = || parameters.next().expect("the layout has a kernel and a bias for each layer");
        let mut layers: Vec<Layer> = spec
            .layers
            .iter()
            .map(|layer| match layer {
                spec::Layer::Dense(dense) => Layer::Dense(Dense::new(next(), next(), dense.activation)),
            })
            .collect();
        layers.push(Layer::Dense(Dense::new(next(), next(), spec::Activation::None)));
        let [height, width, channels] = spec.dataset.info().shape;
        Self { layers, inputs: height * width * channels }
    }

    /// The logits of a batch.
    ///
    /// # Shapes
    /// - input: `[batch, inputs]`
    /// - output: `[batch, classes]`
    pub fn forward(&self, input: Tensor<2>) -> Tensor<2> {
        self.layers.iter().fold(input, |x, layer| match layer {
            Layer::Dense(dense) => dense.forward(x),
        })
    }

    /// Numbers of one image.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// The weights in the order of the layers, kernel before bias.
    pub fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.layers.iter().flat_map(|layer| match layer {
            Layer::Dense(dense) => dense.parameters(),
        })
    }

    /// The weights, to be changed.
    pub fn parameters_mut(&mut self) -> impl Iterator<Item = &mut Parameter> {
        self.layers.iter_mut().flat_map(|layer| match layer {
            Layer::Dense(dense) => dense.parameters_mut(),
        })
    }
}

/// A tensor that a network of some spec has.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Slot {
    name: String,
    shape: Vec<usize>,
    /// Numbers that flow into and out of the layer, for the initializer.
    fans: [usize; 2],
}

/// The tensors of a network of this spec, in the order of the layers, kernel before bias.
fn layout(spec: &Spec) -> Vec<Slot> {
    let rows = spec.summary();
    let mut slots = Vec::new();
    for (place, pair) in rows.windows(2).enumerate() {
        let fans = [pair[0].output.len(), pair[1].output.len()];
        let Shape::Vector(units) = pair[1].output else { continue };
        slots.push(Slot { name: format!("{place}.kernel"), shape: vec![fans[0], units], fans });
        slots.push(Slot { name: format!("{place}.bias"), shape: vec![units], fans });
    }
    slots
}

/// Reads tensors back with one transfer.
///
/// # Errors
/// What the device says when it is lost.
pub(crate) async fn read_back(tensors: Vec<Tensor<1>>) -> Result<Vec<Vec<f32>>, String> {
    let lengths: Vec<usize> = tensors.iter().map(|tensor| tensor.dims()[0]).collect();
    if lengths.is_empty() {
        return Ok(Vec::new());
    }
    let data = Tensor::cat(tensors, 0).into_data_async().await.map_err(|error| format!("{error:?}"))?;
    let all = data.try_to_vec::<f32>().map_err(|error| format!("{error:?}"))?;
    let mut rest = all.as_slice();
    Ok(lengths
        .into_iter()
        .map(|length| {
            let (tensor, tail) = rest.split_at(length);
            rest = tail;
            tensor.to_vec()
        })
        .collect())
}

impl Network {
    /// The weights in memory.
    ///
    /// # Errors
    /// What the device says when it is lost.
    pub async fn to_host(&self) -> Result<Vec<HostTensor>, String> {
        let values = read_back(self.parameters().map(|p| p.value.clone()).collect()).await?;
        let described = self.parameters().map(|p| (p.name.clone(), p.shape.clone()));
        Ok(described.zip(values).map(|((name, shape), values)| HostTensor { name, shape, values }).collect())
    }
}

#[cfg(test)]
mod tests;
