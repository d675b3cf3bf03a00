//! The handle of the worker that reads a person's files: started for one set of files, ended when dropped.

use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use model::protocol::decode;
use model::reader_protocol::Message;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

/// What the reader was heard to do.
pub enum Heard {
    /// It says something; the images come beside [`Message::Done`].
    Says(Message, Option<Blob>),
    /// It ended; the detail is English.
    Died(String),
}

/// A reader at work.
pub struct Reader {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Reader {
    /// Starts a reader on files (an array of `[path, File]` pairs), which it gets as soon as it listens.
    ///
    /// # Errors
    /// What the browser said.
    pub fn new(script: &str, files: Array, listener: Rc<dyn Fn(Heard)>) -> Result<Self, String> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(script, &options).map_err(|error| format!("{error:?}"))?;
        let (hear, target) = (listener.clone(), worker.clone());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let heard = match read(&event.data()) {
                Some((Message::Ready { version }, _)) if version == model::reader_protocol::VERSION => {
                    match target.post_message(&files) {
                        Ok(()) => return,
                        Err(error) => Heard::Died(format!("{error:?}")),
                    }
                }
                Some((message, blob)) => Heard::Says(message, blob),
                None => Heard::Died("a message could not be read".to_owned()),
            };
            hear(heard);
        });
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            // A script that cannot be loaded gives an event without any message.
            let message = js_sys::Reflect::get(&event, &"message".into()).ok().and_then(|text| text.as_string());
            listener(Heard::Died(message.unwrap_or_else(|| "it could not be loaded".to_owned())));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self { worker, _on_message: on_message, _on_error: on_error })
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// A message and what comes beside it.
fn read(data: &JsValue) -> Option<(Message, Option<Blob>)> {
    let parts: &Array = data.dyn_ref()?;
    let buffer: ArrayBuffer = parts.get(0).dyn_into().ok()?;
    Some((decode(&Uint8Array::new(&buffer).to_vec()).ok()?, parts.get(1).dyn_into().ok()))
}
