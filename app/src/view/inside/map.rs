//! The map: test images as the last hidden layer sees them, the image in view among them, and units that never answer.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use model::spec::{Activation, Layer};
use serde_json::json;

use super::{Frame, map_canvas, words};
use crate::dom::{once_a_frame, watch_size};
use crate::i18n::inside::{axis, explained, map, silent};
use crate::inside::plane::{self, Place, View};
use crate::state::{Held, MAX_SURVEY, State};
use crate::view::field::{Field, WholeInput};
use crate::view::{class_names, desk, picture, preferences};

/// Images of the first map.
const IMAGES: u64 = 2_000;
/// How near a pointer must come to a point, pixels.
const NEAR: f64 = 12.0;

/// The points of a survey, read once.
struct Points {
    places: Vec<Place>,
    labels: Vec<u8>,
    answers: Vec<u8>,
    indices: Vec<u32>,
}

/// The map and the silent units.
#[component]
pub fn Map() -> impl IntoView {
    let desk = desk();
    let count = RwSignal::new(IMAGES);
    let frame = desk.memo(Frame::of);
    let can_ask = desk.memo(State::can_look_inside);
    let no_hidden = Memo::new(move |_| frame.with(|frame| frame.layers.is_empty()));
    view! {
        <div class="map-part">
            <div class="inside-tools">
                <Field label=Signal::derive(move || words().images) help=Signal::derive(move || words().map_intro)>
                    <WholeInput
                        value=Signal::derive(move || count.get())
                        on_change=Callback::new(move |images: u64| count.set(images.clamp(1, u64::from(MAX_SURVEY))))
                        min=100
                        max=u64::from(MAX_SURVEY)
                        test_id="map-count".to_owned()
                    />
                </Field>
                <button
                    type="button"
                    class="primary"
                    data-testid="map-ask"
                    disabled=move || !can_ask.get() || no_hidden.get()
                    on:click=move |_| desk.act(|state| state.ask_survey(count.get_untracked() as u32))
                >
                    {move || words().draw_map}
                </button>
            </div>
            <Scatter no_hidden />
        </div>
    }
}

