//! One worker: plain `postMessage`, because every helper crate starts its worker from a `blob:` address, which the
//! page's content security policy forbids.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use model::device::DeviceKind;
use model::protocol::decode;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ErrorEvent, MessageEvent, RequestCache, RequestInit, Response, Worker, WorkerOptions, WorkerType};

use super::{Heard, Listener};

/// A worker with its listeners; ends when dropped.
pub(super) struct Link {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
    _on_broken_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Link {
    /// Starts a worker from a module script.
    ///
    /// # Errors
    /// What the browser said.
    pub(super) fn new(kind: DeviceKind, script: &str, listener: Listener) -> Result<Self, String> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(script, &options).map_err(|error| describe(&error))?;

        let hear = listener.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let heard = match event.data().dyn_into::<ArrayBuffer>() {
                Ok(buffer) => match decode(&Uint8Array::new(&buffer).to_vec()) {
                    Ok(event) => Heard::Event(event),
                    Err(error) => Heard::Died(error.to_string()),
                },
                // The worker's panic hook reports in plain words before it ends.
                Err(other) => Heard::Died(describe(&other)),
            };
            hear(kind, heard);
        });
        let hear = listener.clone();
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            // A script that cannot be loaded gives an event without any message.
            let message =
                js_sys::Reflect::get(&event, &JsValue::from("message")).ok().and_then(|text| text.as_string());
            let detail = message.filter(|text| !text.is_empty()).unwrap_or_else(|| "it could not be loaded".to_owned());
            hear(kind, Heard::Died(detail));
        });
        let on_broken_message = Closure::<dyn FnMut(MessageEvent)>::new(move |_: MessageEvent| {
            listener(kind, Heard::Died("a message could not be read".to_owned()));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_broken_message.as_ref().unchecked_ref()));
        Ok(Self { worker, _on_message: on_message, _on_error: on_error, _on_broken_message: on_broken_message })
    }

    /// Sends bytes; the buffer changes hands without being copied again.
    pub(super) fn send(&self, bytes: &[u8]) {
        let buffer = Uint8Array::from(bytes).buffer();
        if let Err(error) = self.worker.post_message_with_transfer(&buffer, &Array::of1(&buffer)) {
            web_sys::console::error_1(&error);
        }
    }

    /// Sends the handle of a file.
    pub(super) fn send_file(&self, file: &Blob) {
        if let Err(error) = self.worker.post_message(file) {
            web_sys::console::error_1(&error);
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}

/// The text of a file of the site, past the browser's cache.
pub async fn fetch_text(path: &str) -> Result<String, String> {
    let window = web_sys::window().ok_or("no window")?;
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoCache);
    let response = JsFuture::from(window.fetch_with_str_and_init(path, &init)).await.map_err(|e| describe(&e))?;
    let response: Response = response.dyn_into().map_err(|e| describe(&e))?;
    if !response.ok() {
        return Err(format!("status {}", response.status()));
    }
    let text = response.text().map_err(|e| describe(&e))?;
    JsFuture::from(text).await.map_err(|e| describe(&e))?.as_string().ok_or_else(|| "no text".to_owned())
}

/// A JavaScript value in words.
fn describe(value: &JsValue) -> String {
    match value.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => value.as_string().unwrap_or_else(|| format!("{value:?}")),
    }
}
