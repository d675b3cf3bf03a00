//! A run: a network, its optimizer and its place in the data.
//!
//! A step only queues work: nothing is read back from the device until [`Session::read`], so that the caller sets the
//! pace. Losses are summed on the device and judged on the CPU's side of the read, because a GPU may assume that NaN
//! does not exist. Nothing here knows a browser or a clock.

mod allowance;
mod early_stopping;
mod evaluation;
mod examination;
mod kept;
mod occlusion;
mod rate_search;
mod share;
mod snapshot;
mod subject;
mod survey;
mod tally;

pub use allowance::Allowance;
pub use evaluation::{Evaluation, EvaluationSet};
pub use examination::Examination;
pub use kept::{Kept, KeptEpoch, Weights};
pub use occlusion::Occlusion;
pub use rate_search::RateSearch;
pub use share::{Batch, Part, Replica, Share};
pub use snapshot::SnapshotError;
pub use subject::Subject;
pub use survey::SurveyWork;
pub use tally::Reading;

use std::fmt;
use std::rc::Rc;

use burn::tensor::{Tensor, TensorData};

use crate::dataset::{Augmenter, Dataset, Images, Order, Partition};
use crate::device::{Device, DeviceKind};
use crate::metrics::{Totals, softmax};
use crate::network::{Backward, HostTensor, Network, WeightsError};
use crate::optimizer::OptimizerState;
use crate::pixels::Scaling;
use crate::protocol::Score;
use crate::regularizer::regularize;
use crate::spec::{Optimizer, Spec, SpecError};
use early_stopping::Watch;
use tally::Tally;

/// Why a session cannot be made or go on.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionError {
    /// The settings are invalid.
    Spec(SpecError),
    /// The first weights do not fit.
    Weights(WeightsError),
    /// The data set is another than the spec's.
    Dataset,
    /// The device was lost; says how.
    Device(String),
    /// The loss was no finite number. The weights are back at those of the last good read.
    Diverged {
        /// Steps taken until it was noticed.
        step: u64,
    },
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(error) => error.fmt(f),
            Self::Weights(error) => error.fmt(f),
            Self::Dataset => write!(f, "the data set is another than the settings'"),
            Self::Device(detail) => write!(f, "the device was lost: {detail}"),
            Self::Diverged { step } => {
                write!(f, "the loss is no finite number any more at step {step}: try a smaller learning rate")
            }
        }
    }
}

impl std::error::Error for SessionError {}

/// Where a run stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// Epoch, from 0; the spec's number of epochs when all are done.
    pub epoch: u32,
    /// Steps done in this epoch.
    pub step_in_epoch: u32,
    /// Steps done in all.
    pub step: u64,
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One of several of its epoch.
    Within,
    /// The last of its epoch: [`Session::end_epoch`] is due.
    EndOfEpoch,
    /// Nothing: all epochs are done, or the run has ended early.
    Done,
}

/// A run on a device.
pub struct Session {
    spec: Spec,
    device: Device,
    data: Rc<Dataset>,
    partition: Partition,
    order: Order,
    scaling: Scaling,
    augmenter: Option<Augmenter>,
    network: Network,
    optimizer: OptimizerState,
    place: Place,
    /// What the device has summed since the last read.
    tally: Tally,
    /// What was read but not yet asked for.
    unread: Reading,
    /// The epoch so far.
    epoch: Totals,
    /// For early stopping.
    watch: Watch,
    /// Weights that are known to give a finite loss: those before the newest step of the last good read.
    good: Network,
    /// Weights before the newest step.
    before: Network,
}

impl Session {
    /// A fresh run, with the spec's own first weights or with `weights`.
    ///
    /// # Errors
    /// [`SessionError::Spec`], [`SessionError::Weights`] or [`SessionError::Dataset`].
    pub fn new(
        spec: Spec,
        weights: Option<Vec<HostTensor>>,
        data: Rc<Dataset>,
        device: Device,
    ) -> Result<Self, SessionError> {
        spec.check().map_err(SessionError::Spec)?;
        if data.id != spec.dataset {
            return Err(SessionError::Dataset);
        }
        // A part of a data set may hold fewer images than the catalogue says.
        spec.validation.check(data.train.len()).map_err(SessionError::Spec)?;
        let network = match weights {
            None => Network::new(&spec, &device),
            Some(weights) => Network::with_weights(&spec, weights, &device).map_err(SessionError::Weights)?,
        };
        let partition = Partition::new(spec.validation, data.train.len());
        let order = Order::new(partition.train.clone(), spec.seed, spec.shuffle, 0);
        let shape = spec.dataset.info().shape;
        Ok(Self {
            order,
            partition,
            scaling: Scaling::new(spec.scale, &data.train),
            augmenter: spec.augmentation.map(|settings| Augmenter::new(settings, spec.seed, shape)),
            optimizer: OptimizerState::new(&spec.optimizer, &network),
            place: Place::default(),
            tally: Tally::new(&device),
            unread: Reading::default(),
            epoch: Totals::default(),
            watch: Watch::default(),
            good: network.clone(),
            before: network.clone(),
            network,
            data,
            device,
            spec,
        })
    }

