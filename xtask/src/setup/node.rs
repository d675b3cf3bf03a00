//! Node.js with npm, which runs wasm-opt and the browser tests.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::debian;
use crate::paths;
use crate::process::{command, find, output};
use crate::report;

/// Finds node and npm, or installs them.
///
/// # Errors
/// When they are missing and cannot be installed; the error says what to run.
pub fn ensure() -> Result<()> {
    if find("node").is_some() && find("npm").is_some() {
        return Ok(());
    }
    debian::install(&["nodejs", "npm"], "Node.js runs wasm-opt and the browser tests", "1 minute")
}

/// Installs exactly what `package-lock.json` in `folder` names, and none of its scripts.
///
/// # Errors
/// When npm fails.
pub fn install_locked(folder: &Path) -> Result<()> {
    output(command("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder))?;
    Ok(())
}

/// Installs what `package-lock.json` in a folder of this repository names, once for each state of that file.
///
/// # Errors
/// When Node.js is missing or npm fails.
pub fn ensure_packages(folder: &str, why: &str, about: &str) -> Result<()> {
    ensure()?;
    let path = paths::root().join(folder);
    let lock = path.join("package-lock.json");
    let lock = fs::read_to_string(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    // Inside node_modules, so that deleting the folder deletes the stamp too.
    let stamp = path.join("node_modules/.installed-from.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed_from| installed_from == lock) {
        return Ok(());
    }
    let step = report::step(&format!("npm ci in {folder}/"), why, about);
    install_locked(&path)?;
    fs::write(&stamp, lock)?;
    step.done();
    Ok(())
}
