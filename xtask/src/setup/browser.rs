//! The browser of the journeys and the library that drives it.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{debian, node};
use crate::process::find;

/// Names under which Chromium and its relatives are installed.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Path of a Chromium; `TRAZO_CHROMIUM` overrides the search.
///
/// # Errors
/// When there is none and it cannot be installed; the error says what to run.
pub fn ensure() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("TRAZO_CHROMIUM").filter(|path| !path.is_empty()) {
        return Ok(PathBuf::from(path));
    }
    if let Some(path) = installed() {
        return Ok(path);
    }
    debian::install(&["chromium"], "the browser journeys need Chromium", "1 minute")?;
    installed().context("apt installed chromium, but PATH has none")
}

/// Installs what `e2e/package-lock.json` names, once for each state of that file.
///
/// # Errors
/// When Node.js is missing or npm fails.
pub fn ensure_playwright() -> Result<()> {
    node::ensure_packages("e2e", "Playwright drives the browser", "20 seconds")
}

fn installed() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| find(name))
}
