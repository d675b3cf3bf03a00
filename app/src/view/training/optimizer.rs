//! The update rule, and the menu of its own numbers.

pub mod sheet;

use leptos::prelude::*;
use spec::Optimizer;

use crate::i18n::phrases::TrainingPhrases;
use crate::preferences::preferences;
use crate::store::store;
use crate::view::parts::field::Choice;
use crate::view::parts::lazy::{Lazy, Part, Sheet};
use crate::view::parts::menu::Menu;

/// The name of a rule in the list: gradient descent is there twice, plain and with momentum.
fn word(phrases: TrainingPhrases, rule: &Optimizer) -> &'static str {
    match rule.id() {
        "sgd" => phrases.sgd(),
        "momentum" => phrases.momentum_rule(),
        _ => rule.title(),
    }
}

/// The choice of the rule, with a small sheet for its numbers.
#[component]
pub fn OptimizerChoice() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let chosen = store.memo(|state| state.draft.optimizer.id());
    let options = move || {
        let phrases = prefs.phrases().training();
        Optimizer::ALL.iter().map(|rule| (rule.id(), word(phrases, rule))).collect()
    };
    let title = Signal::derive(move || prefs.phrases().training().numbers().to_owned());
    let gear = view! {
        <svg class="icon" viewBox="0 0 17 17" aria-hidden="true">
            <path d="M1 4h8.300a2.300 2.300 0 0 1 4.400 0H16v1.500h-2.300a2.300 2.300 0 0 1-4.400 0H1zM1 11.500h2.300a2.300 2.300 0 0 1 4.400 0H16V13H7.700a2.300 2.300 0 0 1-4.400 0H1z" />
        </svg>
    };
    view! {
        <div class="field optimizer" data-help=move || chosen.get() title=move || prefs.phrases().training().optimizer_help()>
            <span class="label">{move || prefs.phrases().training().optimizer()}</span>
            <span class="with-button">
                <Choice
                    value=chosen
                    options=Signal::derive(options)
                    on_change=Callback::new(move |name: String| {
                        if let Some(usual) = Optimizer::from_id(&name) {
                            store.edit(|spec| spec.optimizer = usual);
                        }
                    })
                    test_id="optimizer".to_owned()
                    name=Signal::derive(move || prefs.phrases().training().optimizer().to_owned())
                />
                <Menu summary=gear title=title test_id="optimizer-numbers" class="numbers" topic="optimizer">
                    <Lazy part=Part::Sheet(Sheet::Optimizer) />
                </Menu>
            </span>
        </div>
    }
}
