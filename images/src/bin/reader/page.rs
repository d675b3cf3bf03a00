//! The page, as seen from the reader: files in, bytes and a `Blob` out.

use js_sys::{Array, Uint8Array};
use spec::protocol::encode;
use spec::reader_protocol::Message;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, MessageEvent};

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Hands over the one array of `[path, File]` pairs that the page posts.
pub fn listen(mut take: impl FnMut(Vec<(String, File)>) + 'static) {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let Ok(pairs) = message.data().dyn_into::<Array>() else { return };
        let pair = |pair: JsValue| {
            let pair: Array = pair.dyn_into().ok()?;
            Some((pair.get(0).as_string()?, pair.get(1).dyn_into().ok()?))
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
