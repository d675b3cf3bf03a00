//! A second worker that computes half of each large batch.
//!
//! It keeps a replica of the run's weights: each step both workers compute a half, tell each other its gradients and make
//! the same update, so that weights cross only when help begins. No memory is shared, which would need headers that most
//! file servers cannot send. Without the helper, or if it fails, the run goes on alone with the same numbers.

mod message;
mod replica;

use std::cell::Cell;
use std::rc::Rc;

use futures_channel::mpsc::{UnboundedReceiver, unbounded};
use futures_util::StreamExt;
use model::session::{Part, Share};
use model::spec::Spec;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::{clock, page};
use message::{Answer, Bulk, Order};
pub use replica::{is_helper, serve};

/// What the helper's address ends with.
const MARK: &str = "?helper";

/// Milliseconds after which a helper that does not answer is given up: browsers do not always tell that they ended one.
const PATIENCE: i32 = 20_000;

/// A share that the helper computed.
pub struct Help {
    pub images: usize,
    pub loss: f32,
    pub hits: u32,
    /// In the order of the network's parameters.
    pub gradients: Vec<Vec<f32>>,
}

/// The helper, as the worker sees it. It ends with this handle.
pub struct Helper {
    worker: Worker,
    answers: UnboundedReceiver<Option<(Answer, Bulk)>>,
    ready: bool,
    /// A block that has come, for the next one that goes.
    spare: Option<Bulk>,
    /// When the answer that is awaited was asked for.
    asked: Rc<Cell<Option<f64>>>,
    /// Looks whether an answer is overdue.
    watch: i32,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
    _on_watch: Closure<dyn FnMut()>,
}

impl Helper {
    /// Starts a helper; `None` where the browser has one processor or no workers within workers.
    pub fn start() -> Option<Self> {
        if page::scope().navigator().hardware_concurrency() < 2.0 {
            return None;
        }
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let address = format!("{}{MARK}", page::scope().location().href());
        let worker = Worker::new_with_options(&address, &options).ok()?;
        let (sender, answers) = unbounded();
        let (failed, overdue) = (sender.clone(), sender.clone());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            // Fails only where nobody waits any more.
            drop(sender.unbounded_send(message::read(&message.data())));
        });
        let on_error = Closure::<dyn FnMut(Event)>::new(move |_| drop(failed.unbounded_send(None)));
        let asked: Rc<Cell<Option<f64>>> = Rc::default();
        let since = asked.clone();
        let on_watch = Closure::<dyn FnMut()>::new(move || {
            if since.get().is_some_and(|asked| clock::now() - asked > f64::from(PATIENCE)) {
                drop(overdue.unbounded_send(None));
            }
        });
        let look = on_watch.as_ref().unchecked_ref();
        let watch = page::scope().set_interval_with_callback_and_timeout_and_arguments_0(look, PATIENCE / 4).ok()?;
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self {
            worker,
            answers,
            ready: false,
            spare: None,
            asked,
            watch,
            _on_message: on_message,
            _on_error: on_error,
            _on_watch: on_watch,
        })
    }

    /// Whether it can be given orders by now; `None` if it never can.
    pub fn is_ready(&mut self) -> Option<bool> {
        if !self.ready {
            match self.answers.try_recv() {
                Ok(Some((Answer::Ready, _))) => self.ready = true,
                Ok(_) => return None,
                Err(_) => {}
            }
        }
        Some(self.ready)
    }

    /// Has it begin with a saved run.
    pub fn begin(&self, spec: &Spec, scaling: [f32; 2], snapshot: &[u8]) {
        self.send(&Order::Begin { spec: spec.to_json(), scaling }, &Bulk::of_bytes(snapshot));
    }

    /// Has it compute a part of a step.
    pub fn compute(&self, part: Part<'_>) {
        let Part { step, first, pixels, labels } = part;
        self.send(&Order::Compute { step, first: first as u32, labels: labels.to_vec() }, &Bulk::of_bytes(pixels));
    }

    /// Has it take the step with its own part and this one.
    pub fn apply(&mut self, share: &mut Share, rate: f64) {
        let order = Order::Apply { images: share.images as u32, loss: share.loss, hits: share.hits, rate };
        let bulk = Bulk::of_gradients(share, self.spare.take());
        self.send(&order, &bulk);
    }

    /// The part that it was to compute, with gradients of these lengths; `None` where it failed.
    pub async fn answer(&mut self, lengths: &[usize]) -> Option<Help> {
        self.asked.set(Some(clock::now()));
        let answer = self.answers.next().await;
        self.asked.set(None);
        match answer?? {
            (Answer::Share { images, loss, hits }, bulk) => {
                let gradients = bulk.floats(lengths)?;
                self.spare = Some(bulk);
                Some(Help { images: images as usize, loss, hits, gradients })
            }
            (Answer::Ready | Answer::Failed, _) => None,
        }
    }

    fn send(&self, order: &Order, bulk: &Bulk) {
        let (message, transfer) = message::write(order, bulk);
        // Fails only where memory is short; the answer then never comes, but an error does.
        let _ = self.worker.post_message_with_transfer(&message, &transfer);
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        page::scope().clear_interval_with_handle(self.watch);
        self.worker.terminate();
    }
}
