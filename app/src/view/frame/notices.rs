//! The notices, in one place.

use leptos::prelude::*;

use crate::i18n::notices;
use crate::preferences::preferences;
use crate::state::Notice;
use crate::store::store;

/// The notices, in one place.
#[component]
pub fn NoticeList() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let shown = store.memo(|state| state.notices.shown().to_vec());
    let notice = move |(number, notice): (u32, Notice)| {
        let undo = notice.undo();
        let error = notice.is_error();
        view! {
            <div
                class="notice"
                class:error=error
                role=if error { "alert" } else { "status" }
                data-testid="message"
            >
                <p>{move || notices::text(prefs.language.get(), &notice)}</p>
                {undo.map(|undo| view! {
                    <button type="button" data-testid="undo" on:click=move |_| store.act(undo)>
                        {move || prefs.phrases().notices().undo()}
                    </button>
                })}
                <button
                    type="button"
                    class="bare"
                    data-testid="dismiss"
                    aria-label=move || prefs.phrases().notices().dismiss()
                    title=move || prefs.phrases().notices().dismiss()
                    on:click=move |_| store.act(|state| state.notices.dismiss(number))
                >
                    "×"
                </button>
            </div>
        }
    };
    view! {
        <div class="notices">
            <For each=move || shown.get() key=|(number, _)| *number children=notice />
        </div>
    }
}
