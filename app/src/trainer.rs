//! The worker's handle: starts and ends the workers and carries messages. Rules live in [`crate::state`].

mod link;

use std::rc::Rc;

use model::device::DeviceKind;
use model::protocol::{Command, Event, encode};
use web_sys::Blob;

use crate::state::Manifest;
use link::Link;

pub use link::fetch_text;

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
        match Link::new(kind, script, self.listener.clone()) {
            Ok(link) => *self.slot(kind) = Some(link),
            Err(error) => {
                let listener = self.listener.clone();
                // Not at once: the state that asked for the start is still being changed.
                leptos::task::spawn_local(async move { listener(kind, Heard::Died(error)) });
            }
        }
    }

    /// Ends a worker at once; nothing is heard of it any more.
    pub fn end(&mut self, kind: DeviceKind) {
        *self.slot(kind) = None;
    }

    /// Sends a command; without such a worker, nothing happens.
    pub fn send(&self, kind: DeviceKind, command: &Command) {
        let link = match kind {
            DeviceKind::Cpu => &self.cpu,
            DeviceKind::Webgpu => &self.webgpu,
        };
        if let Some(link) = link {
            link.send(&encode(command));
        }
    }

    /// Hands a person's own images over; without such a worker, nothing happens.
    pub fn send_file(&self, kind: DeviceKind, file: &Blob) {
        let link = match kind {
            DeviceKind::Cpu => &self.cpu,
            DeviceKind::Webgpu => &self.webgpu,
        };
        if let Some(link) = link {
            link.send_file(file);
        }
    }

    fn slot(&mut self, kind: DeviceKind) -> &mut Option<Link> {
        match kind {
            DeviceKind::Cpu => &mut self.cpu,
            DeviceKind::Webgpu => &mut self.webgpu,
        }
    }
}

/// A text of the site.
///
/// # Errors
/// What the browser or the server said, in English.
pub async fn text(path: &str) -> Result<String, String> {
    link::fetch_text(path).await.map_err(|detail| format!("{path}: {detail}"))
}

/// Reads the list of worker builds.
///
/// # Errors
/// What the browser or the server said, in English.
pub async fn manifest() -> Result<Manifest, String> {
    const PATH: &str = "workers/workers.json";
    let text = text(PATH).await?;
    serde_json::from_str(&text).map_err(|error| format!("{PATH}: {error}"))
}
