//! The one picture of the data set, pixel by pixel.

use leptos::html;
use leptos::prelude::*;
use spec::catalogue::DatasetId;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::store::store;

/// An image of the data set in view; an empty place until it is here. Ink is painted black on white, which the style
/// lays on paper and turns into chalk on slate; photographs are what they are.
#[component]
pub fn Image(
    /// Its bytes, row by row, channels last.
    #[prop(into)]
    pixels: Signal<Option<Vec<u8>>>,
    /// What it shows; none where words beside it say so.
    #[prop(optional, into)]
    label: MaybeProp<String>,
    /// Whose image it is, where it is not of the data set in view.
    #[prop(optional)]
    of: Option<DatasetId>,
    /// Its place in the file, for tests. Not an attribute that is handed to the component: where one list of images
    /// takes the place of another, such attributes go on following the old ones
    /// (Leptos 0.8.23 with erased components; akin to <https://github.com/leptos-rs/leptos/issues/4512>). It can be one
    /// again once the journey through a cell's images passes with it.
    #[prop(optional)]
    index: Option<u32>,
) -> impl IntoView {
    let store = store();
    let dataset = store.memo(move |state| of.unwrap_or(state.draft.dataset));
    let canvas = NodeRef::<html::Canvas>::new();
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            pixels.with(|pixels| paint(&canvas, dataset.get(), pixels.as_deref()));
        }
    });
    view! {
        <canvas
            node_ref=canvas
            class="image"
            class:photo=move || !dataset.get().info().ink
            width="28"
            height="28"
            role=move || label.get().map(|_| "img")
            aria-label=move || label.get()
            aria-hidden=move || label.get().is_none().then_some("true")
            data-index=index.map(|index| index.to_string())
            data-value=move || index.map(|_| pixels.with(Option::is_some).to_string())
        ></canvas>
    }
}

/// Paints an image and gives the canvas its size. Without an image, or for bytes of another size, the canvas is cleared.
fn paint(canvas: &HtmlCanvasElement, dataset: DatasetId, pixels: Option<&[u8]>) {
    let info = dataset.info();
    let [height, width, channels] = info.shape;
    match pixels.filter(|pixels| pixels.len() == height * width * channels) {
        Some(pixels) => put(canvas, [width, height], &rgba(pixels, channels, info.ink)),
        None => put(canvas, [width, height], &[]),
    }
}

/// Gives the canvas this width and height and puts red, green, blue and opacity of each pixel there. Without as many
/// bytes the canvas is cleared.
pub fn put(canvas: &HtmlCanvasElement, [width, height]: [usize; 2], rgba: &[u8]) {
    let (Ok(width_px), Ok(height_px)) = (u32::try_from(width), u32::try_from(height)) else { return };
    // Setting a size clears and flickers, even if it is the same.
    if (canvas.width(), canvas.height()) != (width_px, height_px) {
        canvas.set_width(width_px);
        canvas.set_height(height_px);
    }
    let context = canvas.get_context("2d").ok().flatten().and_then(|c| c.dyn_into::<CanvasRenderingContext2d>().ok());
    let Some(context) = context else { return };
    context.clear_rect(0.0, 0.0, f64::from(width_px), f64::from(height_px));
    if rgba.len() != 4 * width * height {
        return;
    }
    if let Ok(data) = ImageData::new_with_u8_clamped_array_and_sh(Clamped(rgba), width_px, height_px) {
        // Fails only for a place that is no number.
        let _ = context.put_image_data(&data, 0.0, 0.0);
    }
}

/// Four bytes a pixel. Images have one channel or three; of ink, 0 is paper.
fn rgba(pixels: &[u8], channels: usize, ink: bool) -> Vec<u8> {
    match channels {
        3 => pixels.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect(),
        _ => pixels
            .iter()
            .map(|byte| if ink { 255 - byte } else { *byte })
            .flat_map(|grey| [grey, grey, grey, 255])
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::rgba;

    #[test]
    fn ink_is_black_on_white_and_photographs_are_themselves() {
        assert_eq!(rgba(&[0, 200], 1, true), [255, 255, 255, 255, 55, 55, 55, 255]);
        assert_eq!(rgba(&[0, 200], 1, false), [0, 0, 0, 255, 200, 200, 200, 255]);
        assert_eq!(rgba(&[1, 2, 3, 4, 5, 6], 3, false), [1, 2, 3, 255, 4, 5, 6, 255]);
    }
}
