//! Whole runs on real data, and figures held to other people's programs. One binary, because each links Burn.

mod common;

mod drawings;
mod inside;
mod losses;
mod metrics;
mod oracles;
mod rate_search;
mod report;
