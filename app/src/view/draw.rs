//! Draw panel: the pad, what the network sees, what it thinks.

mod bars;
mod pad;

use leptos::prelude::*;

use crate::preferences::preferences;

/// Draw panel.
#[component]
pub fn Draw() -> impl IntoView {
    let prefs = preferences();
    view! {
        <section class="panel draw-panel" aria-labelledby="draw-title">
            <h2 id="draw-title">
                <span class="number" aria-hidden="true">
                    "4"
                </span>
                {move || prefs.phrases().header().draw()}
            </h2>
            <pad::Pad />
        </section>
    }
}
