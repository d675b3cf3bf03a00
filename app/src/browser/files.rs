//! Files that the person is given, and bytes of those that she chose.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

/// Gives the person a file to keep.
pub fn save_file(name: &str, bytes: &[u8]) {
    match blob(bytes, "application/octet-stream") {
        Ok(blob) => save_blob(name, &blob),
        Err(error) => web_sys::console::error_1(&error),
    }
}

/// Bytes as the browser's own, of this media type.
pub(super) fn blob(bytes: &[u8], kind: &str) -> Result<Blob, JsValue> {
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
