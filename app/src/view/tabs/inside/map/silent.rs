//! The ReLU units that never answer.

use leptos::prelude::*;
use serde_json::json;
use spec::{Activation, Layer};

use crate::i18n::inside::silent;
use crate::preferences::preferences;
use crate::state::State;
use crate::store::store;
use crate::view::tabs::inside::{Frame, words};

/// The ReLU units that never answered.
#[component]
pub fn SilentUnits() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let frame = store.memo(Frame::of);
    let survey = store.memo(|state: &State| state.inside.projection.answer().cloned());
    let no_relu = Memo::new(move |_| {
        let relu = |layer: &Layer| layer.activation() == Some(Activation::Relu);
        frame.with(|frame| !frame.layers.iter().any(relu))
    });
    let rows = move || {
        let survey = survey.get()?;
        let language = prefs.language.get();
        let row = |found: &spec::protocol::DeadUnits| {
            let layer = found.layer as usize;
            let name = frame.with(|frame| frame.name(language, layer));
            let units: Vec<String> = found.dead.iter().map(u32::to_string).collect();
            let list = if units.is_empty() { String::new() } else { format!(": {}", units.join(", ")) };
            let told = silent(language, units.len(), found.units as usize);
            view! {
                <li
                    data-testid=format!("silent-{}", layer + 1)
                    data-value=json!({ "units": found.units, "silent": found.dead }).to_string()
                >
                    <b>{name}</b>
                    " · "
                    {told}
                    {list}
                </li>
            }
        };
        Some(survey.dead.iter().map(row).collect_view())
    };
    view! {
        <section class="silent-units" hidden=move || survey.with(Option::is_none)>
            <h3>{move || words().silent()}</h3>
            <p class="soft">{move || if no_relu.get() { words().no_relu() } else { words().silent_note() }}</p>
            <ul>{rows}</ul>
        </section>
    }
}
