//! The sheet under the pen: pointer and keys become strokes, strokes become ink.

use js_sys::Reflect;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use spec::drawing::Point;
use spec::protocol::LabelledImage;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlCanvasElement;

use super::ink;
use super::pen::{Action, Pen};
use super::sheet::{SIDE, Sheet};
use crate::browser::dom::{once_a_frame, pixel_ratio, watch_size};
use crate::preferences::preferences;
use crate::view::parts::image::Image;

/// The square on which a person draws, or on which a test image lies.
#[component]
pub(super) fn Paper(
    /// Whether a drawing can be an image of the data set.
    drawable: Memo<bool>,
    /// What is drawn.
    sheet: RwSignal<Sheet>,
    /// The test image on the pad; drawing takes it away.
    laid: RwSignal<Option<LabelledImage>>,
) -> impl IntoView {
    let prefs = preferences();
    let phrases = move || prefs.phrases().pad();
    let canvas = NodeRef::<html::Canvas>::new();
    let size = watch_size(canvas);
    let pen = RwSignal::new(Pen::default());
    // The pointer that draws; others, as a second finger, are left alone.
    let pointer = StoredValue::new(None::<i32>);

    let redraw = once_a_frame(move || {
        let (Some(canvas), Some((side, _))) = (canvas.get_untracked(), size.try_get_untracked()) else { return };
        sheet.with_untracked(|sheet| ink::draw(&canvas, side, pixel_ratio(), sheet.strokes(), &pen.get_untracked()));
    });
    Effect::new(move |_| {
        sheet.track();
        pen.track();
        size.track();
        redraw();
    });

    let on_down = move |event: PointerEvent| {
        let Some(canvas) = canvas.get_untracked() else { return };
        if !drawable.get_untracked() || event.button() != 0 || pointer.get_value().is_some() {
            return;
        }
        // The stroke goes on beyond the pad's edge. Fails for a pointer that is already gone.
        let _ = canvas.set_pointer_capture(event.pointer_id());
        pointer.set_value(Some(event.pointer_id()));
        pen.set(Pen::default());
        laid.set(None);
        sheet.update(|sheet| sheet.begin(place(&canvas, &event)));
    };
    let on_move = move |event: PointerEvent| {
        let Some(canvas) = canvas.get_untracked() else { return };
        if pointer.get_value() == Some(event.pointer_id()) {
            let points = coalesced(&event);
            sheet.update(|sheet| points.iter().for_each(|event| sheet.extend(place(&canvas, event))));
        }
    };
    let on_up = move |event: PointerEvent| {
        if pointer.get_value() == Some(event.pointer_id()) {
            pointer.set_value(None);
            sheet.update(Sheet::end);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let command = event.ctrl_key() || event.meta_key();
        let Some(action) = Action::of_key(&event.key(), event.shift_key(), command) else { return };
        if event.alt_key() || !drawable.get_untracked() || pointer.get_value().is_some() {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        laid.set(None);
        sheet.update(|sheet| pen.update(|pen| pen.follow(action, sheet)));
    };
    // The text of the strokes is only made when a stroke ends: a drag is many events.
    let strokes = Memo::new(move |before: Option<&String>| {
        sheet.with(|sheet| match before {
            Some(before) if sheet.is_open() => before.clone(),
            Some(_) | None => sheet.to_json(),
        })
    });
    let image = Signal::derive(move || laid.get().map(|image| image.pixels));
    let invite = move || match drawable.get() {
        true => phrases().invite(),
        false => phrases().invite_image(),
    };
    let blank = move || laid.with(Option::is_none) && sheet.with(Sheet::is_empty);

    view! {
        <div class="pad" class:pad-drawable=move || drawable.get()>
            <div class="pad-image" hidden=move || image.get().is_none()>
                <Image
                    pixels=image
                    label=Signal::derive(move || phrases().pad().to_owned())
                    attr:data-testid="pad-image"
                />
            </div>
            <canvas
                node_ref=canvas
                class="pad-ink"
                role="application"
                tabindex=move || if drawable.get() { "0" } else { "-1" }
                aria-label=move || phrases().pad()
                aria-describedby="pad-keys"
                data-testid="pad"
                data-strokes=strokes
                on:pointerdown=on_down
                on:pointermove=on_move
                on:pointerup=on_up
                on:pointercancel=on_up
                on:lostpointercapture=on_up
                on:keydown=on_key
                on:blur=move |_| {
                    if pen.with_untracked(|pen| pen.shown) {
                        pen.set(Pen::default());
                        sheet.update(Sheet::end);
                    }
                }
            ></canvas>
            <p class="pad-invite" hidden=move || !blank()>{invite}</p>
            <p class="pad-keys" class:pad-keys-blank=blank id="pad-keys">{move || phrases().keys()}</p>
        </div>
    }
}

/// Where on the pad a pointer is, in the pad's unit.
fn place(canvas: &HtmlCanvasElement, event: &PointerEvent) -> Point {
    let bounds = canvas.get_bounding_client_rect();
    // Read by name: the bindings would cut off the parts of a pixel that a pen reports.
    let at = |name: &str| Reflect::get(event, &JsValue::from(name)).ok().and_then(|at| at.as_f64()).unwrap_or(0.0);
    let along = |at: f64, from: f64, length: f64| ((at - from) / length.max(1.0) * f64::from(SIDE)) as f32;
    Point {
        x: along(at("clientX"), bounds.left(), bounds.width()),
        y: along(at("clientY"), bounds.top(), bounds.height()),
    }
}

/// The moves that the browser put together into one event. None are given for events made by a script, and the call
/// itself is missing where the page comes over plain HTTP.
fn coalesced(event: &PointerEvent) -> Vec<PointerEvent> {
    let known = Reflect::has(event, &JsValue::from("getCoalescedEvents")).unwrap_or(false);
    let events: Vec<PointerEvent> = match known {
        true => event.get_coalesced_events().iter().filter_map(|event| event.dyn_into().ok()).collect(),
        false => vec![],
    };
    if events.is_empty() { vec![event.clone()] } else { events }
}
