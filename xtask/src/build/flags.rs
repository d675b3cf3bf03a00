//! What rustc is told for everything that is shipped, beyond the profile.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::paths;
use crate::process::{command, output};
use crate::setup::WasmToolchain;
use crate::setup::wasm_target::TARGET;

/// Adds flags to a cargo command, and such that panic messages name `serde-1.0.229/src/…` and not where the one who
/// built it keeps that: paths of a home would be shipped, and two builders would never get the same bytes.
///
/// # Errors
/// When the crates cannot be fetched.
pub fn apply(cargo: &mut Command, toolchain: &WasmToolchain, flags: &[&str]) -> Result<()> {
    // The folders are only there once something was fetched.
    let ask = |program, arguments: &[&str]| {
        output(toolchain.apply(command(program).args(arguments).current_dir(paths::root())))
    };
    ask("cargo", &["fetch", "--quiet", "--locked", "--target", TARGET])?;
    let sysroot = ask("rustc", &["--print", "sysroot"])?;
    let mut sources = registries(&cargo_home()?)?;
    sources.push(Path::new(&sysroot).join("lib/rustlib/src/rust"));
    cargo.args(["--config", &setting(&sources, flags)]);
    Ok(())
}

/// The setting that carries the flags. Cargo adds them to those of `.cargo/config.toml`; an environment variable would
/// cut paths at their spaces.
fn setting(sources: &[PathBuf], flags: &[&str]) -> String {
    let remapped = sources.iter().map(|folder| format!("--remap-path-prefix={}=", folder.display()));
    let all: Vec<String> = flags.iter().map(|flag| (*flag).to_owned()).chain(remapped).collect();
    // A list of strings is written in JSON as it is in TOML.
    format!("target.{TARGET}.rustflags={}", serde_json::Value::from(all))
}

/// Where cargo keeps what it fetches.
fn cargo_home() -> Result<PathBuf> {
    match std::env::var_os("CARGO_HOME").filter(|folder| !folder.is_empty()) {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => Ok(std::env::home_dir().context("there is no home folder: set CARGO_HOME")?.join(".cargo")),
    }
}

/// The folder of sources of each registry, in a fixed order.
fn registries(cargo_home: &Path) -> Result<Vec<PathBuf>> {
    let folder = cargo_home.join("registry/src");
    let mut registries = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        registries.push(entry?.path());
    }
    registries.sort();
    Ok(registries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_of_sources_are_cut_off() {
        let home = tempfile::tempdir().expect("a temporary folder");
        for name in ["index.b", "a company's"] {
            fs::create_dir_all(home.path().join("registry/src").join(name)).expect("it can be written");
        }
        let sources = registries(home.path()).expect("it can be read");
        let setting = setting(&sources, &["--cfg", "erase_components"]);
        let at = format!("{}/registry/src", home.path().display());
        assert_eq!(
            setting,
            format!(
                "target.wasm32-unknown-unknown.rustflags=[\"--cfg\",\"erase_components\",\
                 \"--remap-path-prefix={at}/a company's=\",\"--remap-path-prefix={at}/index.b=\"]"
            )
        );
    }
}
