//! Brings what is missing on a machine, each tool once.

pub mod debian;
pub mod wasm_target;
