//! Images of the data set with their classes.

use leptos::prelude::*;

use crate::i18n::classes;
use crate::preferences::preferences;
use crate::state::DatasetState;
use crate::store::store;
use crate::view::parts::classes::class_names;
use crate::view::parts::image::Image;

/// Images in view: 5 × 5.
const PLACES: usize = 25;

/// Images of the data set with their classes. The places stay where they are while images come and go.
#[component]
pub fn Samples() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let names = class_names();
    let breakable = store.memo(|state| (state.draft.dataset, state.user_images.names(state.draft.dataset).cloned()));
    let breakable = Memo::new(move |_| {
        breakable.with(|(dataset, own)| classes::breakable_names_with(prefs.language.get(), *dataset, own.as_ref()))
    });
    let place = move |place: usize| {
        let image = store.memo(move |state| state.samples().get(place).cloned());
        let pixels = Signal::derive(move || image.with(|image| image.as_ref().map(|image| image.pixels.clone())));
        let label = Memo::new(move |_| image.with(|image| image.as_ref().map(|image| usize::from(image.label))));
        let class = move || names.with(|names| Some(names.get(label.get()?)?.clone()));
        let caption = move || breakable.with(|names| Some(names.get(label.get()?)?.clone()));
        let index = move || image.with(|image| image.as_ref().map(|image| image.index.to_string()));
        view! {
            <figure data-testid="sample" data-index=index title=class>
                <Image pixels label=Signal::derive(class) />
                <figcaption>{caption}</figcaption>
            </figure>
        }
    };
    let count = store.memo(|state| state.samples().len());
    // Why there are no images is told in their place.
    let failed = store.memo(|state| match state.dataset {
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
            aria-label=move || prefs.phrases().data().samples()
        >
            {(0..PLACES).map(place).collect_view()}
        </div>
    }
}
