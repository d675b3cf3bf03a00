//! The menu of ready networks.

use leptos::prelude::*;

use crate::i18n::layers;
use crate::preferences::preferences;
use crate::rules::architecture::ReadyNetwork;
use crate::store::store;
use crate::view::parts::menu::{CloseMenu, Menu};

/// The menu of ready networks.
#[component]
pub(super) fn ReadyNetworks() -> impl IntoView {
    let prefs = preferences();
    let title = Signal::derive(move || {
        format!("{}: {}", prefs.phrases().layers().ready(), prefs.phrases().layers().ready_help())
    });
    let summary = view! {
        <span>{move || prefs.phrases().layers().ready()}</span>
        <span aria-hidden="true">"▾"</span>
    };
    view! {
        <Menu summary=summary title=title test_id="ready-networks" class="ready">
            {ReadyNetwork::ALL.map(|ready| view! { <Entry ready /> })}
        </Menu>
    }
}

#[component]
fn Entry(ready: ReadyNetwork) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let menu = expect_context::<CloseMenu>();
    let choose = move |_| {
        store.edit(|spec| ready.set(spec));
        menu.close();
    };
    view! {
        <button type="button" class="row entry" data-testid=format!("ready-{}", ready.id()) on:click=choose>
            <b>{move || layers::ready(prefs.language.get(), ready)}</b>
            <span class="soft">{move || layers::ready_explanation(prefs.language.get(), ready)}</span>
        </button>
    }
}
