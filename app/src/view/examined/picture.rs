//! An image of the data set, by its place in the file; asked for by whoever shows it.

use leptos::html;
use leptos::prelude::*;
use model::catalogue::DatasetId;
use model::protocol::Split;

use crate::view::{desk, picture};

/// Whether grey images of this data set are ink on paper. A person's own may be photographs: they stay as they are.
fn is_ink(dataset: DatasetId) -> bool {
    match dataset {
        DatasetId::Mnist | DatasetId::FashionMnist => true,
        DatasetId::Cifar10 | DatasetId::Own(_) => false,
    }
}

/// An image of the data set; an empty place until it is here.
#[component]
pub fn Picture(
    /// In which file it is.
    split: Split,
    /// Its place there.
    index: u32,
    /// What it shows, in words; empty where that is said around it.
    label: String,
    /// For tests.
    test_id: &'static str,
) -> impl IntoView {
    let desk = desk();
    let dataset = desk.look(|state| state.draft.dataset);
    let image = desk.memo(move |state| state.picture(split, index));
    let canvas = NodeRef::<html::Canvas>::new();
    let ink: picture::Ink = if is_ink(dataset) { |ink| [0, 0, 0, ink] } else { |grey| [grey, grey, grey, 255] };
    let shape = dataset.info().shape;
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            image.with(|image| picture::paint(&canvas, shape, ink, image.as_ref().map(|image| &image.pixels[..])));
        }
    });
    let hidden = label.is_empty().then_some("true");
    let label = (!label.is_empty()).then_some(label);
    view! {
        <canvas
            node_ref=canvas
            class="pixels"
            class:photo=!is_ink(dataset)
            width=shape[1].to_string()
            height=shape[0].to_string()
            role=label.is_some().then_some("img")
            aria-label=label
            aria-hidden=hidden
            data-testid=test_id
            data-index=index.to_string()
            data-value=move || image.with(Option::is_some).to_string()
        ></canvas>
    }
}
