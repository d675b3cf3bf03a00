//! The handle of the worker that reads a person's files: started for one set of files, ended when dropped.

use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use spec::protocol::decode;
use spec::reader_protocol::{Message, VERSION};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::link::Link;
use crate::browser::fetch::describe;

/// What the reader was heard to do.
pub enum Heard {
    /// It says something; the images come beside [`Message::Done`].
    Says(Message, Option<Blob>),
    /// It ended; the detail is English.
    Died(String),
}

/// A reader at work.
pub struct Reader {
    /// Alive for as long as it is held.
    _link: Link,
}

impl Reader {
    /// Starts a reader on files (an array of `[path, File]` pairs), which it gets as soon as it listens.
    ///
    /// # Errors
    /// What the browser said.
    pub fn new(script: &str, files: Array, listener: Rc<dyn Fn(Heard)>) -> Result<Self, String> {
        let told = listener.clone();
        let died = Rc::new(move |detail| told(Heard::Died(detail)));
        let link = Link::new(
            script,
            move |reader, data| {
                listener(match read(&data) {
                    Some((Message::Ready { version }, _)) if version == VERSION => match reader.post_message(&files) {
                        Ok(()) => return,
                        Err(error) => Heard::Died(describe(&error)),
                    },
                    Some((message, blob)) => Heard::Says(message, blob),
                    None => Heard::Died("a message could not be read".to_owned()),
                });
            },
            died,
        );
        link.map(|link| Self { _link: link })
    }
}

/// A message and what comes beside it.
fn read(data: &JsValue) -> Option<(Message, Option<Blob>)> {
    let parts: &Array = data.dyn_ref()?;
    let buffer: ArrayBuffer = parts.get(0).dyn_into().ok()?;
    Some((decode(&Uint8Array::new(&buffer).to_vec()).ok()?, parts.get(1).dyn_into().ok()))
}
