//! Every phrase of the page. The words are in `words/`, a file for each language; here are the phrases that are put
//! together from them.

pub mod browse;
pub mod classes;
pub mod data;
pub mod device;
pub mod diagram;
pub mod errors;
pub mod gallery;
pub mod inside;
pub mod layers;
pub mod lessons;
pub mod network;
pub mod notices;
pub mod user_images;
pub mod phrases;
pub mod rate;
pub mod report;
pub mod runs;

pub use crate::language::Language;
pub use phrases::Phrases;
