//! The tab of wrong answers: a gallery of them, and any images with what the network says of them.

mod predictions;
mod wrong;

use leptos::prelude::*;

use self::predictions::Predictions;
use self::wrong::Wrong;
use super::evaluation::{Head, Large, LargeView, examined, is_stale};
use crate::preferences::preferences;

/// What the tab shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Wrong,
    Any,
}

/// The tab of wrong answers.
#[component]
pub fn Errors() -> impl IntoView {
    let prefs = preferences();
    let seen = examined();
    let stale = is_stale(seen);
    let there = Memo::new(move |_| seen.with(Option::is_some));
    let shown = RwSignal::new(View::Wrong);
    let large = Large::new();
    let phrases = move || prefs.language.get().phrases().gallery();
    let button = move |view: View, test_id: &'static str| {
        view! {
            <button
                type="button"
                data-testid=test_id
                aria-pressed=move || (shown.get() == view).to_string()
                on:click=move |_| shown.set(view)
            >
                {move || match view {
                    View::Wrong => phrases().wrong(),
                    View::Any => phrases().any(),
                }}
            </button>
        }
    };
    view! {
        <div class="errors" class:stale=move || stale.get() data-testid="errors">
            <div class="errors-head">
                <Head seen />
                <Show when=move || there.get()>
                    <div class="errors-tools">
                        <span class="switch" role="group" aria-label=move || phrases().view()>
                            {button(View::Wrong, "errors-wrong")}
                            {button(View::Any, "errors-any")}
                        </span>
                        <span class="errors-legend">
                            <svg viewBox="0 0 12 12" aria-hidden="true">
                                <path class="columns-truth" d="M6 1l5 10h-10Z" />
                            </svg>
                            <span>{move || phrases().legend_right()}</span>
                            <svg viewBox="0 0 12 12" aria-hidden="true">
                                <path class="columns-cross" d="M2 2l8 8m0 -8l-8 8" />
                            </svg>
                            <span>{move || phrases().legend_wrong()}</span>
                            <span>{move || phrases().legend_columns()}</span>
                        </span>
                    </div>
                </Show>
            </div>
            <Show when=move || there.get()>
                {move || match shown.get() {
                    View::Wrong => view! { <Wrong seen large /> }.into_any(),
                    View::Any => view! { <Predictions seen large /> }.into_any(),
                }}
            </Show>
            <LargeView large />
        </div>
    }
}
