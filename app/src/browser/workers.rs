//! The workers' handles: they start and end workers and carry messages. Rules live in [`crate::state`].

mod link;
pub mod reader;

use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};
use spec::device::DeviceKind;
use spec::protocol::{Command, Event, decode, encode};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use self::link::Link;
use super::fetch::describe;

/// What a worker was heard to do.
pub enum Heard {
    /// It says something.
    Event(Event),
    /// It ended, or says what cannot be understood; the detail is English.
    Died(String),
}

/// Is told what the workers do.
pub type Listener = Rc<dyn Fn(DeviceKind, Heard)>;

/// The workers that are alive.
pub struct Trainer {
    listener: Listener,
    cpu: Option<Link>,
    webgpu: Option<Link>,
}

impl Trainer {
    /// Without any worker yet.
    pub fn new(listener: Listener) -> Self {
        Self { listener, cpu: None, webgpu: None }
    }

    /// Starts a worker in place of the one of its kind. What goes wrong is heard by the listener.
    pub fn start(&mut self, kind: DeviceKind, script: &str) {
        self.end(kind);
        let (told, listener) = (self.listener.clone(), self.listener.clone());
        let died: Rc<dyn Fn(String)> = Rc::new(move |detail| told(kind, Heard::Died(detail)));
        match Link::new(script, move |_, data| listener(kind, heard(data)), died.clone()) {
            Ok(link) => *self.slot(kind) = Some(link),
            // Not at once: the state that asked for the start is still being changed.
            Err(error) => leptos::task::spawn_local(async move { died(error) }),
        }
    }

    /// Ends a worker at once; nothing is heard of it any more.
    pub fn end(&mut self, kind: DeviceKind) {
        *self.slot(kind) = None;
    }

    /// Sends a command; without such a worker, nothing happens.
    pub fn send(&self, kind: DeviceKind, command: &Command) {
        self.link(kind).iter().for_each(|link| link.send(&encode(command)));
    }

    /// Hands a person's own images over; without such a worker, nothing happens.
    pub fn send_file(&self, kind: DeviceKind, file: &Blob) {
        self.link(kind).iter().for_each(|link| link.send_value(file));
    }

    fn link(&self, kind: DeviceKind) -> &Option<Link> {
        match kind {
            DeviceKind::Cpu => &self.cpu,
            DeviceKind::Webgpu => &self.webgpu,
        }
    }

    fn slot(&mut self, kind: DeviceKind) -> &mut Option<Link> {
        match kind {
            DeviceKind::Cpu => &mut self.cpu,
            DeviceKind::Webgpu => &mut self.webgpu,
        }
    }
}

/// What a worker says.
fn heard(data: JsValue) -> Heard {
    match data.dyn_into::<ArrayBuffer>() {
        Ok(buffer) => match decode(&Uint8Array::new(&buffer).to_vec()) {
            Ok(event) => Heard::Event(event),
            Err(error) => Heard::Died(error.to_string()),
        },
        // The worker's panic hook reports in plain words before it ends.
        Err(other) => Heard::Died(describe(&other)),
    }
}
