//! Trazo's own commands: `cargo xtask --help` lists them.

mod build;
mod datasets;
mod gzip;
mod lock;
mod paths;
mod process;
mod report;
mod serve;
mod setup;
mod sizes;

use anyhow::Result;
use clap::{Parser, Subcommand};

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
    /// Bring what is missing on this machine: wasm target, tools, browser
    Setup,
    /// Bring the data sets, the optional ones too, into public/datasets/
    Datasets,
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Serve { port, open, release } => serve::serve(port, open, release),
        Command::Build => build::release(),
        Command::Setup => setup::ensure_everything(),
        Command::Datasets => datasets::ensure(datasets::Extent::All),
    }
}
