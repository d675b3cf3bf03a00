//! `public/datasets/manifest.json`: what the page and the worker may load.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;
use spec::catalogue::DatasetInfo;

use super::catalogue::{Dataset, Role};
use super::store::Record;

/// Raised whenever a field changes its meaning.
const VERSION: u32 = 1;

/// The whole manifest.
#[derive(Serialize)]
pub struct Manifest {
    version: u32,
    datasets: Vec<DatasetEntry>,
}

/// One data set.
#[derive(Serialize)]
pub struct DatasetEntry {
    id: &'static str,
    name: &'static str,
    /// Height, width, channels.
    shape: [usize; 3],
    classes: &'static [&'static str],
    /// Its own page.
    source: &'static str,
    /// Where these bytes came from.
    brought_from: String,
    licence: &'static str,
    citation: &'static str,
    train: usize,
    test: usize,
    files: Vec<FileEntry>,
}

/// One file of it; `path` is relative to the manifest.
#[derive(Serialize)]
struct FileEntry {
    role: Role,
    path: String,
    bytes: u64,
    sha256: String,
    uncompressed_bytes: u64,
    uncompressed_sha256: String,
}

impl Manifest {
    /// A manifest of these data sets.
    pub fn new(datasets: Vec<DatasetEntry>) -> Self {
        Self { version: VERSION, datasets }
    }

    /// Writes it as JSON, unless the file says the same already.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self)? + "\n";
        if fs::read_to_string(path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }
}

impl DatasetEntry {
    /// A data set as the catalogue and the cache know it.
    pub fn new(dataset: &Dataset, record: &Record) -> Self {
        let DatasetInfo { id, name, shape, class_names, train, test, .. } = dataset.info();
        let files = record
            .files
            .iter()
            .map(|file| FileEntry {
                role: file.role,
                path: format!("{id}/{}", file.name),
                bytes: file.bytes,
                sha256: file.sha256.clone(),
                uncompressed_bytes: file.uncompressed_bytes,
                uncompressed_sha256: file.uncompressed_sha256.clone(),
            })
            .collect();
        Self {
            id,
            name,
            shape,
            classes: class_names,
            source: dataset.homepage,
            brought_from: record.brought_from.clone(),
            licence: dataset.licence,
            citation: dataset.citation,
            train,
            test,
            files,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::datasets::catalogue::CATALOGUE;
    use crate::datasets::store::StoredFile;

    #[test]
    fn a_file_entry_carries_path_role_and_both_hashes() {
        let record = Record {
            brought_from: "a friend".to_owned(),
            files: vec![StoredFile {
                role: Role::TrainImages,
                name: "train-images-idx3-ubyte.gz".to_owned(),
                bytes: 9,
                sha256: "aa".to_owned(),
                uncompressed_bytes: 47_040_016,
                uncompressed_sha256: "bb".to_owned(),
            }],
        };
        let manifest = Manifest::new(vec![DatasetEntry::new(&CATALOGUE[0], &record)]);
        let value = serde_json::to_value(&manifest).expect("plain data");
        assert_eq!(value["version"], 1);
        let mnist = &value["datasets"][0];
        assert_eq!(mnist["id"], "mnist");
        assert_eq!(mnist["shape"], json!([28, 28, 1]));
        assert_eq!(mnist["classes"].as_array().map(Vec::len), Some(10));
        let file: &Value = &mnist["files"][0];
        assert_eq!(
            *file,
            json!({
                "role": "train-images",
                "path": "mnist/train-images-idx3-ubyte.gz",
                "bytes": 9,
                "sha256": "aa",
                "uncompressed_bytes": 47_040_016,
                "uncompressed_sha256": "bb",
            })
        );
    }

    #[test]
    fn every_data_set_has_lengths_that_fit_its_counts() {
        for dataset in &CATALOGUE {
            let info = dataset.info();
            let pixels: usize = info.shape.iter().product();
            let images = info.train + info.test;
            let total: u64 = dataset.files.iter().map(|file| file.bytes).sum();
            let headers = total - (images * (pixels + 1)) as u64;
            assert!(headers <= 48, "{}: {headers} bytes that are no image", info.name);
        }
    }
}
