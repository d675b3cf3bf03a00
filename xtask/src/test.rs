//! `cargo xtask test`: everything that is checked before a change goes in.
//!
//! Two lanes run side by side, because each has long stretches with a single thread: the
//! native checks in one, set-up and everything wasm in the other. They share no build folder.
//! The browser journeys come last, against what the second lane built.

mod boundaries;
pub mod journeys;
mod lane;
mod licences;
mod native;
mod outcome;
mod site;
mod suite;

use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use anyhow::{Result, anyhow};
use clap::ValueEnum;

use crate::report::Took;
use lane::Lane;
use outcome::Outcome;

/// A step of the test, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Check {
    /// Every file is formatted
    Format,
    /// What may not depend on what, and what no file may contain
    Boundaries,
    /// clippy on the native code
    Clippy,
    /// rustdoc without warnings
    Docs,
    /// Unit and integration tests
    Tests,
    /// clippy on the page for wasm32
    ClippyPage,
    /// clippy on the worker for wasm32
    ClippyWorker,
    /// clippy on the reader of files for wasm32
    ClippyReader,
    /// The optimised site in dist/
    Build,
    /// Nothing a visitor downloads has outgrown its limit
    Sizes,
    /// The journeys in headless Chromium
    Journeys,
}

/// Runs the checks in `only`, or all of them, and tells the sum.
///
/// # Errors
/// When a check could not be run at all.
pub fn test(only: &[Check]) -> Result<ExitCode> {
    let start = Instant::now();
    let native = Lane::new(only, "native");
    let wasm = Lane::new(only, "wasm");
    let mut total = thread::scope(|scope| -> Result<Outcome> {
        let beside = scope.spawn(|| native_lane(native));
        let here = wasm_lane(wasm);
        let there = beside.join().map_err(|_| anyhow!("the native lane panicked"))?;
        Ok(here.plus(&there))
    })?;
    let mut last = Lane::new(only, "browser");
    last.run(Check::Journeys, journeys::run);
    total = total.plus(&last.total());
    println!("in {}", Took(start.elapsed()));
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn native_lane(mut lane: Lane) -> Outcome {
    lane.run(Check::Format, native::format);
    lane.run(Check::Boundaries, boundaries::run);
    lane.run(Check::Clippy, native::clippy);
    lane.run(Check::Docs, native::docs);
    lane.run(Check::Tests, native::tests);
    lane.total()
}

fn wasm_lane(mut lane: Lane) -> Outcome {
    lane.run(Check::ClippyPage, site::clippy_page);
    lane.run(Check::ClippyWorker, site::clippy_worker);
    lane.run(Check::ClippyReader, site::clippy_reader);
    lane.run(Check::Build, site::build);
    lane.run(Check::Sizes, site::sizes);
    lane.total()
}
