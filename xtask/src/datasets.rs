//! Brings the data sets into `public/datasets/`, verified, with a manifest.
//!
//! What a source gives is checked against the SHA-256 of the *uncompressed* files, so that
//! any source of the same images will do. The verified files are kept in the cache, gzipped
//! by us, so that every machine serves the same kind of file.

mod archive;
mod catalogue;
mod debian;
mod http;
mod manifest;
mod npm;
mod source;
mod store;

use std::fs;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use spec::catalogue::DatasetInfo;

use crate::paths;
use crate::report::{self, Bytes};
use catalogue::{CATALOGUE, Dataset};
use manifest::{DatasetEntry, Manifest};
use store::{Record, Store};

/// How much to bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What the page cannot do without; of the rest only what the cache already has.
    Needed,
    /// The optional ones too, which are large.
    All,
}

/// Makes `public/datasets/` complete; does nothing where it already is.
///
/// # Errors
/// When no source of a data set that is not optional answers with the right bytes.
pub fn ensure(extent: Extent) -> Result<()> {
    // The test's two lanes both come here; the second finds the work done.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);

    let public = paths::root().join("public/datasets");
    fs::create_dir_all(&public)?;
    let mut entries = Vec::new();
    for dataset in &CATALOGUE {
        let DatasetInfo { id, name, .. } = dataset.info();
        let store = Store::new(paths::cache().join("datasets").join(id));
        let brought = match (store.verified(dataset), dataset.optional, extent) {
            (Some(record), _, _) => Ok(record),
            (None, true, Extent::Needed) => continue,
            (None, true, Extent::All) | (None, false, Extent::Needed | Extent::All) => bring(dataset, &store),
        };
        match brought {
            Ok(record) => {
                store.publish(&record, &public.join(id))?;
                entries.push(DatasetEntry::new(dataset, &record));
            }
            Err(error) if dataset.optional => {
                fs::remove_dir_all(public.join(id)).ok();
                report::note(format!("{name} is optional and left out: {error:#}"));
            }
            Err(error) => {
                return Err(error.context(format!("{name} could not be brought")));
            }
        }
    }
    Manifest::new(entries).write(&public.join("manifest.json"))
}

/// The data set from the first source that gives the right bytes.
fn bring(dataset: &Dataset, store: &Store) -> Result<Record> {
    let DatasetInfo { name, train, test, .. } = dataset.info();
    let step =
        report::step(&format!("bringing {name}"), &format!("{} images to learn from", train + test), dataset.about);
    let files = source::first_that_answers(dataset, &paths::cache().join("datasets"))?;
    let record = store.keep(dataset, files).with_context(|| format!("{name} cannot be kept in the cache"))?;
    let total = record.files.iter().map(|file| file.bytes).sum();
    report::note(format!("{} from {}", Bytes(total), record.brought_from));
    step.done();
    Ok(record)
}
