//! A network made from a spec: its weights on a device, and the way from input to logits.
//!
//! Each weight is kept as a flat tensor with its shape beside it ([`Parameter`]), so that optimizers, files and
//! checkpoints treat kernels of any rank alike. Weights stay outside the gradient tape; [`Network::backward`] puts
//! copies on it.

mod activation;
mod backward;
mod batch_norm;
mod conv;
mod dense;
mod dropout;
mod initializer;
mod layout;
mod outputs;
mod pool;
mod values;
mod weights;

pub use backward::Backward;
pub use outputs::Features;
pub use weights::{WeightsError, notes, read_network, read_safetensors, write_safetensors};

use burn::tensor::{Tensor, TensorData};

use crate::device::Device;
use batch_norm::BatchNorm;
use conv::Conv;
use dense::Dense;
use images::pixels::Scaling;
use layout::layout;
use spec::device::DeviceKind;
use spec::{self, Spec};
use values::Values;

/// Weights on a device, flat, with the shape that they have in files.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name in files: `0.kernel`, `0.bias`, `1.kernel`, …
    pub name: String,
    /// Its shape in files; a dense kernel is `[inputs, units]`.
    pub shape: Vec<usize>,
    /// Its numbers, the last dimension fastest.
    pub value: Tensor<1>,
    /// Whether gradients change it. A batch normalisation's moving means follow the batches instead.
    pub trainable: bool,
}

impl Parameter {
    /// Whether it multiplies what flows through: biases and a batch normalisation's scale and offset do not count.
    pub fn is_kernel(&self) -> bool {
        self.name.ends_with(".kernel")
    }
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
    Conv(Conv),
    Pool(spec::Pool),
    Flatten,
    Dropout {
        rate: f64,
        place: u64,
    },
    /// Twice as large as any other.
    BatchNorm(Box<BatchNorm>),
}

impl Layer {
    /// Its tensors in the order of files.
    fn tensors(&self) -> Vec<&Parameter> {
        match self {
            Self::Dense(dense) => dense.parameters().into(),
            Self::Conv(conv) => conv.parameters().into(),
            Self::BatchNorm(norm) => norm.tensors().into(),
            Self::Pool(_) | Self::Flatten | Self::Dropout { .. } => Vec::new(),
        }
    }

    /// What its outputs pass through.
    fn activation(&self) -> spec::Activation {
        match self {
            Self::Dense(dense) => dense.activation,
            Self::Conv(conv) => conv.activation,
            Self::Pool(_) | Self::Flatten | Self::Dropout { .. } | Self::BatchNorm(_) => spec::Activation::None,
        }
    }
}

/// What a forward pass is for: dropout and batch normalisation do different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Learning, at this step of the run (counted from 0), on which random numbers depend.
    Training {
        /// The step.
        step: u64,
        /// Place of the first image within the step's batch.
        first: usize,
    },
    /// Answering.
    Inference,
}

/// A network: hidden layers and a dense output without activation.
#[derive(Clone, Debug)]
pub struct Network {
    layers: Vec<Layer>,
    /// Height, width, channels of an image.
    image: [usize; 3],
    seed: u64,
    device: Device,
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

    /// `tensors` are in the order of [`layout()`] and have its shapes.
    fn assemble(spec: &Spec, tensors: Vec<HostTensor>, device: &Device) -> Self {
        let mut parameters = tensors.into_iter().map(|tensor| Parameter {
            value: Tensor::from_data(TensorData::from(tensor.values.as_slice()), device.tensors()),
            trainable: !tensor.name.contains("moving_"),
            name: tensor.name,
            shape: tensor.shape,
        });
        let mut next = || parameters.next().expect("the layout has the tensors of each layer");
        let mut layers = Vec::with_capacity(spec.layers.len() + 1);
        for (place, layer) in spec.layers.iter().enumerate() {
            layers.push(match layer {
                spec::Layer::Dense(dense) => Layer::Dense(Dense::new(next(), next(), dense.activation)),
                spec::Layer::Conv(conv) => Layer::Conv(Conv::new(next(), next(), conv)),
                spec::Layer::Pool(pool) => Layer::Pool(*pool),
                spec::Layer::Flatten => Layer::Flatten,
                spec::Layer::Dropout(dropout) => Layer::Dropout { rate: dropout.rate, place: place as u64 },
                spec::Layer::BatchNorm(norm) => {
                    Layer::BatchNorm(Box::new(BatchNorm::new([next(), next(), next(), next()], norm)))
                }
            });
        }
        layers.push(Layer::Dense(Dense::new(next(), next(), spec::Activation::None)));
        Self { layers, image: spec.dataset.info().shape, seed: spec.seed, device: device.clone() }
    }

    /// The logits of a batch, as they are when the network answers.
    ///
    /// # Shapes
    /// - input: `[batch, inputs]`, each image by rows, columns, channels
    /// - output: `[batch, classes]`
    pub fn forward(&self, input: Tensor<2>) -> Tensor<2> {
        self.clone().run(input, Mode::Inference)
    }

