//! Images of the data set with their classes.

use leptos::html;
use leptos::prelude::*;
use model::catalogue::DatasetId;
use web_sys::HtmlCanvasElement;

use super::{class_names, desk, picture, preferences};
use crate::i18n::classes;
use crate::state::DatasetState;

/// Images in view: 5 × 5.
const PLACES: usize = 25;

/// Images of the data set with their classes. The places stay where they are while images come and go.
#[component]
pub fn Samples() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let names = class_names();
    let breakable = desk.memo(|state| (state.draft.dataset, state.own.names(state.draft.dataset).cloned()));
    let breakable = Memo::new(move |_| {
        breakable.with(|(dataset, own)| classes::breakable_names_with(prefs.language.get(), *dataset, own.as_ref()))
    });
    let place = move |place: usize| {
        let image = desk.memo(move |state| state.samples.get(place).cloned());
        let dataset = desk.memo(|state| state.draft.dataset);
        let canvas = NodeRef::<html::Canvas>::new();
        Effect::new(move |_| {
            if let Some(canvas) = canvas.get() {
                let dataset = dataset.get_untracked();
                image.with(|image| paint(&canvas, dataset, image.as_ref().map(|image| &image.pixels[..])));
            }
        });
        let label = Memo::new(move |_| image.with(|image| image.as_ref().map(|image| usize::from(image.label))));
        let class = move || names.with(|names| Some(names.get(label.get()?)?.clone()));
        let caption = move || breakable.with(|names| Some(names.get(label.get()?)?.clone()));
        let photo = move || !is_ink(dataset.get());
        let index = move || image.with(|image| image.as_ref().map(|image| image.index.to_string()));
        view! {
            <figure data-testid="sample" data-index=index title=class>
                <canvas node_ref=canvas class:photo=photo width="28" height="28" role="img" aria-label=class></canvas>
                <figcaption>{caption}</figcaption>
            </figure>
        }
    };
    let count = desk.memo(|state| state.samples.len());
    // Why there are no images is told in their place.
    let failed = desk.memo(|state| match state.dataset {
        DatasetState::Failed { .. } => true,
        DatasetState::Absent | DatasetState::Loading { .. } | DatasetState::Ready { .. } => false,
    });
    view! {
        <div
            class="samples"
            role="group"
            hidden=move || failed.get()
            data-testid="samples"
            data-value=move || count.get().to_string()
            aria-label=move || prefs.phrases().data.samples
        >
            {(0..PLACES).map(place).collect_view()}
        </div>
    }
}

/// Whether grey images of this data set are ink on paper. A person's own may be photographs: they stay as they are.
pub fn is_ink(dataset: DatasetId) -> bool {
    match dataset {
        DatasetId::Mnist | DatasetId::FashionMnist => true,
        DatasetId::Cifar10 | DatasetId::Own(_) => false,
    }
}

/// Paints an image as ink on paper, where it is ink: 0 is clear, 255 is ink; others as they are. Without an image,
/// clears. The ink's colour comes from the style: the canvas is a mask of it in dark, the same in light.
pub fn paint(canvas: &HtmlCanvasElement, dataset: DatasetId, pixels: Option<&[u8]>) {
    let ink: picture::Ink =
        if is_ink(dataset) { |ink| [255 - ink, 255 - ink, 255 - ink, 255] } else { |grey| [grey, grey, grey, 255] };
    picture::paint(canvas, dataset.info().shape, ink, pixels);
}
