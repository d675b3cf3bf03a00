//! `cargo xtask first-network`: trains the network that answers a visitor's first drawing.

use std::fs;

use anyhow::{Context, Result};

use crate::datasets::{self, Extent};
use crate::paths;
use crate::process::{command, line, output};
use crate::report;

const SPEC: &str = "public/first-network/spec.json";
const WEIGHTS: &str = "public/first-network/network.safetensors";
const RECORD: &str = "public/first-network/command.txt";

/// Trains it and writes beside it the command that made it and what that printed.
///
/// # Errors
/// When the training fails.
pub fn train() -> Result<()> {
    datasets::ensure(Extent::Needed)?;
    let root = paths::root();
    let step = report::step("training the first network", "the page answers before anybody has trained", "5 minutes");
    let mut cargo = command("cargo");
    cargo
        .args(["run", "--release", "-p", "model", "--bin", "train", "--", "--spec", SPEC, "--save", WEIGHTS])
        .current_dir(&root);
    let said = output(&mut cargo)?;
    println!("{said}");
    fs::write(root.join(RECORD), record(&line(&cargo), &said)).with_context(|| format!("cannot write {RECORD}"))?;
    step.done();
    Ok(())
}

/// The command, and under it what it printed.
fn record(command: &str, said: &str) -> String {
    format!("$ {command}\n{}\n", said.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_can_be_run_again() {
        assert_eq!(record("cargo run", "test accuracy 0.981\n"), "$ cargo run\ntest accuracy 0.981\n");
    }
}
