//! Which pixels mattered: by gradient, and by covering.

use leptos::prelude::*;
use serde_json::json;
use spec::protocol::Saliency;

use super::pick::Pick;
use super::shown::Shown;
use super::words;
use crate::i18n::inside::at_pixel;
use crate::preferences::preferences;
use crate::rules::pictures::picture::Ground;
use crate::rules::pictures::pixels::{Shown as Which, picture};
use crate::rules::shared::Shared;
use crate::state::State;
use crate::store::store;
use crate::view::parts::classes::class_names;
use crate::view::parts::field::{Field, Tick, WholeInput};

/// Both maps of pixels.
#[component]
pub fn Pixels() -> impl IntoView {
    let store = store();
    let names = class_names();
    let class = store.memo(|state| state.inside.class);
    let winner = store.memo(State::pixel_class);
    let side = store.memo(State::cover_side);
    let can_ask =
        store.memo(|state| state.can_look_inside() && state.image_in_view().is_some() && state.pixel_class().is_some());
    let old = store.memo(State::pixels_are_old);
    let none_yet = store.memo(|state| state.pixels_image().is_none());
    let signed = RwSignal::new(false);
    let options = move || {
        let first = (String::new(), words().winner().to_owned());
        let classes = names.get().into_iter().enumerate().map(|(class, name)| (class.to_string(), name));
        std::iter::once(first).chain(classes).collect::<Vec<_>>()
    };
    view! {
        <div class="inside-part">
            <div class="inside-tools">
                <Pick
                    label=Signal::derive(move || words().class())
                    value=Signal::derive(move || class.get().map_or_else(String::new, |class| class.to_string()))
                    options=Signal::derive(options)
                    on_change=Callback::new(move |name: String| store.act(|state| state.choose_pixel_class(name.parse().ok())))
                    test_id="pixels-class"
                />
                <Field label=Signal::derive(move || words().side()) help=Signal::derive(move || words().side_help())>
                    <WholeInput
                        value=Signal::derive(move || u64::from(side.get()))
                        on_change=Callback::new(move |side: u64| {
                            store.act(|state| state.choose_cover_side(side));
                        })
                        min=1
                        max=28
                        test_id="pixels-side".to_owned()
                    />
                </Field>
                <button
                    type="button"
                    class="primary"
                    data-testid="pixels-ask"
                    data-value=move || winner.get().map(|class| class.to_string())
                    disabled=move || !can_ask.get()
                    on:click=move |_| store.act(State::ask_pixels)
                >
                    {move || words().compute()}
                </button>
                <Tick
                    label=Signal::derive(move || words().signed())
                    help=Signal::derive(move || words().signed_help())
                    value=signed
                    on_change=Callback::new(move |on| signed.set(on))
                    test_id="pixels-signed"
                />
            </div>
            <p class="soft inside-line" data-testid="pixels-old" data-value=move || old.get().to_string()>
                {move || {
                    if none_yet.get() {
                        words().pixels_intro()
                    } else if old.get() {
                        words().old()
                    } else {
                        ""
                    }
                }}
            </p>
            <div class="pixel-maps" hidden=move || none_yet.get()>
                <PixelMap gradient=true signed />
                <PixelMap gradient=false signed />
            </div>
        </div>
    }
}

/// One map over the image that it is about.
#[component]
fn PixelMap(gradient: bool, signed: RwSignal<bool>) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let names = class_names();
    let answer = store.memo(move |state| {
        let asked = if gradient { &state.inside.gradient } else { &state.inside.occlusion };
        asked.answer().cloned()
    });
    let image = store.memo(|state| state.pixels_image().map(<[u8]>::to_vec));
    let dataset = store.memo(|state| state.draft.dataset);
    let drawn = Memo::new(move |_| {
        let (saliency, image): (Shared<Saliency>, _) = (answer.get()?, image.get()?);
        let ground = if dataset.get().info().ink { Ground::Ink } else { Ground::Photo };
        // A fall and a rise of the probability are different things; a gradient's sign is shown when asked for.
        let which = if gradient && !signed.get() { Which::Strength } else { Which::Signed };
        picture(&saliency, &image, ground, which).map(Shared::new)
    });
    let title = move || if gradient { words().gradient() } else { words().occlusion() };
    let name = move || {
        let class = answer.with(|answer| answer.as_ref().map(|answer| usize::from(answer.class)));
        class.and_then(|class| names.with(|names| names.get(class).cloned())).unwrap_or_default()
    };
    let label = move || {
        let strongest = drawn.with(|drawn| {
            let picture = drawn.as_ref()?;
            let strength = |place: &usize| picture.values[*place].abs();
            let at = (0..picture.values.len()).max_by(|a, b| strength(a).total_cmp(&strength(b)))?;
            let (_, row, column) = picture.split(at);
            Some(at_pixel(prefs.language.get(), "", row, column, f64::from(picture.values[at])))
        });
        let note = if gradient { words().gradient_note() } else { words().occlusion_note() };
        format!("{} ({}). {note} {}", title(), name(), strongest.unwrap_or_default())
    };
    let tell = move |at: usize| {
        drawn.with(|drawn| {
            let Some(picture) = drawn else { return String::new() };
            let (_, row, column) = picture.split(at);
            let value = picture.values.get(at).map_or(f64::NAN, |value| f64::from(*value));
            at_pixel(prefs.language.get(), "", row, column, value)
        })
    };
    let value = move || {
        let class = answer.with(|answer| answer.as_ref().map(|answer| answer.class))?;
        drawn.with(|drawn| {
            let picture = drawn.as_ref()?;
            let sum: f64 = picture.values.iter().map(|value| f64::from(value.abs())).sum();
            Some(json!({ "class": class, "sum": sum, "most": picture.most, "tile": picture.tile }).to_string())
        })
    };
    view! {
        <section class="pixel-map">
            <h3>{title} " · " {name}</h3>
            <Shown
                picture=drawn
                label=Signal::derive(label)
                tell=Callback::new(tell)
                test_id=if gradient { "pixels-gradient" } else { "pixels-occlusion" }
                value=Signal::derive(value)
                export=if gradient { "saliency-gradient" } else { "saliency-occlusion" }
                unit=Signal::derive(move || words().pixel_units()[usize::from(!gradient)])
            />
            <p class="soft">{move || words().grey()}</p>
            <p class="soft">{move || if gradient { words().gradient_note() } else { words().occlusion_note() }}</p>
            <details>
                <summary data-testid=if gradient { "pixels-gradient-formula" } else { "pixels-occlusion-formula" }>
                    {move || words().formula()}
                </summary>
                <p class="formula">
                    {move || if gradient { words().gradient_formula() } else { words().occlusion_formula() }}
                </p>
            </details>
        </section>
    }
}
