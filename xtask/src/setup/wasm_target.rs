//! Rust's standard library for wasm32-unknown-unknown.
//!
//! `rustup target add` brings it wherever rustup's server can be reached. Where it cannot,
//! Debian's own Rust is made into a toolchain that has it: `std` is built once from
//! Debian's sources and put beside Debian's compiler.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::debian;
use crate::paths;
use crate::process::{command, find, last_lines, output, run};
use crate::report;

/// The one target of everything that runs in the browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The name under which rustup knows Debian's Rust.
const FALLBACK: &str = "trazo-wasm";
/// Debian's compiler, cargo and clippy that match, and the sources of `std`.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-clippy", "rust-web-src"];
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
/// Debian's place for the target's libraries.
const DEBIAN_LIB: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";
/// Beside them: the version of the compiler they were built with.
const STAMP: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/built-with.txt";

/// How to run cargo, clippy or trunk so that they can build for wasm32.
#[derive(Clone, Debug)]
pub struct WasmToolchain {
    /// Toolchain and linker, where the active toolchain is not the one to use.
    instead: Option<(&'static str, PathBuf)>,
}

impl WasmToolchain {
    /// Sets the variables that a command needs to build for wasm32.
    pub fn apply<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        match &self.instead {
            None => command,
            Some((toolchain, linker)) => {
                command.env("RUSTUP_TOOLCHAIN", toolchain).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
            }
        }
    }
}

/// Brings the target, or finds it.
///
/// # Errors
/// When neither rustup nor Debian's packages can provide it; the error says what to run.
pub fn ensure() -> Result<WasmToolchain> {
    if find("rustup").is_none() {
        bail!("rustup is missing: install it from https://rustup.rs and run this again");
    }
    let sysroot = PathBuf::from(output(command("rustc").args(["--print", "sysroot"]))?);
    let lib = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    if has_std(&lib) {
        return Ok(WasmToolchain { instead: None });
    }
    if fallback_is_ready() {
        return fallback(&sysroot);
    }
    let step =
        report::step(&format!("rustup target add {TARGET}"), "Rust's standard library for the browser", "20 seconds");
    match output(command("rustup").args(["target", "add", TARGET])) {
        Ok(_) => {
            step.done();
            Ok(WasmToolchain { instead: None })
        }
        Err(error) => {
            report::note(format!("rustup could not bring it: {}", last_lines(&error.to_string(), 1)));
            report::note("so Debian's Rust is set up for it instead");
            make_fallback()?;
            fallback(&sysroot)
        }
    }
}

fn has_std(lib: &Path) -> bool {
    fs::read_dir(lib)
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
}

/// Whether Debian's Rust has the target, built with the compiler that is there now.
fn fallback_is_ready() -> bool {
    let built_with = fs::read_to_string(STAMP).unwrap_or_default();
    has_std(Path::new(DEBIAN_LIB))
        && output(command(DEBIAN_RUSTC).arg("-V")).is_ok_and(|version| version == built_with.trim())
        && output(command("rustup").args(["toolchain", "list"]))
            .is_ok_and(|list| list.lines().any(|line| line.starts_with(FALLBACK)))
}

fn make_fallback() -> Result<()> {
    debian::install(&PACKAGES, "a Rust whose standard library can be built for the browser", "1 minute")?;
    let Some(prefix) = debian::root_prefix() else {
        bail!("writing to {DEBIAN_LIB} needs root: please run `cargo xtask setup` once as root");
    };
    let step =
        report::step("building Rust's standard library for the browser", "there is none to download", "2 minutes");
    let folder = paths::cache().join("std-for-wasm");
    let rlibs = build_std(&folder)?;
    let stamp = folder.join("built-with.txt");
    fs::write(&stamp, output(command(DEBIAN_RUSTC).arg("-V"))?)?;

    // An older compiler's libraries beside the new ones would be ambiguous: start afresh.
    debian::as_root(prefix, &["rm", "-rf", DEBIAN_LIB])?;
    debian::as_root(prefix, &["mkdir", "-p", DEBIAN_LIB])?;
    for rlib in &rlibs {
        debian::as_root(prefix, &["cp", &rlib.to_string_lossy(), DEBIAN_LIB])?;
    }
    debian::as_root(prefix, &["cp", &stamp.to_string_lossy(), STAMP])?;
    run(command("rustup").args(["toolchain", "link", FALLBACK, "/usr"]))?;
    fs::remove_dir_all(&folder).ok();
    step.done();
    Ok(())
}

/// Builds `std` through an empty library crate and gives the libraries' files.
fn build_std(folder: &Path) -> Result<Vec<PathBuf>> {
    fs::remove_dir_all(folder).ok();
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "")?;
    fs::write(
        folder.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n",
    )?;
    run(command(DEBIAN_CARGO)
        .current_dir(folder)
        .args(["build", "--quiet", "--release", "--target", TARGET])
        .args(["-Z", "build-std=std,panic_abort"])
        // `-Z` is for nightly compilers; this is how a stable one is told that we mean it.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", DEBIAN_RUSTC)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("RUSTFLAGS"))
    .context("the standard library for the browser could not be built")?;
    let deps = folder.join("target").join(TARGET).join("release/deps");
    let mut rlibs = Vec::new();
    for entry in fs::read_dir(&deps).with_context(|| format!("no libraries in {deps:?}"))? {
        let path = entry?.path();
        let is_ours = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("libempty-"));
        if path.extension().is_some_and(|extension| extension == "rlib") && !is_ours {
            rlibs.push(path);
        }
    }
    Ok(rlibs)
}

/// Debian's toolchain with the linker of the rustup one, because Debian has none for wasm32.
fn fallback(sysroot: &Path) -> Result<WasmToolchain> {
    let version = output(command("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("`rustc -vV` names no host")?;
    let linker = sysroot.join("lib/rustlib").join(host).join("bin/rust-lld");
    if !linker.is_file() {
        bail!("the linker {} is missing: `rustup toolchain install stable` brings it", linker.display());
    }
    Ok(WasmToolchain { instead: Some((FALLBACK, linker)) })
}
