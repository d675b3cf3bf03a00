//! What the strip's tabs open. All of it is in the part of the wasm that comes after the first paint: see
//! [`later`](crate::view::later).

use leptos::prelude::*;

use crate::state::Tab;
use crate::view::browse::Browse;
use crate::view::errors::Errors;
use crate::view::explain::Explain;
use crate::view::inside::Inside;
use crate::view::lessons::Lessons;
use crate::view::rate::Rate;
use crate::view::report::Report;
use crate::view::runs::Runs;

/// What a tab opens.
pub fn content(tab: Tab) -> AnyView {
    match tab {
        Tab::Data => view! { <Browse /> }.into_any(),
        Tab::Report => view! { <Report /> }.into_any(),
        Tab::Errors => view! { <Errors /> }.into_any(),
        Tab::Inside => view! { <Inside /> }.into_any(),
        Tab::Runs => view! { <Runs /> }.into_any(),
        Tab::Lessons => view! { <Lessons /> }.into_any(),
        Tab::Rate => view! { <Rate /> }.into_any(),
        Tab::Explain => view! { <Explain /> }.into_any(),
    }
}
