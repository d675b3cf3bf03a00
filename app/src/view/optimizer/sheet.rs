//! What the menu of the update rule holds: the rule's own numbers.

use leptos::prelude::*;
use model::spec::{Optimizer, SpecError};

use crate::i18n::Language;
use crate::i18n::learning::LearningPhrases;
use crate::view::field::{Nudge, RealInput, Tick};
use crate::view::{desk, preferences};

/// One of a rule's numbers.
#[derive(Clone, Copy)]
struct Number {
    test_id: &'static str,
    topic: &'static str,
    label: fn(&LearningPhrases) -> &'static str,
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

/// What the menu holds: the numbers of the rule in use.
pub fn content() -> AnyView {
    let (desk, prefs) = (desk(), preferences());
    let optimizer = desk.memo(|state| state.draft.optimizer);
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
                    <span class="label">{move || (number.label)(prefs.later_phrases().learning)}</span>
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
                label=Signal::derive(move || prefs.later_phrases().learning.nesterov)
                help=Signal::derive(move || prefs.later_phrases().learning.nesterov)
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
    .into_any()
}