    /// The settings, with the learning rate that was set last.
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// Where the run stands.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The network as it is.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The scaling of pixels that the network was trained with.
    pub fn scaling(&self) -> Scaling {
        self.scaling
    }

    /// Which images train and which validate.
    pub fn partition(&self) -> &Partition {
        &self.partition
    }

    /// The images.
    pub fn data(&self) -> &Rc<Dataset> {
        &self.data
    }

    /// Steps of an epoch.
    pub fn steps_per_epoch(&self) -> u32 {
        self.order.steps(self.spec.batch_size) as u32
    }

    /// The learning rate of the next step: the optimizer's own, changed by the schedule.
    pub fn learning_rate(&self) -> f64 {
        self.rate_at(self.place.step)
    }

    /// The learning rate of the step that was taken last.
    pub fn last_learning_rate(&self) -> f64 {
        self.rate_at(self.place.step.saturating_sub(1))
    }

    fn rate_at(&self, step: u64) -> f64 {
        let factor = self.spec.schedule.factor(step, self.steps_per_epoch(), self.spec.epochs);
        self.spec.optimizer.learning_rate() * factor
    }

    /// Uses another learning rate from the next step on; the schedule goes on multiplying it.
    ///
    /// # Errors
    /// [`SessionError::Spec`] where the rate is out of range; the old one stays.
    pub fn set_learning_rate(&mut self, rate: f64) -> Result<(), SessionError> {
        let mut optimizer = self.spec.optimizer;
        optimizer.set_learning_rate(rate);
        optimizer.check().map_err(SessionError::Spec)?;
        self.spec.optimizer = optimizer;
        Ok(())
    }

    /// Queues one step: forward, backward, update.
    pub fn step(&mut self) -> Step {
        if self.place.epoch as usize >= self.spec.epochs || self.watch.stopped {
            return Step::Done;
        }
        if let Some(batch) = self.halves() {
            let shares = [self.compute(batch.part(0)), self.compute(batch.part(1))];
            return self.take(shares);
        }
        let batch = self.order.batch(self.place.step_in_epoch as usize, self.spec.batch_size);
        let (pixels, labels) = self.assemble(&self.data.train, batch, self.augmenter.as_ref());
        let classes = self.spec.dataset.info().classes;
        let count = labels.len();
        let input = self.input(&pixels);
        let targets = self.upload(one_hot(&labels, classes), [count, classes]);

        self.before = self.network.clone();
        let Backward { loss, logits, gradients } = self.network.backward(input, targets.clone(), self.place.step, 0);
        self.tally.add(loss, logits, targets);
        let gradients = regularize(&self.spec.regularization, &self.network, gradients);
        let rule = self.rule();
        self.optimizer.update(&rule, &mut self.network, gradients);
        self.advance()
    }

    /// The images of the next step, where it is computed in two halves; `None` where it is not, or there is none.
    pub fn halves(&self) -> Option<Batch> {
        if self.place.epoch as usize >= self.spec.epochs || self.watch.stopped {
            return None;
        }
        let batch = self.order.batch(self.place.step_in_epoch as usize, self.spec.batch_size);
        let cut = share::cut(&self.spec, batch.len(), self.device.kind())?;
        let (pixels, labels) = self.assemble(&self.data.train, batch, self.augmenter.as_ref());
        Some(Batch { step: self.place.step, pixels, labels, inputs: self.network.inputs(), cut })
    }

    /// Computes a half of the next step.
    pub fn compute(&mut self, part: Part<'_>) -> Share {
        share::compute(&mut self.network, self.scaling, self.spec.dataset.info().classes, part, &self.device)
    }

    /// A half that was computed elsewhere; `None` where the gradients are not of this network.
    pub fn share(&self, images: usize, loss: f32, hits: u32, gradients: Vec<Vec<f32>>) -> Option<Share> {
        Share::of_numbers(&self.network, [images, hits as usize], loss, gradients, &self.device)
    }

    /// Numbers of each gradient, in the order of [`Share::gradients`].
    pub fn gradient_lengths(&self) -> Vec<usize> {
        share::lengths(&self.network)
    }

    /// Takes the next step, of which both halves are computed.
    pub fn take(&mut self, shares: [Share; 2]) -> Step {
        self.before = self.network.clone();
        self.tally.add_shares(&shares);
        let rule = self.rule();
        share::apply(&mut self.network, &mut self.optimizer, &self.spec, &rule, shares);
        self.advance()
    }

    /// A network of this run, such as [`Kept`] keeps it.
    ///
    /// # Errors
    /// [`SessionError::Device`] where the device is lost.
    pub async fn weights_to_keep(&self, network: Network) -> Result<Weights, SessionError> {
        match self.device.kind() {
            DeviceKind::Cpu => Ok(Weights::Here(network)),
            DeviceKind::Webgpu => network.to_host().await.map(Weights::Away).map_err(SessionError::Device),
        }
    }

    /// The network of kept weights, on the run's device.
    pub fn kept_network(&self, weights: &Weights) -> Network {
        match weights {
            Weights::Here(network) => network.clone(),
            Weights::Away(tensors) => Network::with_weights(&self.spec, tensors.clone(), &self.device)
                .expect("they came from a network of these settings"),
        }
    }

