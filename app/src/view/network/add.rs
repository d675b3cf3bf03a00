//! The menu that adds a layer: each kind with a sentence.

use leptos::html;
use leptos::prelude::*;
use spec::limits;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::i18n::layers;
use crate::preferences::preferences;
use crate::rules::architecture::{LayerKind, insert};
use crate::store::store;
use crate::view::parts::menu::{CloseMenu, Menu};

/// The menu that adds a layer; gone where no more are possible.
#[component]
pub(super) fn AddLayer(
    /// The list of layers, which scrolls to the new one.
    list: NodeRef<html::Div>,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let full = store.memo(|state| state.draft.layers.len() >= limits::MAX_LAYERS);
    let title =
        Signal::derive(move || format!("{}: {}", prefs.phrases().network().add(), prefs.phrases().layers().add_help()));
    let summary = view! {
        <span aria-hidden="true">"+"</span>
        <span>{move || prefs.phrases().network().add()}</span>
    };
    view! {
        <div hidden=move || full.get()>
            <Menu summary=summary title=title test_id="add-layer" class="add">
                {LayerKind::ALL.map(|kind| view! { <Entry kind list /> })}
            </Menu>
        </div>
    }
}

#[component]
fn Entry(kind: LayerKind, list: NodeRef<html::Div>) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let menu = expect_context::<CloseMenu>();
    let add = move |_| {
        let mut place = 0;
        store.edit(|spec| place = insert(spec, kind));
        menu.close();
        // Once the row is there.
        request_animation_frame(move || show(list, place));
    };
    view! {
        <button type="button" class="row entry" data-testid=format!("add-layer-{}", kind.id()) on:click=add>
            <b>{move || layers::kind(prefs.language.get(), kind)}</b>
            <span class="soft">{move || layers::explanation(prefs.language.get(), kind)}</span>
        </button>
    }
}

/// Scrolls the list, and nothing around it, so that the row at this place is in sight.
fn show(list: NodeRef<html::Div>, place: usize) {
    let Some(list) = list.try_get_untracked().flatten() else { return };
    let row = list.children().item(u32::try_from(place).unwrap_or(u32::MAX));
    let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) else { return };
    let middle = row.offset_top() - list.offset_top() - (list.client_height() - row.offset_height()) / 2;
    list.set_scroll_top(middle);
}
