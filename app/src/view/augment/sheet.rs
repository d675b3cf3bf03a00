//! What the menu of the augmentation holds: its numbers, and an image before and after.

use leptos::html;
use leptos::prelude::*;
use model::spec::{Augmentation, SpecError};

use crate::i18n::Language;
use crate::i18n::learning::LearningPhrases;
use crate::state::State;
use crate::view::field::{Nudge, RealInput};
use crate::view::{desk, picture, preferences};

/// The image and its changed copies.
const PLACES: usize = 8;

/// A number of the augmentation.
#[derive(Clone, Copy)]
struct Number {
    /// Its name in test ids and errors.
    name: &'static str,
    label: fn(&LearningPhrases) -> &'static str,
    step: f64,
    place: fn(&mut Augmentation) -> &mut f32,
}

const NUMBERS: [Number; 5] = [
    Number { name: "shift", label: |phrases| phrases.shift, step: 0.5, place: |a| &mut a.shift },
    Number { name: "rotate", label: |phrases| phrases.rotate, step: 5.0, place: |a| &mut a.rotate },
    Number { name: "scale", label: |phrases| phrases.zoom, step: 0.05, place: |a| &mut a.scale },
    Number { name: "shear", label: |phrases| phrases.shear, step: 0.05, place: |a| &mut a.shear },
    Number { name: "elastic", label: |phrases| phrases.elastic, step: 0.5, place: |a| &mut a.elastic },
];

/// What the menu holds.
pub fn content() -> AnyView {
    let (desk, prefs) = (desk(), preferences());
    let phrases = move || prefs.later_phrases().learning;
    let augmentation = desk.memo(|state| state.draft.augmentation);
    let comma = Signal::derive(move || prefs.language.get() == Language::Es);
    let wrong = desk.memo(|state| match &state.draft_error {
        Some(SpecError::Augmentation { name, .. }) => Some(name.clone()),
        Some(_) | None => None,
    });
    let number = move |number: Number| {
        // Through its shortest text, so that 0.1 in 32 bits is 0.1 and not 0.10000000149.
        let value = Signal::derive(move || {
            let mut augmentation = augmentation.get().unwrap_or_default();
            (number.place)(&mut augmentation).to_string().parse().unwrap_or_default()
        });
        view! {
            <label class="field">
                <span class="label">{move || (number.label)(phrases())}</span>
                <RealInput
                    value
                    on_change=Callback::new(move |value: f64| {
                        desk.edit(|spec| {
                            if let Some(augmentation) = &mut spec.augmentation {
                                *(number.place)(augmentation) = value as f32;
                            }
                        });
                    })
                    nudge=Nudge::By(number.step)
                    comma
                    test_id=format!("augment-{}", number.name)
                    invalid=Signal::derive(move || wrong.get().as_deref() == Some(number.name))
                />
            </label>
        }
    };
    let count = desk.memo(|state| state.thumbnails.images.len());
    view! {
        <b>{move || prefs.phrases().data.vary}</b>
        <p class="soft" hidden=move || augmentation.get().is_some()>{move || phrases().vary_off}</p>
        <Show when=move || augmentation.get().is_some()>
            <div class="menu-fields">{NUMBERS.map(number)}</div>
            <div class="thumbnails" data-testid="thumbnails" data-value=move || count.get().to_string()>
                {(0..PLACES).map(|place| view! { <Thumbnail place /> }).collect_view()}
            </div>
            <button type="button" data-testid="augment-another" on:click=move |_| desk.act(State::another_augmented)>
                {move || phrases().another}
            </button>
        </Show>
    }
    .into_any()
}

/// The image as it is, in the first place, or a changed copy.
#[component]
fn Thumbnail(place: usize) -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let image = desk.memo(move |state| state.thumbnails.images.get(place).cloned());
    let canvas = NodeRef::<html::Canvas>::new();
    let dataset = desk.memo(|state| state.draft.dataset);
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            let shape = dataset.get().info().shape;
            image.with(|image| {
                let pixels = image.as_ref().map(|image| &image.pixels[..]);
                picture::paint(&canvas, shape, |ink| [255 - ink, 255 - ink, 255 - ink, 255], pixels);
            });
        }
    });
    let caption = move || {
        let phrases = prefs.later_phrases().learning;
        if place == 0 { phrases.original } else { phrases.changed }
    };
    view! {
        <figure>
            <canvas
                node_ref=canvas
                class:photo=move || dataset.get().info().shape[2] == 3
                width="28"
                height="28"
                role="img"
                aria-label=caption
            ></canvas>
            <figcaption hidden=move || place != 0>{caption}</figcaption>
        </figure>
    }
}
