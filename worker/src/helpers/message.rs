//! What a worker and a helper of it tell each other: a few words, and beside them a block of bytes or floats that changes
//! hands without being copied on the way.

use js_sys::{Array, ArrayBuffer, Float32Array, Uint8Array};
use model::session::ShardResult;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use spec::protocol::{decode, encode};
use wasm_bindgen::{JsCast, JsValue};

/// What a helper's address ends with.
pub const MARK: &str = "?helper";

/// To the helper.
#[derive(Serialize, Deserialize)]
pub enum Order {
    /// Begin with the run of these settings, as JSON, whose checkpoint is beside.
    Begin { spec: String, scaling: [f32; 2] },
    /// Compute the shard with this number of a step that has `of` of them; its pixels are beside.
    Compute { step: u64, number: u32, of: u32, first: u32, labels: Vec<u8>, rate: f64 },
    /// Take the shard with this number, which was computed elsewhere; its gradients are beside. With the last shard the
    /// step is taken.
    Take { number: u32, images: u32, loss: f32, hits: u32 },
}

/// From the helper.
#[derive(Serialize, Deserialize)]
pub enum Answer {
    /// It listens.
    Ready,
    /// What a shard of a step gave; its gradients are beside.
    Shard { images: u32, loss: f32, hits: u32 },
    /// It cannot help.
    Failed,
}

/// The block beside the words.
pub struct Bulk(ArrayBuffer);

impl Bulk {
    pub fn nothing() -> Self {
        Self(ArrayBuffer::new(0))
    }

    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Uint8Array::from(bytes).buffer())
    }

    /// The gradients of a shard, one after the other; in `spare`, a block that has come, if it is as long: a new one would
    /// first be filled with zeros.
    pub fn of_gradients(result: &mut ShardResult, spare: Option<Self>) -> Self {
        let length = result.length() as u32;
        let floats = match spare {
            Some(Self(buffer)) if buffer.byte_length() == 4 * length => Float32Array::new(&buffer),
            Some(_) | None => Float32Array::new_with_length(length),
        };
        let mut at = 0;
        result.look(|gradient| {
            let end = at + gradient.len() as u32;
            floats.subarray(at, end).copy_from(gradient);
            at = end;
        });
        Self(floats.buffer())
    }

    pub fn into_bytes(self) -> Vec<u8> {
        Uint8Array::new(&self.0).to_vec()
    }

    /// Floats in pieces of these lengths; `None` where they are not as many.
    pub fn floats(&self, lengths: &[usize]) -> Option<Vec<Vec<f32>>> {
        if self.0.byte_length() as usize != 4 * lengths.iter().sum::<usize>() {
            return None;
        }
        let floats = Float32Array::new(&self.0);
        let mut at = 0;
        let piece = |&length: &usize| {
            let end = at + length as u32;
            let piece = floats.subarray(at, end).to_vec();
            at = end;
            piece
        };
        Some(lengths.iter().map(piece).collect())
    }
}

/// The message, and what of it changes hands.
pub fn write(words: &impl Serialize, bulk: &Bulk) -> (JsValue, Array) {
    let words = Uint8Array::from(encode(words).as_slice()).buffer();
    let message = Array::of2(&words, &bulk.0);
    (message.clone().into(), message)
}

/// `None` where it is no such message.
pub fn read<T: DeserializeOwned>(message: &JsValue) -> Option<(T, Bulk)> {
    let parts: &Array = message.dyn_ref()?;
    let words: ArrayBuffer = parts.get(0).dyn_into().ok()?;
    let bulk: ArrayBuffer = parts.get(1).dyn_into().ok()?;
    Some((decode(&Uint8Array::new(&words).to_vec()).ok()?, Bulk(bulk)))
}
