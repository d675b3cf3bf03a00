//! Tools that cargo builds from source, each version in its own folder of the cache.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::paths;
use crate::process::{command, run};
use crate::report;

/// A program that its authors publish as a Rust package.
pub struct CargoTool<'a> {
    /// The package.
    pub package: &'a str,
    /// Its exact version.
    pub version: &'a str,
    /// The program that it installs.
    pub program: &'a str,
    /// Whether to build it with the dependencies in its own lock file.
    pub locked: bool,
    /// What we need it for.
    pub why: &'a str,
    /// About how long it takes on two cores.
    pub about: &'a str,
}

impl CargoTool<'_> {
    /// The folder with the program, which is built if it is not there.
    ///
    /// # Errors
    /// When cargo cannot build it.
    pub fn ensure(&self) -> Result<PathBuf> {
        let folder = paths::tool(self.package, self.version);
        let bin = folder.join("bin");
        if bin.join(format!("{}{}", self.program, std::env::consts::EXE_SUFFIX)).is_file() {
            return Ok(bin);
        }
        let step = report::step(&format!("cargo install {} {}", self.package, self.version), self.why, self.about);
        let build = paths::cache().join("tools/build");
        fs::create_dir_all(&folder)?;
        let mut cargo = command("cargo");
        cargo.args(["install", "--quiet", self.package, "--version", self.version]).arg("--root").arg(&folder);
        if self.locked {
            cargo.arg("--locked");
        }
        // Built in a hurry: these tools run for seconds, but compile for minutes at the usual level.
        cargo
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .env("CARGO_TARGET_DIR", &build)
            .env_remove("RUSTFLAGS")
            // Away from this repository, whose own cargo configuration is not meant for tools.
            .current_dir(&folder);
        run(&mut cargo).with_context(|| format!("{} {} could not be built", self.package, self.version))?;
        step.done();
        Ok(bin)
    }
}

/// Frees the room in which the tools were built.
pub fn sweep() {
    fs::remove_dir_all(paths::cache().join("tools/build")).ok();
}
