//! One worker: plain `postMessage`, because every helper crate starts its worker from a `blob:` address, which the
//! page's content security policy forbids.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::browser::fetch::describe;

/// A worker with its listeners; ends when dropped.
pub(super) struct Link {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
    _on_broken_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Link {
    /// Starts a worker from a module script. `hear` gets what it says, and the worker to answer; `died` why it ended,
    /// in English.
    ///
    /// # Errors
    /// What the browser said.
    pub(super) fn new(
        script: &str,
        hear: impl Fn(&Worker, JsValue) + 'static,
        died: Rc<dyn Fn(String)>,
    ) -> Result<Self, String> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(script, &options).map_err(|error| describe(&error))?;

        let speaker = worker.clone();
        let on_message =
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| hear(&speaker, event.data()));
        let broken = died.clone();
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            // A script that cannot be loaded gives an event without any message.
            let message =
                js_sys::Reflect::get(&event, &JsValue::from("message")).ok().and_then(|text| text.as_string());
            died(message.filter(|text| !text.is_empty()).unwrap_or_else(|| "it could not be loaded".to_owned()));
        });
        let on_broken_message = Closure::<dyn FnMut(MessageEvent)>::new(move |_: MessageEvent| {
            broken("a message could not be read".to_owned());
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

    /// Sends something that the browser holds, as the handle of a file.
    pub(super) fn send_value(&self, value: &JsValue) {
        if let Err(error) = self.worker.post_message(value) {
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
