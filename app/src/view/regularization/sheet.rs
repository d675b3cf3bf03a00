//! What the menu of regularisation holds.

use leptos::prelude::*;
use model::spec::{EarlyStopping, SpecError, Validation};

use crate::i18n::Language;
use crate::view::field::{Nudge, RealInput, Tick, WholeInput};
use crate::view::{desk, preferences};

/// The longest gradient where a person first asks for a limit.
const USUAL_NORM: f64 = 1.0;

/// What the menu holds.
pub fn content() -> AnyView {
    let (desk, prefs) = (desk(), preferences());
    let phrases = move || prefs.later_phrases().learning;
    let l2 = desk.memo(|state| state.draft.regularization.l2);
    let clip = desk.memo(|state| state.draft.regularization.clip_norm);
    let stopping = desk.memo(|state| state.draft.early_stopping);
    let nothing_to_watch = desk.memo(|state| state.draft.validation == Validation::None);
    let wrong = desk.memo(|state| match &state.draft_error {
        Some(SpecError::RegularizationNumber { name, .. }) => Some(name.clone()),
        Some(SpecError::Patience { .. }) => Some("patience".to_owned()),
        Some(_) | None => None,
    });
    let is_wrong = move |name: &'static str| Signal::derive(move || wrong.get().as_deref() == Some(name));
    let comma = Signal::derive(move || prefs.language.get() == Language::Es);
    view! {
        <label class="field" data-help="l2">
            <span class="label">{move || phrases().l2}</span>
            <RealInput
                value=l2
                on_change=Callback::new(move |value| desk.edit(|spec| spec.regularization.l2 = value))
                nudge=Nudge::Ladder
                comma
                test_id="l2"
                invalid=is_wrong("l2")
            />
        </label>
        <div class="tick-number" data-help="clip">
            <Tick
                label=Signal::derive(move || phrases().clip)
                help=Signal::derive(move || phrases().clip)
                value=Signal::derive(move || clip.get().is_some())
                on_change=Callback::new(move |on: bool| {
                    desk.edit(|spec| spec.regularization.clip_norm = on.then_some(USUAL_NORM));
                })
                test_id="clip"
            />
            <Show when=move || clip.get().is_some()>
                <RealInput
                    value=Signal::derive(move || clip.get().unwrap_or(USUAL_NORM))
                    on_change=Callback::new(move |value| {
                        desk.edit(|spec| spec.regularization.clip_norm = Some(value));
                    })
                    nudge=Nudge::Ladder
                    comma
                    test_id="clip-norm"
                    name=Signal::derive(move || phrases().clip_norm.to_owned())
                    invalid=is_wrong("clip_norm")
                />
            </Show>
        </div>
        <div class="tick-number" data-help="early-stopping">
            <Tick
                label=Signal::derive(move || phrases().stopping)
                help=Signal::derive(move || phrases().stopping)
                value=Signal::derive(move || stopping.get().is_some())
                on_change=Callback::new(move |on: bool| {
                    desk.edit(|spec| spec.early_stopping = on.then(EarlyStopping::default));
                })
                test_id="early-stopping"
            />
            <Show when=move || stopping.get().is_some()>
                <WholeInput
                    value=Signal::derive(move || stopping.get().map_or(1, |stopping| stopping.patience as u64))
                    on_change=Callback::new(move |value: u64| {
                        let patience = usize::try_from(value).unwrap_or(usize::MAX);
                        desk.edit(|spec| spec.early_stopping = Some(EarlyStopping { patience }));
                    })
                    min=1
                    max=EarlyStopping::MAX_PATIENCE as u64
                    test_id="patience".to_owned()
                    name=Signal::derive(move || phrases().patience.to_owned())
                    invalid=is_wrong("patience")
                />
            </Show>
        </div>
        <p class="hint" hidden=move || !nothing_to_watch.get() data-testid="no-validation">
            {move || phrases().no_validation}
        </p>
    }
    .into_any()
}
