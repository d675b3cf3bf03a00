//! JSON files of the site as signals.

use std::sync::Arc;

use leptos::prelude::*;
use serde::de::DeserializeOwned;

use crate::browser::fetch::fetch_text;

/// The file at a path, fetched anew when the path changes; until it is there, the one before stays.
///
/// What goes wrong is told to `failed`, in the English of the browser, the server or the reader of JSON. Nothing is
/// fetched until that is `None` again: clearing it is trying again.
pub fn fetched<T: DeserializeOwned + Send + Sync + 'static>(
    path: impl Fn() -> Option<String> + Send + Sync + 'static,
    failed: RwSignal<Option<String>>,
) -> RwSignal<Option<Arc<T>>> {
    let file = RwSignal::new(None);
    let wanted = Memo::new(move |_| path().filter(|_| failed.with(Option::is_none)));
    Effect::new(move |_| {
        let Some(path) = wanted.get() else { return };
        leptos::task::spawn_local(async move {
            let text = fetch_text(&path).await;
            // By now another may be wanted, or none.
            if wanted.try_get_untracked().flatten().as_ref() == Some(&path) {
                match text.and_then(|text| serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))) {
                    Ok(read) => file.set(Some(Arc::new(read))),
                    Err(detail) => failed.set(Some(detail)),
                }
            }
        });
    });
    file
}
