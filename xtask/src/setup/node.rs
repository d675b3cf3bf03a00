//! Node.js with npm, which runs wasm-opt and the browser tests.

use std::path::Path;

use anyhow::Result;

use super::debian;
use crate::process::{command, find, output};

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
