//! Texts of the site.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

use crate::state::Manifest;

/// A text of the site.
///
/// # Errors
/// What the browser or the server said, in English.
pub async fn text(path: &str) -> Result<String, String> {
    fetch_text(path).await.map_err(|detail| format!("{path}: {detail}"))
}

/// Reads the list of worker builds.
///
/// # Errors
/// What the browser or the server said, in English.
pub async fn manifest() -> Result<Manifest, String> {
    const PATH: &str = "workers/workers.json";
    let text = text(PATH).await?;
    serde_json::from_str(&text).map_err(|error| format!("{PATH}: {error}"))
}

/// The text of a file of the site, past the browser's cache.
pub async fn fetch_text(path: &str) -> Result<String, String> {
    let window = web_sys::window().ok_or("no window")?;
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoCache);
    let response = JsFuture::from(window.fetch_with_str_and_init(path, &init)).await.map_err(|e| describe(&e))?;
    let response: Response = response.dyn_into().map_err(|e| describe(&e))?;
    if !response.ok() {
        return Err(format!("status {}", response.status()));
    }
    let text = response.text().map_err(|e| describe(&e))?;
    JsFuture::from(text).await.map_err(|e| describe(&e))?.as_string().ok_or_else(|| "no text".to_owned())
}

/// A JavaScript value in words.
pub(super) fn describe(value: &JsValue) -> String {
    match value.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => value.as_string().unwrap_or_else(|| format!("{value:?}")),
    }
}