/// The points, their legend, and the image that is pointed at.
#[component]
fn Scatter(no_hidden: Memo<bool>) -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let names = class_names();
    let survey = desk.memo(|state| state.inside.survey.answer().cloned());
    let looked = desk.memo(|state| state.inside.looked.answer().cloned());
    let points = Memo::new(move |_| {
        let survey = survey.get()?;
        let (indices, labels, answers) = (survey.indices.clone(), survey.labels.clone(), survey.answers.clone());
        Some(Held::new(Points { places: plane::pairs(&survey.points.values()), labels, answers, indices }))
    });
    let own = Memo::new(move |_| plane::project(&survey.get()?.projection, &*looked.get()?));
    let ramp = super::ramp();
    let hidden = RwSignal::new(Vec::<usize>::new());
    let place = NodeRef::<html::Figure>::new();
    let size = watch_size(place);
    let view_of = Memo::new(move |_| points.with(|points| Some(View::new(&points.as_ref()?.places, size.get()))));
    let on_canvas = Memo::new(move |_| {
        let view = view_of.get()?;
        points
            .with(|points| Some(points.as_ref()?.places.iter().map(|place| view.place(*place)).collect::<Vec<Place>>()))
    });
    let pointed = desk.memo(|state| state.inside.pointed);
    let at = Memo::new(move |_| {
        let index = pointed.get()?;
        points.with(|points| points.as_ref()?.indices.iter().position(|other| *other == index))
    });

    let below = NodeRef::<html::Canvas>::new();
    let draw_points = once_a_frame(move || {
        let (Some(canvas), Some(places)) = (below.try_get_untracked().flatten(), on_canvas.get_untracked()) else {
            return;
        };
        let hidden = hidden.get_untracked();
        points.with_untracked(|points| {
            let Some(points) = points else { return };
            let most = points.labels.iter().max().map_or(0, |most| usize::from(*most));
            let shown = (0..=most).filter(|class| !hidden.contains(class));
            let of = |class: usize| {
                let own = points.labels.iter().zip(&places).filter(|(label, _)| usize::from(**label) == class);
                own.map(|(_, place)| *place).filter(|(x, y)| x.is_finite() && y.is_finite()).collect()
            };
            let classes: Vec<_> = shown.map(|class| (class, of(class))).collect();
            map_canvas::points(&canvas, size.get_untracked(), &classes);
        });
    });
    Effect::new(move |_| {
        below.track();
        on_canvas.track();
        hidden.track();
        ramp.track();
        draw_points();
    });
    let top = NodeRef::<html::Canvas>::new();
    let draw_above = once_a_frame(move || {
        let Some(canvas) = top.try_get_untracked().flatten() else { return };
        let point = at.get_untracked().and_then(|at| on_canvas.with_untracked(|all| all.as_ref()?.get(at).copied()));
        let own = own.get_untracked().and_then(|own| Some(view_of.get_untracked()?.place(own)));
        map_canvas::above(&canvas, size.get_untracked(), point, own);
    });
    Effect::new(move |_| {
        top.track();
        on_canvas.track();
        at.track();
        own.track();
        ramp.track();
        draw_above();
    });

    let counts = move |place: usize| {
        points.with_untracked(|points| {
            let label = points.as_ref().and_then(|points| points.labels.get(place).copied());
            label.is_some_and(|label| !hidden.with_untracked(|hidden| hidden.contains(&usize::from(label))))
        })
    };
    let point_at = move |place: Option<usize>| {
        let index = points.with_untracked(|points| points.as_ref()?.indices.get(place?).copied());
        if pointed.get_untracked() != index {
            desk.act(|state| state.point_at(index));
        }
    };
    let on_pointer = move |event: PointerEvent| {
        let here = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let found = on_canvas.with_untracked(|all| plane::nearest(all.as_ref()?, here, NEAR, counts));
        // Between points the last one stays in view.
        if found.is_some() {
            point_at(found);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let way = match event.key().as_str() {
            "ArrowRight" => (1.0, 0.0),
            "ArrowLeft" => (-1.0, 0.0),
            "ArrowDown" => (0.0, 1.0),
            "ArrowUp" => (0.0, -1.0),
            _ => return,
        };
        event.prevent_default();
        let (width, height) = size.get_untracked();
        let next = on_canvas.with_untracked(|all| {
            let all = all.as_ref()?;
            match at.get_untracked() {
                Some(from) => plane::next(all, from, way, counts).or(Some(from)),
                None => plane::nearest(all, (width / 2.0, height / 2.0), f64::INFINITY, counts),
            }
        });
        point_at(next);
    };

    let words_at = move || {
        let place = at.get()?;
        points.with(|points| {
            let points = points.as_ref()?;
            let name = |class: u8| names.with(|names| names.get(usize::from(class)).cloned().unwrap_or_default());
            let (label, answer) = (*points.labels.get(place)?, *points.answers.get(place)?);
            let sign = if label == answer { "✓" } else { "✗" };
            let (truth, says) = (words().true_class, words().answer);
            Some(format!("#{} · {truth} {} · {says} {} {sign}", points.indices.get(place)?, name(label), name(answer)))
        })
    };
    let shown = move || points.with(|points| points.as_ref().map(|points| points.places.len()));
    let label = move || {
        let told = survey
            .with(|survey| survey.as_ref().map(|survey| explained(prefs.language.get(), survey.projection.explained)));
        let map = map(prefs.language.get(), shown().unwrap_or(0), names.with(Vec::len));
        format!("{map} {} {}", told.unwrap_or_default(), words().map_keys)
    };
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
                    style:color=format!("var({})", map_canvas::colour(class))
                >
                    {map_canvas::Mark::of(class).sign()}
                </span>
                {name}
            </button>
        }
    };
    let own_value = move || own.get().map(|(x, y)| json!([x, y]).to_string());
    let own_words = move || {
        let own = own.get()?;
        let seen = view_of.get().is_some_and(|view| view.shows(own));
        let sign = view! {
            <svg class="map-own-sign" viewBox="0 0 18 18" aria-hidden="true">
                <path d="M1 9h16M9 1v16M3.500 9a5.500 5.500 0 1 0 11 0a5.500 5.500 0 1 0-11 0" />
            </svg>
            " "
        };
        Some(if seen { (Some(sign), words().your_image) } else { (None, words().outside) })
    };
    let name_of = move |place: usize| {
        let share = survey.with(|survey| survey.as_ref().map(|survey| survey.projection.explained[place]))?;
        Some(axis(prefs.language.get(), place, share))
    };
    view! {
        <div class="map-legend" role="group" aria-label=move || words().legend>
            {move || names.get().into_iter().enumerate().map(entry).collect_view()}
        </div>
        <figure
            class="map-plane"
            node_ref=place
            data-export=move || shown().map(|_| "map")
            aria-label=move || shown().map(|points| map(prefs.language.get(), points, names.with(Vec::len)))
        >
            <canvas
                node_ref=below
                hidden=move || shown().is_none()
                tabindex="0"
                role="slider"
                aria-label=label
                aria-valuemin="0"
                aria-valuemax=move || shown().unwrap_or(1).saturating_sub(1).to_string()
                aria-valuenow=move || at.get().unwrap_or(0).to_string()
                aria-valuetext=move || words_at().unwrap_or_else(label)
                data-testid="map"
                data-value=move || shown().map(|points| points.to_string())
                on:pointermove=on_pointer
                on:pointerdown=on_pointer
                on:keydown=on_key
            ></canvas>
            <canvas node_ref=top class="map-above" aria-hidden="true"></canvas>
            <p class="map-axis" aria-hidden="true">{move || name_of(0)}</p>
            <p class="map-axis map-axis-up" aria-hidden="true">{move || name_of(1)}</p>
            <p class="curves-empty" hidden=move || shown().is_some()>
                {move || if no_hidden.get() { words().no_hidden } else { words().no_map }}
            </p>
        </figure>
        <div class="map-side">
            <p class="inside-line" data-testid="map-own" data-value=own_value>{own_words}</p>
            <div class="map-point" hidden=move || shown().is_none()>
                <PointImage />
                <p
                    data-testid="map-point"
                    data-value=move || pointed.get().map(|index| index.to_string())
                >
                    {move || words_at().unwrap_or_else(|| words().map_keys.to_owned())}
                </p>
            </div>
            <p
                data-testid="map-explained"
                data-value=move || {
                    survey.with(|survey| survey.as_ref().map(|s| json!(s.projection.explained).to_string()))
                }
            >
                {move || survey.with(|s| s.as_ref().map(|s| explained(prefs.language.get(), s.projection.explained)))}
            </p>
            <p class="soft">{move || words().map_intro}</p>
            <SilentUnits />
        </div>
    }
}

