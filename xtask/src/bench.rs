//! `cargo xtask bench`: the page against its peers, in one browser and in one run. What is measured is in `bench/`.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::paths;
use crate::process::{command, run};
use crate::report;
use crate::serve::Server;
use crate::setup::{browser, node};
use crate::test::journeys;

/// What is to be measured.
#[derive(Args)]
pub struct Wishes {
    /// Only jobs and parts whose name contains this text, such as `784-128-10 batch 128`, `cnn`, `counts`, `start`,
    /// `native`, `curves`, `memory`; can be given several times
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,
    /// Rounds of each job
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// On this device alone
    #[arg(long)]
    backend: Option<Backend>,
    /// Another build's `dist/`, which takes the peers' place
    #[arg(long, value_name = "FOLDER")]
    against: Option<PathBuf>,
    /// Also an epoch in a terminal and in Keras; `TRAZO_PYTHON` is the Python that has it
    #[arg(long)]
    native: bool,
    /// Also how costs grow, and whether memory does, as pictures
    #[arg(long)]
    plot: bool,
    /// Use this machine's graphics processor instead of software adapters
    #[arg(long)]
    hardware: bool,
}

/// What computes.
#[derive(Clone, Copy, ValueEnum)]
enum Backend {
    Cpu,
    Webgpu,
}

impl Backend {
    fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Webgpu => "webgpu",
        }
    }
}

/// Measures `dist/` and prints what was found; the figures go into `target/bench/bench.json`.
///
/// # Errors
/// When there is no site, or the browser or the peers cannot be had.
pub fn measure(wishes: &Wishes) -> Result<()> {
    let site = journeys::site()?;
    node::ensure_packages("bench", "the peers, and what drives the browser", "1 minute")?;
    let folder = paths::root().join("bench");
    let in_terminal = wishes.native || wishes.only.iter().any(|text| "native".contains(text.as_str()));
    let train = if in_terminal { Some(train()?) } else { None };
    let ours = Server::start(&site, "/", 0)?;
    let other = wishes.against.as_deref().map(|folder| Server::start(folder, "/", 0)).transpose()?;
    let peers = Server::start_isolated(&folder, "/", 0)?;
    let out = paths::target().join("bench");
    let python = std::env::var("TRAZO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let options = json!({
        "site": ours.url(),
        "other": other.as_ref().map(Server::url),
        "peers": peers.url(),
        "dist": site,
        "data": site.join("datasets"),
        "chromium": browser::ensure()?,
        "out": out,
        "only": wishes.only,
        "rounds": wishes.rounds,
        "backend": wishes.backend.map(Backend::name),
        "native": wishes.native,
        "plot": wishes.plot,
        "hardware": wishes.hardware,
        "train": train,
        "python": python,
    });
    run(command("node").arg(folder.join("main.mjs")).arg(options.to_string()))?;
    println!("\nthe figures lie in {}", shown(&out));
    Ok(())
}

/// The program that trains in a terminal, built.
fn train() -> Result<PathBuf> {
    let step = report::step("cargo build --release --bin train", "it trains outside the browser", "4 minutes");
    run(command("cargo")
        .args(["build", "--quiet", "--locked", "--release", "-p", "model", "--bin", "train"])
        .current_dir(paths::root()))?;
    step.done();
    Ok(paths::target().join("release").join(format!("train{}", std::env::consts::EXE_SUFFIX)))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(paths::root()).unwrap_or(path).display().to_string()
}
