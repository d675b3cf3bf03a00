//! What several parts of the page are made of.

pub mod classes;
pub mod fetched;
pub mod field;
pub mod image;
pub mod lazy;
pub mod menu;
pub mod shown_runs;
pub mod number;
pub mod sketch;
pub mod sort;
pub mod status;
pub mod switch;
