//! One helper, as the worker sees it.

use std::cell::Cell;
use std::rc::Rc;

use futures_channel::mpsc::{UnboundedReceiver, unbounded};
use futures_util::StreamExt;
use model::session::{Shard, ShardResult};
use spec::Spec;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::message::{self, Answer, Bulk, MARK, Order};
use crate::{clock, page};

/// Milliseconds after which a helper that does not answer is given up: browsers do not always tell that they ended one.
const PATIENCE: i32 = 20_000;

/// A helper. It ends with this handle.
pub struct Helper {
    worker: Worker,
    answers: UnboundedReceiver<Option<(Answer, Bulk)>>,
    state: State,
    /// Whether it has the weights of the present step.
    pub in_step: bool,
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

/// Whether a helper can be given orders.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Starting,
    Listening,
    Failed,
}

impl Helper {
    /// Starts a helper; `None` where the browser has no workers within workers.
    pub fn start() -> Option<Self> {
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
            state: State::Starting,
            in_step: false,
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
        if self.state == State::Starting {
            match self.answers.try_recv() {
                Ok(Some((Answer::Ready, _))) => self.state = State::Listening,
                Ok(_) => self.state = State::Failed,
                Err(_) => {}
            }
        }
        (self.state != State::Failed).then(|| self.listens())
    }

    /// Whether it can be given orders.
    pub fn listens(&self) -> bool {
        self.state == State::Listening
    }

    /// Has it begin with a saved run.
    pub fn begin(&mut self, spec: &Spec, scaling: [f32; 2], checkpoint: &[u8]) {
        self.send(&Order::Begin { spec: spec.to_json(), scaling }, &Bulk::of_bytes(checkpoint));
        self.in_step = true;
    }

    /// Has it compute a shard of a step that has `of` of them, and is taken with this learning rate.
    pub fn compute(&self, number: usize, of: usize, shard: Shard<'_>, rate: f64) {
        let Shard { step, first, pixels, labels } = shard;
        let [number, of, first] = [number, of, first].map(|count| count as u32);
        self.send(&Order::Compute { step, number, of, first, labels: labels.to_vec(), rate }, &Bulk::of_bytes(pixels));
    }

    /// Tells it a shard that another worker has computed. With the last one it takes the step.
    pub fn tell(&mut self, number: usize, result: &mut ShardResult) {
        if self.listens() {
            let ShardResult { images, loss, hits, .. } = *result;
            let bulk = Bulk::of_gradients(result, self.spare.take());
            self.send(&Order::Take { number: number as u32, images: images as u32, loss, hits }, &bulk);
        }
    }

    /// The next shard that it was to compute, with gradients like those of `beside`; `None` where it failed.
    pub async fn answer(&mut self, beside: &ShardResult) -> Option<ShardResult> {
        if !self.listens() {
            return None;
        }
        self.asked.set(Some(clock::now()));
        let answer = self.answers.next().await;
        self.asked.set(None);
        let result = answer.flatten().and_then(|(answer, bulk)| match answer {
            Answer::Shard { images, loss, hits } => {
                let gradients = bulk.floats(&beside.lengths())?;
                self.spare = Some(bulk);
                beside.beside(images as usize, loss, hits, gradients)
            }
            Answer::Ready | Answer::Failed => None,
        });
        if result.is_none() {
            self.state = State::Failed;
        }
        result
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
