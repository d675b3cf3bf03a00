//! The choice of the images that validate, with its number.

use leptos::prelude::*;
use model::spec::{Spec, SpecError, Validation};

use super::field::{Choice, Field, WholeInput};
use super::{desk, preferences};

/// The share that is held back where a person first asks for a share.
const USUAL_SHARE: f64 = 0.1;
/// The count that is held back where a person first asks for a count.
const USUAL_COUNT: usize = 10_000;

fn name(validation: Validation) -> &'static str {
    match validation {
        Validation::None => "none",
        Validation::First(_) => "first",
        Validation::LastFraction(_) => "last",
        Validation::RandomFraction { .. } => "random",
        Validation::TestSet => "test",
    }
}

/// Takes another kind, with the number that the old one had if it is of the same sort.
fn choose(spec: &mut Spec, kind: &str) {
    let share = match spec.validation {
        Validation::LastFraction(fraction) | Validation::RandomFraction { fraction, .. } => fraction,
        Validation::None | Validation::First(_) | Validation::TestSet => USUAL_SHARE,
    };
    spec.validation = match kind {
        "first" => Validation::First(USUAL_COUNT),
        "last" => Validation::LastFraction(share),
        "random" => Validation::RandomFraction { fraction: share, seed: spec.seed },
        "test" => Validation::TestSet,
        _ => Validation::None,
    };
}

/// The number of a choice that has one: images, or per cent.
fn number(validation: Validation) -> Option<u64> {
    match validation {
        Validation::First(count) => Some(count as u64),
        Validation::LastFraction(fraction) | Validation::RandomFraction { fraction, .. } => {
            Some((fraction * 100.0).round() as u64)
        }
        Validation::None | Validation::TestSet => None,
    }
}

fn set_number(validation: &mut Validation, number: u64) {
    match validation {
        Validation::First(count) => *count = number as usize,
        Validation::LastFraction(fraction) | Validation::RandomFraction { fraction, .. } => {
            *fraction = number as f64 / 100.0;
        }
        Validation::None | Validation::TestSet => {}
    }
}

/// The choice of the images that validate, with its number.
#[component]
pub fn ValidationChoice() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let validation = desk.memo(|state| state.draft.validation);
    let kind = Memo::new(move |_| name(validation.get()));
    let has_number = Memo::new(move |_| number(validation.get()).is_some());
    let invalid = desk.memo(|state| matches!(state.draft_error, Some(SpecError::Validation { .. })));
    let options = move || {
        let phrases = prefs.phrases().data;
        vec![
            ("last", phrases.validation_last),
            ("random", phrases.validation_random),
            ("first", phrases.validation_first),
            ("test", phrases.validation_test),
            ("none", phrases.validation_none),
        ]
    };
    let number_name = move || {
        let phrases = prefs.phrases().data;
        if kind.get() == "first" { phrases.count } else { phrases.share }.to_owned()
    };
    view! {
        <Field
            label=Signal::derive(move || prefs.phrases().data.validation_choice)
            help=Signal::derive(move || prefs.phrases().data.validation_help)
            topic="validation"
        >
            <span class="with-number">
                <Choice
                    value=kind
                    options=Signal::derive(options)
                    on_change=Callback::new(move |kind: String| desk.edit(|spec| choose(spec, &kind)))
                    test_id="validation".to_owned()
                />
                <Show when=move || has_number.get()>
                    <WholeInput
                        value=Signal::derive(move || number(validation.get()).unwrap_or_default())
                        on_change=Callback::new(move |number| desk.edit(|spec| set_number(&mut spec.validation, number)))
                        min=0
                        max=59_999
                        test_id="validation-number".to_owned()
                        name=Signal::derive(number_name)
                        invalid=invalid
                    />
                </Show>
            </span>
            <span class="warning" hidden=move || kind.get() != "test" data-testid="test-warning">
                {move || prefs.phrases().data.test_warning}
            </span>
        </Field>
    }
}
