//! Comparing runs: what can differ between their settings, whether they began alike, and ready pairs worth a look.
//!
//! Plain data about [`Spec`](model::spec::Spec)s; which runs there are is [`crate::state`]'s business.

mod column;
mod pair;
mod start;

pub use column::{Column, Kind};
pub use pair::Pair;
pub use start::{Start, start};
