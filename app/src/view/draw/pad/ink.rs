//! Ink on the pad's canvas.
//!
//! Drawn in black; the style turns it into chalk on a dark page.

use spec::drawing::{Point, Stroke};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::pen::Pen;
use super::sheet::SIDE;

/// Width of the ink in the pad's unit. The network sees its own width, whatever this is.
const WIDTH: f64 = 16.0;

/// Draws the strokes, and the keyboard's pen where it is in use. `side` is the pad's side in pixels of the page and
/// `ratio` the screen's pixels to each of them.
pub fn draw(canvas: &HtmlCanvasElement, side: f64, ratio: f64, strokes: &[Stroke], pen: &Pen) {
    let pixels = (side * ratio).round().max(1.0) as u32;
    if canvas.width() != pixels || canvas.height() != pixels {
        canvas.set_width(pixels);
        canvas.set_height(pixels);
    }
    let context = canvas.get_context("2d").ok().flatten().and_then(|c| c.dyn_into::<CanvasRenderingContext2d>().ok());
    let Some(context) = context else { return };
    let scale = f64::from(pixels) / f64::from(SIDE);
    // Fails only for numbers that are none.
    let _ = context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
    context.clear_rect(0.0, 0.0, f64::from(SIDE), f64::from(SIDE));
    context.set_line_cap("round");
    context.set_line_join("round");
    context.set_line_width(WIDTH);
    for stroke in strokes {
        context.begin_path();
        trace(&context, stroke);
        context.stroke();
    }
    if pen.shown {
        let [x, y] = [pen.at.x, pen.at.y].map(f64::from);
        context.set_line_width(2.0);
        context.begin_path();
        let _ = context.arc(x, y, if pen.down { WIDTH / 2.0 } else { WIDTH }, 0.0, std::f64::consts::TAU);
        context.move_to(x - 2.0 * WIDTH, y);
        context.line_to(x + 2.0 * WIDTH, y);
        context.move_to(x, y - 2.0 * WIDTH);
        context.line_to(x, y + 2.0 * WIDTH);
        context.stroke();
    }
}

/// A smooth line: quadratic curves between the middles of the pieces, with the recorded points pulling at them.
fn trace(context: &CanvasRenderingContext2d, stroke: &[Point]) {
    let place = |point: &Point| (f64::from(point.x), f64::from(point.y));
    let [Some(first), Some(last)] = [stroke.first(), stroke.last()].map(|end| end.map(place)) else { return };
    context.move_to(first.0, first.1);
    for pair in stroke.windows(2).skip(1) {
        let [(x, y), next] = [place(&pair[0]), place(&pair[1])];
        context.quadratic_curve_to(x, y, (x + next.0) / 2.0, (y + next.1) / 2.0);
    }
    // Also of a lone point this makes a dot: a line without length has round ends.
    context.line_to(last.0, last.1);
}
