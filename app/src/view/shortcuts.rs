//! Single keys for what a lesson does most. Ignored where something is typed or chosen.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::desk;
use crate::browser;
use crate::state::{State, Tab};

/// Listens for the keys T, S, R, D and ?.
pub fn listen() {
    let desk = desk();
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
            "t" | "T" => desk.act(State::main_action),
            "s" | "S" => desk.act(State::step),
            "r" | "R" => desk.act(State::reset),
            "?" => {
                desk.act(|state| state.tab = if state.tab == Some(Tab::Explain) { None } else { Some(Tab::Explain) })
            }
            "d" | "D" => browser::focus("pad"),
            _ => {}
        }
    });
    on_cleanup(move || handle.remove());
}
