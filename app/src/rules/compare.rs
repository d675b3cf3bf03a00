//! Comparing runs: what can differ between their settings, whether they began alike, and ready pairs worth a look.
//!
//! Plain data about [`Spec`](spec::Spec)s; which runs there are is the state's business.

mod column;
mod preset;
mod start;

pub use column::{Column, Kind};
pub use preset::Preset;
pub use start::{Start, start};
