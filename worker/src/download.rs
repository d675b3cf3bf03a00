//! Files from the page's own origin.

use images::dataset::{Dataset, assemble};
use js_sys::{Reflect, Uint8Array};
use spec::catalogue::DatasetId;
use spec::protocol::{DataError, Event};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader, Response};

use crate::clock;
use crate::inbox::{Message, Sender};
use crate::page;

/// No file of the site is larger; what comes beyond it is not looked at.
const MAX_BYTES: usize = 256 * 1024 * 1024;

/// What the labels of a person's own images may take beside their pixels, bytes.
const MAX_LABELS: f64 = 256.0 * 1024.0 * 1024.0;

/// Milliseconds between two reports of progress.
const PACE: f64 = 100.0;

/// Where the network that ships with the page lies; trained by `cargo xtask first-network`.
const BUILT_IN: &str = "first-network/network.safetensors";

/// A file's address. Worker scripts lie in `workers/<build>/`, two below the page.
fn address(path: &str) -> String {
    format!("{}/../../../{path}", page::scope().location().href())
}

/// Brings the built-in network into the inbox. Without it the page works all the same, it only does not guess before the
/// first training.
pub async fn built_in(sender: Sender) {
    if let Ok(bytes) = file(BUILT_IN).await {
        // Fails only where the task has ended.
        drop(sender.unbounded_send(Message::BuiltIn(bytes)));
    }
}

/// Brings a data set into the inbox, telling the page of its progress. A person's own images come from the page.
pub async fn dataset(id: DatasetId, own_images: Option<Blob>, sender: Sender) {
    let result = if id.user_images().is_some() { own(id, own_images).await } else { files(id).await };
    // Fails only where the task has ended.
    drop(sender.unbounded_send(Message::Dataset(id, result)));
}

async fn own(id: DatasetId, blob: Option<Blob>) -> Result<Dataset, DataError> {
    let blob = blob.filter(|blob| blob.size() <= MAX_BYTES as f64 + MAX_LABELS).ok_or(DataError::NotHere)?;
    // The browser may have dropped what it kept of it.
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|_| DataError::NotHere)?;
    let file = Uint8Array::new(&buffer).to_vec();
    // Other images than those of the settings are none of theirs.
    assemble(id, vec![file]).map_err(|_| DataError::NotHere)
}

async fn files(id: DatasetId) -> Result<Dataset, DataError> {
    let mut responses = Vec::new();
    let mut total = 0;
    // All lengths first, so that the whole is known before the first byte is counted.
    for &name in id.info().format.files() {
        let path = format!("datasets/{}/{name}", id.info().id);
        let response = open(&path).await.map_err(|detail| DataError::Network { file: name.to_owned(), detail })?;
        total += length(&response);
        responses.push((name, response));
    }
    let mut files = Vec::with_capacity(responses.len());
    let (mut before, mut told) = (0, 0.0);
    for (name, response) in responses {
        let progress = |bytes: u64| {
            if clock::now() - told > PACE {
                told = clock::now();
                // Without a length, or with one of packed bytes, the sum can exceed it.
                page::send(&Event::DatasetProgress { dataset: id, received: bytes, total: total.max(bytes) });
            }
        };
        let file = read(&response, before, progress)
            .await
            .map_err(|detail| DataError::Network { file: name.to_owned(), detail })?;
        before += file.len() as u64;
        files.push(file);
    }
    page::send(&Event::DatasetProgress { dataset: id, received: before, total: before });
    assemble(id, files).map_err(|error| DataError::Broken { file: error.file.to_owned(), detail: error.detail })
}

/// A whole file.
pub async fn file(path: &str) -> Result<Vec<u8>, String> {
    let response = open(path).await?;
    read(&response, 0, |_| {}).await
}

async fn open(path: &str) -> Result<Response, String> {
    let promise = page::scope().fetch_with_str(&address(path));
    let response: Response =
        JsFuture::from(promise).await.map_err(describe)?.dyn_into().map_err(|_| "no response".to_owned())?;
    if response.ok() { Ok(response) } else { Err(format!("the server answers {}", response.status())) }
}

fn length(response: &Response) -> u64 {
    let header = response.headers().get("content-length").ok().flatten();
    header.and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// The body, piece by piece; `progress` hears of `before` plus the bytes so far.
async fn read(response: &Response, before: u64, mut progress: impl FnMut(u64)) -> Result<Vec<u8>, String> {
    let body = response.body().ok_or_else(|| "the answer is empty".to_owned())?;
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(describe)?;
        if Reflect::get(&piece, &"done".into()).is_ok_and(|done| done.is_truthy()) {
            return Ok(bytes);
        }
        let value = Reflect::get(&piece, &"value".into()).map_err(describe)?;
        let piece: Uint8Array = value.dyn_into().map_err(|_| "the answer has no bytes".to_owned())?;
        if bytes.len() + piece.length() as usize > MAX_BYTES {
            return Err(format!("the file has more than {MAX_BYTES} bytes"));
        }
        bytes.extend(piece.to_vec());
        progress(before + bytes.len() as u64);
    }
}

fn describe(error: JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |error| String::from(error.message()))
}
