//! The outputs of all layers, the weights of one, and the gradient of a logit by the image.

use burn::tensor::{Tensor, TensorData};

use super::values::Values;
use super::{Mode, Network, Parameter, read_back};
use spec::Activation;
use spec::protocol::Array;

/// What is needed of each image of a batch for a projection.
pub struct Features {
    /// The input of the output layer: `[batch, numbers]`.
    pub last: Tensor<2>,
    /// `[batch, classes]`
    pub logits: Tensor<2>,
    /// Of each layer with ReLU its place and the sums of its units, of a convolution of its filters: `[units]`. As
    /// ReLU gives nothing below 0, a sum of 0 is of numbers that are all 0.
    pub sums: Vec<(usize, Tensor<1>)>,
}

impl Network {
    /// The outputs of every layer for one image: first the image itself as height, width, channels, then the output of each
    /// layer at inference, the last being the logits. Read back with one transfer.
    ///
    /// # Shapes
    /// - input: `[1, inputs]`
    /// - outputs: as in the spec's summary
    ///
    /// # Errors
    /// What the device says when it is lost.
    pub async fn activations(&self, input: Tensor<2>) -> Result<Vec<Array>, String> {
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

    /// The features and the logits of a batch at inference.
    ///
    /// # Shapes
    /// - input: `[batch, inputs]`
    pub fn features(&self, input: Tensor<2>) -> Features {
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
        Features { last, logits, sums }
    }

    /// The tensors of a layer with their names in files, the number left out. The output comes after the last hidden
    /// layer; past it there is none.
    ///
    /// # Errors
    /// What the device says when it is lost.
    pub async fn layer_tensors(&self, place: usize) -> Result<Option<Vec<(String, Array)>>, String> {
        let Some(layer) = self.layers.get(place) else { return Ok(None) };
        let tensors = layer.tensors();
        let values = read_back(tensors.iter().map(|tensor| tensor.value.clone()).collect()).await?;
        let named = |(tensor, values): (&&Parameter, &Vec<f32>)| {
            let name = tensor.name.split_once('.').map_or(tensor.name.as_str(), |(_, name)| name);
            (name.to_owned(), numbers(&tensor.shape, values))
        };
        Ok(Some(tensors.iter().zip(&values).map(named).collect()))
    }

    /// The gradient of a class's logit by each number of one image, at inference. Only the image is on the
    /// tape, the weights are constants.
    ///
    /// # Shapes
    /// Input and gradient: `[1, inputs]`
    ///
    /// # Errors
    /// What the device says when it is lost.
    pub async fn input_gradient(&self, input: Tensor<2>, class: usize) -> Result<Array, String> {
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
}

fn numbers(shape: &[usize], values: &[f32]) -> Array {
    Array::new(shape.iter().map(|&length| length as u32).collect(), values)
}
