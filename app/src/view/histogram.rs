//! The pixels' histogram before and after they are scaled.

use leptos::prelude::*;
use model::spec::PixelScale;

use super::menu::Menu;
use super::sketch::SketchView;
use super::{desk, preferences};
use crate::chart::histogram::{counts, figures, sketch};
use crate::format;
use crate::state::DatasetState;

/// Width and height of a histogram, pixels.
const SIZE: (f64, f64) = (288.0, 118.0);

/// The menu that shows what the choice of the scale does.
#[component]
pub fn HistogramMenu() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let phrases = move || prefs.phrases().learning;
    let histogram = desk.memo(|state| match &state.dataset {
        DatasetState::Ready { histogram, .. } => counts(histogram).copied(),
        DatasetState::Absent | DatasetState::Loading { .. } | DatasetState::Failed { .. } => None,
    });
    let chosen = desk.memo(|state| state.draft.scale);
    let one = move |id: &'static str, drawing: &'static str, scale: Signal<PixelScale>| {
        let heading = move || if id == "before" { phrases().before } else { phrases().after };
        let drawn = move || {
            let decimal = |value, decimals| format::decimal(prefs.language.get(), value, decimals);
            let histogram = histogram.get().unwrap_or([0; 256]);
            let names = [phrases().value_axis, phrases().count_axis];
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
                    {heading} ": " {move || phrases().mean} " " {value("mean", |(mean, _)| mean)} ", "
                    {move || phrases().deviation} " " {value("deviation", |(_, deviation)| deviation)}
                </p>
                <SketchView sketch=Signal::derive(drawn) label=Signal::derive(move || heading().to_owned()) test_id=drawing />
            </div>
        }
    };
    let title = Signal::derive(move || phrases().histogram.to_owned());
    let summary = view! {
        <svg class="icon" viewBox="0 0 17 17" aria-hidden="true">
            <path d="M1 2h3v13H1zM5 9h3v6H5zM9 11h3v4H9zM13 6h3v9h-3z" />
        </svg>
    };
    view! {
        <Menu summary=summary title=title test_id="histogram-menu" class="opens-right" topic="scale">
            <b>{move || phrases().histogram}</b>
            <p class="soft" hidden=move || histogram.get().is_some()>{move || phrases().no_data}</p>
            <Show when=move || histogram.get().is_some()>
                {one("before", "histogram-before", Signal::derive(|| PixelScale::Raw))}
                {one("after", "histogram-after", chosen.into())}
            </Show>
        </Menu>
    }
}
