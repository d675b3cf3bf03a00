//! Small edges of the browser: address, clipboard, files, focus.

pub mod export;
pub mod keep;
pub mod picked;

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlElement, HtmlSelectElement, Url};

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

/// Gives the person a file to keep.
pub fn save_file(name: &str, bytes: &[u8]) {
    match blob(bytes, "application/octet-stream") {
        Ok(blob) => save_blob(name, &blob),
        Err(error) => web_sys::console::error_1(&error),
    }
}

/// Bytes as the browser's own, of this media type.
fn blob(bytes: &[u8], kind: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options)
}

/// Gives the person a file to keep that the browser holds.
pub fn save_blob(name: &str, blob: &Blob) {
    let saved = || -> Result<(), JsValue> {
        let address = Url::create_object_url_with_blob(blob)?;
        let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
        anchor.set_href(&address);
        anchor.set_download(name);
        anchor.click();
        Url::revoke_object_url(&address)
    };
    if let Err(error) = saved() {
        web_sys::console::error_1(&error);
    }
}

/// The bytes of a file that the person chose.
///
/// # Errors
/// Where it is larger than `max` bytes or cannot be read; in English.
pub async fn read_file(file: File, max: f64) -> Result<Vec<u8>, String> {
    if file.size() > max {
        return Err(format!("{} is larger than {} MB", file.name(), (max / 1e6).round()));
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| format!("{} cannot be read", file.name()))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Shows this value in the choice of this `data-testid` again, whatever was chosen.
pub fn show_choice(test_id: &str, value: &str) {
    let found = document().query_selector(&format!("[data-testid=\"{test_id}\"]"));
    if let Ok(Some(element)) = found
        && let Ok(select) = element.dyn_into::<HtmlSelectElement>()
    {
        select.set_value(value);
    }
}

/// Moves the keyboard to the first element of this `data-testid`.
pub fn focus(test_id: &str) {
    let found = document().query_selector(&format!("[data-testid=\"{test_id}\"]"));
    if let Ok(Some(element)) = found
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        // Fails only for an element that is gone.
        let _ = element.focus();
    }
}
