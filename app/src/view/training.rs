//! Training panel: how the network learns, and how it goes.

pub mod curves;
pub mod figures;
pub mod optimizer;
pub mod regularization;
pub mod schedule;

use leptos::prelude::*;
use spec::{SpecError, Step, limits};

use super::parts::field::{Field, RealInput, WholeInput};
use super::parts::lazy::{Lazy, Part};
use crate::chart::{CurveKind, frame};
use crate::i18n::errors;
use crate::preferences::preferences;
use crate::rules::architecture::{Panel, panel_at_fault};
use crate::store::store;
use figures::Figures;
use optimizer::OptimizerChoice;
use regularization::RegularizationMenu;
use schedule::ScheduleMenu;

/// The largest seed that the dice throws: short enough to be read out in class.
const DICE: f64 = 10_000.0;

/// Training panel.
#[component]
pub fn Training() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let error = store.memo(|state| state.draft_error.clone().filter(|error| panel_at_fault(error) == Panel::Training));
    view! {
        <section class="panel training" aria-labelledby="training-title">
            <h2 id="training-title">
                <span class="number" aria-hidden="true">
                    "3"
                </span>
                {move || prefs.phrases().training().title()}
            </h2>
            <Settings />
            {move || {
                error.get().map(|error| {
                    view! {
                        <p class="error" role="alert" data-testid="training-error">
                            {errors::spec(prefs.language.get(), &error)}
                        </p>
                    }
                })
            }}
            <div class="curve-pair">
                <Lazy part=Part::Curves before=empty_curves />
            </div>
            <Figures />
        </section>
    }
}

/// Both charts before their drawings are there: nothing moves when these come.
fn empty_curves() -> AnyView {
    let prefs = preferences();
    let phrases = Signal::derive(move || prefs.phrases().chart());
    [CurveKind::Loss, CurveKind::Accuracy].map(|kind| frame::empty(kind, phrases)).into_any()
}

/// The row of numbers.
#[component]
fn Settings() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let epochs = store.memo(|state| state.draft.epochs as u64);
    let batch = store.memo(|state| state.draft.batch_size as u64);
    let rate = store.memo(|state| state.draft.optimizer.learning_rate());
    let seed = store.memo(|state| state.draft.seed);
    let wrong = store.memo(|state| state.draft_error.clone());
    view! {
        <div class="settings">
            <Field
                label=Signal::derive(move || prefs.phrases().training().epochs())
                help=Signal::derive(move || prefs.phrases().training().epochs_help())
                topic="epochs"
                class="short"
            >
                <WholeInput
                    value=epochs
                    on_change=Callback::new(move |value| store.edit(|spec| spec.epochs = value as usize))
                    min=1
                    max=limits::MAX_EPOCHS as u64
                    test_id="epochs".to_owned()
                    invalid=Signal::derive(move || matches!(wrong.get(), Some(SpecError::Epochs { .. })))
                />
            </Field>
            <Field
                label=Signal::derive(move || prefs.phrases().training().batch())
                help=Signal::derive(move || prefs.phrases().training().batch_help())
                topic="batch"
                class="short"
            >
                <WholeInput
                    value=batch
                    on_change=Callback::new(move |value| store.edit(|spec| spec.batch_size = value as usize))
                    min=1
                    max=limits::MAX_BATCH as u64
                    test_id="batch-size".to_owned()
                    invalid=Signal::derive(move || matches!(wrong.get(), Some(SpecError::Batch { .. })))
                />
            </Field>
            <Field
                label=Signal::derive(move || prefs.phrases().training().rate())
                help=Signal::derive(move || prefs.phrases().training().rate_help())
                topic="rate"
                class="rate"
            >
              <span class="with-button">
                <RealInput
                    value=rate
                    on_change=Callback::new(move |rate| store.edit(|spec| spec.optimizer.set_learning_rate(rate)))
                    step=Step::Ladder
                    test_id="learning-rate"
                    invalid=Signal::derive(move || matches!(wrong.get(), Some(SpecError::LearningRate { .. })))
                />
                <ScheduleMenu />
              </span>
            </Field>
            <OptimizerChoice />
            <RegularizationMenu />
            <Field
                label=Signal::derive(move || prefs.phrases().training().seed())
                help=Signal::derive(move || prefs.phrases().training().seed_help())
                topic="seed"
                class="seed"
            >
                <span class="with-button">
                    <WholeInput
                        value=seed
                        on_change=Callback::new(move |seed| store.edit(|spec| spec.seed = seed))
                        min=0
                        max=u64::MAX
                        test_id="seed".to_owned()
                    />
                    <button
                        type="button"
                        class="bare"
                        data-testid="dice"
                        title=move || prefs.phrases().training().dice()
                        aria-label=move || prefs.phrases().training().dice()
                        on:click=move |_| {
                            let seed = (js_sys::Math::random() * DICE) as u64;
                            store.edit(|spec| spec.seed = seed);
                        }
                    >
                        <svg class="icon" viewBox="0 0 17 17" aria-hidden="true">
                            <path
                                d="M4 1.500h9A2.500 2.500 0 0 1 15.500 4v9a2.500 2.500 0 0 1-2.500 2.500H4A2.500 2.500 0 0 1 1.500 13V4A2.500 2.500 0 0 1 4 1.500zM4 3a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1V4a1 1 0 0 0-1-1zM4.500 4.500h2.200v2.200H4.500zm5.800 0h2.200v2.200h-2.200zM7.400 7.400h2.200v2.200H7.400zM4.500 10.300h2.200v2.200H4.500zm5.800 0h2.200v2.200h-2.200z"
                                fill-rule="evenodd"
                            />
                        </svg>
                    </button>
                </span>
            </Field>
        </div>
    }
}
