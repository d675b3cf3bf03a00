//! An image of the data set's size, as it is, pixel by pixel.

use leptos::html;
use leptos::prelude::*;
use model::drawing::SIDE;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// A grey image of 28 × 28 bytes, or nothing. Ink is opaque and paper transparent, so that the page's own paper, light
/// or dark, shows through.
#[component]
pub fn Pixels(
    /// Rows of bytes, 0 paper, 255 ink.
    #[prop(into)]
    image: Signal<Option<Vec<u8>>>,
    /// What tests call it.
    testid: &'static str,
    /// What it shows, in words.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            image.with(|image| paint(&canvas, image.as_deref()));
        }
    });
    view! {
        <canvas
            node_ref=canvas
            class="pixels"
            width=SIDE.to_string()
            height=SIDE.to_string()
            role="img"
            aria-label=label
            data-testid=testid
        ></canvas>
    }
}

fn paint(canvas: &HtmlCanvasElement, image: Option<&[u8]>) {
    let context = canvas.get_context("2d").ok().flatten().and_then(|c| c.dyn_into::<CanvasRenderingContext2d>().ok());
    let Some(context) = context else { return };
    let side = SIDE as u32;
    context.clear_rect(0.0, 0.0, f64::from(side), f64::from(side));
    let Some(image) = image.filter(|image| image.len() == SIDE * SIDE) else { return };
    let rgba: Vec<u8> = image.iter().flat_map(|ink| [0, 0, 0, *ink]).collect();
    if let Ok(data) = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&rgba), side, side) {
        // Fails only for a place that is no number.
        let _ = context.put_image_data(&data, 0.0, 0.0);
    }
}
