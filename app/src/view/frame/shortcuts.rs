//! Single keys for what a lesson does most. Ignored where something is typed or chosen.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::browser;
use crate::state::{State, Tab};
use crate::store::store;

/// Listens for the keys T, S, R, D and ?.
pub fn listen() {
    let store = store();
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let typing = target.is_some_and(|element| {
            element
                .matches("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]")
                .unwrap_or(true)
        });
        if modified || typing || event.repeat() {
            return;
        }
        match event.key().as_str() {
            "t" | "T" => store.act(State::main_action),
            "s" | "S" => store.act(State::step),
            "r" | "R" => store.act(State::reset),
            "?" => store.act(|state| state.toggle_tab(Tab::Explain)),
            "d" | "D" => browser::dom::focus("pad"),
            _ => {}
        }
    });
    on_cleanup(move || handle.remove());
}
