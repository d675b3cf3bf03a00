//! The helper itself.

use model::device::Device;
use model::pixels::Scaling;
use model::session::{Part, Replica, Share};
use model::spec::Spec;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::MessageEvent;

use super::MARK;
use super::message::{self, Answer, Bulk, Order};
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
    /// The part of the present step that was computed here.
    mine: Option<Share>,
    /// A block that has come, for the next one that goes.
    spare: Option<Bulk>,
}

impl State {
    /// `None` where it cannot be done.
    fn obey(&mut self, order: Order, bulk: Bulk) -> Option<()> {
        match order {
            Order::Begin { spec, scaling } => {
                let scaling = Scaling::from_numbers(scaling);
                let spec = Spec::from_json(&spec).ok()?;
                self.mine = None;
                self.replica = Replica::restore(spec, &bulk.into_bytes(), scaling, Device::cpu()).ok();
                self.replica.as_ref().map(|_| ())
            }
            Order::Compute { step, first, labels } => {
                let replica = self.replica.as_mut()?;
                let pixels = bulk.into_bytes();
                if pixels.len() != labels.len() * replica.inputs() {
                    return None;
                }
                let mut share = replica.compute(Part { step, first: first as usize, pixels: &pixels, labels: &labels });
                let answer = Answer::Share { images: share.images as u32, loss: share.loss, hits: share.hits };
                send(&answer, &Bulk::of_gradients(&mut share, self.spare.take()));
                self.mine = Some(share);
                Some(())
            }
            Order::Apply { images, loss, hits, rate } => {
                let replica = self.replica.as_mut()?;
                let gradients = bulk.floats(&replica.lengths())?;
                let theirs = replica.share(images as usize, loss, hits, gradients)?;
                replica.apply([theirs, self.mine.take()?], rate);
                self.spare = Some(bulk);
                Some(())
            }
        }
    }
}

fn send(answer: &Answer, bulk: &Bulk) {
    let (message, transfer) = message::write(answer, bulk);
    // Fails only where nobody listens any more.
    let _ = page::scope().post_message_with_transfer(&message, &transfer);
}
