//! Training panel: how the network learns, and how it goes.

use leptos::prelude::*;
use model::spec::{SpecError, limits};

use super::field::{Field, Nudge, RealInput, WholeInput};
use super::figures::Figures;
use super::optimizer::OptimizerChoice;
use super::regularization::RegularizationMenu;
use super::schedule::ScheduleMenu;
use super::{desk, preferences};
use crate::architecture::{Panel, panel_at_fault};
use crate::chart::{CurveData, CurveKind, Curves};
use crate::i18n::{Language, errors};

/// The largest seed that the dice throws: short enough to be read out in class.
const DICE: f64 = 10_000.0;

/// Training panel.
#[component]
pub fn Training() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let curves = desk.memo(|state| CurveData::of(state.run.as_ref(), &state.draft));
    let moment = desk.memo(|state| state.past().map(|epoch| f64::from(epoch) + 1.0));
    let phrases = Signal::derive(move || prefs.phrases().chart);
    let error = desk.memo(|state| state.draft_error.clone().filter(|error| panel_at_fault(error) == Panel::Training));
    view! {
        <section class="panel training" aria-labelledby="training-title">
            <h2 id="training-title">
                <span class="number" aria-hidden="true">
                    "3"
                </span>
                {move || prefs.phrases().training.title}
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
                <Curves kind=CurveKind::Loss data=curves moment phrases language=prefs.language theme=prefs.painted />
                <Curves kind=CurveKind::Accuracy data=curves moment phrases language=prefs.language theme=prefs.painted />
            </div>
            <Figures />
        </section>
    }
}

/// The row of numbers.
#[component]
fn Settings() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let epochs = desk.memo(|state| state.draft.epochs as u64);
    let batch = desk.memo(|state| state.draft.batch_size as u64);
    let rate = desk.memo(|state| state.draft.optimizer.learning_rate());
    let seed = desk.memo(|state| state.draft.seed);
    let wrong = desk.memo(|state| state.draft_error.clone());
    let comma = Signal::derive(move || prefs.language.get() == Language::Es);
    view! {
        <div class="settings">
            <Field
                label=Signal::derive(move || prefs.phrases().training.epochs)
                help=Signal::derive(move || prefs.phrases().training.epochs_help)
                topic="epochs"
                class="short"
            >
                <WholeInput
                    value=epochs
                    on_change=Callback::new(move |value| desk.edit(|spec| spec.epochs = value as usize))
                    min=1
                    max=limits::MAX_EPOCHS as u64
                    test_id="epochs".to_owned()
                    invalid=Signal::derive(move || matches!(wrong.get(), Some(SpecError::Epochs { .. })))
                />
            </Field>
            <Field
                label=Signal::derive(move || prefs.phrases().training.batch)
                help=Signal::derive(move || prefs.phrases().training.batch_help)
                topic="batch"
                class="short"
            >
                <WholeInput
                    value=batch
                    on_change=Callback::new(move |value| desk.edit(|spec| spec.batch_size = value as usize))
                    min=1
                    max=limits::MAX_BATCH as u64
                    test_id="batch-size".to_owned()
                    invalid=Signal::derive(move || matches!(wrong.get(), Some(SpecError::Batch { .. })))
                />
            </Field>
            <Field
                label=Signal::derive(move || prefs.phrases().training.rate)
                help=Signal::derive(move || prefs.phrases().training.rate_help)
                topic="rate"
                class="rate"
            >
              <span class="with-button">
                <RealInput
                    value=rate
                    on_change=Callback::new(move |rate| desk.edit(|spec| spec.optimizer.set_learning_rate(rate)))
                    nudge=Nudge::Ladder
                    comma
                    test_id="learning-rate"
                    invalid=Signal::derive(move || matches!(wrong.get(), Some(SpecError::LearningRate { .. })))
                />
                <ScheduleMenu />
              </span>
            </Field>
            <OptimizerChoice />
            <RegularizationMenu />
            <Field
                label=Signal::derive(move || prefs.phrases().training.seed)
                help=Signal::derive(move || prefs.phrases().training.seed_help)
                topic="seed"
                class="seed"
            >
                <span class="with-button">
                    <WholeInput
                        value=seed
                        on_change=Callback::new(move |seed| desk.edit(|spec| spec.seed = seed))
                        min=0
                        max=u64::MAX
                        test_id="seed".to_owned()
                    />
                    <button
                        type="button"
                        class="bare"
                        data-testid="dice"
                        title=move || prefs.phrases().training.dice
                        aria-label=move || prefs.phrases().training.dice
                        on:click=move |_| {
                            let seed = (js_sys::Math::random() * DICE) as u64;
                            desk.edit(|spec| spec.seed = seed);
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
