//! What each layer makes of the image in view, from pixels to probabilities.

use leptos::prelude::*;
use serde_json::json;
use spec::{Layer, Shape};

use super::pick::Pager;
use super::shown::Shown;
use super::{Frame, room, words};
use crate::format;
use crate::i18n::inside::{at_pixel, input, number, output, unit};
use crate::preferences::preferences;
use crate::rules::pictures::outputs;
use crate::rules::pictures::outputs::Figures;
use crate::rules::pictures::picture::Picture;
use crate::rules::shared::Shared;
use crate::store::store;
use crate::view::parts::classes::class_names;

/// What comes out of a layer.
struct Output {
    shape: Vec<u32>,
    values: Vec<f32>,
    figures: Figures,
}

/// All layers.
#[component]
pub fn Activations() -> impl IntoView {
    let store = store();
    let frame = store.memo(Frame::of);
    let there = store.memo(|state| state.inside.activations.answer().is_some());
    view! {
        <div class="inside-part">
            <p class="soft">{move || words().colours()}</p>
            <div class="layer-outputs" hidden=move || !there.get()>
                {move || {
                    let frame = frame.get();
                    let count = frame.layers.len() + 2;
                    let layers = (0..count).map(|place| view! { <LayerOutput frame=frame.clone() place /> });
                    layers.collect_view()
                }}
                <Probabilities />
            </div>
        </div>
    }
}

/// What comes out of one layer; place 0 is the image as the network gets it.
#[component]
fn LayerOutput(frame: Frame, place: usize) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let hidden = place.checked_sub(1).and_then(|layer| frame.layers.get(layer)).copied();
    let shape = frame.spec().summary().get(place).map_or(Shape::Vector(0), |row| row.output);
    let image = matches!(shape, Shape::Image(..));
    let last = place == frame.layers.len() + 1;
    let name = move || match place.checked_sub(1) {
        None => words().input().to_owned(),
        Some(layer) => frame.name(prefs.language.get(), layer),
    };
    let name = Memo::new(move |_| name());
    let same = match hidden {
        Some(Layer::Flatten) => Some(false),
        Some(Layer::Dropout(_)) => Some(true),
        Some(Layer::Dense(_) | Layer::Conv(_) | Layer::Pool(_) | Layer::BatchNorm(_)) | None => None,
    };
    if let Some(dropout) = same {
        return view! {
            <section class="layer-output layer-same" data-testid=format!("inside-layer-{place}")>
                <h3>{name}</h3>
                <p class="soft">{move || if dropout { words().same_dropout() } else { words().same_row() }}</p>
            </section>
        }
        .into_any();
    }

    let looked = store.memo(|state| state.inside.activations.answer().cloned());
    let computed = Memo::new(move |_| {
        let looked = looked.get()?;
        let numbers = looked.layers.get(place)?;
        let values = numbers.values();
        let figures = Figures::of(&values, outputs::units(&numbers.shape))?;
        Some(Shared::new(Output { shape: numbers.shape.clone(), values, figures }))
    });
    let (first, room) = (RwSignal::new(0_usize), room());
    let drawn = Memo::new(move |_| {
        let (first, room) = (first.get(), room.get());
        computed.with(|computed| {
            computed.as_ref().map(|output| Shared::new(outputs::picture(&output.shape, &output.values, first, room)))
        })
    });
    let page = Memo::new(move |_| computed.with(|c| c.as_ref().map_or(1, |c| outputs::page(&c.shape))));
    let names = class_names();
    let called = move |index: usize| {
        if place == 0 {
            prefs.phrases().inside().channel(index)
        } else if last {
            names.with(|names| names.get(index).cloned().unwrap_or_default())
        } else {
            unit(prefs.language.get(), image, index)
        }
    };
    let tell = move |at: usize| {
        let Some(picture) = drawn.get() else { return String::new() };
        let (tile, row, column) = picture.split(at);
        let value = picture.values.get(at).map_or(f64::NAN, |value| f64::from(*value));
        let called = called(first.get() + tile);
        match (image, value == 0.0 && !last) {
            (true, _) => at_pixel(prefs.language.get(), &format!("{called}, "), row, column, value),
            (false, true) => format!("{called}: 0 ({})", words().off()),
            (false, false) => format!("{called}: {}", number(prefs.language.get(), value)),
        }
    };
    let label = move || {
        let (language, shape) = (prefs.language.get(), format::shape(shape));
        computed.with(|computed| {
            let Some(Output { figures, .. }) = computed.as_deref() else { return String::new() };
            if place == 0 {
                input(language, &name.get(), &shape, figures)
            } else {
                output(language, &name.get(), &shape, figures, &called(figures.strongest.0))
            }
        })
    };
    let value = move || {
        computed.with(|computed| {
            let Output { shape, figures, .. } = &**computed.as_ref()?;
            let Figures { active, mean, range, strongest, .. } = figures;
            let (unit, value) = strongest;
            let told = json!({
                "shape": shape, "mean": mean, "active": active, "range": range, "unit": unit, "strongest": value,
            });
            Some(told.to_string())
        })
    };
    view! {
        <section class="layer-output">
            <h3>{name} " " <span class="soft">{format::shape(shape)}</span></h3>
            <Shown
                picture=drawn
                label=Signal::derive(label)
                tell=Callback::new(tell)
                test_id=format!("inside-layer-{place}")
                value=Signal::derive(value)
                export=format!("activations-{place}")
            >
                {last.then(|| view! { <Names names drawn /> })}
            </Shown>
            <Pager
                first
                page
                all=Signal::derive(move || computed.with(|c| c.as_ref().map_or(0, |c| c.figures.units)))
                test_id=format!("inside-layer-{place}")
            />
            <p class="soft layer-words">{label}</p>
        </section>
    }
    .into_any()
}

