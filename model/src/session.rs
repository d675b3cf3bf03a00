//! A run: a network, its optimizer and its place in the data.
//!
//! A step only queues work: nothing is read back from the device until [`Session::read`], so that the caller sets the
//! pace. Losses are summed on the device and judged on the CPU's side of the read, because a GPU may assume that NaN
//! does not exist. Nothing here knows a browser or a clock.

mod checkpoint;
mod early_stopping;
mod rate_search;
mod running_totals;
mod shard;

pub use checkpoint::CheckpointError;
pub use rate_search::RateSearch;
pub use running_totals::Reading;
pub use shard::{Batch, Replica, Shard, ShardResult};

use std::fmt;
use std::rc::Rc;

use burn::tensor::{Tensor, TensorData};

use crate::device::{Device, DeviceLost};
use crate::metrics::Totals;
use crate::network::{Backward, HostTensor, Network, WeightsError};
use crate::optimizer::OptimizerState;
use crate::regularizer::regularize;
use early_stopping::EarlyStopping;
use images::dataset::{Augmenter, Dataset, Images, Order, Partition};
use images::pixels::Scaling;
use running_totals::RunningTotals;
use spec::protocol::{RunError, Score};
use spec::{Optimizer, Spec, SpecError};

/// Why a session cannot be made.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionError {
    /// The settings are invalid.
    Spec(SpecError),
    /// The first weights do not fit.
    Weights(WeightsError),
    /// The data set is another than the spec's.
    Dataset,
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(error) => error.fmt(f),
            Self::Weights(error) => error.fmt(f),
            Self::Dataset => write!(f, "the data set is another than the settings'"),
        }
    }
}

impl std::error::Error for SessionError {}

impl From<SessionError> for RunError {
    fn from(error: SessionError) -> Self {
        match error {
            SessionError::Spec(error) => Self::Spec(error),
            SessionError::Weights(error) => Self::Weights(error.to_string()),
            SessionError::Dataset => Self::NoDataset,
        }
    }
}

/// Why a session cannot go on.
#[derive(Clone, Debug, PartialEq)]
pub enum TrainingError {
    /// The device was lost.
    Lost(DeviceLost),
    /// The loss was no finite number. The weights are back at those of the last good read.
    Diverged {
        /// Steps taken until it was noticed.
        step: u64,
    },
}

impl fmt::Display for TrainingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(error) => error.fmt(f),
            Self::Diverged { step } => {
                write!(f, "the loss is no finite number any more at step {step}: try a smaller learning rate")
            }
        }
    }
}

impl std::error::Error for TrainingError {}

