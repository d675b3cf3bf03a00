//! Fields: a label with a control, the same everywhere.

use leptos::prelude::*;

/// How the arrow keys change a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Nudge {
    /// Adds or subtracts.
    By(f64),
    /// Along 1, 2, 5, 10, 20, …: for learning rates, which matter by their magnitude.
    Ladder,
}

impl Nudge {
    /// The next number up or down, rounded to what the step can give.
    pub fn from(self, value: f64, up: bool) -> f64 {
        match self {
            Self::By(step) => {
                let moved = if up { value + step } else { value - step };
                // Steps are no binary fractions: 3 · 0.05 is to be 0.15 and not 0.15000000000000002.
                ((moved / step).round() * step * 1e9).round() / 1e9
            }
            Self::Ladder => ladder(value, up),
        }
    }
}

fn ladder(value: f64, up: bool) -> f64 {
    if value <= 0.0 {
        return if up { 1e-6 } else { value };
    }
    let exponent = value.log10().floor() as i32;
    let rungs = (exponent - 1..=exponent + 1).flat_map(|e| [1, 2, 5].map(|digit| (digit, e)));
    // Written and read again, so that 5e-4 is the nearest number to 0.0005.
    let rungs = rungs.filter_map(|(digit, e)| format!("{digit}e{e}").parse::<f64>().ok());
    let clear = value * 1e-9;
    if up {
        rungs.filter(|rung| *rung > value + clear).fold(f64::INFINITY, f64::min)
    } else {
        rungs.filter(|rung| *rung < value - clear).fold(0.0, f64::max)
    }
}

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
    nudge: Nudge,
    /// Whether a comma is written.
    #[prop(into)]
    comma: Signal<bool>,
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
    let canonical = move || {
        let text = value.get().to_string();
        if comma.get() { text.replace('.', ",") } else { text }
    };
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
                on_change.run(nudge.from(value.get_untracked(), up));
            }
            on:blur=move |_| typed.set(None)
        />
    }
}

/// A decimal number with a point or a comma; neither `inf` nor `NaN`.
fn read_real(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok().filter(|value: &f64| value.is_finite())
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
    use super::{Nudge, read_real};

    #[test]
    fn a_learning_rate_climbs_a_ladder() {
        let mut rate = 0.001;
        for next in [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0] {
            rate = Nudge::Ladder.from(rate, true);
            assert_eq!(rate, next);
        }
        for next in [1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005] {
            rate = Nudge::Ladder.from(rate, false);
            assert_eq!(rate, next);
        }
        assert_eq!(Nudge::Ladder.from(0.0012, true), 0.002);
        assert_eq!(Nudge::Ladder.from(0.0012, false), 0.001);
    }

    #[test]
    fn even_steps_stay_short_numbers() {
        let mut rate = 0.0;
        for next in [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35] {
            rate = Nudge::By(0.05).from(rate, true);
            assert_eq!(rate, next);
        }
        assert_eq!(Nudge::By(0.001).from(0.999, false), 0.998);
    }

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
