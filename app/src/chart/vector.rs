//! The charts of a canvas as SVG, for files: the same drawing on another backend.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_svg::SVGBackend;

use super::draw::UNIT;

/// What `draw` draws on an area of `width` × `height` pixels, as elements of SVG in [`UNIT`]s; `None` where it cannot.
pub fn elements(
    (width, height): (f64, f64),
    draw: impl FnOnce(&DrawingArea<SVGBackend<'_>, Shift>) -> bool,
) -> Option<String> {
    let [columns, rows] = [width, height].map(|length| length.max(1.0) as u32 * UNIT as u32);
    let mut text = String::new();
    let drawn = draw(&SVGBackend::with_string(&mut text, (columns, rows)).into_drawing_area());
    // What the backend wrote around them: the root with the whole size.
    let inside = text.split_once('>')?.1.trim_end().strip_suffix("</svg>")?;
    drawn.then(|| inside.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use plotters::style::RGBColor;

    use super::*;
    use crate::chart::colour::Palette;
    use crate::chart::draw::{Plot, draw};
    use crate::chart::series::{CurveKind, Series};

    #[test]
    fn curves_are_elements_without_their_root() {
        let grey = RGBColor(9, 9, 9);
        let palette = Palette { text: grey, grid: grey, axis: grey, training: grey, validation: grey, ground: grey };
        let series = Series { training: vec![(0.0, 2.0), (1.0, 1.0), (2.0, 0.5)], validation: vec![(1.0, 0.9)] };
        let label = |value: f64, decimals: usize| format!("{value:.decimals$} <&>");
        let mut plot = Plot::new(CurveKind::Loss, &series, 4, "epochs", &label);
        let drawn = |plot: &Plot<'_>| {
            elements((300.0, 150.0), |area| draw(area, plot, &palette).is_ok()).expect("a string takes everything")
        };
        let now = drawn(&plot);
        assert!(now.starts_with('<') && !now.contains("svg") && now.contains("&lt;&amp;&gt;"), "{now}");
        plot.moment = Some(1.0);
        let then = drawn(&plot);
        // A quarter of the frame, which lies between 44 and 292 pixels: 44 + 62 = 106.
        let marked = then.matches("848,").count() > now.matches("848,").count();
        assert!(marked, "the moment is marked at its epoch: {then}");
        assert_eq!(elements((10.0, 10.0), |_| false), None);
    }
}
