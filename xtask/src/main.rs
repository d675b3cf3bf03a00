//! Trazo's own commands: `cargo xtask --help` lists them.

mod paths;
mod process;
mod report;
mod gzip;
mod lock;
mod setup;
mod datasets;
mod build;
mod sizes;
mod serve;
mod test;
mod screenshots;
mod bench;
mod first_network;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use test::Check;

/// Trazo's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site quickly and serve it on this machine
    Serve {
        /// Port on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Open it in the browser
        #[arg(long)]
        open: bool,
        /// Serve the optimised site instead
        #[arg(long)]
        release: bool,
    },
    /// Build the finished, optimised site into dist/
    Build,
    /// Check everything: format, clippy, docs, boundaries, tests, site, journeys
    Test {
        /// Run this check alone; can be given several times
        #[arg(long, value_name = "CHECK")]
        only: Vec<Check>,
    },
    /// Take the page's picture in every size, theme and language into target/screenshots/
    Screenshots,
    /// Measure the finished site against jax-js and TensorFlow.js in the same browser
    Bench(bench::Wishes),
    /// Train the network that answers a visitor's first drawing
    FirstNetwork,
    /// Bring what is missing on this machine: wasm target, tools, browser
    Setup,
    /// Bring the data sets, the optional ones too, into public/datasets/
    Datasets,
}

fn main() -> Result<ExitCode> {
    match Arguments::parse().command {
        Command::Serve { port, open, release } => serve::serve(port, open, release)?,
        Command::Build => {
            build::release()?;
            sizes::print(&paths::dist())?;
        }
        Command::Test { only } => return test::test(&only),
        Command::Screenshots => screenshots::take()?,
        Command::Bench(wishes) => bench::measure(&wishes)?,
        Command::FirstNetwork => first_network::train()?,
        Command::Setup => setup::ensure_everything()?,
        Command::Datasets => datasets::ensure(datasets::Extent::All)?,
    }
    Ok(ExitCode::SUCCESS)
}
