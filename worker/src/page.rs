//! The page, as seen from the worker: bytes in, bytes out.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use spec::protocol::{Event, Failure, FailureKind, decode, encode};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, PromiseRejectionEvent};

use crate::inbox::{Message, Sender};

/// The worker's global object.
pub fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Sends an event; its buffer is transferred, not copied.
pub fn send(event: &Event) {
    let buffer = Uint8Array::from(encode(event).as_slice()).buffer();
    // Fails only where the page is gone, and then there is nobody to tell.
    let _ = scope().post_message_with_transfer(&buffer, &Array::of1(&buffer));
}

/// Tells the page that this worker cannot go on.
pub fn fail(kind: FailureKind, detail: String) {
    send(&Event::Failed(Failure { kind, detail }));
}

/// Takes the page's commands into the inbox.
pub fn listen(sender: Sender) {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let data = match message.data().dyn_into::<Blob>() {
            // Fails only where the task has ended.
            Ok(blob) => return drop(sender.unbounded_send(Message::UserImages(blob))),
            Err(data) => data,
        };
        let Ok(buffer) = data.dyn_into::<ArrayBuffer>() else { return };
        match decode(&Uint8Array::new(&buffer).to_vec()) {
            // Fails only where the task has ended.
            Ok(command) => drop(sender.unbounded_send(Message::Command(command))),
            Err(error) => fail(FailureKind::Message, error.to_string()),
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

/// Tells the page of errors that nobody caught: those of asynchronous code never reach its `onerror`.
pub fn report_rejections() {
    let on_rejection = Closure::<dyn FnMut(PromiseRejectionEvent)>::new(|event: PromiseRejectionEvent| {
        fail(FailureKind::Panic, format!("{:?}", event.reason()));
    });
    let added = scope().add_event_listener_with_callback("unhandledrejection", on_rejection.as_ref().unchecked_ref());
    on_rejection.forget();
    debug_assert!(added.is_ok());
}
