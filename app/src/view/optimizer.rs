//! The update rule, and the menu of its own numbers.

pub mod sheet;

use leptos::prelude::*;
use model::spec::Optimizer;

use super::field::Choice;
use super::later::{Later, Part, Sheet};
use super::menu::Menu;
use super::{desk, preferences};

/// The name in the list: gradient descent is there twice, plain and with momentum.
fn name(optimizer: &Optimizer) -> &'static str {
    match optimizer {
        Optimizer::Sgd { momentum, nesterov, .. } if *momentum == 0.0 && !nesterov => "sgd",
        Optimizer::Sgd { .. } => "momentum",
        Optimizer::Adam { .. } => "adam",
        Optimizer::Rmsprop { .. } => "rmsprop",
        Optimizer::Adagrad { .. } => "adagrad",
    }
}

/// The rule of a name with its usual numbers.
fn usual(name: &str) -> Option<Optimizer> {
    let all = [Optimizer::sgd(), Optimizer::momentum(), Optimizer::adam(), Optimizer::rmsprop(), Optimizer::adagrad()];
    all.into_iter().find(|optimizer| self::name(optimizer) == name)
}

/// The choice of the rule, with a small sheet for its numbers.
#[component]
pub fn OptimizerChoice() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let chosen = desk.memo(|state| name(&state.draft.optimizer));
    let options = move || {
        let phrases = prefs.phrases().training;
        vec![
            ("sgd", phrases.sgd),
            ("momentum", phrases.momentum_rule),
            ("adam", "Adam"),
            ("rmsprop", "RMSprop"),
            ("adagrad", "AdaGrad"),
        ]
    };
    let title = Signal::derive(move || prefs.phrases().training.numbers.to_owned());
    let gear = view! {
        <svg class="icon" viewBox="0 0 17 17" aria-hidden="true">
            <path d="M1 4h8.300a2.300 2.300 0 0 1 4.400 0H16v1.500h-2.300a2.300 2.300 0 0 1-4.400 0H1zM1 11.500h2.300a2.300 2.300 0 0 1 4.400 0H16V13H7.700a2.300 2.300 0 0 1-4.400 0H1z" />
        </svg>
    };
    view! {
        <div class="field optimizer" data-help=move || chosen.get() title=move || prefs.phrases().training.optimizer_help>
            <span class="label">{move || prefs.phrases().training.optimizer}</span>
            <span class="with-button">
                <Choice
                    value=chosen
                    options=Signal::derive(options)
                    on_change=Callback::new(move |name: String| {
                        if let Some(usual) = usual(&name) {
                            desk.edit(|spec| spec.optimizer = usual);
                        }
                    })
                    test_id="optimizer".to_owned()
                    name=Signal::derive(move || prefs.phrases().training.optimizer.to_owned())
                />
                <Menu summary=gear title=title test_id="optimizer-numbers" class="numbers" topic="optimizer">
                    <Later part=Part::Sheet(Sheet::Optimizer) />
                </Menu>
            </span>
        </div>
    }
}
