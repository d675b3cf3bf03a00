//! What a person can choose, as plain data.
//!
//! A [`Spec`] says everything about a run: the same spec and the same seed give the same losses on the CPU, bit
//! for bit. It is read from and written to JSON (a file, a link, a message to the worker) and knows neither Burn
//! nor a browser. [`Spec::check`] is the only gate: what passes it cannot make the numeric library panic.

mod activation;
mod augmentation;
mod error;
pub mod examples;
mod initializer;
mod layer;
mod number;
mod optimizer;
mod regularization;
mod scale;
mod schedule;
mod shape;
mod validation;

pub use activation::Activation;
pub use augmentation::Augmentation;
pub use error::{SpecError, SpecPart};
pub use initializer::Initializer;
pub use layer::{BatchNorm, Conv, Dense, Dropout, Layer, LayerKind, Padding, Pool, PoolKind};
pub use number::{Entry, Number, Numbers, Place, Step};
pub use optimizer::Optimizer;
pub use regularization::{EarlyStopping, Regularization};
pub use scale::{PixelScale, mean_and_deviation};
pub use schedule::{Decay, Schedule};
pub use shape::{LayerSummary, Shape, padding};
pub use validation::Validation;

use serde::{Deserialize, Serialize};

use crate::catalogue::DatasetId;

/// The limits of a spec. They keep a run within what a school laptop's browser tab can hold.
pub mod limits {
    /// Hidden layers. Enough for three blocks of convolution, normalisation and pooling, and what follows.
    pub const MAX_LAYERS: usize = 16;
    /// Trainable numbers of a network. Adam keeps three of each (value and two moments) and the gradient, 4 bytes
    /// each, so this is at most 320 MB.
    pub const MAX_PARAMETERS: usize = 20_000_000;
    /// Images of one batch.
    pub const MAX_BATCH: usize = 4_096;
    /// Numbers held for one batch's forward and backward pass (activations and their gradients), 4 bytes each.
    pub const MAX_ACTIVATIONS: usize = 64_000_000;
    /// Passes over the training images.
    pub const MAX_EPOCHS: usize = 1_000;
    /// Above this every optimizer diverges at once.
    pub const MAX_LEARNING_RATE: f64 = 100.0;
    /// The longest JSON text that is looked at, in bytes.
    pub const MAX_JSON_BYTES: usize = 64 * 1024;
}

/// Everything that a person can choose about a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Spec {
    /// Which images.
    pub dataset: DatasetId,
    /// How a byte 0–255 becomes a number.
    pub scale: PixelScale,
    /// The hidden layers, from the image to the output. The output itself (one unit a class, softmax) is not listed.
    pub layers: Vec<Layer>,
    /// How the first weights are drawn. Biases start at zero.
    pub initializer: Initializer,
    /// The update rule with its own numbers and its learning rate.
    pub optimizer: Optimizer,
    /// How the learning rate changes during the run.
    pub schedule: Schedule,
    /// What keeps the weights small and the steps short.
    pub regularization: Regularization,
    /// Images per step.
    pub batch_size: usize,
    /// Passes over the training images.
    pub epochs: usize,
    /// Which images are held back to watch for overfitting.
    pub validation: Validation,
    /// Ends the run when the validation images stop getting better.
    pub early_stopping: Option<EarlyStopping>,
    /// Seeds the first weights, the order of the images and their augmentation.
    pub seed: u64,
    /// Whether each epoch visits the images in a new random order.
    pub shuffle: bool,
    /// Small random changes of each training image, anew in each epoch.
    pub augmentation: Option<Augmentation>,
}

impl Default for Spec {
    /// The network that a visitor meets first: 784-128-10 with ReLU, Adam, five epochs.
    fn default() -> Self {
        Self {
            dataset: DatasetId::Mnist,
            scale: PixelScale::Unit,
            layers: vec![Layer::dense(128, Activation::Relu)],
            initializer: Initializer::GlorotUniform,
            optimizer: Optimizer::adam(),
            schedule: Schedule::default(),
            regularization: Regularization::default(),
            batch_size: 128,
            epochs: 5,
            validation: Validation::LastFraction(0.1),
            early_stopping: None,
            seed: 42,
            shuffle: true,
            augmentation: None,
        }
    }
}

impl Spec {
    /// Reads a spec from JSON and checks it. Fields that are left out take their default.
    ///
    /// # Errors
    /// [`SpecError::Json`] where the text is no spec, otherwise what [`Spec::check`] finds.
    pub fn from_json(text: &str) -> Result<Self, SpecError> {
        if text.len() > limits::MAX_JSON_BYTES {
            return Err(SpecError::TooLong { bytes: text.len(), max: limits::MAX_JSON_BYTES });
        }
        let spec = Self::parse(text).map_err(|e| SpecError::Json(e.to_string()))?;
        spec.check()?;
        Ok(spec)
    }

