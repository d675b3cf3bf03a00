//! Running a command as a check: its words are kept, and told where it fails.

use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result};

use super::outcome::Outcome;
use crate::process::{last_lines, line};

/// How many lines of a failed command are told.
const TOLD: usize = 200;

/// What a command said and whether it succeeded.
pub struct Finished {
    /// Standard output, then standard error.
    pub said: String,
    /// How it ended.
    pub status: ExitStatus,
}

/// Runs a command and keeps what it says.
///
/// # Errors
/// When it cannot be started.
pub fn finish(command: &mut Command) -> Result<Finished> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{}`", line(command)))?;
    let said = [output.stdout, output.stderr].concat();
    Ok(Finished { said: String::from_utf8_lossy(&said).into_owned(), status: output.status })
}

/// A command as a single check.
///
/// # Errors
/// When it cannot be started.
pub fn single(command: &mut Command) -> Result<Outcome> {
    let finished = finish(command)?;
    if finished.status.success() {
        return Ok(Outcome::pass());
    }
    Ok(Outcome::fail(told(command, &finished)))
}

/// The command, how it ended, and the end of what it said.
pub fn told(command: &Command, finished: &Finished) -> String {
    format!("`{}` ended with {}:\n{}", line(command), finished.status, last_lines(&finished.said, TOLD))
}

/// Sums the lines with which Rust's test programs end.
///
/// `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; …`
pub fn rust_results(said: &str) -> Outcome {
    said.lines().filter_map(|line| line.trim().strip_prefix("test result: ")).fold(Outcome::default(), |sum, result| {
        let count = |what: &str| {
            result
                .split(['.', ';'])
                .filter_map(|part| part.trim().strip_suffix(what)?.trim().parse().ok())
                .next()
                .unwrap_or(0)
        };
        sum.plus(&Outcome {
            passed: count("passed"),
            failed: count("failed"),
            skipped: count("ignored"),
            log: String::new(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::command;

    #[test]
    fn the_lines_of_several_test_programs_are_summed() {
        let said = "running 3 tests\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.13s\n\
            test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s\n";
        let sum = rust_results(said);
        assert_eq!((sum.passed, sum.failed, sum.skipped), (7, 2, 1));
    }

    #[test]
    fn a_failing_command_is_told_with_its_words() {
        let outcome = single(command("cargo").arg("no-such-subcommand")).expect("cargo is there");
        assert_eq!(outcome.failed, 1);
        assert!(outcome.log.starts_with("`cargo no-such-subcommand` ended with exit status: 101:"), "{}", outcome.log);
    }
}
