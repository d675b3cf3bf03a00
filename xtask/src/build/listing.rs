//! `workers/workers.json`: where the page finds the workers.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::workers::Built;

/// The workers that a site has.
pub struct Listing<'a> {
    /// The CPU worker, which every page can use.
    pub cpu: &'a Built,
    /// The GPU worker, if it is built.
    pub webgpu: Option<&'a Built>,
    /// What reads a person's own files.
    pub reader: &'a Built,
    /// Whether the GPU worker is being built at this moment.
    pub webgpu_pending: bool,
}

impl Listing<'_> {
    /// Writes the listing into a site, in one move: a page may be reading the old one.
    ///
    /// # Errors
    /// When the site cannot be written.
    pub fn write(&self, site: &Path) -> Result<()> {
        let folder = site.join("workers");
        fs::create_dir_all(&folder)?;
        let value = self.value(|built| json!({ "script": built.script(), "bytes": built.bytes }));
        let unfinished = folder.join("workers.json.new");
        fs::write(&unfinished, serde_json::to_string_pretty(&value)? + "\n")?;
        fs::rename(&unfinished, folder.join("workers.json")).context("cannot write workers.json")
    }

    fn value(&self, entry: impl Fn(&Built) -> Value) -> Value {
        json!({
            "version": 1,
            "cpu": entry(self.cpu),
            "webgpu": self.webgpu.map(&entry),
            "reader": entry(self.reader),
            "webgpu_pending": self.webgpu_pending,
        })
    }
}
