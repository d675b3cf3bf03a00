//! What is seen: one panel a file. Each reads the state and sends commands.

pub mod bars;
pub mod diagram;
pub mod pad;

use leptos::prelude::*;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    view! { <main></main> }
}
