//! The page, as seen from the reader: files in, bytes and a `Blob` out.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use model::own::OwnError;
use model::protocol::encode;
use model::reader_protocol::Message;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, MessageEvent};

use crate::file::{FileReader, Tally};

/// A file that the page posted.
pub struct Picked {
    path: String,
    file: File,
}

impl Picked {
    /// Bytes of the file.
    pub fn size(&self) -> u64 {
        self.file.size() as u64
    }

    /// Ready to be read.
    pub fn open(self, tally: &Rc<Tally>) -> Result<model::own::Picked<FileReader>, OwnError> {
        let size = self.size();
        let reader = FileReader::new(self.file, tally.clone())
            .map_err(|detail| model::own::FileError::Read(detail).of(&self.path))?;
        Ok(model::own::Picked { path: self.path, size, reader })
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Hands over the one array of `[path, File]` pairs that the page posts.
pub fn listen(mut take: impl FnMut(Vec<Picked>) + 'static) {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let Ok(pairs) = message.data().dyn_into::<Array>() else { return };
        let pair = |pair: JsValue| {
            let pair: Array = pair.dyn_into().ok()?;
            Some(Picked { path: pair.get(0).as_string()?, file: pair.get(1).dyn_into().ok()? })
        };
        take(pairs.iter().filter_map(pair).collect());
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

/// Sends a message.
pub fn send(message: &Message) {
    post(&Array::of1(&bytes(message)));
}

/// Sends a message with a file made of these parts. They are copied out of the worker's memory one by one.
pub fn send_with_blob(message: &Message, parts: &[&[u8]]) {
    let parts: Array = parts.iter().map(|part| Uint8Array::from(*part)).collect();
    match Blob::new_with_u8_array_sequence(&parts) {
        Ok(blob) => post(&Array::of2(&bytes(message), &blob)),
        Err(error) => wasm_bindgen::throw_val(error),
    }
}

fn bytes(message: &Message) -> JsValue {
    Uint8Array::from(encode(message).as_slice()).buffer().into()
}

fn post(message: &Array) {
    // Fails only where the page is gone, and then there is nobody to tell.
    let _ = scope().post_message(message);
}
