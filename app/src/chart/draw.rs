//! A chart on any drawing backend: numbers in, lines and words out.

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement};
use plotters::series::{DashedLineSeries, LineSeries};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::DrawingBackend;

use super::axis::{Axis, clip};
use super::colour::Palette;
use super::decimate::decimate;
use super::series::{CurveKind, Place, Reading, Series};

/// Units of the drawing along one pixel of the page. Backends count in whole units, and curves on whole pixels would
/// look like stairs.
pub const UNIT: i32 = 8;

/// From the left edge to the axis, pixels, as long as its numbers need no more.
const LEFT: i32 = 44;
/// From the axis to the lower edge, pixels: numbers and the axis' name.
const BELOW: i32 = 34;
/// From the frame to the upper and right edge, pixels: half a number's height and width.
pub(super) const ABOVE: i32 = 8;
/// Height of letters, pixels.
pub(super) const LETTERS: i32 = 12;
/// Up to so many epochs each has its mark on the validation curve.
const MOST_MARKS: usize = 24;

/// A chart, ready to be drawn.
pub struct Plot<'a> {
    /// The curves.
    pub series: &'a Series,
    /// Epochs, from left to right.
    pub x: Axis,
    /// Nats or per cent, upwards.
    pub y: Axis,
    /// The name of the axis of epochs.
    pub x_name: &'a str,
    /// The place that the person points at.
    pub cursor: Option<Reading>,
    /// The moment that is looked back at, epochs.
    pub moment: Option<f64>,
    /// A value with so many decimals and its sign, as the reader writes it.
    pub label: &'a dyn Fn(f64, usize) -> String,
}

impl<'a> Plot<'a> {
    /// A chart of these curves with the axes that fit them.
    pub fn new(
        kind: CurveKind,
        series: &'a Series,
        total_epochs: u32,
        x_name: &'a str,
        label: &'a dyn Fn(f64, usize) -> String,
    ) -> Self {
        let reached = series.newest().map_or(0.0, |newest| newest.epoch);
        let x = Axis::epochs(total_epochs, reached);
        let y = Axis::values(kind, &[series], &x);
        Self { series, x, y, x_name, cursor: None, moment: None, label }
    }

    /// The epoch under a place, as a share of the drawing's width in pixels; `None` outside the frame.
    pub fn epoch_at(&self, x: f64, width: f64) -> Option<f64> {
        let [left, right] = [f64::from(LEFT), width - f64::from(ABOVE)];
        (right > left && (left - 8.0..=right + 8.0).contains(&x))
            .then(|| self.x.low + ((x - left) / (right - left)).clamp(0.0, 1.0) * (self.x.high - self.x.low))
    }
}

/// Draws a chart over the whole area, which is [`UNIT`]s to a pixel.
///
/// # Errors
/// What the backend could not do.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    plot: &Plot<'_>,
    palette: &Palette,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    let frame = Frame { x: &plot.x, y: &plot.y, x_name: plot.x_name, label: plot.label, right: ABOVE };
    let mut chart = framed(area, &frame, palette)?;
    trace(&mut chart, &frame, plot.series, palette.training, palette.validation)?;

    if let Some(epoch) = plot.moment {
        let across = [(epoch, plot.y.low), (epoch, plot.y.high)];
        chart.draw_series([PathElement::new(across, line(palette.text, 2.0))])?;
    }
    if let Some(reading) = plot.cursor {
        let across = [(reading.epoch, plot.y.low), (reading.epoch, plot.y.high)];
        chart.draw_series([PathElement::new(across, line(palette.axis, 1.0))])?;
        for (place, colour) in [(reading.training, palette.training), (reading.validation, palette.validation)] {
            let inside = place.filter(|place| (plot.y.low..=plot.y.high).contains(&place.1));
            chart.draw_series(inside.into_iter().flat_map(|place| ringed(place, colour, palette.ground)))?;
        }
    }
    area.present()
}

/// A chart before its curves.
pub(super) type Framed<'a, DB> = ChartContext<'a, DB, Cartesian2d<Axis, Axis>>;

