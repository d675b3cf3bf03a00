//! wasm-opt, from the `binaryen` package of npm: Debian's is too old for what today's rustc writes.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::node;
use crate::paths;
use crate::report;

/// What names the package and its hash; compiled in, so that the cache knows its version.
const PACKAGE: &str = include_str!("../../npm/package.json");
const LOCK: &str = include_str!("../../npm/package-lock.json");

/// The folder with the program, which is installed if it is not there.
///
/// # Errors
/// When Node.js is missing or npm cannot bring the package.
pub fn ensure() -> Result<PathBuf> {
    let folder = paths::tool("binaryen", &version()?);
    let bin = folder.join("node_modules/.bin");
    node::ensure()?;
    if bin.join("wasm-opt").exists() {
        return Ok(bin);
    }
    let step = report::step("npm ci binaryen", "wasm-opt makes the wasm files smaller and faster", "20 seconds");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.json"), PACKAGE)?;
    fs::write(folder.join("package-lock.json"), LOCK)?;
    node::install_locked(&folder)?;
    step.done();
    Ok(bin)
}

fn version() -> Result<String> {
    let package: serde_json::Value = serde_json::from_str(PACKAGE)?;
    let version = package["dependencies"]["binaryen"].as_str();
    Ok(version.context("xtask/npm/package.json names no binaryen")?.to_owned())
}
