//! Charts: numbers in, a drawing out.
//!
//! [`sketch`] and what is built on it ([`schedule`], [`histogram`], [`rate`], [`function`], [`class_bars`]) are SVG in the page too.
//!
//! [`series`], [`axis`], [`decimate`], [`draw`] and [`overlay`] know no page: they draw on any plotters backend, SVG text in native
//! tests. [`vector`] makes SVG of them for files. [`canvas`] is the backend of the page and [`curves`] the component
//! that lives in it. All of it comes in the second file of wasm; [`frame`] alone is in the first and holds the curves'
//! place.

pub mod axis;
pub mod canvas;
pub mod class_bars;
pub mod colour;
pub mod curves;
pub mod decimate;
pub mod draw;
pub mod frame;
pub mod function;
pub mod histogram;
pub mod overlay;
pub mod rate;
pub mod roc;
pub mod schedule;
pub mod series;
pub mod sketch;
pub mod spread;
pub mod vector;

pub use curves::Curves;
pub use series::{CurveData, CurveKind};
