//! The mean image of each class.

use leptos::prelude::*;

use crate::format;
use crate::preferences::preferences;
use crate::store::store;
use crate::view::parts::classes::class_names;
use crate::view::parts::image::Image;

/// The mean image of each class of the part that the grid is of.
#[component]
pub fn Means() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.language.get().phrases().browse();
    let names = class_names();
    let count = store.memo(|state| state.browse.means().map_or(0, <[_]>::len));
    let mean = move |class: usize| {
        let image = store.memo(move |state| state.browse.means().and_then(|means| means.get(class)).cloned());
        let pixels = Signal::derive(move || image.get().filter(|bytes| !bytes.is_empty()).map(|bytes| bytes.to_vec()));
        let brightness = move || {
            let pixels = pixels.get()?;
            let sum: f64 = pixels.iter().map(|byte| f64::from(*byte)).sum();
            Some(sum / pixels.len() as f64)
        };
        let name = move || names.with(|names| names.get(class).cloned()).unwrap_or_default();
        let figure = move || match brightness() {
            Some(brightness) => format::decimal(prefs.language.get(), brightness, 1),
            None => phrases().none().to_owned(),
        };
        view! {
            <figure
                data-testid="mean-image"
                data-class=class.to_string()
                data-value=move || brightness().map(|brightness| brightness.to_string())
            >
                <Image pixels label=Signal::derive(move || prefs.phrases().browse().mean(name())) />
                <figcaption>{name} <span class="soft">" · " {figure}</span></figcaption>
            </figure>
        }
    };
    view! {
        <p class="soft">{move || phrases().means_help()}</p>
        <p class="soft" role="status" hidden=move || { count.get() > 0 }>{move || phrases().waiting()}</p>
        <figure
            class="means"
            data-export="mean-images"
            data-testid="mean-images"
            data-value=move || count.get().to_string()
            aria-label=move || phrases().means()
        >
            {move || (0..count.get()).map(mean).collect_view()}
        </figure>
    }
}
