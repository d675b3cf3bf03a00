//! The one way into the second file of wasm: the build cuts at [`content`], and what only [`content`] reaches goes
//! there. A call from anywhere else to what lies behind it would bring that back into the first file.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::parts::lazy::{self, Part, SecondFile, Sheet};
use super::{data, dialogs, frame, tabs, training};

/// Lets the page show parts of the second file.
pub fn provide() {
    lazy::provide(SecondFile { load: || Box::pin(async { load().await.is_ok() }), part });
}

#[wasm_split(later, fallible, preload(load))]
fn content(part: Part) -> Result<AnyView, SplitLoaderError> {
    Ok(match part {
        Part::Curves => training::curves::content(),
        Part::Sheet(Sheet::Schedule) => training::schedule::sheet::content(),
        Part::Sheet(Sheet::Optimizer) => training::optimizer::sheet::content(),
        Part::Sheet(Sheet::Regularization) => training::regularization::sheet::content(),
        Part::Sheet(Sheet::Histogram) => data::histogram::sheet::content(),
        Part::Sheet(Sheet::Augmentation) => data::augment::sheet::content(),
        Part::Tab(tab) => tabs::content(tab),
        Part::UserImages => dialogs::user_images::content(),
        Part::Replay => frame::replay::content(),
        Part::TakeAway => dialogs::take_away::content::content(),
    })
}

/// A part whose code is here.
fn part(part: Part) -> AnyView {
    // The future has nothing left to wait for. Polled here and now, the part is built at once and belongs to the
    // one that shows it.
    match pin!(content(part)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(view)) => view,
        Poll::Ready(Err(_)) | Poll::Pending => ().into_any(),
    }
}
