//! Fields: a label with a control, the same everywhere.

use leptos::prelude::*;
use spec::Step;

use crate::format;
use crate::preferences::preferences;

/// A label above a control.
#[component]
pub fn Field(
    /// What the control is for.
    #[prop(into)]
    label: Signal<&'static str>,
    /// Explains it when pointed at.
    #[prop(into)]
    help: Signal<&'static str>,
    /// A class for its place.
    #[prop(optional)]
    class: &'static str,
    /// What it is about, for the explanations.
    #[prop(optional)]
    topic: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <label class=format!("field {class}") title=move || help.get() data-help=topic>
            <span class="label">{move || label.get()}</span>
            {children()}
        </label>
    }
}

/// A whole number that is typed or stepped.
#[component]
pub fn WholeInput(
    /// The number now.
    #[prop(into)]
    value: Signal<u64>,
    /// Takes another number, which may be out of range: the settings say so.
    on_change: Callback<u64>,
    /// Least number that the steps reach.
    min: u64,
    /// Largest number that the steps reach.
    max: u64,
    /// For tests.
    #[prop(into)]
    test_id: Signal<String>,
    /// Names it where no label does.
    #[prop(optional, into)]
    name: MaybeProp<String>,
    /// Whether the settings refuse it.
    #[prop(optional, into)]
    invalid: Signal<bool>,
) -> impl IntoView {
    let typed = RwSignal::new(None::<String>);
    let unreadable =
        Memo::new(move |_| typed.with(|text| text.as_ref().is_some_and(|t| t.trim().parse::<u64>().is_err())));
    view! {
        <input
            type="number"
            inputmode="numeric"
            min=min.to_string()
            max=max.to_string()
            step="1"
            autocomplete="off"
            data-testid=move || test_id.get()
            data-value=move || value.get().to_string()
            aria-label=move || name.get()
            aria-invalid=move || (unreadable.get() || invalid.get()).to_string()
            prop:value=move || typed.get().unwrap_or_else(|| value.get().to_string())
            on:input=move |event| {
                let text = event_target_value(&event);
                let number = text.trim().parse();
                typed.set(Some(text));
                if let Ok(number) = number {
                    on_change.run(number);
                }
            }
            on:blur=move |_| typed.set(None)
        />
    }
}

/// A decimal number, typed with a point or a comma.
#[component]
pub fn RealInput(
    /// The number now.
    #[prop(into)]
    value: Signal<f64>,
    /// Takes another number, which may be out of range: the settings say so.
    on_change: Callback<f64>,
    /// What the arrow keys do.
    step: Step,
    /// For tests.
    #[prop(into)]
    test_id: Signal<String>,
    /// Names it where no label does.
    #[prop(optional, into)]
    name: MaybeProp<String>,
    /// Whether the settings refuse it.
    #[prop(optional, into)]
    invalid: Signal<bool>,
) -> impl IntoView {
    let typed = RwSignal::new(None::<String>);
    let unreadable = Memo::new(move |_| typed.with(|text| text.as_ref().is_some_and(|t| read_real(t).is_none())));
    let prefs = preferences();
    let canonical = move || format::shortest(prefs.language.get(), value.get());
    view! {
        <input
            type="text"
            inputmode="decimal"
            autocomplete="off"
            spellcheck="false"
            data-testid=move || test_id.get()
            data-value=move || value.get().to_string()
            aria-label=move || name.get()
            aria-invalid=move || (unreadable.get() || invalid.get()).to_string()
            prop:value=move || typed.get().unwrap_or_else(canonical)
            on:input=move |event| {
                let text = event_target_value(&event);
                let number = read_real(&text);
                typed.set(Some(text));
                if let Some(number) = number {
                    on_change.run(number);
                }
            }
            on:keydown=move |event| {
                let up = match event.key().as_str() {
                    "ArrowUp" => true,
                    "ArrowDown" => false,
                    _ => return,
                };
                event.prevent_default();
                typed.set(None);
                on_change.run(step.from(value.get_untracked(), up));
            }
            on:blur=move |_| typed.set(None)
        />
    }
}

/// A decimal number with a point or a comma; neither `inf` nor `NaN`.
fn read_real(text: &str) -> Option<f64> {
    format::read(&text.trim().replace(',', "."))
}

/// A choice from a short list. The values are names that never change with the language.
#[component]
pub fn Choice(
    /// The name of what is chosen.
    #[prop(into)]
    value: Signal<&'static str>,
    /// Names and words, in the order in which they are shown.
    #[prop(into)]
    options: Signal<Vec<(&'static str, &'static str)>>,
    /// Takes another name.
    on_change: Callback<String>,
    /// For tests.
    #[prop(into)]
    test_id: Signal<String>,
    /// Names it where no label does.
    #[prop(optional, into)]
    name: MaybeProp<String>,
    /// What it is about, for the explanations.
    #[prop(optional)]
    topic: Option<&'static str>,
) -> impl IntoView {
    let options = move || {
        let option = |(name, word)| {
            view! { <option value=name prop:selected=move || value.get() == name>{word}</option> }
        };
        options.get().into_iter().map(option).collect_view()
    };
    view! {
        <select
            data-help=topic
            data-testid=move || test_id.get()
            data-value=move || value.get()
            aria-label=move || name.get()
            on:change=move |event| on_change.run(event_target_value(&event))
        >
            {options}
        </select>
    }
}

/// A box to tick.
#[component]
pub fn Tick(
    /// What it is for.
    #[prop(into)]
    label: Signal<&'static str>,
    /// Explains it when pointed at.
    #[prop(into)]
    help: Signal<&'static str>,
    /// Whether it is ticked.
    #[prop(into)]
    value: Signal<bool>,
    /// Takes the other state.
    on_change: Callback<bool>,
    /// For tests.
    test_id: &'static str,
    /// What it is about, for the explanations.
    #[prop(optional)]
    topic: Option<&'static str>,
) -> impl IntoView {
    view! {
        <label class="tick" title=move || help.get() data-help=topic>
            <input
                type="checkbox"
                data-testid=test_id
                prop:checked=move || value.get()
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <span>{move || label.get()}</span>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::read_real;

    #[test]
    fn a_number_is_read_with_point_or_comma() {
        for (text, value) in [
            ("0.001", Some(0.001)),
            (" 0,001 ", Some(0.001)),
            ("1e-3", Some(0.001)),
            ("", None),
            ("inf", None),
            ("NaN", None),
            ("1,000.5", None),
        ] {
            assert_eq!(read_real(text), value, "{text:?}");
        }
    }
}
