//! What the tabs of figures and of wrong answers share: the line above, the gallery of images and the large view.

mod columns;
mod gallery;
mod head;
mod large;
mod picture;

pub use gallery::{Cards, Gallery};
pub use head::Head;
pub use large::{Large, LargeView};

use leptos::prelude::*;

use crate::rules::results::Seen;
use crate::state::Status;
use crate::store::store;

/// The examination to look at. While another of the same network is awaited the one before stays, so that nothing
/// jumps: the line above says what it is of.
pub fn examined() -> Memo<Option<Seen>> {
    let state = store().memo(|state| {
        let awaited = match state.evaluation_status() {
            Status::Pending { .. } => state.run.as_ref().map(|run| run.id),
            Status::NoNetwork | Status::Idle | Status::Gone | Status::Ready => None,
        };
        (state.predictions().cloned(), awaited)
    });
    Memo::new(move |before: Option<&Option<Seen>>| {
        let (seen, awaited) = state.get();
        let kept = || before.cloned().flatten().filter(|seen| Some(seen.run) == awaited);
        seen.or_else(kept)
    })
}

/// Whether what is in view is another examination than the one that is wanted.
pub fn is_stale(seen: Memo<Option<Seen>>) -> Memo<bool> {
    let wanted = store().memo(|state| state.predictions().cloned());
    Memo::new(move |_| seen.with(Option::is_some) && seen.get() != wanted.get())
}

/// A class' name, or its number where it has none.
pub fn name_of(names: &[String], class: usize) -> String {
    names.get(class).cloned().unwrap_or_else(|| class.to_string())
}
