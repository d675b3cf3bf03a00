//! The canvas as a drawing backend: plotters-canvas with what it lacks.
//!
//! - It measures text by an element with a `style` attribute, which the page's content security policy drops (19
//!   pixels instead of 117). Here the canvas measures.
//! - It counts in pixels of the canvas. Here [`UNIT`]s of the page's pixels are scaled to whatever the screen has.
//! - Straight lines along an axis are put on whole pixels of the screen, so that they are sharp.

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::draw::UNIT;

/// A cleared canvas to draw on.
pub struct ScaledCanvas {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    /// Pixels of the screen to a unit.
    scale: f64,
}

type Drawn = Result<(), DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

impl ScaledCanvas {
    /// Clears a canvas and fits it to its place on the page, `width` × `height` pixels of the page, and to the screen,
    /// which has `ratio` pixels to each of them. `None` where the browser gives no context.
    pub fn new(canvas: &HtmlCanvasElement, width: f64, height: f64, ratio: f64) -> Option<Self> {
        let [columns, rows] = [width, height].map(|length| (length * ratio).round().max(1.0) as u32);
        // Setting the size makes a new canvas each time, even where nothing changes.
        if (canvas.width(), canvas.height()) != (columns, rows) {
            canvas.set_width(columns);
            canvas.set_height(rows);
        }
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let scale = ratio / f64::from(UNIT);
        context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).ok()?;
        context.clear_rect(0.0, 0.0, width * f64::from(UNIT), height * f64::from(UNIT));
        context.set_line_join("round");
        context.set_line_cap("butt");
        let size = (width as u32 * UNIT as u32, height as u32 * UNIT as u32);
        Some(Self { inner: CanvasBackend::with_canvas_object(canvas.clone())?, context, size, scale })
    }

    /// Where on the screen a line of this width is sharp, next to a coordinate in units.
    fn sharp(&self, at: i32, width: u32) -> f64 {
        let pixels = (f64::from(width) * self.scale).round().max(1.0);
        let place = f64::from(at) * self.scale;
        (if pixels % 2.0 == 1.0 { place.floor() + 0.5 } else { place.round() }) / self.scale
    }
}

impl DrawingBackend for ScaledCanvas {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Drawn {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.inner.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        self.inner.draw_rect(from, to, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let path: Vec<BackendCoord> = path.into_iter().collect();
        let BackendColor { rgb: (red, green, blue), alpha } = style.color();
        match path.as_slice() {
            [from, to] if (from.0 == to.0 || from.1 == to.1) && alpha > 0.0 => {
                let width = style.stroke_width();
                let along = |from: i32, to: i32| match from == to {
                    true => [self.sharp(from, width); 2],
                    false => [from, to].map(f64::from),
                };
                let ([x0, x1], [y0, y1]) = (along(from.0, to.0), along(from.1, to.1));
                self.context.set_stroke_style_str(&format!("rgba({red},{green},{blue},{alpha})"));
                self.context.set_line_width(f64::from(width));
                self.context.begin_path();
                self.context.move_to(x0, y0);
                self.context.line_to(x1, y1);
                self.context.stroke();
                Ok(())
            }
            _ => self.inner.draw_path(path, style),
        }
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.inner.draw_circle(centre, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.inner.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        self.inner.draw_text(text, style, at)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        self.context.set_font(&format!("{} {}px {}", style.style().as_str(), style.size(), style.family().as_str()));
        let width = self.context.measure_text(text).map_or(0.0, |metrics| metrics.width());
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}
