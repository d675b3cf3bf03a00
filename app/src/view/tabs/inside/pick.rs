//! A choice whose entries change with the network, and the way through what does not fit at once.

use leptos::prelude::*;

use super::words;
use crate::preferences::preferences;

/// A labelled choice: names that tests see, and words.
#[component]
pub fn Pick(
    #[prop(into)] label: Signal<&'static str>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    on_change: Callback<String>,
    test_id: &'static str,
) -> impl IntoView {
    let options = move || {
        let option = |(name, word): (String, String)| {
            let own = name.clone();
            view! { <option value=name prop:selected=move || value.get() == own>{word}</option> }
        };
        options.get().into_iter().map(option).collect_view()
    };
    view! {
        <label class="field">
            <span class="label">{move || label.get()}</span>
            <select
                data-testid=test_id
                data-value=move || value.get()
                on:change=move |event| on_change.run(event_target_value(&event))
            >
                {options}
            </select>
        </label>
    }
}

/// Earlier and later of many; hidden where all are in view.
#[component]
pub fn Pager(
    first: RwSignal<usize>,
    #[prop(into)] page: Signal<usize>,
    #[prop(into)] all: Signal<usize>,
    #[prop(into)] test_id: String,
) -> impl IntoView {
    let prefs = preferences();
    let last = move || (first.get() + page.get()).min(all.get());
    let end = move || last() >= all.get();
    let (earlier, later) = (format!("{test_id}-earlier"), format!("{test_id}-later"));
    // Not disabled at the ends, where the button that was just pressed would lose the focus.
    view! {
        <div class="inside-pager" hidden=move || { all.get() <= page.get() }>
            <button
                type="button"
                data-testid=earlier
                aria-disabled=move || (first.get() == 0).to_string()
                on:click=move |_| first.update(|first| *first = first.saturating_sub(page.get_untracked()))
            >
                {move || words().earlier()}
            </button>
            <span>{move || prefs.phrases().inside().range(first.get(), last().saturating_sub(1), all.get())}</span>
            <button
                type="button"
                data-testid=later
                aria-disabled=move || end().to_string()
                on:click=move |_| {
                    if !untrack(end) {
                        first.update(|first| *first += page.get_untracked());
                    }
                }
            >
                {move || words().later()}
            </button>
        </div>
    }
}