    /// The logits of a batch. While training, moving means follow it.
    fn run(&mut self, input: Tensor<2>, mode: Mode) -> Tensor<2> {
        // Without a layer that looks at places the image stays flat: no need to turn its channels round.
        let looks = |layer: &Layer| matches!(layer, Layer::Conv(_) | Layer::Pool(_) | Layer::BatchNorm(_));
        let input = Values::Flat(input);
        let input = if self.layers.iter().any(looks) { input.image(self.image) } else { input };
        self.pass(input, mode, &mut |_, _| {})
    }

    /// The logits of a batch; `see` is shown what goes into the network (place 0) and what comes out of each layer.
    fn pass(&mut self, input: Values, mode: Mode, see: &mut dyn FnMut(usize, &Values)) -> Tensor<2> {
        let Self { layers, image: _, seed, device } = self;
        see(0, &input);
        layers
            .iter_mut()
            .enumerate()
            .fold(input, |values, (index, layer)| {
                let values = match layer {
                    Layer::Dense(dense) => Values::Flat(dense.forward(values.flat(), device.kind())),
                    Layer::Conv(conv) => values.on_image(|image| conv.forward(image, device.kind())),
                    Layer::Pool(settings) => values.on_image(|image| pool::pool(settings, image, device.kind())),
                    Layer::Flatten => Values::Flat(values.flat()),
                    Layer::Dropout { rate, place } => match mode {
                        Mode::Inference => values,
                        Mode::Training { step, first } => values.each(|numbers| {
                            let mask = dropout::mask(*rate, *seed, [step, *place], first, numbers.dims(), device);
                            numbers * mask.autodiff()
                        }),
                    },
                    Layer::BatchNorm(norm) => values.by_channel(|numbers| norm.forward(numbers, mode, device.kind())),
                };
                see(index + 1, &values);
                values
            })
            .flat()
    }

    /// The input of `count` images, given as bytes one after the other: `[count, inputs]`. The only way from bytes to a
    /// tensor.
    pub fn input(&self, scaling: Scaling, bytes: &[u8], count: usize) -> Tensor<2> {
        let mut input = Vec::with_capacity(bytes.len());
        scaling.extend(&mut input, bytes);
        Tensor::from_data(TensorData::new(input, [count, self.inputs()]), self.device.tensors())
    }

    /// A network of the same layers with the weights that [`Network::to_host`] gave.
    pub fn with_values(&self, tensors: &[HostTensor]) -> Self {
        let mut network = self.clone();
        for (parameter, tensor) in network.tensors_mut().zip(tensors) {
            parameter.value = Tensor::from_data(TensorData::from(tensor.values.as_slice()), self.device.tensors());
        }
        network
    }

    /// Numbers of one image.
    pub fn inputs(&self) -> usize {
        self.image.iter().product()
    }

    /// Height, width, channels of an image.
    pub fn image(&self) -> [usize; 3] {
        self.image
    }

    /// What computes it.
    pub fn device_kind(&self) -> DeviceKind {
        self.device.kind()
    }

    /// Hidden layers.
    pub fn hidden_layers(&self) -> usize {
        self.layers.len() - 1
    }

    /// Numbers that go into the output layer, and classes that come out of it.
    pub fn output_shape(&self) -> [usize; 2] {
        let output = self.layers.last().map(Layer::tensors).unwrap_or_default();
        output.first().map_or([0; 2], |kernel| [kernel.shape[0], kernel.shape[1]])
    }

    /// All tensors in the order of the layers and of files, also those that are not trained.
    pub fn tensors(&self) -> impl Iterator<Item = &Parameter> {
        self.layers.iter().flat_map(Layer::tensors)
    }

    /// All tensors, to be changed.
    fn tensors_mut(&mut self) -> impl Iterator<Item = &mut Parameter> {
        self.layers.iter_mut().flat_map(|layer| -> Vec<&mut Parameter> {
            match layer {
                Layer::Dense(dense) => dense.parameters_mut().into(),
                Layer::Conv(conv) => conv.parameters_mut().into(),
                Layer::BatchNorm(norm) => norm.tensors_mut().into(),
                Layer::Pool(_) | Layer::Flatten | Layer::Dropout { .. } => Vec::new(),
            }
        })
    }

    /// The trained weights in the order of the layers, kernel before bias.
    pub fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.tensors().filter(|parameter| parameter.trainable)
    }

    /// The trained weights, to be changed.
    pub fn parameters_mut(&mut self) -> impl Iterator<Item = &mut Parameter> {
        self.tensors_mut().filter(|parameter| parameter.trainable)
    }
}

/// Reads a tensor back.
///
/// # Errors
/// What the device says when it is lost.
pub(crate) async fn read<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f32>, String> {
    let data = tensor.into_data_async().await.map_err(|error| format!("{error:?}"))?;
    data.try_to_vec().map_err(|error| format!("{error:?}"))
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
    let all = read(Tensor::cat(tensors, 0)).await?;
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
    /// All tensors in memory.
    ///
    /// # Errors
    /// What the device says when it is lost.
    pub async fn to_host(&self) -> Result<Vec<HostTensor>, String> {
        let values = read_back(self.tensors().map(|p| p.value.clone()).collect()).await?;
        let described = self.tensors().map(|p| (p.name.clone(), p.shape.clone()));
        Ok(described.zip(values).map(|((name, shape), values)| HostTensor { name, shape, values }).collect())
    }
}

#[cfg(test)]
mod tests;
