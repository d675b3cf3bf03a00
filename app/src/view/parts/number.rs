//! The field of a number of the settings: what it shows and takes is said by the number's description.

use leptos::prelude::*;
use spec::{Number, SpecPart, Step};

use super::field::{RealInput, WholeInput};
use crate::i18n::Phrases;
use crate::preferences::preferences;
use crate::store::store;

/// A field for each number that a part of the settings has.
#[component]
pub fn NumberFields(
    /// The part of the settings.
    part: SpecPart,
) -> impl IntoView {
    let store = store();
    let numbers = store.memo(move |state| {
        let mut spec = state.draft.clone();
        let numbers = spec.numbers(part).into_iter().map(|(number, _)| number);
        // The rate has a field of its own, which is always in sight.
        numbers.filter(|number| number.id != "learning_rate").collect::<Vec<_>>()
    });
    move || numbers.get().into_iter().map(|number| view! { <NumberField part number /> }).collect_view()
}

/// A number of the settings with its label.
#[component]
pub fn NumberField(
    /// The part of the settings.
    part: SpecPart,
    /// The number.
    number: &'static Number,
) -> impl IntoView {
    let prefs = preferences();
    view! {
        <label class="field" data-help=number.topic>
            <span class="label">{move || label(prefs.phrases(), number)}</span>
            <NumberInput part number />
        </label>
    }
}

/// The control of a number of the settings.
#[component]
pub fn NumberInput(
    /// The part of the settings.
    part: SpecPart,
    /// The number.
    number: &'static Number,
    /// Names it where no label does.
    #[prop(optional, into)]
    name: MaybeProp<String>,
) -> impl IntoView {
    let store = store();
    let value = store.memo(move |state| state.draft.number(part, number.id).unwrap_or(number.usual));
    let invalid = store.memo(move |state| state.draft_error.as_ref().is_some_and(|error| error.is_about(part, number)));
    let take = move |value| store.edit(|spec| spec.set_number(part, number.id, value));
    let test_id = match part {
        SpecPart::Layer(layer) => format!("layer-{layer}-{}", number.test_id),
        SpecPart::Optimizer
        | SpecPart::Schedule
        | SpecPart::Regularization
        | SpecPart::EarlyStopping
        | SpecPart::Augmentation => number.test_id.to_owned(),
    };
    match number.step {
        Step::One => view! {
            <WholeInput
                value=Signal::derive(move || value.get() as u64)
                on_change=Callback::new(move |value: u64| take(value as f64))
                min=number.least as u64
                max=number.most as u64
                test_id
                name
                invalid
            />
        }
        .into_any(),
        Step::By(_) | Step::Ladder => view! {
            <RealInput value on_change=Callback::new(take) step=number.step test_id name invalid />
        }
        .into_any(),
    }
}

/// What a number is called beside its field.
pub fn label(phrases: Phrases, number: &Number) -> &'static str {
    phrases.numbers().labels().get(number.id).unwrap_or(number.id)
}
