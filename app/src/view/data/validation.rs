//! The choice of the images that validate, with its number.

use leptos::prelude::*;
use spec::{Spec, SpecError, Validation};

use crate::i18n::phrases::DataPhrases;
use crate::preferences::preferences;
use crate::store::store;
use crate::view::parts::field::{Choice, Field, WholeInput};

/// Takes another kind, with the number that the old one had if it is of the same sort.
fn choose(spec: &mut Spec, kind: &str) {
    let Some(mut chosen) = Validation::from_id(kind) else { return };
    match (&mut chosen, spec.validation) {
        (
            Validation::LastFraction(share) | Validation::RandomFraction { fraction: share, .. },
            Validation::LastFraction(old) | Validation::RandomFraction { fraction: old, .. },
        ) => *share = old,
        (Validation::None | Validation::First(_) | Validation::TestSet, _)
        | (_, Validation::None | Validation::First(_) | Validation::TestSet) => {}
    }
    if let Validation::RandomFraction { seed, .. } = &mut chosen {
        *seed = spec.seed;
    }
    spec.validation = chosen;
}

/// The word of a choice.
fn word(phrases: DataPhrases, validation: Validation) -> &'static str {
    match validation {
        Validation::None => phrases.validation_none(),
        Validation::First(_) => phrases.validation_first(),
        Validation::LastFraction(_) => phrases.validation_last(),
        Validation::RandomFraction { .. } => phrases.validation_random(),
        Validation::TestSet => phrases.validation_test(),
    }
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
    let (store, prefs) = (store(), preferences());
    let validation = store.memo(|state| state.draft.validation);
    let kind = Memo::new(move |_| validation.get().id());
    let has_number = Memo::new(move |_| number(validation.get()).is_some());
    let invalid = store.memo(|state| matches!(state.draft_error, Some(SpecError::Validation { .. })));
    let options = move || {
        let phrases = prefs.phrases().data();
        Validation::ALL.map(|validation| (validation.id(), word(phrases, validation))).to_vec()
    };
    let number_name = move || {
        let phrases = prefs.phrases().data();
        if kind.get() == "first" { phrases.count() } else { phrases.share() }.to_owned()
    };
    view! {
        <Field
            label=Signal::derive(move || prefs.phrases().data().validation_choice())
            help=Signal::derive(move || prefs.phrases().data().validation_help())
            topic="validation"
        >
            <span class="with-number">
                <Choice
                    value=kind
                    options=Signal::derive(options)
                    on_change=Callback::new(move |kind: String| store.edit(|spec| choose(spec, &kind)))
                    test_id="validation".to_owned()
                />
                <Show when=move || has_number.get()>
                    <WholeInput
                        value=Signal::derive(move || number(validation.get()).unwrap_or_default())
                        on_change=Callback::new(move |number| store.edit(|spec| set_number(&mut spec.validation, number)))
                        min=0
                        max=59_999
                        test_id="validation-number".to_owned()
                        name=Signal::derive(number_name)
                        invalid=invalid
                    />
                </Show>
            </span>
            <span class="warning" hidden=move || kind.get() != "test" data-testid="test-warning">
                {move || prefs.phrases().data().test_warning()}
            </span>
        </Field>
    }
}
