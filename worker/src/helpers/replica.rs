//! The helper itself.

use images::pixels::Scaling;
use model::device::Device;
use model::session::{Replica, Shard, ShardResult};
use spec::Spec;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::MessageEvent;

use super::message::{self, Answer, Bulk, MARK, Order};
use crate::page;

/// Whether this worker was started as a helper.
pub fn is_helper() -> bool {
    page::scope().location().search() == MARK
}

/// Serves until the worker that it helps ends it.
pub fn serve() {
    let mut state = State::default();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let obeyed = message::read(&message.data()).and_then(|(order, bulk)| state.obey(order, bulk));
        if obeyed.is_none() {
            send(&Answer::Failed, &Bulk::nothing());
        }
    });
    page::scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    send(&Answer::Ready, &Bulk::nothing());
}

#[derive(Default)]
struct State {
    replica: Option<Replica>,
    /// The shards of the present step by their numbers, as far as they are known.
    results: Vec<Option<ShardResult>>,
    /// The learning rate of the present step.
    rate: f64,
    /// A block that has come, for the next one that goes.
    spare: Option<Bulk>,
}

/// Shards of a step at most: what says more is no order.
const MOST_SHARDS: usize = 1_024;

impl State {
    /// `None` where it cannot be done.
    fn obey(&mut self, order: Order, bulk: Bulk) -> Option<()> {
        match order {
            Order::Begin { spec, scaling } => {
                let scaling = Scaling::from_numbers(scaling);
                let spec = Spec::from_json(&spec).ok()?;
                self.results.clear();
                self.replica = Replica::restore(spec, &bulk.into_bytes(), scaling, Device::cpu()).ok();
                self.replica.as_ref().map(|_| ())
            }
            Order::Compute { step, number, of, first, labels, rate } => {
                let replica = self.replica.as_mut()?;
                let pixels = bulk.into_bytes();
                if pixels.len() != labels.len() * replica.inputs() || of as usize > MOST_SHARDS {
                    return None;
                }
                let mut result =
                    replica.compute(Shard { step, first: first as usize, pixels: &pixels, labels: &labels });
                let answer = Answer::Shard { images: result.images as u32, loss: result.loss, hits: result.hits };
                send(&answer, &Bulk::of_gradients(&mut result, self.spare.take()));
                self.results.resize(of as usize, None);
                self.rate = rate;
                self.take(number, result)
            }
            Order::Take { number, images, loss, hits } => {
                let mine = self.results.iter().flatten().next()?;
                let gradients = bulk.floats(&mine.lengths())?;
                let theirs = mine.beside(images as usize, loss, hits, gradients)?;
                self.spare = Some(bulk);
                self.take(number, theirs)
            }
        }
    }

    /// Takes a shard, and with the last one the step.
    fn take(&mut self, number: u32, result: ShardResult) -> Option<()> {
        *self.results.get_mut(number as usize)? = Some(result);
        if self.results.iter().all(Option::is_some) {
            let shards = std::mem::take(&mut self.results).into_iter().flatten().collect();
            self.replica.as_mut()?.apply(shards, self.rate);
        }
        Some(())
    }
}

fn send(answer: &Answer, bulk: &Bulk) {
    let (message, transfer) = message::write(answer, bulk);
    // Fails only where nobody listens any more.
    let _ = page::scope().post_message_with_transfer(&message, &transfer);
}
