//! The map: test images as the last hidden layer sees them, the image in view among them, and units that never answer.

mod canvas;
mod plane;
mod silent;

use leptos::html;
use leptos::prelude::*;
use serde_json::json;

use self::canvas::{Mark, colour};
use self::plane::{Drawing, Plane};
use self::silent::SilentUnits;
use super::{Frame, words};
use crate::i18n::inside::{axis, explained, map};
use crate::preferences::preferences;
use crate::state::{MAX_PROJECTED, State};
use crate::store::store;
use crate::view::parts::classes::class_names;
use crate::view::parts::field::{Field, WholeInput};
use crate::view::parts::image::Image;

/// Images of the first map.
const IMAGES: u64 = 2_000;

/// The map and the silent units.
#[component]
pub fn Map() -> impl IntoView {
    let store = store();
    let count = RwSignal::new(IMAGES);
    let frame = store.memo(Frame::of);
    let can_ask = store.memo(State::can_look_inside);
    let no_hidden = Memo::new(move |_| frame.with(|frame| frame.layers.is_empty()));
    view! {
        <div class="map-part">
            <div class="inside-tools">
                <Field label=Signal::derive(move || words().images()) help=Signal::derive(move || words().map_intro())>
                    <WholeInput
                        value=Signal::derive(move || count.get())
                        on_change=Callback::new(move |images: u64| count.set(images.clamp(1, u64::from(MAX_PROJECTED))))
                        min=100
                        max=u64::from(MAX_PROJECTED)
                        test_id="map-count".to_owned()
                    />
                </Field>
                <button
                    type="button"
                    class="primary"
                    data-testid="map-ask"
                    disabled=move || !can_ask.get() || no_hidden.get()
                    on:click=move |_| store.act(|state| state.ask_projection(count.get_untracked() as u32))
                >
                    {move || words().draw_map()}
                </button>
            </div>
            <Scatter no_hidden />
        </div>
    }
}

/// The points, their legend, and the image that is pointed at.
#[component]
fn Scatter(no_hidden: Memo<bool>) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let names = class_names();
    let survey = store.memo(|state| state.inside.projection.answer().cloned());
    let place = NodeRef::<html::Figure>::new();
    let plane = Plane::new(place);
    let told = move || survey.with(|s| s.as_ref().map(|s| explained(prefs.language.get(), s.components.explained)));
    let words_at = Signal::derive(move || {
        plane.told(&[words().true_class(), words().answer()], |class| names.with(|names| names.get(class).cloned()))
    });
    let map = move |points: usize| map(prefs.language.get(), points, names.with(Vec::len));
    let label = Signal::derive(move || {
        format!("{} {} {}", map(plane.count().unwrap_or(0)), told().unwrap_or_default(), words().map_keys())
    });
    let name_of = move |place: usize| {
        let share = survey.with(|survey| survey.as_ref().map(|survey| survey.components.explained[place]))?;
        Some(axis(prefs.language.get(), place, share))
    };
    view! {
        <Legend hidden=plane.hidden />
        <figure
            class="map-plane"
            node_ref=place
            data-export=move || plane.count().map(|_| "map")
            aria-label=move || plane.count().map(map)
        >
            <Drawing plane label words_at />
            <p class="map-axis" aria-hidden="true">{move || name_of(0)}</p>
            <p class="map-axis map-axis-up" aria-hidden="true">{move || name_of(1)}</p>
            <p class="curves-empty" hidden=move || plane.count().is_some()>
                {move || if no_hidden.get() { words().no_hidden() } else { words().no_map() }}
            </p>
        </figure>
        <div class="map-side">
            <ImagePoint plane />
            <div class="map-point" hidden=move || plane.count().is_none()>
                <PointImage />
                <p
                    data-testid="map-point"
                    data-value=move || plane.pointed.get().map(|index| index.to_string())
                >
                    {move || words_at.get().unwrap_or_else(|| words().map_keys().to_owned())}
                </p>
            </div>
            <p
                data-testid="map-explained"
                data-value=move || {
                    survey.with(|survey| survey.as_ref().map(|s| json!(s.components.explained).to_string()))
                }
            >
                {told}
            </p>
            <p class="soft">{move || words().map_intro()}</p>
            <SilentUnits />
        </div>
    }
}

/// The classes' signs; a press hides a class or shows it again.
#[component]
fn Legend(
    /// The classes that are not shown.
    hidden: RwSignal<Vec<usize>>,
) -> impl IntoView {
    let names = class_names();
    let entry = move |(class, name): (usize, String)| {
        let off = move || hidden.with(|hidden| hidden.contains(&class));
        view! {
            <button
                type="button"
                class="map-class"
                data-testid=format!("map-class-{class}")
                aria-pressed=move || (!off()).to_string()
                on:click=move |_| {
                    hidden.update(|hidden| match hidden.iter().position(|other| *other == class) {
                        Some(place) => drop(hidden.remove(place)),
                        None => hidden.push(class),
                    });
                }
            >
                <span
                    class="map-sign"
                    aria-hidden="true"
                    style:color=format!("var({})", colour(class))
                >
                    {Mark::of(class).sign()}
                </span>
                {name}
            </button>
        }
    };
    view! {
        <div class="map-legend" role="group" aria-label=move || words().legend()>
            {move || names.get().into_iter().enumerate().map(entry).collect_view()}
        </div>
    }
}

/// Whether the image in view is on the map.
#[component]
fn ImagePoint(plane: Plane) -> impl IntoView {
    let told = move || {
        let own = plane.own.get()?;
        let seen = plane.view.get().is_some_and(|view| view.shows(own));
        let sign = view! {
            <svg class="map-own-sign" viewBox="0 0 18 18" aria-hidden="true">
                <path d="M1 9h16M9 1v16M3.500 9a5.500 5.500 0 1 0 11 0a5.500 5.500 0 1 0-11 0" />
            </svg>
            " "
        };
        Some(if seen { (Some(sign), words().your_image()) } else { (None, words().outside()) })
    };
    view! {
        <p
            class="inside-line"
            data-testid="map-own"
            data-value=move || plane.own.get().map(|(x, y)| json!([x, y]).to_string())
        >
            {told}
        </p>
    }
}

/// The image of the point.
#[component]
fn PointImage() -> impl IntoView {
    let store = store();
    let image = store.memo(|state| state.inside.point_image.clone());
    view! {
        <Image
            pixels=Signal::derive(move || image.with(|image| image.as_ref().map(|image| image.pixels.clone())))
            attr:hidden=move || image.with(Option::is_none)
            attr:data-testid="map-image"
            attr:data-value=move || image.with(|image| image.as_ref().map(|image| image.index.to_string()))
        />
    }
}
