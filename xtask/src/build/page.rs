//! The page, put together by Trunk.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use super::Flavour;
use crate::paths;
use crate::process::{command, run};
use crate::report;
use crate::setup::Tools;

/// Builds the page and gives its folder.
///
/// # Errors
/// When Trunk fails.
pub fn build(tools: &Tools, flavour: Flavour) -> Result<PathBuf> {
    let folder = paths::target().join("page").join(flavour.folder());
    fs::create_dir_all(&folder)?;
    let about = match flavour {
        Flavour::Quick => "2 minutes the first time",
        Flavour::Release => "5 minutes the first time",
    };
    let step = report::step("trunk build", "the page itself", about);
    let mut trunk = command("trunk");
    trunk.args(["build", "--skip-version-check", "--locked", "--dist"]).arg(&folder);
    match flavour {
        Flavour::Quick => trunk.args(["--cargo-profile", "quick"]),
        Flavour::Release => trunk.args(["--release", "--cargo-profile", "page"]),
    };
    trunk
        .current_dir(paths::root())
        .env("PATH", tools.path()?)
        .env("CARGO_TARGET_DIR", paths::wasm_target())
        // Leptos then gives each component one type instead of one that names all it holds: a tenth less wasm.
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "--cfg erase_components")
        // Trunk reads this one and stops at any value but true or false.
        .env_remove("NO_COLOR");
    run(tools.toolchain.apply(&mut trunk))?;
    step.done();
    Ok(folder)
}
