//! What is inside a network as pictures and tables: plain data, drawn by the page.

pub mod keras;
pub mod kernel;
pub mod outputs;
pub mod picture;
pub mod pixels;
pub mod plane;
pub mod ramp;