/// The classes' names below their squares, where these are large enough and in one row. The squares tell them too.
#[component]
fn Names(names: Memo<Vec<String>>, drawn: Memo<Option<Shared<Picture>>>) -> impl IntoView {
    let named = Memo::new(move |_| {
        let large = |picture: &Picture| picture.cell == outputs::LARGE_CELL && picture.across == picture.tiles();
        drawn.with(|drawn| drawn.as_ref().is_some_and(|picture| large(picture)))
    });
    let long = move || names.with(|names| names.iter().any(|name| name.chars().count() > 2));
    let entries = move || {
        let names = if named.get() { names.get() } else { Vec::new() };
        names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()
    };
    view! { <ol class="output-names" class:long=long aria-hidden="true">{entries}</ol> }
}

/// The last step: a bar a class.
#[component]
fn Probabilities() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let names = class_names();
    let shares = store
        .memo(|state| state.inside.activations.answer().map_or_else(Vec::new, |looked| looked.probabilities.clone()));
    let count = Memo::new(move |_| shares.with(Vec::len));
    let winner = Memo::new(move |_| shares.with(|shares| Some(Figures::of(shares, shares.len())?.strongest.0)));
    let bar = move |class: usize| {
        let share = Memo::new(move |_| shares.with(|shares| shares.get(class).copied().unwrap_or(0.0)));
        view! {
            <li class="bar" class:bar-wins=move || winner.get() == Some(class) data-value=move || share.get().to_string()>
                <span class="bar-name">{move || names.with(|names| names.get(class).cloned())}</span>
                <span class="bar-track" aria-hidden="true">
                    <span
                        class="bar-fill"
                        style:transform=move || format!("scaleX({})", share.get().clamp(0.0, 1.0))
                    ></span>
                </span>
                <span class="bar-share">{move || format::percent(prefs.language.get(), f64::from(share.get()), 1)}</span>
            </li>
        }
    };
    view! {
        <section class="layer-output">
            <h3>{move || words().probabilities()}</h3>
            <ol class="bars layer-softmax" data-testid="inside-softmax" aria-label=move || words().probabilities()>
                {move || (0..count.get()).map(bar).collect_view()}
            </ol>
        </section>
    }
}
