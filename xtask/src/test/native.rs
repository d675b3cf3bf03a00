//! Format, clippy, rustdoc and tests of the native code.

use std::process::Command;

use anyhow::Result;

use super::outcome::Outcome;
use super::suite::{finish, rust_results, single, told};
use crate::datasets::{self, Extent};
use crate::paths;
use crate::process::command;

/// Every Rust file is formatted.
pub fn format() -> Result<Outcome> {
    // The names are enough: `cargo fmt` mends them.
    single(cargo().args(["fmt", "--all", "--check", "--", "-l"]))
}

/// clippy finds nothing in any native target.
pub fn clippy() -> Result<Outcome> {
    single(cargo().args(["clippy", "--quiet", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// rustdoc has nothing to warn of.
pub fn docs() -> Result<Outcome> {
    single(
        cargo()
            .args(["doc", "--quiet", "--locked", "--workspace", "--no-deps", "--document-private-items"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

/// The tests: those of the product optimised, because they train networks.
pub fn tests() -> Result<Outcome> {
    // Some of them read real digits.
    datasets::ensure(Extent::Needed)?;
    let product = suite(cargo().args([
        "test",
        "--quiet",
        "--locked",
        "--no-fail-fast",
        "--release",
        "--workspace",
        "--exclude",
        "xtask",
    ]))?;
    let commands =
        suite(cargo().args(["test", "--quiet", "--locked", "--no-fail-fast", "-p", "xtask", "-p", "words"]))?;
    Ok(product.plus(&commands))
}

fn suite(cargo: &mut Command) -> Result<Outcome> {
    let finished = finish(cargo)?;
    let mut outcome = rust_results(&finished.said);
    if !finished.status.success() {
        // Where nothing even compiled, no line tells of a failure.
        outcome.failed = outcome.failed.max(1);
        outcome.log = told(cargo, &finished);
    }
    Ok(outcome)
}

fn cargo() -> Command {
    let mut cargo = command("cargo");
    cargo.current_dir(paths::root());
    cargo
}
