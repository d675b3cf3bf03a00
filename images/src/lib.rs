//! Trazo's images: what lies in files, known or a person's own, becomes labelled images, and these the numbers that a
//! network sees.
//!
//! Nothing here knows Burn; only the binary `reader` knows a browser. Modules are listed in the order in which data
//! flows, and each uses only those above it.

pub mod seed;

pub mod dataset;
pub mod import;

pub mod pixels;
