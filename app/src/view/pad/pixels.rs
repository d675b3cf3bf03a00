//! An image of the data set's size, as it is, pixel by pixel.

use leptos::html;
use leptos::prelude::*;
use model::drawing::SIDE;

use crate::view::picture;

/// An image, or nothing. Of a grey one ink is opaque and paper transparent, so that the page's own paper, light or dark,
/// shows through.
#[component]
pub fn Pixels(
    /// Rows of bytes, channels last; of a grey image 0 paper, 255 ink.
    #[prop(into)]
    image: Signal<Option<Vec<u8>>>,
    /// Height, width, channels.
    #[prop(into)]
    shape: Signal<[usize; 3]>,
    /// What tests call it.
    testid: &'static str,
    /// What it shows, in words.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            let shape = shape.get();
            image.with(|image| picture::paint(&canvas, shape, |ink| [0, 0, 0, ink], image.as_deref()));
        }
    });
    view! {
        <canvas
            node_ref=canvas
            class="pixels"
            class:photo=move || shape.get()[2] == 3
            width=SIDE.to_string()
            height=SIDE.to_string()
            role="img"
            aria-label=label
            data-testid=testid
        ></canvas>
    }
}
