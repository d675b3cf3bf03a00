//! The points of the map on a canvas: one path a class, so that thousands are quick.

use std::f64::consts::TAU;

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::browser::dom::{Size, pixel_ratio};
use crate::rules::pictures::plane::Place;

/// Half the width of a point, pixels.
const RADIUS: f64 = 3.0;

/// Distinguishable colours: `--class-0` to `--class-9`. More classes take them again with other shapes.
pub const COLOURS: usize = 10;

/// A point's shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// ●
    Circle,
    /// ■
    Square,
    /// ▲
    Triangle,
}

impl Mark {
    /// The shape of a class: neighbours differ in shape and in colour.
    pub fn of(class: usize) -> Self {
        match class % 3 {
            0 => Self::Circle,
            1 => Self::Square,
            _ => Self::Triangle,
        }
    }

    /// As a sign in text.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Circle => "●",
            Self::Square => "■",
            Self::Triangle => "▲",
        }
    }
}

/// The custom property of a class's colour.
pub fn colour(class: usize) -> String {
    format!("--class-{}", class % COLOURS)
}

/// A cleared canvas of this size on the page, in its pixels.
fn cleared(canvas: &HtmlCanvasElement, (width, height): Size) -> Option<CanvasRenderingContext2d> {
    let ratio = pixel_ratio();
    let [columns, rows] = [width, height].map(|length| (length * ratio).round().max(1.0) as u32);
    if (canvas.width(), canvas.height()) != (columns, rows) {
        canvas.set_width(columns);
        canvas.set_height(rows);
    }
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).ok()?;
    context.clear_rect(0.0, 0.0, width, height);
    Some(context)
}

/// Draws the points of each class that is shown.
pub fn points(canvas: &HtmlCanvasElement, size: Size, classes: &[(usize, Vec<Place>)]) {
    let (Some(context), Ok(Some(style))) = (cleared(canvas, size), window().get_computed_style(canvas)) else { return };
    // A thin line around each, so that the lightest colours are seen too.
    context.set_line_width(0.75);
    context.set_stroke_style_str(style.get_property_value("--ink").unwrap_or_default().trim());
    for (class, places) in classes {
        let colour = style.get_property_value(&colour(*class)).unwrap_or_default();
        context.set_fill_style_str(colour.trim());
        context.begin_path();
        places.iter().for_each(|place| outline(&context, Mark::of(*class), *place, RADIUS));
        context.set_global_alpha(0.9);
        context.fill();
        context.set_global_alpha(0.5);
        context.stroke();
    }
}

/// Draws what lies above the points: the one that is pointed at, and the image in view as a cross in a ring.
pub fn above(canvas: &HtmlCanvasElement, size: Size, pointed: Option<Place>, own: Option<Place>) {
    let (Some(context), Ok(Some(style))) = (cleared(canvas, size), window().get_computed_style(canvas)) else { return };
    let colour = |name| style.get_property_value(name).unwrap_or_default();
    context.set_line_width(2.0);
    if let Some((x, y)) = pointed {
        context.set_stroke_style_str(colour("--ink").trim());
        context.begin_path();
        // Fails only for a negative radius.
        let _ = context.arc(x, y, 7.0, 0.0, TAU);
        context.stroke();
    }
    if let Some((x, y)) = own {
        for (name, width) in [("--paper", 6.0), ("--accent", 3.0)] {
            context.set_stroke_style_str(colour(name).trim());
            context.set_line_width(width);
            context.begin_path();
            let _ = context.arc(x, y, 9.0, 0.0, TAU);
            context.move_to(x - 14.0, y);
            context.line_to(x + 14.0, y);
            context.move_to(x, y - 14.0);
            context.line_to(x, y + 14.0);
            context.stroke();
        }
    }
}

fn outline(context: &CanvasRenderingContext2d, mark: Mark, (x, y): Place, r: f64) {
    match mark {
        Mark::Circle => {
            context.move_to(x + r, y);
            // Fails only for a negative radius.
            let _ = context.arc(x, y, r, 0.0, TAU);
        }
        Mark::Square => context.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r),
        Mark::Triangle => {
            context.move_to(x, y - 1.2 * r);
            context.line_to(x + 1.1 * r, y + 0.9 * r);
            context.line_to(x - 1.1 * r, y + 0.9 * r);
            context.close_path();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_of_thirty_classes_look_alike() {
        let looks: Vec<_> = (0..30).map(|class| (colour(class), Mark::of(class).sign())).collect();
        assert!(looks.iter().enumerate().all(|(place, look)| !looks[..place].contains(look)));
    }
}
