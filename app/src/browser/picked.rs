//! Files that a person chose or dropped, as the reader takes them: an array of `[path, File]` pairs.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

/// More files than this are not gathered; the reader says that they are too many.
const MOST: u32 = 70_000;

/// Files of an input, with their folders where a folder was chosen.
pub fn of_list(files: &FileList) -> Array {
    let pairs = Array::new();
    for file in (0..files.length()).filter_map(|place| files.get(place)) {
        let path = Reflect::get(&file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        add(&pairs, &path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name()), &file);
    }
    pairs
}

/// Whether files are dragged, and not words.
pub fn has_files(transfer: &DataTransfer) -> bool {
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}

/// What was dropped. To be called while the drop is handled; folders are walked through afterwards.
pub fn of_drop(transfer: &DataTransfer) -> impl Future<Output = Array> + use<> {
    let items = transfer.items();
    let entries = (0..items.length()).filter_map(|place| items.get(place)?.webkit_get_as_entry().ok()?);
    let mut waiting: Vec<FileSystemEntry> = entries.collect();
    waiting.reverse();
    // Where a browser tells nothing of folders, its list of files has to do.
    let pairs = match (waiting.is_empty(), transfer.files()) {
        (true, Some(files)) => of_list(&files),
        (true, None) | (false, _) => Array::new(),
    };
    async move {
        while let Some(entry) = waiting.pop() {
            // What cannot be read is left out; the reader tells what is missing.
            let _ = walk(entry, &pairs, &mut waiting).await;
            if pairs.length() > MOST {
                break;
            }
        }
        pairs
    }
}

async fn walk(entry: FileSystemEntry, pairs: &Array, waiting: &mut Vec<FileSystemEntry>) -> Result<(), JsValue> {
    if entry.is_file() {
        let (path, entry) = (entry.full_path(), entry.unchecked_into::<FileSystemFileEntry>());
        let file = promised(|resolve, reject| entry.file_with_callback_and_callback(resolve, reject)).await?;
        add(pairs, path.trim_start_matches('/'), &file.unchecked_into());
        return Ok(());
    }
    let reader = entry.unchecked_into::<FileSystemDirectoryEntry>().create_reader();
    loop {
        // Browsers give at most a hundred at a time.
        let some = promised(|resolve, reject| {
            reader.read_entries_with_callback_and_callback(resolve, reject).unwrap_or_default();
        });
        let some: Array = some.await?.unchecked_into();
        if some.length() == 0 {
            return Ok(());
        }
        waiting.extend(some.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn promised(mut ask: impl FnMut(&js_sys::Function, &js_sys::Function)) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::new(&mut |resolve, reject| ask(&resolve, &reject))).await
}

fn add(pairs: &Array, path: &str, file: &File) {
    pairs.push(&Array::of2(&path.into(), file));
}
