//! Trazo's learning machine: what a network is, how it learns and what crosses to the page.
//!
//! Modules are listed in the order in which data flows, and each uses only those above it. Without the
//! feature `cpu` only the plain data is left ([`spec`], [`protocol`], [`drawing`], the catalogue): that is all
//! that the page links. Nothing here knows a DOM; only the binary `worker` knows a browser.

pub mod spec;

pub mod catalogue;
pub mod device;
pub mod drawing;

pub mod protocol;

#[cfg(feature = "cpu")]
mod seed;

#[cfg(feature = "cpu")]
pub mod dataset;
#[cfg(feature = "cpu")]
pub mod pixels;

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
