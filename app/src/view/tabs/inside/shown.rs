//! Numbers as a picture on the page: one canvas, with its colours explained and each number told.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::{ramp, words};
use crate::browser::dom::once_a_frame;
use crate::i18n::inside::number;
use crate::preferences::preferences;
use crate::rules::pictures::picture::Picture;
use crate::rules::shared::Shared;
use crate::view::parts::image;

/// A picture of numbers. Pointer and arrow keys go from number to number, each told below.
#[component]
pub fn Shown(
    /// What is drawn; an empty canvas without.
    #[prop(into)]
    picture: Signal<Option<Shared<Picture>>>,
    /// Tells in words what it shows.
    #[prop(into)]
    label: Signal<String>,
    /// Tells a number by its place in the picture.
    tell: Callback<usize, String>,
    /// For tests.
    #[prop(into)]
    test_id: String,
    /// The figures in it, for tests.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// The name of its file.
    #[prop(into)]
    export: String,
    /// Which of its pictures is chosen.
    #[prop(optional, into)]
    framed: Signal<Option<usize>>,
    /// Chooses one.
    #[prop(optional)]
    on_pick: Option<Callback<usize>>,
    /// What its numbers count.
    #[prop(optional, into)]
    unit: Signal<&'static str>,
    /// What stands directly below it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let ramp = ramp();
    let draw = once_a_frame(move || {
        let Some(canvas) = canvas.try_get_untracked().flatten() else { return };
        match picture.get_untracked() {
            Some(shown) => {
                image::put(&canvas, shown.size(), &shown.rgba(&ramp.get_untracked(), framed.get_untracked()));
            }
            None => image::put(&canvas, [1, 1], &[0; 4]),
        }
    });
    Effect::new(move |_| {
        canvas.track();
        picture.track();
        ramp.track();
        framed.track();
        draw();
    });

    let place = RwSignal::new(None::<usize>);
    let held = move || picture.get().filter(|shown| place.get().is_some_and(|place| place < shown.values.len()));
    let pointed = move |event: &PointerEvent| {
        let (canvas, shown) = (canvas.get_untracked()?, picture.get_untracked()?);
        // The style may show it smaller than it is.
        let scale = f64::from(canvas.width()) / f64::from(canvas.client_width().max(1));
        shown.at(f64::from(event.offset_x()) * scale, f64::from(event.offset_y()) * scale)
    };
    let pick = move |place: usize| {
        if let (Some(on_pick), Some(shown)) = (on_pick, picture.get_untracked()) {
            on_pick.run(shown.split(place).0);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let Some(shown) = picture.get_untracked() else { return };
        let at = place.get_untracked().filter(|place| *place < shown.values.len());
        // Where a picture is chosen and not a number, a step leads to the next picture.
        let [rows, columns] = if on_pick.is_some() { shown.tile.map(|side| side as isize) } else { [1, 1] };
        let start = at.unwrap_or_else(|| framed.get_untracked().unwrap_or(0) * shown.tile[0] * shown.tile[1]);
        let Some(next) = led(&shown, &event.key(), start, [rows, columns]) else { return };
        event.prevent_default();
        let next = if at.is_none() { start } else { next };
        place.set(Some(next));
        pick(next);
    };
    let reading = move || held().and(place.get()).map(|place| tell.run(place));
    view! {
        <div class="number-picture">
            <canvas
                node_ref=canvas
                width="1"
                height="1"
                tabindex="0"
                role="slider"
                aria-label=move || label.get()
                aria-valuemin="0"
                aria-valuemax=move || {
                    picture.with(|shown| shown.as_ref().map_or(0, |shown| shown.values.len().saturating_sub(1))).to_string()
                }
                aria-valuenow=move || place.get().unwrap_or(0).to_string()
                aria-valuetext=move || reading().unwrap_or_else(|| label.get())
                data-testid=test_id
                data-value=move || value.get()
                data-export=export
                class:picks=on_pick.is_some()
                on:pointermove=move |event| place.set(pointed(&event))
                on:pointerleave=move |event| {
                    // A finger leaves with each tap; what it tapped stays told.
                    if event.pointer_type() == "mouse" {
                        place.set(None);
                    }
                }
                on:pointerdown=move |event| {
                    let at = pointed(&event);
                    place.set(at);
                    at.into_iter().for_each(pick);
                }
                on:keydown=on_key
            ></canvas>
            {children.map(|children| children())}
            <p class="number-words">
                <Scale picture unit />
                <span>{reading}</span>
            </p>
        </div>
    }
}

/// Where a key leads from a number, in steps of so many rows and columns.
fn led(shown: &Picture, key: &str, from: usize, [rows, columns]: [isize; 2]) -> Option<usize> {
    Some(match key {
        "ArrowRight" => shown.step(from, columns, 0),
        "ArrowLeft" => shown.step(from, -columns, 0),
        "ArrowDown" => shown.step(from, 0, rows),
        "ArrowUp" => shown.step(from, 0, -rows),
        "Home" => 0,
        _ => return None,
    })
}

/// Which colour is which number.
#[component]
fn Scale(
    /// The picture whose colours they are.
    picture: Signal<Option<Shared<Picture>>>,
    /// What its numbers count.
    unit: Signal<&'static str>,
) -> impl IntoView {
    let prefs = preferences();
    let most = Memo::new(move |_| picture.with(|shown| shown.as_ref().map_or(0.0, |shown| f64::from(shown.most))));
    let signed = Memo::new(move |_| {
        picture.with(|shown| shown.as_ref().is_some_and(|shown| shown.values.iter().any(|value| *value < 0.0)))
    });
    let strongest = move || number(prefs.language.get(), most.get());
    view! {
        <span class="number-scale" class:number-signed=move || signed.get() title=move || words().colours()>
            <span>{move || if signed.get() { format!("−{}", strongest()) } else { "0".to_owned() }}</span>
            <span class="number-bar" aria-hidden="true"></span>
            <span>{strongest}</span>
            <span>{move || unit.get()}</span>
        </span>
    }
}
