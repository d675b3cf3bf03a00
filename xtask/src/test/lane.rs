//! Checks one after the other, each a line with its result and its time.

use std::time::Instant;

use anyhow::Result;
use clap::ValueEnum;

use super::Check;
use super::outcome::Outcome;
use crate::report::Took;

/// A sequence of checks and the sum of what they found.
pub struct Lane<'a> {
    only: &'a [Check],
    name: &'static str,
    total: Outcome,
}

impl<'a> Lane<'a> {
    /// A lane that runs the checks in `only`; all, where that is empty.
    pub fn new(only: &'a [Check], name: &'static str) -> Self {
        Self { only, name, total: Outcome::default() }
    }

    /// Runs a check, if it is wanted, and prints its line. A check that cannot run has failed.
    pub fn run(&mut self, check: Check, work: impl FnOnce() -> Result<Outcome>) {
        if !self.only.is_empty() && !self.only.contains(&check) {
            return;
        }
        let name = check.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned());
        println!("▸ {name} ({} lane) …", self.name);
        let start = Instant::now();
        let outcome = work().unwrap_or_else(|error| Outcome::fail(format!("{error:#}")));
        if !outcome.log.is_empty() {
            println!("{}", outcome.log);
        }
        let mark = if outcome.failed == 0 { '✓' } else { '✗' };
        let skipped = if outcome.skipped == 0 { String::new() } else { format!(", {} skipped", outcome.skipped) };
        println!(
            "{mark} {name}: {} passed, {} failed{skipped} in {}",
            outcome.passed,
            outcome.failed,
            Took(start.elapsed())
        );
        self.total = self.total.plus(&outcome);
    }

    /// The sum of the checks that were run.
    pub fn total(self) -> Outcome {
        self.total
    }
}
