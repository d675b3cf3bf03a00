//! The one line that says what is shown, or why nothing is.

use leptos::prelude::*;

/// A line that is read out when its words change.
#[component]
pub fn StatusLine(
    /// What it says.
    #[prop(into)]
    words: Signal<String>,
    /// The same in a word that no language changes, for tests.
    #[prop(into)]
    name: Signal<&'static str>,
    /// For tests.
    test_id: &'static str,
    /// Its look.
    #[prop(optional)]
    class: &'static str,
    /// Whether it changes too often to be read out each time.
    #[prop(optional, into)]
    silent: Signal<bool>,
) -> impl IntoView {
    view! {
        <p class=class class:nothing=move || words.with(String::is_empty) data-testid=test_id data-value=name>
            <span role="status">{move || (!silent.get()).then(|| words.get())}</span>
            <span>{move || silent.get().then(|| words.get())}</span>
        </p>
    }
}
