//! What the menu of the augmentation holds: its numbers, and an image before and after.

use leptos::prelude::*;
use spec::SpecPart;

use crate::preferences::preferences;
use crate::state::State;
use crate::store::store;
use crate::view::parts::image::Image;
use crate::view::parts::number::NumberFields;

/// The image and its changed copies.
const PLACES: usize = 8;

/// What the menu holds.
pub fn content() -> AnyView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.phrases().augmentation();
    let augmentation = store.memo(|state| state.draft.augmentation);
    let count = store.memo(|state| state.thumbnails().len());
    view! {
        <b>{move || prefs.phrases().data().vary()}</b>
        <p class="soft" hidden=move || augmentation.get().is_some()>{move || phrases().vary_off()}</p>
        <Show when=move || augmentation.get().is_some()>
            <div class="menu-fields"><NumberFields part=SpecPart::Augmentation /></div>
            <div class="thumbnails" data-testid="thumbnails" data-value=move || count.get().to_string()>
                {(0..PLACES).map(|place| view! { <Thumbnail place /> }).collect_view()}
            </div>
            <button type="button" data-testid="augment-another" on:click=move |_| store.act(State::another_augmented)>
                {move || phrases().another()}
            </button>
        </Show>
    }
    .into_any()
}

/// The image as it is, in the first place, or a changed copy.
#[component]
fn Thumbnail(place: usize) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let image = store.memo(move |state| state.thumbnails().get(place).cloned());
    let pixels = Signal::derive(move || image.with(|image| image.as_ref().map(|image| image.pixels.clone())));
    let caption = move || {
        let phrases = prefs.phrases().augmentation();
        if place == 0 { phrases.original() } else { phrases.changed() }
    };
    view! {
        <figure>
            <Image pixels label=Signal::derive(move || caption().to_owned()) />
            <figcaption hidden=move || place != 0>{caption}</figcaption>
        </figure>
    }
}
