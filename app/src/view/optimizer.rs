//! The update rule and its own numbers.

use leptos::prelude::*;
use model::spec::{Optimizer, SpecError};

use super::field::{Choice, Nudge, RealInput, Tick};
use super::menu::Menu;
use super::{desk, preferences};
use crate::i18n::Language;
use crate::i18n::training::TrainingPhrases;

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

/// One of a rule's numbers.
#[derive(Clone, Copy)]
struct Number {
    test_id: &'static str,
    topic: &'static str,
    label: fn(&TrainingPhrases) -> &'static str,
    nudge: Nudge,
    /// Where it is kept, in a rule that has it.
    place: fn(&mut Optimizer) -> Option<&mut f64>,
}

impl Number {
    fn of(self, mut optimizer: Optimizer) -> Option<f64> {
        (self.place)(&mut optimizer).copied()
    }
}

const NUMBERS: [Number; 6] = [
    Number {
        test_id: "momentum",
        topic: "momentum",
        label: |phrases| phrases.momentum,
        nudge: Nudge::By(0.1),
        place: |optimizer| match optimizer {
            Optimizer::Sgd { momentum, .. } => Some(momentum),
            Optimizer::Adam { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adagrad { .. } => None,
        },
    },
    Number {
        test_id: "beta-1",
        topic: "betas",
        label: |phrases| phrases.beta_1,
        nudge: Nudge::By(0.01),
        place: |optimizer| match optimizer {
            Optimizer::Adam { beta_1, .. } => Some(beta_1),
            Optimizer::Sgd { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adagrad { .. } => None,
        },
    },
    Number {
        test_id: "beta-2",
        topic: "betas",
        label: |phrases| phrases.beta_2,
        nudge: Nudge::By(0.001),
        place: |optimizer| match optimizer {
            Optimizer::Adam { beta_2, .. } => Some(beta_2),
            Optimizer::Sgd { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adagrad { .. } => None,
        },
    },
    Number {
        test_id: "rho",
        topic: "rmsprop",
        label: |phrases| phrases.rho,
        nudge: Nudge::By(0.01),
        place: |optimizer| match optimizer {
            Optimizer::Rmsprop { rho, .. } => Some(rho),
            Optimizer::Sgd { .. } | Optimizer::Adam { .. } | Optimizer::Adagrad { .. } => None,
        },
    },
    Number {
        test_id: "accumulator",
        topic: "adagrad",
        label: |phrases| phrases.accumulator,
        nudge: Nudge::By(0.1),
        place: |optimizer| match optimizer {
            Optimizer::Adagrad { initial_accumulator_value, .. } => Some(initial_accumulator_value),
            Optimizer::Sgd { .. } | Optimizer::Adam { .. } | Optimizer::Rmsprop { .. } => None,
        },
    },
    Number {
        test_id: "epsilon",
        topic: "epsilon",
        label: |phrases| phrases.epsilon,
        nudge: Nudge::Ladder,
        place: |optimizer| match optimizer {
            Optimizer::Adam { epsilon, .. }
            | Optimizer::Rmsprop { epsilon, .. }
            | Optimizer::Adagrad { epsilon, .. } => Some(epsilon),
            Optimizer::Sgd { .. } => None,
        },
    },
];

/// The choice of the rule, with a small sheet for its numbers.
#[component]
pub fn OptimizerChoice() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let optimizer = desk.memo(|state| state.draft.optimizer);
    let chosen = Memo::new(move |_| name(&optimizer.get()));
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
                    <Numbers optimizer />
                </Menu>
            </span>
        </div>
    }
}

/// The numbers of the rule in use.
#[component]
fn Numbers(optimizer: Memo<Optimizer>) -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let wrong = desk.memo(|state| match &state.draft_error {
        Some(SpecError::OptimizerNumber { name, .. }) => Some(name.clone()),
        Some(_) | None => None,
    });
    let comma = Signal::derive(move || prefs.language.get() == Language::Es);
    let number = move |number: Number| {
        let has = Memo::new(move |_| number.of(optimizer.get()).is_some());
        let value = Signal::derive(move || number.of(optimizer.get()).unwrap_or_default());
        let invalid = Signal::derive(move || {
            let spec_name = if number.test_id == "accumulator" { "initial_accumulator_value" } else { number.test_id };
            wrong.get().is_some_and(|wrong| wrong.replace('_', "-") == spec_name.replace('_', "-"))
        });
        view! {
            <Show when=move || has.get()>
                <label class="field" data-help=number.topic>
                    <span class="label">{move || (number.label)(prefs.phrases().training)}</span>
                    <RealInput
                        value
                        on_change=Callback::new(move |value| {
                            desk.edit(|spec| {
                                if let Some(place) = (number.place)(&mut spec.optimizer) {
                                    *place = value;
                                }
                            });
                        })
                        nudge=number.nudge
                        comma
                        test_id=number.test_id
                        invalid
                    />
                </label>
            </Show>
        }
    };
    let is_sgd = Memo::new(move |_| matches!(optimizer.get(), Optimizer::Sgd { .. }));
    let nesterov = Signal::derive(move || matches!(optimizer.get(), Optimizer::Sgd { nesterov: true, .. }));
    view! {
        {NUMBERS.map(number)}
        <Show when=move || is_sgd.get()>
            <Tick
                label=Signal::derive(move || prefs.phrases().training.nesterov)
                help=Signal::derive(move || prefs.phrases().training.nesterov)
                value=nesterov
                on_change=Callback::new(move |on| {
                    desk.edit(|spec| match &mut spec.optimizer {
                        Optimizer::Sgd { nesterov, .. } => *nesterov = on,
                        Optimizer::Adam { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adagrad { .. } => {}
                    });
                })
                test_id="nesterov"
            />
        </Show>
    }
}
