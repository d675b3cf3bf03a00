//! The tab that looks through the data set: random images beside one of them in numbers, the counts of each class, and
//! the mean images.

mod counts;
mod means;
mod numbers;
mod samples;

use leptos::html;
use leptos::prelude::*;

use self::counts::Counts;
use self::means::Means;
use self::numbers::Numbers;
use self::samples::Grid;
use super::samples::{is_ink, paint};
use super::{desk, preferences};
use crate::i18n::browse;
use crate::state::State;

/// What stands beside the grid.
const SHOWN: [&str; 3] = ["numbers", "counts", "means"];

/// The tab that looks through the data set.
#[component]
pub fn Browse() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    Effect::new(move |_| desk.act(State::open_browse));
    let phrases = move || browse::phrases(prefs.language.get());
    let shown = RwSignal::new(SHOWN[0]);
    let options = move || {
        let phrases = phrases();
        SHOWN.into_iter().zip([phrases.numbers, phrases.counts, phrases.means]).collect()
    };
    view! {
        <div class="browse">
            <Grid />
            <div class="browse-beside">
                <Switch
                    name=Signal::derive(move || phrases().views)
                    options=Signal::derive(options)
                    value=shown
                    on_change=Callback::new(move |name| shown.set(name))
                    test_id="browse-show"
                />
                {move || match shown.get() {
                    "counts" => view! { <Counts /> }.into_any(),
                    "means" => view! { <Means /> }.into_any(),
                    _ => view! { <Numbers /> }.into_any(),
                }}
            </div>
        </div>
    }
}

/// Buttons of which one holds. The names never change with the language.
#[component]
fn Switch(
    /// Names the choice.
    #[prop(into)]
    name: Signal<&'static str>,
    /// Names and words, in the order in which they are shown.
    #[prop(into)]
    options: Signal<Vec<(&'static str, &'static str)>>,
    /// The name of what is chosen.
    #[prop(into)]
    value: Signal<&'static str>,
    /// Takes another name.
    on_change: Callback<&'static str>,
    /// For tests; a button's is followed by its name.
    test_id: &'static str,
) -> impl IntoView {
    let button = move |(name, word): (&'static str, &'static str)| {
        view! {
            <button
                type="button"
                data-testid=format!("{test_id}-{name}")
                aria-pressed=move || (value.get() == name).to_string()
                on:click=move |_| on_change.run(name)
            >
                {word}
            </button>
        }
    };
    view! {
        <span
            class="switch"
            role="group"
            aria-label=move || name.get()
            data-testid=test_id
            data-value=move || value.get()
        >
            {move || options.get().into_iter().map(button).collect_view()}
        </span>
    }
}

/// An image of the data set in view, as ink on paper where it is ink.
#[component]
fn Picture(
    /// Its bytes.
    #[prop(into)]
    pixels: Signal<Option<Vec<u8>>>,
    /// What it shows; none where words beside it say so.
    #[prop(optional, into)]
    label: MaybeProp<String>,
) -> impl IntoView {
    let desk = desk();
    let dataset = desk.memo(|state| state.draft.dataset);
    let canvas = NodeRef::<html::Canvas>::new();
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            pixels.with(|pixels| paint(&canvas, dataset.get_untracked(), pixels.as_deref()));
        }
    });
    view! {
        <canvas
            node_ref=canvas
            class:photo=move || !is_ink(dataset.get())
            width="28"
            height="28"
            role=move || if label.get().is_some() { "img" } else { "presentation" }
            aria-label=move || label.get()
        ></canvas>
    }
}
