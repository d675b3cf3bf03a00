//! Verified data sets in the cache, gzipped, with a record of their hashes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::catalogue::{Dataset, Role};
use super::source::Import;
use crate::gzip::{gzip, sha256};

/// One data set's folder in the cache.
pub struct Store {
    folder: PathBuf,
}

/// What the folder holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The source that gave the bytes, for people.
    pub brought_from: String,
    /// In the order of the catalogue.
    pub files: Vec<StoredFile>,
}

/// A gzipped file and the hashes of both its forms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    /// What it holds.
    pub role: Role,
    /// Its name, with `.gz`.
    pub name: String,
    /// Length as gzip.
    pub bytes: u64,
    /// SHA-256 of the gzip, in hexadecimal.
    pub sha256: String,
    /// Length once decompressed.
    pub uncompressed_bytes: u64,
    /// SHA-256 once decompressed, in hexadecimal.
    pub uncompressed_sha256: String,
}

impl Store {
    /// The store in this folder, which need not exist yet.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The record, if every file is there and still has its hash.
    pub fn verified(&self, dataset: &Dataset) -> Option<Record> {
        let text = fs::read_to_string(self.record_path()).ok()?;
        let record: Record = serde_json::from_str(&text).ok()?;
        let as_catalogued = record.files.len() == dataset.files.len()
            && record.files.iter().zip(dataset.files).all(|(stored, file)| {
                stored.role == file.role
                    && stored.name == format!("{}.gz", file.name)
                    && stored.uncompressed_bytes == file.bytes
                    && file.sha256.is_none_or(|hash| hash == stored.uncompressed_sha256)
            });
        let intact = || {
            record
                .files
                .iter()
                .all(|file| fs::read(self.folder.join(&file.name)).is_ok_and(|bytes| sha256(&bytes) == file.sha256))
        };
        (as_catalogued && intact()).then_some(record)
    }

    /// Compresses and writes what a source gave, the record last.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn keep(&self, dataset: &Dataset, brought: Import) -> Result<Record> {
        fs::create_dir_all(&self.folder)?;
        let mut files = Vec::new();
        for (file, plain) in dataset.files.iter().zip(&brought.files) {
            let packed = gzip(plain);
            let name = format!("{}.gz", file.name);
            fs::write(self.folder.join(&name), &packed)?;
            files.push(StoredFile {
                role: file.role,
                name,
                bytes: packed.len() as u64,
                sha256: sha256(&packed),
                uncompressed_bytes: plain.len() as u64,
                uncompressed_sha256: sha256(plain),
            });
        }
        let record = Record { brought_from: brought.from, files };
        fs::write(self.record_path(), serde_json::to_string_pretty(&record)?)?;
        Ok(record)
    }

    /// Copies the files to where the page's server finds them, unless they are there already.
    ///
    /// # Errors
    /// When a file cannot be copied.
    pub fn publish(&self, record: &Record, to: &Path) -> Result<()> {
        fs::create_dir_all(to)?;
        for file in &record.files {
            let target = to.join(&file.name);
            if !fs::read(&target).is_ok_and(|bytes| sha256(&bytes) == file.sha256) {
                fs::copy(self.folder.join(&file.name), &target)
                    .with_context(|| format!("cannot write {}", target.display()))?;
            }
        }
        Ok(())
    }

    fn record_path(&self) -> PathBuf {
        self.folder.join("record.json")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datasets::catalogue::File;
    use spec::catalogue::DatasetId;

    fn dataset() -> Dataset {
        Dataset {
            id: DatasetId::Mnist,
            homepage: "",
            licence: "",
            citation: "",
            files: &[File { role: Role::Train, name: "batch.bin", bytes: 4, sha256: None }],
            sources: &[],
            optional: false,
            about: "no time",
        }
    }

    fn brought() -> Import {
        Import { files: vec![b"good".to_vec()], from: "a friend".to_owned() }
    }

    #[test]
    fn what_was_kept_is_found_again_and_published() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::new(folder.path().join("cache"));
        assert_eq!(store.verified(&dataset()), None);
        let record = store.keep(&dataset(), brought()).expect("writing");
        assert_eq!(store.verified(&dataset()), Some(record.clone()));

        let public = folder.path().join("public");
        store.publish(&record, &public).expect("copying");
        let published = fs::read(public.join("batch.bin.gz")).expect("it was published");
        assert_eq!(sha256(&published), record.files[0].sha256);
    }

    #[test]
    fn a_damaged_file_is_not_served() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::new(folder.path().join("cache"));
        let record = store.keep(&dataset(), brought()).expect("writing");
        let public = folder.path().join("public");
        fs::create_dir_all(&public).expect("writing");
        fs::write(public.join("batch.bin.gz"), b"half").expect("writing");
        store.publish(&record, &public).expect("copying");
        let published = fs::read(public.join("batch.bin.gz")).expect("it was published");
        assert_eq!(sha256(&published), record.files[0].sha256, "a half copy is replaced");

        fs::write(folder.path().join("cache/batch.bin.gz"), b"half").expect("writing");
        assert_eq!(store.verified(&dataset()), None, "a damaged cache is brought again");
    }
}
