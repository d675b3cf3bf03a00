//! Looking into a network: what its layers make of images, their weights, and which numbers of an image matter.

use burn::tensor::{Tensor, TensorData};

use super::values::Values;
use super::{Mode, Network, Parameter, read_back};
use crate::device::DeviceKind;
use crate::protocol::Numbers;
use crate::spec::Activation;

/// What a network makes of a batch.
pub struct Glance {
    /// What goes into the output layer: `[batch, numbers]`.
    pub last: Tensor<2>,
    /// `[batch, classes]`
    pub logits: Tensor<2>,
    /// Of each layer with ReLU its place and the sums of its units, of a convolution of its filters: `[units]`. As
    /// ReLU gives nothing below 0, a sum of 0 is of numbers that are all 0.
    pub sums: Vec<(usize, Tensor<1>)>,
}

impl Network {
    /// What each layer makes of one image: first the image itself as height, width, channels, then what comes out of each
    /// layer when the network answers, the last being the logits. Read back with one transfer.
    ///
    /// # Shapes
    /// - input: `[1, inputs]`
    /// - outputs: as in the spec's summary
    ///
    /// # Errors
    /// What the device says when it is lost.
    pub async fn look(&self, input: Tensor<2>) -> Result<Vec<Numbers>, String> {
        let mut shapes = Vec::new();
        let mut outputs = Vec::new();
        self.clone().pass(Values::Flat(input).image(self.image), Mode::Inference, &mut |_, values| {
            let shape = values.shape();
            outputs.push(values.clone().flat().reshape([shape.iter().product::<usize>()]));
            shapes.push(shape);
        });
        let outputs = read_back(outputs).await?;
        Ok(shapes.iter().zip(&outputs).map(|(shape, values)| numbers(shape, values)).collect())
    }

    /// What the network makes of a batch when it answers.
    ///
    /// # Shapes
    /// - input: `[batch, inputs]`
    pub fn glance(&self, input: Tensor<2>) -> Glance {
        let output = self.layers.len();
        let relu = |place: usize| place > 0 && self.layers[place - 1].activation() == Activation::Relu;
        let mut sums = Vec::new();
        let mut last = input.clone();
        let logits = self.clone().pass(Values::Flat(input).image(self.image), Mode::Inference, &mut |place, values| {
            if relu(place) {
                sums.push((place - 1, values.sums()));
            }
            if place + 1 == output {
                last = values.clone().flat();
            }
        });
        Glance { last, logits, sums }
    }

    /// The tensors of a layer with their names in files, the number left out. The output comes after the last hidden
    /// layer; past it there is none.
    ///
    /// # Errors
    /// What the device says when it is lost.
    pub async fn layer_tensors(&self, place: usize) -> Result<Option<Vec<(String, Numbers)>>, String> {
        let Some(layer) = self.layers.get(place) else { return Ok(None) };
        let tensors = layer.tensors();
        let values = read_back(tensors.iter().map(|tensor| tensor.value.clone()).collect()).await?;
        let named = |(tensor, values): (&&Parameter, &Vec<f32>)| {
            let name = tensor.name.split_once('.').map_or(tensor.name.as_str(), |(_, name)| name);
            (name.to_owned(), numbers(&tensor.shape, values))
        };
        Ok(Some(tensors.iter().zip(&values).map(named).collect()))
    }

    /// The gradient of a class's logit by each number of one image, when the network answers. Only the image is on the
    /// tape, the weights are constants.
    ///
    /// # Shapes
    /// Input and gradient: `[1, inputs]`
    ///
    /// # Errors
    /// What the device says when it is lost.
    pub async fn input_gradient(&self, input: Tensor<2>, class: usize) -> Result<Numbers, String> {
        let mut tracked = self.clone();
        for tensor in tracked.tensors_mut() {
            // Without `require_grad` they are constants, but of the same kind as the image.
            tensor.value = tensor.value.clone().autodiff();
        }
        let input = input.autodiff().require_grad();
        let logits = tracked.run(input.clone(), Mode::Inference);
        let classes = logits.dims()[1];
        let chosen = (0..classes).map(|place| if place == class { 1.0_f32 } else { 0.0 }).collect();
        let chosen: Tensor<2> = Tensor::from_data(TensorData::new(chosen, [1, classes]), self.device.tensors());
        let mut tape = (logits * chosen.autodiff()).sum().backward();
        let gradient = input.grad_remove(&mut tape).ok_or("the logit does not hang on the image")?;
        let values = read_back(vec![gradient.reshape([self.inputs()])]).await?;
        Ok(numbers(&self.image, values.first().map_or(&[], Vec::as_slice)))
    }

    /// Uploads the inputs of a batch.
    pub(crate) fn upload(&self, values: Vec<f32>, count: usize) -> Tensor<2> {
        Tensor::from_data(TensorData::new(values, [count, self.inputs()]), self.device.tensors())
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
        let output = self.layers.last().map(super::Layer::tensors).unwrap_or_default();
        output.first().map_or([0; 2], |kernel| [kernel.shape[0], kernel.shape[1]])
    }
}

fn numbers(shape: &[usize], values: &[f32]) -> Numbers {
    Numbers::new(shape.iter().map(|&length| length as u32).collect(), values)
}