    /// A spec from its JSON, unchecked. The one place that reads it: what serde makes of all its types is large, and a
    /// generic caller would have a copy of its own.
    pub(crate) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The spec as one line of JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a spec is plain data with string keys")
    }

    /// Whether the spec can be trained.
    ///
    /// # Errors
    /// The first thing that is wrong, with the bound that it breaks.
    pub fn check(&self) -> Result<(), SpecError> {
        use SpecError as E;
        if let DatasetId::User(images) = &self.dataset
            && !images.is_possible()
        {
            return Err(E::Images);
        }
        if self.layers.len() > limits::MAX_LAYERS {
            return Err(E::Layers { layers: self.layers.len(), max: limits::MAX_LAYERS });
        }
        for (index, layer) in self.layers.iter().enumerate() {
            number::check(SpecPart::Layer(index + 1), layer.values())?;
        }
        shape::check(&self.layers, &self.dataset.info())?;
        let parameters = self.parameters();
        if parameters > limits::MAX_PARAMETERS {
            return Err(E::Parameters { parameters, max: limits::MAX_PARAMETERS });
        }
        if self.batch_size == 0 || self.batch_size > limits::MAX_BATCH {
            return Err(E::Batch { batch: self.batch_size, max: limits::MAX_BATCH });
        }
        let activations = 2 * self.batch_size * self.numbers_per_image();
        if activations > limits::MAX_ACTIVATIONS {
            return Err(E::Memory { numbers: activations, max: limits::MAX_ACTIVATIONS });
        }
        if self.epochs == 0 || self.epochs > limits::MAX_EPOCHS {
            return Err(E::Epochs { epochs: self.epochs, max: limits::MAX_EPOCHS });
        }
        self.optimizer.check()?;
        number::check(SpecPart::Schedule, self.schedule.values())?;
        number::check(SpecPart::Regularization, self.regularization.values())?;
        self.validation.check(self.dataset.info().train)?;
        if let Some(stopping) = self.early_stopping {
            number::check(SpecPart::EarlyStopping, stopping.values())?;
            if self.validation == Validation::None {
                return Err(E::NothingToWatch);
            }
        }
        self.augmentation.map_or(Ok(()), |augmentation| number::check(SpecPart::Augmentation, augmentation.values()))
    }

    /// The numbers of a part, none where it is not there.
    pub fn numbers(&mut self, part: SpecPart) -> Vec<Entry<'_>> {
        match part {
            SpecPart::Layer(layer) => {
                let layer = layer.checked_sub(1).and_then(|index| self.layers.get_mut(index));
                layer.map(Numbers::numbers).unwrap_or_default()
            }
            SpecPart::Optimizer => self.optimizer.numbers(),
            SpecPart::Schedule => self.schedule.numbers(),
            SpecPart::Regularization => self.regularization.numbers(),
            SpecPart::EarlyStopping => self.early_stopping.as_mut().map(Numbers::numbers).unwrap_or_default(),
            SpecPart::Augmentation => self.augmentation.as_mut().map(Numbers::numbers).unwrap_or_default(),
        }
    }

    /// The value of a number of a part, where it is there.
    pub fn number(&self, part: SpecPart, id: &str) -> Option<f64> {
        self.clone().numbers(part).into_iter().find(|(number, _)| number.id == id).map(|(_, place)| place.get())
    }

    /// Sets a number of a part, where it is there.
    pub fn set_number(&mut self, part: SpecPart, id: &str, value: f64) {
        if let Some((_, mut place)) = self.numbers(part).into_iter().find(|(number, _)| number.id == id) {
            place.set(value);
        }
    }

    /// Whether two specs have the same settings but for the learning rate, which can be changed while it trains.
    pub fn same_but_rate(&self, other: &Self) -> bool {
        let with_its_rule = Self { optimizer: other.optimizer, ..self.clone() };
        self.optimizer.same_but_rate(&other.optimizer) && with_its_rule == *other
    }

    /// The layers with their output shapes and parameter counts: input, hidden layers, output.
    pub fn summary(&self) -> Vec<LayerSummary> {
        shape::summary(&self.layers, &self.dataset.info())
    }

    /// Numbers between the layers for one image; a convolution also holds the windows that it multiplies.
    pub fn numbers_per_image(&self) -> usize {
        let rows = self.summary();
        let windows = rows.windows(2).zip(&self.layers).map(|(pair, layer)| match (layer, pair[1].output) {
            (Layer::Conv(conv), Shape::Image(height, width, _)) => {
                height * width * conv.kernel * conv.kernel * pair[0].output.channels()
            }
            _ => 0,
        });
        rows.iter().map(|row| row.output.len()).sum::<usize>() + windows.sum::<usize>()
    }

    /// Trainable numbers in all.
    pub fn parameters(&self) -> usize {
        self.summary().iter().map(|layer| layer.parameters).sum()
    }
}

#[cfg(test)]
mod tests;
