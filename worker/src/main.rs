//! The worker: commands from the page in, a session in the middle, events to the page out.
//!
//! The one place in this crate that knows a browser. All work is done by one task that takes one message after the
//! other; between steps it lets the browser deliver new ones, so that Pause, Stop and questions are heard while a
//! network trains. Downloads run beside it and come back as messages of their own.

// For its feature: without it no source of randomness compiles for the browser.
use getrandom as _;

mod inbox;
mod page;
mod clock;
#[cfg(all(feature = "webgpu", target_family = "wasm"))]
mod constructors;
mod probe;
mod download;
mod helpers;
mod run;
mod worker;

use spec::protocol::{Event, FailureKind, VERSION};
use wasm_bindgen_futures::spawn_local;

fn main() {
    #[cfg(all(feature = "webgpu", target_family = "wasm"))]
    constructors::run();
    std::panic::set_hook(Box::new(|panic| {
        page::fail(FailureKind::Panic, panic.to_string());
    }));
    page::report_rejections();
    if helpers::is_helper() {
        return helpers::serve();
    }
    spawn_local(async {
        let (sender, inbox) = inbox::open();
        page::listen(sender.clone());
        page::send(&Event::Hello { version: VERSION, probe: probe::probe().await });
        worker::Worker::new(sender, inbox).serve().await;
    });
}
