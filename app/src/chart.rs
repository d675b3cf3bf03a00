//! Charts: numbers in, a drawing out.
//!
//! [`sketch`] and what is built on it ([`schedule`], [`histogram`], [`rate`], [`function`]) are SVG in the page too.
//!
//! [`series`], [`axis`], [`decimate`], [`draw`] and [`overlay`] know no page: they draw on any plotters backend, SVG text in native
//! tests. [`canvas`] is the backend of the page and [`curves`] the component that lives in it.

pub mod axis;
pub mod canvas;
pub mod colour;
pub mod curves;
pub mod decimate;
pub mod draw;
pub mod function;
pub mod histogram;
pub mod overlay;
pub mod rate;
pub mod schedule;
pub mod series;
pub mod sketch;
pub mod spread;

pub use curves::Curves;
pub use series::{CurveData, CurveKind};
