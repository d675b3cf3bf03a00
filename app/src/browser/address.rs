//! The address bar, and what is copied from it.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Puts settings into the address bar, without a new entry in the history. An empty text takes the `#` away too.
pub fn show_fragment(fragment: &str) {
    let location = window().location();
    let path = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    replace_address(&if fragment.is_empty() { path } else { format!("{path}#{fragment}") });
}

/// Puts a lesson into the address bar, or takes it out; all else there stays.
pub fn show_lesson(id: Option<&str>) {
    let location = window().location();
    let search = location.search().unwrap_or_default();
    let others = search.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty());
    let others = others.filter(|pair| !pair.starts_with("lesson=")).map(str::to_owned);
    let pairs: Vec<String> = others.chain(id.map(|id| format!("lesson={id}"))).collect();
    let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
    let path = location.pathname().unwrap_or_default();
    replace_address(&(path + &query + &location.hash().unwrap_or_default()));
}

/// The address of a lesson, without any settings.
pub fn lesson_address(id: &str) -> String {
    let location = window().location();
    format!("{}{}?lesson={id}", location.origin().unwrap_or_default(), location.pathname().unwrap_or_default())
}

fn replace_address(address: &str) {
    if let Ok(history) = window().history() {
        // Browsers refuse when it happens very often; the next change brings the address up to date.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Copies the address of the page as it is; says whether the browser allowed it.
pub async fn copy_address() -> bool {
    match window().location().href() {
        Ok(address) => copy(&address).await,
        Err(_) => false,
    }
}

/// Copies a text; says whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    // Without https there is no clipboard.
    let navigator: JsValue = window().navigator().into();
    let there = js_sys::Reflect::get(&navigator, &JsValue::from("clipboard")).is_ok_and(|value| !value.is_undefined());
    there && JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}
