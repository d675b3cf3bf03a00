//! Charts: numbers in, a drawing out.
//!
//! [`series`], [`axis`], [`decimate`], [`draw`] and [`overlay`] know no page: they draw on any plotters backend, SVG text in native
//! tests. [`canvas`] is the backend of the page and [`curves`] the component that lives in it.

pub mod axis;
pub mod canvas;
pub mod colour;
pub mod curves;
pub mod decimate;
pub mod draw;
pub mod overlay;
pub mod series;

pub use curves::Curves;
pub use series::{CurveData, CurveKind};
