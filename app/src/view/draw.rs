//! Draw panel: the pad, what the network sees, what it thinks.

use leptos::prelude::*;

use super::pad::{Pad, PredictionView};
use super::{class_names, desk, preferences};
use crate::state::State;

/// Draw panel.
#[component]
pub fn Draw() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let dataset = desk.memo(|state| state.draft.dataset);
    let prediction = desk
        .memo(|state| state.prediction.clone().map(|p| PredictionView { probabilities: p.probabilities, by: p.by }));
    let test_image = desk.memo(|state| state.test_image.clone());
    view! {
        <section class="panel draw-panel" aria-labelledby="draw-title">
            <h2 id="draw-title">
                <span class="number" aria-hidden="true">
                    "4"
                </span>
                {move || prefs.phrases().header.draw}
            </h2>
            <Pad
                language=prefs.language
                drawable=Signal::derive(move || dataset.get().info().drawable)
                shape=Signal::derive(move || dataset.get().info().shape)
                class_names=class_names()
                prediction
                on_image=Callback::new(move |image| desk.act(|state| state.look_at(image)))
                on_test_image=Callback::new(move |()| desk.act(State::another_test_image))
                test_image
            />
        </section>
    }
}