/// The axes of a chart.
pub(super) struct Frame<'a> {
    /// Epochs, from left to right.
    pub x: &'a Axis,
    /// Nats or per cent, upwards.
    pub y: &'a Axis,
    /// The name of the axis of epochs.
    pub x_name: &'a str,
    /// A value with so many decimals and its sign, as the reader writes it.
    pub label: &'a dyn Fn(f64, usize) -> String,
    /// From the frame to the right edge, pixels.
    pub right: i32,
}

/// Draws the axes over the whole area.
pub(super) fn framed<'a, DB: DrawingBackend>(
    area: &'a DrawingArea<DB, Shift>,
    frame: &Frame<'_>,
    palette: &Palette,
) -> Result<Framed<'a, DB>, DrawingAreaErrorKind<DB::ErrorType>> {
    let text = letters(&palette.text);
    let mut chart = ChartBuilder::on(area)
        .margin_top(ABOVE * UNIT)
        .margin_right(frame.right * UNIT)
        .y_label_area_size(LEFT * UNIT)
        .x_label_area_size(BELOW * UNIT)
        .build_cartesian_2d(frame.x.clone(), frame.y.clone())?;
    chart
        .configure_mesh()
        .light_line_style(palette.grid.mix(0.0))
        .bold_line_style(line(palette.grid, 1.0))
        .axis_style(line(palette.axis, 1.0))
        .set_all_tick_mark_size(3 * UNIT)
        .x_label_formatter(&|epoch| format!("{epoch:.0}"))
        .y_label_formatter(&|value| (frame.label)(*value, frame.y.decimals))
        .label_style(text.clone())
        .axis_desc_style(text)
        .x_desc(frame.x_name)
        .draw()?;
    Ok(chart)
}

/// Draws a run's two curves: training solid, validation dashed.
pub(super) fn trace<DB: DrawingBackend>(
    chart: &mut Framed<'_, DB>,
    frame: &Frame<'_>,
    series: &Series,
    training_colour: RGBColor,
    validation_colour: RGBColor,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    let columns = chart.plotting_area().dim_in_pixel().0 as usize / UNIT as usize;
    let training = decimate(&series.training, frame.x.low, frame.x.high, columns);
    for piece in clip(&training, frame.y) {
        chart.draw_series(LineSeries::new(piece, line(training_colour, 2.0)))?;
    }
    let validation = decimate(&series.validation, frame.x.low, frame.x.high, columns);
    for piece in clip(&validation, frame.y) {
        let style = line(validation_colour, 2.0);
        chart.draw_series(DashedLineSeries::new(piece, 6 * UNIT, 4 * UNIT, style))?;
    }
    if validation.len() <= MOST_MARKS {
        let inside = validation.iter().filter(|place| (frame.y.low..=frame.y.high).contains(&place.1));
        chart.draw_series(inside.map(|place| mark(*place, validation_colour)))?;
    }
    Ok(())
}

/// How words are written.
pub(super) fn letters(colour: &RGBColor) -> TextStyle<'_> {
    // Named: from a text, the family would be looked up in lower case, with tables of 25 KB.
    let font = FontDesc::new(FontFamily::Name("system-ui, sans-serif"), f64::from(LETTERS * UNIT), FontStyle::Normal);
    TextStyle::from(font).color(colour)
}

/// A line of so many pixels.
fn line(colour: RGBColor, pixels: f32) -> ShapeStyle {
    ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: (pixels * UNIT as f32) as u32 }
}

/// A dot at a validation point.
pub(super) fn mark(place: Place, colour: RGBColor) -> Circle<Place, i32> {
    Circle::new(place, 5 * UNIT / 2, colour.filled())
}

/// A dot with a rim of the ground's colour: the reading under the cursor.
fn ringed(place: Place, colour: RGBColor, ground: RGBColor) -> [Circle<Place, i32>; 2] {
    [Circle::new(place, 6 * UNIT, ground.filled()), Circle::new(place, 4 * UNIT, colour.filled())]
}

#[cfg(test)]
mod tests;
