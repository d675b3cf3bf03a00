//! What the menu of the update rule holds: the rule's own numbers.

use leptos::prelude::*;
use spec::SpecPart;

use crate::preferences::preferences;
use crate::store::store;
use crate::view::parts::field::Tick;
use crate::view::parts::number::NumberFields;

/// What the menu holds: the numbers of the rule in use.
pub fn content() -> AnyView {
    let (store, prefs) = (store(), preferences());
    let nesterov = store.memo(|state| { state.draft.optimizer }.nesterov_mut().copied());
    view! {
        <NumberFields part=SpecPart::Optimizer />
        <Show when=move || nesterov.get().is_some()>
            <Tick
                label=Signal::derive(move || prefs.phrases().optimizer().nesterov())
                help=Signal::derive(move || prefs.phrases().optimizer().nesterov())
                value=Signal::derive(move || nesterov.get().unwrap_or_default())
                on_change=Callback::new(move |on| {
                    store.edit(|spec| {
                        if let Some(nesterov) = spec.optimizer.nesterov_mut() {
                            *nesterov = on;
                        }
                    });
                })
                test_id="nesterov"
            />
        </Show>
    }
    .into_any()
}
