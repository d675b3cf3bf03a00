//! What a visitor downloads, gzipped, and the limits it must not outgrow.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::build::{CODE_FOLDER, WORDS_FOLDER};
use crate::gzip::gzip;
use crate::paths;
use crate::report::{self, Bytes};

/// Bytes after `gzip -9`, by part of the site: `page` for its first paint, `page-later` for what it loads after that,
/// `worker-cpu`, `worker-reader`, `worker-webgpu`.
pub type Sizes = BTreeMap<String, u64>;

/// Measures the wasm, JavaScript and words of a site.
///
/// # Errors
/// When a file cannot be read.
pub fn measure(site: &Path) -> Result<Sizes> {
    let mut sizes = Sizes::new();
    let (first, later) = page(site)?;
    sizes.insert("page".to_owned(), gzipped(&first)? + words(site)?);
    sizes.insert("page-later".to_owned(), gzipped(&later)?);
    let workers = site.join("workers");
    for entry in fs::read_dir(&workers).with_context(|| format!("cannot read {}", workers.display()))? {
        let folder = entry?.path();
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some((kind, _)) = name.split_once('-') {
            sizes.insert(format!("worker-{kind}"), gzipped(&code_in(&folder)?)?);
        }
    }
    Ok(sizes)
}

/// Prints the sizes of a site.
///
/// # Errors
/// When a file cannot be read.
pub fn print(site: &Path) -> Result<()> {
    for (part, bytes) in measure(site)? {
        report::note(format!("{part}: {} after gzip -9", Bytes(bytes)));
    }
    Ok(())
}

/// The limits of `xtask/sizes.json`.
///
/// # Errors
/// When the file cannot be read.
pub fn limits() -> Result<Sizes> {
    let path = paths::root().join("xtask/sizes.json");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not a list of sizes", path.display()))
}

/// One sentence for each part that outgrew its limit, is missing, or has no limit.
pub fn complaints(sizes: &Sizes, limits: &Sizes) -> Vec<String> {
    let mut complaints = Vec::new();
    for (part, limit) in limits {
        match sizes.get(part) {
            None => complaints.push(format!("{part} is missing from the site")),
            Some(bytes) if bytes > limit => complaints.push(format!(
                "{part} is {} bytes after gzip -9, {} more than the limit of {limit} in xtask/sizes.json",
                bytes,
                bytes - limit
            )),
            Some(_) => {}
        }
    }
    let unlimited = sizes.keys().filter(|part| !limits.contains_key(*part));
    complaints.extend(unlimited.map(|part| format!("{part} has no limit in xtask/sizes.json")));
    complaints
}

/// The code of the page: what the first paint needs, and what is loaded after it.
fn page(site: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let mut files = code_in(site)?;
    for entry in fs::read_dir(site)? {
        let folder = entry?;
        if folder.file_name().to_string_lossy().starts_with(CODE_FOLDER) {
            files.extend(code_in(&folder.path())?);
        }
    }
    // wasm-bindgen names the first wasm; the pieces that come later have names of their own.
    Ok(files.into_iter().partition(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".js") || name.ends_with("_bg.wasm")
    }))
}

/// The words of the language that has most: a visitor downloads one.
fn words(site: &Path) -> Result<u64> {
    let folder = site.join(WORDS_FOLDER);
    let mut most = 0;
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        most = most.max(gzipped(&[entry?.path()])?);
    }
    Ok(most)
}

/// The wasm and JavaScript files directly in a folder.
fn code_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "wasm" || extension == "js") {
            files.push(path);
        }
    }
    Ok(files)
}

fn gzipped(files: &[PathBuf]) -> Result<u64> {
    let mut total = 0;
    for file in files {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        total += gzip(&bytes).len() as u64;
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(entries: &[(&str, u64)]) -> Sizes {
        entries.iter().map(|(part, bytes)| ((*part).to_owned(), *bytes)).collect()
    }

    #[test]
    fn only_growth_beyond_the_limit_is_a_complaint() {
        let limits = sizes(&[("page", 100), ("worker-cpu", 200)]);
        assert_eq!(complaints(&sizes(&[("page", 100), ("worker-cpu", 150)]), &limits), Vec::<String>::new());
        assert_eq!(
            complaints(&sizes(&[("page", 101), ("extra", 1)]), &limits),
            [
                "page is 101 bytes after gzip -9, 1 more than the limit of 100 in xtask/sizes.json",
                "worker-cpu is missing from the site",
                "extra has no limit in xtask/sizes.json",
            ]
        );
    }

    #[test]
    fn a_site_is_measured_by_its_parts() {
        let site = tempfile::tempdir().expect("a temporary folder");
        let worker = site.path().join("workers/cpu-0123456789ab");
        let code = site.path().join("code-0123456789ab");
        for (folder, names) in [
            (site.path(), ["boot.js", "first.safetensors"].as_slice()),
            (&code, &["app.js", "later.js", "app_bg.wasm", "split_later.wasm"]),
            (&worker, &["worker.js"]),
            (&site.path().join("words"), &["es-0123456789ab.txt", "en-0123456789ab.txt"]),
        ] {
            fs::create_dir_all(folder).expect("writing");
            for name in names {
                fs::write(folder.join(name), [7; 1000]).expect("writing");
            }
        }
        let file = gzip(&[7; 1000]).len() as u64;
        let measured = measure(site.path()).expect("it is there");
        assert_eq!(measured, sizes(&[("page", 5 * file), ("page-later", file), ("worker-cpu", file)]));
    }
}