impl From<DeviceLost> for TrainingError {
    fn from(error: DeviceLost) -> Self {
        Self::Lost(error)
    }
}

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
    running: RunningTotals,
    /// What was read but not yet asked for.
    unread: Reading,
    /// The epoch so far.
    epoch: Totals,
    early_stopping: EarlyStopping,
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
            running: RunningTotals::new(&device),
            unread: Reading::default(),
            epoch: Totals::default(),
            early_stopping: EarlyStopping::default(),
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
    pub(crate) fn network(&self) -> &Network {
        &self.network
    }

    /// The scaling of pixels that the network was trained with.
    pub(crate) fn scaling(&self) -> Scaling {
        self.scaling
    }

    /// Which images train and which validate.
    pub(crate) fn partition(&self) -> &Partition {
        &self.partition
    }

    /// The images.
    pub(crate) fn data(&self) -> &Rc<Dataset> {
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
    /// [`SpecError`] where the rate is out of range; the old one stays.
    pub fn set_learning_rate(&mut self, rate: f64) -> Result<(), SpecError> {
        let mut optimizer = self.spec.optimizer;
        optimizer.set_learning_rate(rate);
        optimizer.check()?;
        self.spec.optimizer = optimizer;
        Ok(())
    }

    /// Queues one step: forward, backward, update.
    pub fn step(&mut self) -> Step {
        if self.place.epoch as usize >= self.spec.epochs || self.early_stopping.stopped {
            return Step::Done;
        }
        if let Some(batch) = self.batch() {
            let results = batch.shards().map(|shard| self.compute(shard)).collect();
            return self.take(results);
        }
        let batch = self.order.batch(self.place.step_in_epoch as usize, self.spec.batch_size);
        let (pixels, labels) = self.assemble(&self.data.train, batch, self.augmenter.as_ref());
        let classes = self.spec.dataset.info().classes;
        let count = labels.len();
        let input = self.network.input(self.scaling, &pixels, count);
        let targets = self.upload(one_hot(&labels, classes), [count, classes]);

        self.before = self.network.clone();
        let Backward { loss, logits, gradients } = self.network.backward(input, targets.clone(), self.place.step, 0);
        self.running.add(loss, logits, targets);
        let gradients = regularize(&self.spec.regularization, &self.network, gradients);
        let rule = self.rule();
        self.optimizer.update(&rule, &mut self.network, gradients);
        self.advance()
    }

    /// Shards that a whole batch is computed in.
    pub fn shards(&self) -> usize {
        shard::shards(&self.spec, self.spec.batch_size.min(self.partition.train.len()), self.device.kind())
    }

    /// The images of the next step, where it is computed in several shards; `None` where it is not, or there is none.
    pub fn batch(&self) -> Option<Batch> {
        if self.place.epoch as usize >= self.spec.epochs || self.early_stopping.stopped {
            return None;
        }
        let batch = self.order.batch(self.place.step_in_epoch as usize, self.spec.batch_size);
        let shards = shard::shards(&self.spec, batch.len(), self.device.kind());
        if shards == 1 {
            return None;
        }
        let (pixels, labels) = self.assemble(&self.data.train, batch, self.augmenter.as_ref());
        Some(Batch { step: self.place.step, pixels, labels, inputs: self.network.inputs(), shards })
    }

    /// Computes a shard of the next step.
    pub fn compute(&mut self, shard: Shard<'_>) -> ShardResult {
        shard::compute(&mut self.network, self.scaling, self.spec.dataset.info().classes, shard, &self.device)
    }

    /// Takes the next step, of which all shards are computed, in their order.
    pub fn take(&mut self, shards: Vec<ShardResult>) -> Step {
        self.before = self.network.clone();
        self.running.add_shards(&shards);
        let rule = self.rule();
        shard::apply(&mut self.network, &mut self.optimizer, &self.spec, &rule, shards);
        self.advance()
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
    /// [`TrainingError`]
    pub async fn read(&mut self) -> Result<Option<Reading>, TrainingError> {
        self.drain().await?;
        let reading = std::mem::take(&mut self.unread);
        Ok((reading.totals.images > 0.0).then_some(reading))
    }

    /// Ends the epoch: its figures, over the training images as they were visited.
    ///
    /// # Errors
    /// As [`Session::read`].
    pub async fn end_epoch(&mut self) -> Result<Score, TrainingError> {
        self.drain().await?;
        Ok(std::mem::take(&mut self.epoch).score())
    }

    /// From the device to memory.
    async fn drain(&mut self) -> Result<(), TrainingError> {
        let Some(reading) = self.running.take().await.map_err(DeviceLost)? else { return Ok(()) };
        if !reading.totals.loss.is_finite() || !reading.last_loss.is_finite() {
            self.network = self.good.clone();
            return Err(TrainingError::Diverged { step: self.place.step });
        }
        // The newest loss was finite, and it was computed with the weights before its own update.
        self.good = self.before.clone();
        self.epoch.add(reading.totals);
        self.unread.totals.add(reading.totals);
        self.unread.last_loss = reading.last_loss;
        Ok(())
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

    fn upload(&self, values: Vec<f32>, shape: [usize; 2]) -> Tensor<2> {
        Tensor::from_data(TensorData::new(values, shape), self.device.tensors())
    }
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
pub(crate) mod tests;
