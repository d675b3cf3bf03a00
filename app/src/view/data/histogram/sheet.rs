//! What the menu of the histogram holds: the pixels' values before and after they are scaled.

use leptos::prelude::*;
use spec::PixelScale;

use crate::chart::histogram::{counts, figures, sketch};
use crate::format;
use crate::preferences::preferences;
use crate::state::DatasetState;
use crate::store::store;
use crate::view::parts::sketch::SketchView;

/// Width and height of a histogram, pixels.
const SIZE: (f64, f64) = (288.0, 118.0);

/// What the menu holds.
pub fn content() -> AnyView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.phrases().histogram();
    let histogram = store.memo(|state| match &state.dataset {
        DatasetState::Ready { histogram, .. } => counts(histogram).copied(),
        DatasetState::Absent | DatasetState::Loading { .. } | DatasetState::Failed { .. } => None,
    });
    let chosen = store.memo(|state| state.draft.scale);
    let one = move |id: &'static str, drawing: &'static str, scale: Signal<PixelScale>| {
        let heading = move || if id == "before" { phrases().before() } else { phrases().after() };
        let drawn = move || {
            let decimal = |value, decimals| format::decimal(prefs.language.get(), value, decimals);
            let histogram = histogram.get().unwrap_or([0; 256]);
            let names = [phrases().value_axis(), phrases().count_axis()];
            sketch(&histogram, scale.get(), SIZE, names, &decimal)
        };
        let figure =
            move |part: fn((f64, f64)) -> f64| histogram.get().map(|histogram| part(figures(&histogram, scale.get())));
        let value = move |name: &'static str, part: fn((f64, f64)) -> f64| {
            view! {
                <b
                    data-testid=format!("{name}-{id}")
                    data-value=move || figure(part).map(|value| value.to_string())
                >
                    {move || figure(part).map(|value| format::decimal(prefs.language.get(), value, 3))}
                </b>
            }
        };
        view! {
            <div class="histogram">
                <p>
                    {heading} ": " {move || phrases().mean()} " " {value("mean", |(mean, _)| mean)} ", "
                    {move || phrases().deviation()} " " {value("deviation", |(_, deviation)| deviation)}
                </p>
                <SketchView sketch=Signal::derive(drawn) label=Signal::derive(move || heading().to_owned()) test_id=drawing />
            </div>
        }
    };
    view! {
        <b>{move || prefs.phrases().data().histogram()}</b>
        <p class="soft" hidden=move || histogram.get().is_some()>{move || phrases().no_data()}</p>
        <Show when=move || histogram.get().is_some()>
            {one("before", "histogram-before", Signal::derive(|| PixelScale::Raw))}
            {one("after", "histogram-after", chosen.into())}
        </Show>
    }
    .into_any()
}
