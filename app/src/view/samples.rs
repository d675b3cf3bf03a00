//! Images of the data set with their classes.

use leptos::html;
use leptos::prelude::*;
use model::protocol::LabelledImage;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::{desk, preferences};
use crate::i18n::classes;

/// Images in view: 5 × 5.
const PLACES: usize = 25;

/// Images of the data set with their classes. The places stay where they are while images come and go.
#[component]
pub fn Samples() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let place = move |place: usize| {
        let image = desk.memo(move |state| state.samples.get(place).cloned());
        let dataset = desk.memo(|state| state.draft.dataset);
        let canvas = NodeRef::<html::Canvas>::new();
        Effect::new(move |_| {
            if let Some(canvas) = canvas.get() {
                image.with(|image| paint(&canvas, dataset.get_untracked().info().shape, image.as_ref()));
            }
        });
        let label = Memo::new(move |_| image.with(|image| image.as_ref().map(|image| usize::from(image.label))));
        let class = move || classes::names(prefs.language.get(), dataset.get()).get(label.get()?).copied();
        let caption = move || classes::breakable_names(prefs.language.get(), dataset.get()).get(label.get()?).copied();
        let index = move || image.with(|image| image.as_ref().map(|image| image.index.to_string()));
        view! {
            <figure data-testid="sample" data-index=index title=class>
                <canvas node_ref=canvas width="28" height="28" role="img" aria-label=class></canvas>
                <figcaption>{caption}</figcaption>
            </figure>
        }
    };
    let count = desk.memo(|state| state.samples.len());
    view! {
        <div
            class="samples"
            role="group"
            data-testid="samples"
            data-value=move || count.get().to_string()
            aria-label=move || prefs.phrases().data.samples
        >
            {(0..PLACES).map(place).collect_view()}
        </div>
    }
}

/// Paints an image as ink on paper: 0 is clear, 255 is ink; colours as they are. Without an image, clears.
fn paint(canvas: &HtmlCanvasElement, [height, width, channels]: [usize; 3], image: Option<&LabelledImage>) {
    let context = canvas.get_context("2d").ok().flatten().and_then(|c| c.dyn_into::<CanvasRenderingContext2d>().ok());
    let Some(context) = context else { return };
    context.clear_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    let Some(image) = image.filter(|image| image.pixels.len() == height * width * channels) else { return };
    let rgba: Vec<u8> = match channels {
        // The ink's colour comes from the style: the canvas is a mask of it in dark, the same in light.
        1 => image.pixels.iter().flat_map(|ink| [255 - ink, 255 - ink, 255 - ink, 255]).collect(),
        _ => image.pixels.chunks_exact(channels).flat_map(|p| [p[0], p[1], p[2 % channels], 255]).collect(),
    };
    if let Ok(data) = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&rgba), width as u32, height as u32) {
        // Fails only for a canvas of another size, where the next image will do.
        let _ = context.put_image_data(&data, 0.0, 0.0);
    }
}
