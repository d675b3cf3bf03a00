//! What the menu of regularisation holds.

use leptos::prelude::*;
use spec::{EarlyStopping, Number, Regularization, SpecPart, Validation};

use crate::preferences::preferences;
use crate::store::store;
use crate::view::parts::field::Tick;
use crate::view::parts::number::{NumberField, NumberInput, label};

/// What the menu holds.
pub fn content() -> AnyView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.phrases().regularization();
    let clip = store.memo(|state| state.draft.regularization.clip_norm);
    let stopping = store.memo(|state| state.draft.early_stopping);
    let nothing_to_watch = store.memo(|state| state.draft.validation == Validation::None);
    let label = move |number: &'static Number| Signal::derive(move || label(prefs.phrases(), number).to_owned());
    let (norm, patience) = (&Regularization::CLIP_NORM, &EarlyStopping::PATIENCE);
    view! {
        <NumberField part=SpecPart::Regularization number=&Regularization::L2 />
        <div class="tick-number" data-help="clip">
            <Tick
                label=Signal::derive(move || phrases().clip())
                help=Signal::derive(move || phrases().clip())
                value=Signal::derive(move || clip.get().is_some())
                on_change=Callback::new(move |on: bool| {
                    store.edit(|spec| spec.regularization.clip_norm = on.then_some(norm.usual));
                })
                test_id="clip"
            />
            <Show when=move || clip.get().is_some()>
                <NumberInput part=SpecPart::Regularization number=norm name=label(norm) />
            </Show>
        </div>
        <div class="tick-number" data-help="early-stopping">
            <Tick
                label=Signal::derive(move || phrases().stopping())
                help=Signal::derive(move || phrases().stopping())
                value=Signal::derive(move || stopping.get().is_some())
                on_change=Callback::new(move |on: bool| {
                    store.edit(|spec| spec.early_stopping = on.then(EarlyStopping::default));
                })
                test_id="early-stopping"
            />
            <Show when=move || stopping.get().is_some()>
                <NumberInput part=SpecPart::EarlyStopping number=patience name=label(patience) />
            </Show>
        </div>
        <p class="hint" hidden=move || !nothing_to_watch.get() data-testid="no-validation">
            {move || phrases().no_validation()}
        </p>
    }
    .into_any()
}
