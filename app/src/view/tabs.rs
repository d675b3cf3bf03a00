//! What the strip's tabs open. All of it is in the part of the wasm that comes after the first paint: see
//! [`later`](crate::view::parts::lazy).

mod browse;
mod errors;
mod evaluation;
mod explain;
mod inside;
mod lessons;
mod rate;
mod report;
mod runs;

use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::state::Tab;
use crate::view::tabs::browse::Browse;
use crate::view::tabs::errors::Errors;
use crate::view::tabs::explain::Explain;
use crate::view::tabs::inside::Inside;
use crate::view::tabs::lessons::Lessons;
use crate::view::tabs::rate::Rate;
use crate::view::tabs::report::Report;
use crate::view::tabs::runs::Runs;

/// What a tab opens.
pub fn content(tab: Tab) -> AnyView {
    bring_into_sight(tab);
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

/// Scrolls the row of tabs to the open one: on a phone it need not be in sight.
fn bring_into_sight(tab: Tab) {
    request_animation_frame(move || {
        if let Some(button) = document().get_element_by_id(&format!("tab-{}", tab.name())) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            options.set_inline(ScrollLogicalPosition::Nearest);
            button.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}
