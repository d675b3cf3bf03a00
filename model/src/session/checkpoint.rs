//! A run as bytes, and back: the session that is restored goes on exactly as the one that was saved.
//!
//! The bytes are a safetensors file: weights under their names, the optimizer's memory as `mean.0.kernel` and so on,
//! early stopping's best weights as `best.0.kernel` and so on, place and sums as JSON among the notes.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use burn::tensor::{Tensor, TensorData};
use serde::{Deserialize, Serialize};

use super::early_stopping::{Best, EarlyStopping};
use super::{Place, Replica, Session, SessionError, TrainingError};
use crate::device::{Device, DeviceLost};
use crate::metrics::Totals;
use crate::network::{HostTensor, Network, read_back, read_safetensors, write_safetensors};
use crate::optimizer::{OptimizerState, slot_names};
use images::dataset::Dataset;
use images::pixels::Scaling;
use spec::Spec;

/// Why bytes are no checkpoint of a run with these settings.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckpointError {
    /// They are damaged, or of something else; says how.
    Broken(String),
    /// The run cannot be made from them.
    Session(SessionError),
}

impl fmt::Display for CheckpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(detail) => write!(f, "the saved run cannot be read: {detail}"),
            Self::Session(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CheckpointError {}

/// The note that holds everything but tensors.
const NOTE: &str = "trazo.session";

/// Before the names of early stopping's best weights.
const BEST: &str = "best.";

#[derive(Serialize, Deserialize)]
struct Note {
    place: Place,
    optimizer_step: u64,
    learning_rate: f64,
    epoch: Totals,
    /// Only with early stopping, after its first epoch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    watch: Option<StoppingNote>,
}

/// What early stopping remembers beside the best weights.
#[derive(Serialize, Deserialize)]
struct StoppingNote {
    best_epoch: u32,
    best_loss: f64,
    waited: usize,
    stopped: bool,
}

impl Session {
    /// The run as it is, as bytes. Reads what the device has summed; [`Session::read`] still gives it afterwards.
    ///
    /// # Errors
    /// As [`Session::read`].
    pub async fn checkpoint(&mut self) -> Result<Vec<u8>, TrainingError> {
        self.drain().await?;
        let names = slot_names(&self.spec.optimizer);
        let mut values: Vec<Tensor<1>> = self.network.tensors().map(|p| p.value.clone()).collect();
        let mut labels: Vec<(String, Vec<usize>)> =
            self.network.tensors().map(|p| (p.name.clone(), p.shape.clone())).collect();
        for (parameter, slots) in self.network.parameters().zip(&self.optimizer.slots) {
            for (name, slot) in names.iter().zip(slots) {
                labels.push((format!("{name}.{}", parameter.name), parameter.shape.clone()));
                values.push(slot.clone());
            }
        }
        if let Some(best) = &self.early_stopping.best {
            labels.extend(best.network.tensors().map(|p| (format!("{BEST}{}", p.name), p.shape.clone())));
            values.extend(best.network.tensors().map(|p| p.value.clone()));
        }
        let values = read_back(values).await.map_err(DeviceLost)?;
        let tensors: Vec<HostTensor> =
            labels.into_iter().zip(values).map(|((name, shape), values)| HostTensor { name, shape, values }).collect();
        let note = Note {
            place: self.place,
            optimizer_step: self.optimizer.step,
            learning_rate: self.spec.optimizer.learning_rate(),
            epoch: self.epoch,
            watch: self.early_stopping.best.as_ref().map(|best| StoppingNote {
                best_epoch: best.epoch,
                best_loss: best.loss,
                waited: self.early_stopping.waited,
                stopped: self.early_stopping.stopped,
            }),
        };
        let note = serde_json::to_string(&note).expect("plain data");
        Ok(write_safetensors(&tensors, HashMap::from([(NOTE.to_owned(), note)])))
    }

    /// The run that was saved, on any device.
    ///
    /// # Errors
    /// [`CheckpointError`]
    pub fn restore(spec: Spec, bytes: &[u8], data: Rc<Dataset>, device: Device) -> Result<Self, CheckpointError> {
        let saved = Checkpoint::read(&spec, bytes)?;
        let Checkpoint { note, weights, slots, best } = saved;
        let place = note.place;
        let (optimizer_step, learning_rate, epoch) = (note.optimizer_step, note.learning_rate, note.epoch);
        let early_stopping =
            note.watch.map(|note| stopping(&spec, note, best, &device)).transpose()?.unwrap_or_default();

        let mut session = Self::new(spec, Some(weights), data, device).map_err(CheckpointError::Session)?;
        session
            .set_learning_rate(learning_rate)
            .map_err(|error| CheckpointError::Session(SessionError::Spec(error)))?;
        fill(&mut session.optimizer, slots, &session.spec, &session.network)?;
        if place.epoch as usize > session.spec.epochs || place.step_in_epoch >= session.steps_per_epoch() {
            return Err(broken("its place lies outside the run"));
        }
        session.optimizer.step = optimizer_step;
        session.place = place;
        session.epoch = epoch;
        session.early_stopping = early_stopping;
        session.order.begin(place.epoch);
        Ok(session)
    }
}

impl Replica {
    /// What learns in the run that was saved.
    ///
    /// # Errors
    /// [`CheckpointError`]
    pub fn restore(spec: Spec, bytes: &[u8], scaling: Scaling, device: Device) -> Result<Self, CheckpointError> {
        spec.check().map_err(|error| CheckpointError::Session(SessionError::Spec(error)))?;
        let Checkpoint { note, weights, slots, .. } = Checkpoint::read(&spec, bytes)?;
        let network = Network::with_weights(&spec, weights, &device)
            .map_err(|error| CheckpointError::Session(SessionError::Weights(error)))?;
        let mut optimizer = OptimizerState::new(&spec.optimizer, &network);
        fill(&mut optimizer, slots, &spec, &network)?;
        optimizer.step = note.optimizer_step;
        Ok(Self { spec, network, optimizer, scaling, device })
    }
}

fn broken(detail: &str) -> CheckpointError {
    CheckpointError::Broken(detail.to_owned())
}

/// What lies in a checkpoint.
struct Checkpoint {
    note: Note,
    weights: Vec<HostTensor>,
    /// The optimizer's memory by name.
    slots: HashMap<String, Vec<f32>>,
    /// Early stopping's best weights.
    best: Vec<HostTensor>,
}

impl Checkpoint {
    fn read(spec: &Spec, bytes: &[u8]) -> Result<Self, CheckpointError> {
        let (tensors, notes) = read_safetensors(bytes).map_err(|error| broken(&error.to_string()))?;
        let note = notes.get(NOTE).ok_or_else(|| broken("it has no place in the run"))?;
        let note: Note = serde_json::from_str(note).map_err(|error| broken(&error.to_string()))?;
        let names = slot_names(&spec.optimizer);
        let is_slot = |tensor: &HostTensor| names.iter().any(|name| tensor.name.starts_with(&format!("{name}.")));
        let (slots, tensors): (Vec<_>, Vec<_>) = tensors.into_iter().partition(is_slot);
        let (best, weights) = tensors.into_iter().partition(|tensor| tensor.name.starts_with(BEST));
        let slots = slots.into_iter().map(|tensor| (tensor.name, tensor.values)).collect();
        Ok(Self { note, weights, slots, best })
    }
}

/// Puts what was remembered into an optimizer.
fn fill(
    optimizer: &mut OptimizerState,
    mut slots: HashMap<String, Vec<f32>>,
    spec: &Spec,
    network: &Network,
) -> Result<(), CheckpointError> {
    let names = slot_names(&spec.optimizer);
    for (parameter, kept) in network.parameters().zip(&mut optimizer.slots) {
        for (name, slot) in names.iter().zip(kept) {
            let name = format!("{name}.{}", parameter.name);
            let values = slots.remove(&name).ok_or_else(|| broken(&format!("{name} is missing")))?;
            if values.len() != slot.dims()[0] {
                return Err(broken(&format!("{name} has another length")));
            }
            *slot = Tensor::from_data(TensorData::from(values.as_slice()), &slot.device());
        }
    }
    Ok(())
}

/// What early stopping remembered. Without early stopping in the settings it remembers nothing.
fn stopping(
    spec: &Spec,
    note: StoppingNote,
    best: Vec<HostTensor>,
    device: &Device,
) -> Result<EarlyStopping, CheckpointError> {
    if spec.early_stopping.is_none() {
        return Ok(EarlyStopping::default());
    }
    let plain = |tensor: HostTensor| HostTensor { name: tensor.name[BEST.len()..].to_owned(), ..tensor };
    let network = Network::with_weights(spec, best.into_iter().map(plain).collect(), device)
        .map_err(|error| CheckpointError::Session(SessionError::Weights(error)))?;
    let best = Best { epoch: note.best_epoch, loss: note.best_loss, network };
    Ok(EarlyStopping { best: Some(best), waited: note.waited, stopped: note.stopped })
}
