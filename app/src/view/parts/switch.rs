//! Buttons of which one holds.

use leptos::prelude::*;

/// Buttons of which one holds.
#[component]
pub fn Switch<T: Copy + PartialEq + Send + Sync + 'static>(
    /// Names the choice.
    #[prop(into)]
    name: Signal<&'static str>,
    /// What can be chosen, in the order in which it is shown: its value, its name in tests, and its word.
    #[prop(into)]
    options: Signal<Vec<(T, &'static str, &'static str)>>,
    /// What is chosen.
    value: RwSignal<T>,
    /// For tests; a button's is followed by its name.
    test_id: &'static str,
) -> impl IntoView {
    let button = move |(option, name, word): (T, &'static str, &'static str)| {
        view! {
            <button
                type="button"
                data-testid=format!("{test_id}-{name}")
                aria-pressed=move || (value.get() == option).to_string()
                on:click=move |_| value.set(option)
            >
                {word}
            </button>
        }
    };
    let chosen =
        move || options.with(|options| options.iter().find(|option| option.0 == value.get()).map(|(_, name, _)| *name));
    view! {
        <span class="switch" role="group" aria-label=move || name.get() data-testid=test_id data-value=chosen>
            {move || options.get().into_iter().map(button).collect_view()}
        </span>
    }
}
