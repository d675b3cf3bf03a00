//! How a check went.

/// Counts of a check and, where something failed, what it said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Checks that passed.
    pub passed: usize,
    /// Checks that failed.
    pub failed: usize,
    /// Checks that did not apply here.
    pub skipped: usize,
    /// What a reader needs to see of it.
    pub log: String,
}

impl Outcome {
    /// A single check that passed.
    pub fn pass() -> Self {
        Self { passed: 1, ..Self::default() }
    }

    /// A single check that failed.
    pub fn fail(log: impl Into<String>) -> Self {
        Self { failed: 1, log: log.into(), ..Self::default() }
    }

    /// A single check, from whether it met with something to complain about.
    pub fn of(name: &str, complaints: &[String]) -> Self {
        if complaints.is_empty() { Self::pass() } else { Self::fail(format!("{name}:\n  {}", complaints.join("\n  "))) }
    }

    /// Both together.
    pub fn plus(&self, other: &Self) -> Self {
        let logs: Vec<&str> =
            [self, other].map(|outcome| outcome.log.as_str()).into_iter().filter(|log| !log.is_empty()).collect();
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
            log: logs.join("\n"),
        }
    }
}
