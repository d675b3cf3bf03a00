//! The page: Trunk puts it together, and its code and words are added.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{Flavour, code, words};
use crate::paths;
use crate::process::{command, output};
use crate::setup::Tools;

/// Puts the page together from its compiled code and gives its folder.
///
/// # Errors
/// When the code cannot be finished, Trunk fails or a language lacks words.
pub fn build(tools: &Tools, flavour: Flavour, raw: &Path) -> Result<PathBuf> {
    let code = code::finish(tools, flavour, raw)?;
    let folder = paths::target().join("page").join(flavour.folder()).join("site");
    fs::create_dir_all(&folder)?;
    let mut trunk = command("trunk");
    trunk
        .args(["build", "--skip-version-check", "--locked", "--dist"])
        .arg(&folder)
        .current_dir(paths::root())
        .env("PATH", tools.path()?)
        // Trunk reads this one and stops at any value but true or false.
        .env_remove("NO_COLOR");
    output(tools.toolchain.apply(&mut trunk))?;
    code.install(&folder)?;
    words::install(&folder)?;
    Ok(folder)
}
