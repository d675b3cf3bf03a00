//! What keeps the network from memorising: L2, clipping and early stopping, in a menu that says what is on.

pub mod sheet;

use leptos::prelude::*;

use crate::preferences::preferences;
use crate::store::store;
use crate::view::parts::lazy::{Lazy, Part, Sheet};
use crate::view::parts::menu::Menu;

/// The field of regularisation.
#[component]
pub fn RegularizationMenu() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.phrases().training();
    let l2 = store.memo(|state| state.draft.regularization.l2 != 0.0);
    let clip = store.memo(|state| state.draft.regularization.clip_norm.is_some());
    let stopping = store.memo(|state| state.draft.early_stopping.is_some());
    let on = move || {
        let all = [
            l2.get().then_some("L2"),
            clip.get().then(|| phrases().clip_short()),
            stopping.get().then(|| phrases().stopping_short()),
        ];
        let on: Vec<_> = all.into_iter().flatten().collect();
        if on.is_empty() { phrases().no_regularization().to_owned() } else { on.join(" · ") }
    };
    let title = Signal::derive(move || format!("{}: {}", phrases().regularization(), on()));
    let summary = view! { <span class="summary-text">{on}</span> <span aria-hidden="true">"▾"</span> };
    view! {
        <div class="field regularization" title=move || phrases().regularization_help() data-help="regularization">
            <span class="label">{move || phrases().regularization()}</span>
            <Menu summary=summary title=title test_id="regularization" class="boxed">
                <Lazy part=Part::Sheet(Sheet::Regularization) />
            </Menu>
        </div>
    }
}
