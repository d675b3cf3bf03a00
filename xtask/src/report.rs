//! What the commands say while they work: the step, its reason and about how long it takes.

use std::fmt;
use std::time::{Duration, Instant};

/// Announces a step that takes long enough for somebody to wonder, and times it.
///
/// `about` is a measured order of magnitude on two cores, such as "1 minute".
#[must_use = "call `done` when the step is finished"]
pub fn step(what: &str, why: &str, about: &str) -> Step {
    println!("▸ {what} — {why} (about {about})");
    Step { start: Instant::now() }
}

/// A running step, from [`step`].
pub struct Step {
    start: Instant,
}

impl Step {
    /// Says how long the step took.
    pub fn done(self) {
        println!("  done in {}", Took(self.start.elapsed()));
    }
}

/// Something worth knowing that is neither a step nor a failure.
pub fn note(text: impl fmt::Display) {
    println!("  {text}");
}

/// A duration as a person writes it: `4.2 s`, `3 min 07 s`.
pub struct Took(pub Duration);

impl fmt::Display for Took {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        if seconds < 60 {
            write!(f, "{:.1} s", self.0.as_secs_f64())
        } else {
            write!(f, "{} min {:02} s", seconds / 60, seconds % 60)
        }
    }
}

/// A number of bytes as a person writes it, in units of 1,000.
pub struct Bytes(pub u64);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kilobytes = self.0 as f64 / 1000.0;
        if kilobytes < 1000.0 { write!(f, "{kilobytes:.1} KB") } else { write!(f, "{:.2} MB", kilobytes / 1000.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_sizes_read_as_a_person_writes_them() {
        assert_eq!(Took(Duration::from_millis(4230)).to_string(), "4.2 s");
        assert_eq!(Took(Duration::from_secs(187)).to_string(), "3 min 07 s");
        assert_eq!(Bytes(639_400).to_string(), "639.4 KB");
        assert_eq!(Bytes(4_300_000).to_string(), "4.30 MB");
    }
}
