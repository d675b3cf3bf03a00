//! Weights in files: safetensors with the names and layouts of [`super::layout()`].

use std::collections::HashMap;
use std::fmt;

use safetensors::{Dtype, SafeTensors, serialize, tensor::TensorView};

use super::HostTensor;
use super::layout::Slot;
use images::pixels::Scaling;
use spec::Spec;

/// Why weights do not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeightsError {
    /// The bytes are no safetensors file; says why.
    File(String),
    /// A tensor is not of 32-bit floats.
    Type {
        /// Its name.
        name: String,
    },
    /// A tensor that the network needs is not there.
    Missing {
        /// Its name.
        name: String,
    },
    /// A tensor has another shape.
    Shape {
        /// Its name.
        name: String,
        /// The network's shape.
        wanted: Vec<usize>,
        /// The file's shape.
        found: Vec<usize>,
    },
    /// A tensor belongs to no layer.
    Unknown {
        /// Its name.
        name: String,
    },
    /// A tensor has a number that is not finite.
    NotFinite {
        /// Its name.
        name: String,
    },
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(detail) => write!(f, "this is no safetensors file: {detail}"),
            Self::Type { name } => write!(f, "tensor {name} is not of 32-bit floats"),
            Self::Missing { name } => write!(f, "tensor {name} is missing"),
            Self::Shape { name, wanted, found } => {
                write!(f, "tensor {name} has shape {found:?}, but this network needs {wanted:?}")
            }
            Self::Unknown { name } => write!(f, "tensor {name} belongs to no layer of this network"),
            Self::NotFinite { name } => write!(f, "tensor {name} has a number that is not finite"),
        }
    }
}

impl std::error::Error for WeightsError {}

/// The tensors and the notes of a safetensors file.
///
/// # Errors
/// [`WeightsError::File`] or [`WeightsError::Type`].
pub fn read_safetensors(bytes: &[u8]) -> Result<(Vec<HostTensor>, HashMap<String, String>), WeightsError> {
    let broken = |error: safetensors::SafeTensorError| WeightsError::File(error.to_string());
    let (_, header) = SafeTensors::read_metadata(bytes).map_err(broken)?;
    let notes = header.metadata().clone().unwrap_or_default();
    let file = SafeTensors::deserialize(bytes).map_err(broken)?;
    let mut tensors = Vec::new();
    for (name, view) in file.tensors() {
        if view.dtype() != Dtype::F32 {
            return Err(WeightsError::Type { name });
        }
        let values = view.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        tensors.push(HostTensor { name, shape: view.shape().to_vec(), values });
    }
    Ok((tensors, notes))
}

/// A safetensors file with these tensors and notes.
pub fn write_safetensors(tensors: &[HostTensor], notes: HashMap<String, String>) -> Vec<u8> {
    let bytes: Vec<Vec<u8>> =
        tensors.iter().map(|tensor| tensor.values.iter().flat_map(|v| v.to_le_bytes()).collect()).collect();
    let views = tensors.iter().zip(&bytes).map(|(tensor, bytes)| {
        let view = TensorView::new(Dtype::F32, tensor.shape.clone(), bytes);
        (tensor.name.as_str(), view.expect("a tensor has as many numbers as its shape says"))
    });
    serialize(views, Some(notes)).expect("names are unique and lengths fit")
}

/// The tensors in the order of `slots`.
pub(super) fn arrange(tensors: Vec<HostTensor>, slots: &[Slot]) -> Result<Vec<HostTensor>, WeightsError> {
    let mut by_name: HashMap<String, HostTensor> = tensors.into_iter().map(|t| (t.name.clone(), t)).collect();
    let mut arranged = Vec::with_capacity(slots.len());
    for slot in slots {
        let name = slot.name.clone();
        let tensor = by_name.remove(&name).ok_or(WeightsError::Missing { name })?;
        if tensor.shape != slot.shape {
            let (name, found) = (tensor.name, tensor.shape);
            return Err(WeightsError::Shape { name, wanted: slot.shape.clone(), found });
        }
        if tensor.values.iter().any(|value| !value.is_finite()) {
            return Err(WeightsError::NotFinite { name: tensor.name });
        }
        arranged.push(tensor);
    }
    match by_name.into_keys().min() {
        Some(name) => Err(WeightsError::Unknown { name }),
        None => Ok(arranged),
    }
}

/// Notes of a file that holds a whole network: its settings and its scaling of pixels.
pub fn notes(spec: &Spec, scaling: Scaling) -> HashMap<String, String> {
    let scaling = serde_json::to_string(&scaling.numbers()).expect("two finite numbers");
    HashMap::from([(SPEC_NOTE.to_owned(), spec.to_json()), (SCALING_NOTE.to_owned(), scaling)])
}

/// A whole network from a file: settings, scaling and weights.
///
/// # Errors
/// [`WeightsError`] where the file is damaged or its notes are missing.
pub fn read_network(bytes: &[u8]) -> Result<(Spec, Scaling, Vec<HostTensor>), WeightsError> {
    let (tensors, notes) = read_safetensors(bytes)?;
    let note = |name: &str| notes.get(name).ok_or_else(|| WeightsError::File(format!("it has no note {name}")));
    let spec = Spec::from_json(note(SPEC_NOTE)?).map_err(|error| WeightsError::File(error.to_string()))?;
    let scaling: [f32; 2] =
        serde_json::from_str(note(SCALING_NOTE)?).map_err(|error| WeightsError::File(error.to_string()))?;
    Ok((spec, Scaling::from_numbers(scaling), tensors))
}

const SPEC_NOTE: &str = "trazo.spec";
const SCALING_NOTE: &str = "trazo.scaling";
