//! Trazo's learning machine: what a network computes and how it learns. It knows Burn and no browser.
//!
//! Modules are listed in the order in which data flows, and each uses only those above it.

pub mod device;

mod kernel;
pub mod network;
pub mod optimizer;
pub mod regularizer;
pub mod self_test;

pub mod metrics;

pub mod session;

pub mod inspect;
