//! What is built for the browser: clippy for wasm32, the site itself, its sizes.

use anyhow::Result;

use super::outcome::Outcome;
use super::suite::single;
use crate::build::{self, Worker};
use crate::paths;
use crate::process::command;
use crate::setup::wasm_target::{self, TARGET};
use crate::sizes as limits;

/// clippy finds nothing in the page.
pub fn clippy_page() -> Result<Outcome> {
    clippy(&["-p", "app"])
}

/// clippy finds nothing in the CPU worker. The GPU worker differs by a dozen lines, and checking all of Burn's GPU code
/// for them would cost every run several minutes; rustc sees them when the site is built.
pub fn clippy_worker() -> Result<Outcome> {
    clippy(&Worker::Cpu.selection())
}

/// clippy finds nothing in the reader of a person's own files.
pub fn clippy_reader() -> Result<Outcome> {
    clippy(&Worker::Reader.selection())
}

/// The optimised site can be built.
pub fn build() -> Result<Outcome> {
    build::release()?;
    Ok(Outcome::pass())
}

/// Nothing has outgrown its limit.
pub fn sizes() -> Result<Outcome> {
    let site = paths::dist();
    limits::print(&site)?;
    Ok(Outcome::of("sizes", &limits::complaints(&limits::measure(&site)?, &limits::limits()?)))
}

fn clippy(what: &[&str]) -> Result<Outcome> {
    let toolchain = wasm_target::ensure()?;
    let mut cargo = command("cargo");
    cargo
        .args(["clippy", "--quiet", "--locked", "--target", TARGET])
        .args(what)
        .args(["--", "-D", "warnings"])
        .current_dir(paths::root())
        .env("CARGO_TARGET_DIR", paths::wasm_target());
    single(toolchain.apply(&mut cargo))
}
