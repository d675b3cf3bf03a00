//! Trazo's learning machine: what a network is, how it learns and what crosses to the page.
//!
//! Modules are listed in the order in which data flows, and each uses only those above it. Without any
//! feature only the plain data is left ([`spec`], [`protocol`], [`drawing`], the catalogue): that is all that the page
//! links. The feature `own` adds the readers of a person's files, `cpu` all that learns. Nothing here knows a DOM; only
//! the binaries `worker` and `reader` know a browser.

pub mod spec;

pub mod catalogue;
pub mod device;
pub mod drawing;

pub mod protocol;
pub mod reader_protocol;

#[cfg(feature = "cpu")]
mod seed;

#[cfg(any(feature = "cpu", feature = "own"))]
pub mod dataset;
#[cfg(feature = "own")]
pub mod own;

#[cfg(feature = "cpu")]
pub mod pixels;

#[cfg(feature = "cpu")]
mod kernel;
#[cfg(feature = "cpu")]
pub mod network;
#[cfg(feature = "cpu")]
pub mod optimizer;
#[cfg(feature = "cpu")]
pub mod regularizer;

#[cfg(feature = "cpu")]
pub mod metrics;

#[cfg(feature = "cpu")]
pub mod session;
