//! The curves of several runs in one chart, each with its colour and its number at its end.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::style::RGBColor;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendCoord, DrawingBackend};

use super::axis::Axis;
use super::colour::Palette;
use super::draw::{Frame, LETTERS, UNIT, framed, letters, mark, trace};
use super::series::{CurveKind, Place, Series};

/// From the frame to the right edge, pixels: a run's number.
const RIGHT: i32 = 28;
/// From a curve's end to its number, pixels.
const GAP: i32 = 5;
/// Numbers nearer than this in the direction of the axis are kept apart, pixels.
const NEAR: i32 = 24;

/// A run of an overlay.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What stands at its end.
    pub label: String,
    /// Its curves.
    pub series: Series,
}

/// Several runs in one chart.
pub struct Overlay<'a> {
    /// The runs, each with the colour of its place.
    pub lines: &'a [(Line, RGBColor)],
    /// Which of their curves.
    pub kind: CurveKind,
    /// Epochs of the longest.
    pub total_epochs: u32,
    /// The name of the axis of epochs.
    pub x_name: &'a str,
    /// A value with so many decimals and its sign, as the reader writes it.
    pub label: &'a dyn Fn(f64, usize) -> String,
}

/// Draws an overlay over the whole area, which is [`UNIT`]s to a pixel.
///
/// # Errors
/// What the backend could not do.
pub fn draw_overlay<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    overlay: &Overlay<'_>,
    palette: &Palette,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    let series: Vec<&Series> = overlay.lines.iter().map(|(line, _)| &line.series).collect();
    let reached = series.iter().filter_map(|series| series.newest()).map(|newest| newest.epoch).fold(0.0, f64::max);
    let x = Axis::epochs(overlay.total_epochs, reached);
    let y = Axis::values(overlay.kind, &series, &x);
    let frame = Frame { x: &x, y: &y, x_name: overlay.x_name, label: overlay.label, right: RIGHT };
    let mut chart = framed(area, &frame, palette)?;
    for (line, colour) in overlay.lines {
        trace(&mut chart, &frame, &line.series, *colour, *colour)?;
    }
    let ends: Vec<(&str, Place, RGBColor)> = overlay
        .lines
        .iter()
        .filter_map(|(line, colour)| {
            let (epoch, value) = *line.series.stops().last()?;
            Some((line.label.as_str(), (epoch.min(x.high), value.clamp(y.low, y.high)), *colour))
        })
        .collect();
    let places = ends.iter().map(|(_, place, _)| chart.backend_coord(place)).collect();
    chart.draw_series(ends.iter().map(|(_, place, colour)| mark(*place, *colour)))?;
    let style = letters(&palette.text).pos(Pos::new(HPos::Left, VPos::Center));
    for ((label, ..), (x, y)) in ends.iter().zip(apart(places)) {
        area.draw_text(label, &style, (x + GAP * UNIT, y))?;
    }
    area.present()
}

/// Moves places that lie beside each other so far down that a number fits at each.
fn apart(mut places: Vec<BackendCoord>) -> Vec<BackendCoord> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|place| places[*place].1);
    for (rank, &place) in order.iter().enumerate() {
        for &above in &order[..rank] {
            if (places[above].0 - places[place].0).abs() < NEAR * UNIT {
                places[place].1 = places[place].1.max(places[above].1 + LETTERS * UNIT);
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use plotters::drawing::IntoDrawingArea;
    use plotters_svg::SVGBackend;

    use super::*;

    const PALETTE: Palette = Palette {
        text: RGBColor(1, 1, 1),
        grid: RGBColor(2, 2, 2),
        axis: RGBColor(3, 3, 3),
        training: RGBColor(0, 0, 255),
        validation: RGBColor(255, 0, 0),
        ground: RGBColor(255, 255, 255),
    };

    fn line(label: &str, epochs: u32, last: f64) -> Line {
        let training = (1..=epochs * 10).map(|i| (f64::from(i) / 10.0, last + 1.0 / f64::from(i))).collect();
        let validation = (1..=epochs).map(|i| (f64::from(i), last + 0.1)).collect();
        Line { label: label.to_owned(), series: Series { training, validation } }
    }

    fn svg(lines: &[(Line, RGBColor)]) -> String {
        let label = |value: f64, decimals: usize| format!("{value:.decimals$}").replace('.', ",");
        let overlay = Overlay { lines, kind: CurveKind::Loss, total_epochs: 4, x_name: "épocas", label: &label };
        let mut text = String::new();
        {
            let area = SVGBackend::with_string(&mut text, (300 * 8, 150 * 8)).into_drawing_area();
            draw_overlay(&area, &overlay, &PALETTE).expect("a string takes everything");
        }
        text
    }

    fn words(svg: &str) -> Vec<&str> {
        let texts = svg.split("<text").skip(1);
        texts.filter_map(|text| Some(text.split_once('>')?.1.split_once("</text>")?.0.trim())).collect()
    }

    #[test]
    fn each_run_has_a_colour_and_its_number() {
        let (blue, green) = (RGBColor(0, 0x72, 0xb2), RGBColor(0, 0x9e, 0x73));
        let drawn = svg(&[(line("n7", 4, 0.5), blue), (line("n12", 2, 0.2), green)]);
        let words = words(&drawn);
        assert!(words.contains(&"n7") && words.contains(&"n12") && words.contains(&"épocas"), "{words:?}");
        for colour in ["#0072B2", "#009E73"] {
            let strokes = drawn.matches(&format!("stroke=\"{colour}\"")).count();
            assert!(strokes > 3, "a solid line and dashes in {colour}: {strokes}");
        }
        assert!(words.contains(&"4"), "as long as the longest: {words:?}");
    }

    #[test]
    fn an_empty_overlay_has_its_axes() {
        let drawn = svg(&[]);
        assert!(words(&drawn).contains(&"2,5"));
    }

    #[test]
    fn numbers_at_one_end_do_not_cover_each_other() {
        let step = LETTERS * UNIT;
        assert_eq!(apart(vec![(900, 100), (900, 104), (900, 90)]), [(900, 90 + step), (900, 90 + 2 * step), (900, 90)]);
        assert_eq!(apart(vec![(900, 100), (100, 104)]), [(900, 100), (100, 104)], "far from each other");
    }
}
