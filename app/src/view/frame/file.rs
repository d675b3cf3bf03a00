//! The menu of links and files.

use leptos::html;
use leptos::prelude::*;

use crate::browser;
use crate::preferences::preferences;
use crate::state::{Notice, Presence, State};
use crate::store::store;
use crate::view::parts::menu::Menu;

/// No network within the limits has larger weights: 20 million numbers of 4 bytes, and a header.
const MAX_WEIGHTS_BYTES: f64 = 100e6;

/// The menu of links and files.
#[component]
pub fn File() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let can_save = store.memo(|state| state.run.as_ref().is_some_and(|run| run.presence == Presence::Ready));
    let can_open = store.memo(|state| state.draft_error.is_none());
    let chooser = NodeRef::<html::Input>::new();

    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let copied = browser::address::copy_address().await;
            let notice = if copied { Notice::LinkCopied } else { Notice::LinkNotCopied };
            store.act(|state| state.notices.push(notice));
        });
    };
    let open = move |_| {
        let Some(input) = chooser.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // So that the same file can be chosen again.
        input.set_value("");
        let Some(file) = file else { return };
        leptos::task::spawn_local(async move {
            let read = browser::files::read_file(file, MAX_WEIGHTS_BYTES).await;
            store.act(|state| match read {
                Ok(bytes) => state.open_weights(bytes),
                Err(detail) => state.notices.push(Notice::File(detail)),
            });
        });
    };
    let summary = view! { <span>{move || prefs.phrases().header().file()}</span> };
    let title = Signal::derive(move || prefs.phrases().header().file().to_owned());
    view! {
        <Menu summary=summary title=title test_id="file-menu" class="file">
            <button type="button" class="row" data-testid="copy-link" on:click=copy>
                {move || prefs.phrases().header().copy_link()}
            </button>
            <button
                type="button"
                class="row"
                data-testid="save-weights"
                disabled=move || !can_save.get()
                on:click=move |_| store.act(State::save_weights)
            >
                {move || prefs.phrases().header().save_weights()}
            </button>
            <button
                type="button"
                class="row"
                data-testid="open-weights"
                disabled=move || !can_open.get()
                on:click=move |_| {
                    if let Some(input) = chooser.get_untracked() {
                        input.click();
                    }
                }
            >
                {move || prefs.phrases().header().open_weights()}
            </button>
            <input
                node_ref=chooser
                type="file"
                accept=".safetensors"
                hidden
                data-testid="weights-file"
                on:change=open
            />
        </Menu>
    }
}