/// The image of the point.
#[component]
fn PointImage() -> impl IntoView {
    let desk = desk();
    let canvas = NodeRef::<html::Canvas>::new();
    let image = desk.memo(|state| state.inside.point_image.clone());
    let dataset = desk.memo(|state| state.draft.dataset);
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            let shape = dataset.get().info().shape;
            image.with(|image| {
                let pixels = image.as_ref().map(|image| &image.pixels[..]);
                picture::paint(&canvas, shape, |byte| [byte, byte, byte, 255], pixels);
            });
        }
    });
    view! {
        <canvas
            node_ref=canvas
            width="28"
            height="28"
            hidden=move || image.with(Option::is_none)
            aria-hidden="true"
            data-testid="map-image"
            data-value=move || image.with(|image| image.as_ref().map(|image| image.index.to_string()))
        ></canvas>
    }
}

/// The ReLU units that never answered.
#[component]
fn SilentUnits() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let frame = desk.memo(Frame::of);
    let survey = desk.memo(|state: &State| state.inside.survey.answer().cloned());
    let no_relu = Memo::new(move |_| {
        let relu = |layer: &Layer| layer.activation() == Some(Activation::Relu);
        frame.with(|frame| !frame.layers.iter().any(relu))
    });
    let rows = move || {
        let survey = survey.get()?;
        let language = prefs.language.get();
        let row = |found: &model::protocol::Silent| {
            let layer = found.layer as usize;
            let name = frame.with(|frame| frame.name(language, layer));
            let units: Vec<String> = found.silent.iter().map(u32::to_string).collect();
            let list = if units.is_empty() { String::new() } else { format!(": {}", units.join(", ")) };
            let told = silent(language, units.len(), found.units as usize);
            view! {
                <li
                    data-testid=format!("silent-{}", layer + 1)
                    data-value=json!({ "units": found.units, "silent": found.silent }).to_string()
                >
                    <b>{name}</b>
                    " · "
                    {told}
                    {list}
                </li>
            }
        };
        Some(survey.silent.iter().map(row).collect_view())
    };
    view! {
        <section class="silent-units" hidden=move || survey.with(Option::is_none)>
            <h3>{move || words().silent}</h3>
            <p class="soft">{move || if no_relu.get() { words().no_relu } else { words().silent_note }}</p>
            <ul>{rows}</ul>
        </section>
    }
}