    /// The optimizer, with the learning rate of the next step.
    fn rule(&self) -> Optimizer {
        let mut rule = self.spec.optimizer;
        rule.set_learning_rate(self.learning_rate());
        rule
    }

    fn advance(&mut self) -> Step {
        self.place.step += 1;
        self.place.step_in_epoch += 1;
        if self.place.step_in_epoch < self.steps_per_epoch() {
            return Step::Within;
        }
        self.place.epoch += 1;
        self.place.step_in_epoch = 0;
        self.order.begin(self.place.epoch);
        Step::EndOfEpoch
    }

    /// Reads what the steps since the last read gave; `None` where there was no step.
    ///
    /// # Errors
    /// [`SessionError::Diverged`] where the loss is not finite: the last good weights are back.
    /// [`SessionError::Device`] where the device is lost.
    pub async fn read(&mut self) -> Result<Option<Reading>, SessionError> {
        self.drain().await?;
        let reading = std::mem::take(&mut self.unread);
        Ok((reading.totals.images > 0.0).then_some(reading))
    }

    /// Ends the epoch: its figures, over the training images as they were visited.
    ///
    /// # Errors
    /// As [`Session::read`].
    pub async fn end_epoch(&mut self) -> Result<Score, SessionError> {
        self.drain().await?;
        Ok(std::mem::take(&mut self.epoch).score())
    }

    /// From the device to memory.
    async fn drain(&mut self) -> Result<(), SessionError> {
        let Some(reading) = self.tally.take().await.map_err(SessionError::Device)? else { return Ok(()) };
        if !reading.totals.loss.is_finite() || !reading.last_loss.is_finite() {
            self.network = self.good.clone();
            return Err(SessionError::Diverged { step: self.place.step });
        }
        // The newest loss was finite, and it was computed with the weights before its own update.
        self.good = self.before.clone();
        self.epoch.add(reading.totals);
        self.unread.totals.add(reading.totals);
        self.unread.last_loss = reading.last_loss;
        Ok(())
    }

    /// What the network thinks of an image: a probability a class.
    ///
    /// # Errors
    /// [`SessionError::Device`] where the device is lost.
    pub async fn predict(&self, image: &[u8]) -> Result<Vec<f32>, SessionError> {
        self.predict_with(&self.network, image).await
    }

    /// What a network that the run had thinks of an image.
    ///
    /// # Errors
    /// As [`Session::predict`].
    pub async fn predict_with(&self, network: &Network, image: &[u8]) -> Result<Vec<f32>, SessionError> {
        predict(network, self.scaling, image, &self.device).await.map_err(SessionError::Device)
    }

    /// The bytes and the labels of some images, one image after the other.
    fn assemble(&self, images: &Images, batch: &[u32], augmenter: Option<&Augmenter>) -> (Vec<u8>, Vec<u8>) {
        let mut pixels = Vec::with_capacity(batch.len() * self.network.inputs());
        let mut labels = Vec::with_capacity(batch.len());
        for &index in batch {
            let Some(image) = images.image(index as usize) else { continue };
            match augmenter {
                None => pixels.extend_from_slice(image),
                Some(augmenter) => augmenter.apply(image, self.place.epoch, index, &mut pixels),
            }
            labels.push(images.labels()[index as usize]);
        }
        (pixels, labels)
    }

    /// What the network sees of images, given as bytes: `[images, inputs]`.
    fn input(&self, pixels: &[u8]) -> Tensor<2> {
        let mut input = Vec::with_capacity(pixels.len());
        self.scaling.extend(&mut input, pixels);
        self.upload(input, [pixels.len() / self.network.inputs(), self.network.inputs()])
    }

    fn upload(&self, values: Vec<f32>, shape: [usize; 2]) -> Tensor<2> {
        Tensor::from_data(TensorData::new(values, shape), self.device.tensors())
    }
}

/// What `network` thinks of an image of as many bytes as it has inputs.
///
/// # Errors
/// What the device says when it is lost, or that the image has another size.
pub async fn predict(network: &Network, scaling: Scaling, image: &[u8], device: &Device) -> Result<Vec<f32>, String> {
    if image.len() != network.inputs() {
        return Err(format!("the image has {} bytes and not {}", image.len(), network.inputs()));
    }
    let mut input = Vec::with_capacity(image.len());
    scaling.extend(&mut input, image);
    let input = Tensor::from_data(TensorData::new(input, [1, image.len()]), device.tensors());
    let logits = network.forward(input).into_data_async().await.map_err(|error| format!("{error:?}"))?;
    Ok(softmax(&logits.try_to_vec::<f32>().map_err(|error| format!("{error:?}"))?))
}

/// A row a label, 1 at its class.
fn one_hot(labels: &[u8], classes: usize) -> Vec<f32> {
    let mut rows = vec![0.0; labels.len() * classes];
    for (row, &label) in rows.chunks_exact_mut(classes).zip(labels) {
        row[usize::from(label)] = 1.0;
    }
    rows
}

#[cfg(test)]
mod tests;
