//! Time, and giving it away.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use crate::page;

/// Milliseconds since the worker began.
pub fn now() -> f64 {
    page::scope().performance().map_or(0.0, |clock| clock.now())
}

/// Lets the browser deliver messages. A message to ourselves stands behind those that wait already; a timer would
/// sleep at least 4 ms once nested, which is most of a step.
pub struct Turn {
    channel: MessageChannel,
}

impl Turn {
    pub fn new() -> Result<Self, JsValue> {
        Ok(Self { channel: MessageChannel::new()? })
    }

    pub async fn give(&self) {
        let promise = Promise::new(&mut |resolve, _| {
            self.channel.port1().set_onmessage(Some(&resolve));
        });
        if self.channel.port2().post_message(&JsValue::NULL).is_ok() {
            // A promise that only ever resolves.
            let _ = JsFuture::from(promise).await;
        }
    }
}
