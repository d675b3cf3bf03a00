//! One set of a person's own images in the browser's database (IndexedDB), which keeps files by handle and not in the
//! page's memory.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, IdbDatabase, IdbOpenDbRequest, IdbTransaction, IdbTransactionMode};

use crate::state::KeepError;

/// The database, its one store, and the two entries in it.
const NAME: &str = "trazo";
const STORE: &str = "own-images";
const BYTES: &str = "bytes";
const WORDS: &str = "words";

/// Keeps a file and the words about it, in place of those before; all or nothing.
///
/// # Errors
/// Where there is no room, or the browser keeps nothing.
pub async fn keep(blob: &Blob, words: &str) -> Result<(), KeepError> {
    let write = async {
        let (_database, transaction) = begin(IdbTransactionMode::Readwrite).await?;
        let store = transaction.object_store(STORE)?;
        // An error of either ends the transaction, which is what is waited for.
        store.put_with_key(blob, &BYTES.into())?;
        store.put_with_key(&words.into(), &WORDS.into())?;
        wait(&transaction, "oncomplete", &["onabort", "onerror"]).await
    };
    write.await.map_err(|error| {
        let name = get(&error, "name").and_then(|name| name.as_string()).unwrap_or_default();
        if name == "QuotaExceededError" { KeepError::Full } else { KeepError::Refused(name) }
    })
}

/// What is kept: a file and the words about it.
pub async fn find() -> Option<(Blob, String)> {
    let (_database, transaction) = begin(IdbTransactionMode::Readonly).await.ok()?;
    let store = transaction.object_store(STORE).ok()?;
    let (bytes, words) = (store.get(&BYTES.into()).ok()?, store.get(&WORDS.into()).ok()?);
    wait(&transaction, "oncomplete", &["onabort", "onerror"]).await.ok()?;
    Some((bytes.result().ok()?.dyn_into().ok()?, words.result().ok()?.as_string()?))
}

/// Keeps nothing any more.
///
/// # Errors
/// Where the browser refuses; what was kept still is.
pub async fn forget() -> Result<(), JsValue> {
    let (_database, transaction) = begin(IdbTransactionMode::Readwrite).await?;
    transaction.object_store(STORE)?.clear()?;
    wait(&transaction, "oncomplete", &["onabort", "onerror"]).await
}

/// Closes the database when it is dropped: an open one would keep another page from a newer version.
struct Open(IdbDatabase);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.close();
    }
}

async fn begin(mode: IdbTransactionMode) -> Result<(Open, IdbTransaction), JsValue> {
    let factory = window().indexed_db()?.ok_or("none")?;
    let request: IdbOpenDbRequest = factory.open_with_u32(NAME, 1)?;
    let opened = request.clone();
    let make_store = Closure::<dyn FnMut()>::new(move || {
        // Fails only where it is there already.
        let _ = opened.result().map(|database| database.unchecked_into::<IdbDatabase>().create_object_store(STORE));
    });
    request.set_onupgradeneeded(Some(make_store.as_ref().unchecked_ref()));
    wait(&request, "onsuccess", &["onerror", "onblocked"]).await?;
    let database = Open(request.result()?.unchecked_into());
    let transaction = database.0.transaction_with_str_and_mode(STORE, mode)?;
    Ok((database, transaction))
}

/// Waits for one of a target's events: the promise's own functions are its handlers.
pub(super) async fn wait(target: &JsValue, good: &str, bad: &[&str]) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        let set = |name: &str, handler: &Function| Reflect::set(target, &name.into(), handler);
        // Fails only for an object that is none.
        let _ = set(good, &resolve);
        for name in bad {
            let _ = set(name, &reject);
        }
    });
    JsFuture::from(promise).await.map(drop).map_err(|event| {
        let error = get(target, "error").filter(|error| !error.is_null());
        // Of a transaction that fails, the request tells first.
        error.or_else(|| get(&get(&event, "target")?, "error")).unwrap_or(event)
    })
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined())
}
