//! The plane of the map: where the points are, and the canvases on which pointer and keys find them.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::canvas;
use crate::browser::dom::{Size, once_a_frame, watch_size};
use crate::rules::pictures::plane::{self, Place, View};
use crate::rules::shared::Shared;
use crate::store::{Store, store};
use crate::view::tabs::inside::ramp;

/// How near a pointer must come to a point, pixels.
const NEAR: f64 = 12.0;

/// The points of a survey, read once.
pub struct Points {
    places: Vec<Place>,
    labels: Vec<u8>,
    answers: Vec<u8>,
    indices: Vec<u32>,
}

/// What the parts of the map share.
#[derive(Clone, Copy)]
pub struct Plane {
    store: Store,
    /// The points, in the survey's unit.
    points: Memo<Option<Shared<Points>>>,
    /// Width and height, pixels.
    size: Signal<Size>,
    /// From the survey's unit to pixels.
    pub view: Memo<Option<View>>,
    /// Where the points are, pixels.
    on_canvas: Memo<Option<Vec<Place>>>,
    /// The image in view, in the survey's unit.
    pub own: Memo<Option<Place>>,
    /// The classes that are not shown.
    pub hidden: RwSignal<Vec<usize>>,
    /// The image that is pointed at, by its place in the file.
    pub pointed: Memo<Option<u32>>,
    /// Its point.
    at: Memo<Option<usize>>,
}

impl Plane {
    /// The map of the newest survey, as large as an element.
    pub fn new(element: NodeRef<html::Figure>) -> Self {
        let store = store();
        let survey = store.memo(|state| state.inside.projection.answer().cloned());
        let looked = store.memo(|state| state.inside.activations.answer().cloned());
        let points = Memo::new(move |_| {
            let survey = survey.get()?;
            let (indices, labels, answers) = (survey.indices.clone(), survey.labels.clone(), survey.answers.clone());
            Some(Shared::new(Points { places: plane::pairs(&survey.points.values()), labels, answers, indices }))
        });
        let size = watch_size(element);
        let view = Memo::new(move |_| points.with(|points| Some(View::new(&points.as_ref()?.places, size.get()))));
        let on_canvas = Memo::new(move |_| {
            let view = view.get()?;
            points.with(|points| Some(points.as_ref()?.places.iter().map(|place| view.place(*place)).collect()))
        });
        let pointed = store.memo(|state| state.inside.pointed);
        let at = Memo::new(move |_| {
            let index = pointed.get()?;
            points.with(|points| points.as_ref()?.indices.iter().position(|other| *other == index))
        });
        let own = Memo::new(move |_| plane::project(&survey.get()?.components, &*looked.get()?));
        Self { store, points, size, view, on_canvas, own, hidden: RwSignal::new(Vec::new()), pointed, at }
    }

    /// How many points there are; none before a survey.
    pub fn count(self) -> Option<usize> {
        self.points.with(|points| points.as_ref().map(|points| points.places.len()))
    }

    /// The point that is pointed at, in words: its image, and `words` before the true class and the answer.
    pub fn told(self, words: &[&str; 2], name: impl Fn(usize) -> Option<String>) -> Option<String> {
        let place = self.at.get()?;
        self.points.with(|points| {
            let points = points.as_ref()?;
            let name = |class: u8| name(usize::from(class)).unwrap_or_default();
            let (label, answer) = (*points.labels.get(place)?, *points.answers.get(place)?);
            let sign = if label == answer { "✓" } else { "✗" };
            let [truth, says] = words;
            Some(format!("#{} · {truth} {} · {says} {} {sign}", points.indices.get(place)?, name(label), name(answer)))
        })
    }

    /// Whether a point is of a class that is shown.
    fn counts(self, place: usize) -> bool {
        let label = self.points.with_untracked(|points| points.as_ref().and_then(|p| p.labels.get(place).copied()));
        label.is_some_and(|label| !self.hidden.with_untracked(|hidden| hidden.contains(&usize::from(label))))
    }

    fn point_at(self, place: Option<usize>) {
        let index = self.points.with_untracked(|points| points.as_ref()?.indices.get(place?).copied());
        if self.pointed.get_untracked() != index {
            self.store.act(|state| state.point_at(index));
        }
    }

    /// Points at the nearest point under a pointer; between points the last one stays in view.
    fn follow(self, event: &PointerEvent) {
        let here = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let found =
            self.on_canvas.with_untracked(|all| plane::nearest(all.as_ref()?, here, NEAR, |at| self.counts(at)));
        if found.is_some() {
            self.point_at(found);
        }
    }

    /// Points at the next point the way of an arrow key.
    fn step(self, event: &KeyboardEvent) {
        let way = match event.key().as_str() {
            "ArrowRight" => (1.0, 0.0),
            "ArrowLeft" => (-1.0, 0.0),
            "ArrowDown" => (0.0, 1.0),
            "ArrowUp" => (0.0, -1.0),
            _ => return,
        };
        event.prevent_default();
        let (width, height) = self.size.get_untracked();
        let counts = |at| self.counts(at);
        let next = self.on_canvas.with_untracked(|all| {
            let all = all.as_ref()?;
            match self.at.get_untracked() {
                Some(from) => plane::next(all, from, way, counts).or(Some(from)),
                None => plane::nearest(all, (width / 2.0, height / 2.0), f64::INFINITY, counts),
            }
        });
        self.point_at(next);
    }

    /// The places of each class that is shown, pixels.
    fn by_class(self, points: &Points, places: &[Place]) -> Vec<(usize, Vec<Place>)> {
        let hidden = self.hidden.get_untracked();
        let most = points.labels.iter().max().map_or(0, |most| usize::from(*most));
        let of = |class: usize| {
            let own = points.labels.iter().zip(places).filter(|(label, _)| usize::from(**label) == class);
            own.map(|(_, place)| *place).filter(|(x, y)| x.is_finite() && y.is_finite()).collect()
        };
        (0..=most).filter(|class| !hidden.contains(class)).map(|class| (class, of(class))).collect()
    }
}

/// The points on one canvas, and what moves above them on another.
#[component]
pub fn Drawing(
    plane: Plane,
    /// What the map shows, in words.
    label: Signal<String>,
    /// The point that is pointed at, in words.
    words_at: Signal<Option<String>>,
) -> impl IntoView {
    let Plane { points, size, view, on_canvas, own, hidden, at, .. } = plane;
    let ramp = ramp();
    let below = NodeRef::<html::Canvas>::new();
    let draw_points = once_a_frame(move || {
        let (Some(canvas), Some(places)) = (below.try_get_untracked().flatten(), on_canvas.get_untracked()) else {
            return;
        };
        points.with_untracked(|points| {
            if let Some(points) = points {
                canvas::points(&canvas, size.get_untracked(), &plane.by_class(points, &places));
            }
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
        let own = own.get_untracked().and_then(|own| Some(view.get_untracked()?.place(own)));
        canvas::above(&canvas, size.get_untracked(), point, own);
    });
    Effect::new(move |_| {
        top.track();
        on_canvas.track();
        at.track();
        own.track();
        ramp.track();
        draw_above();
    });
    view! {
        <canvas
            node_ref=below
            hidden=move || plane.count().is_none()
            tabindex="0"
            role="slider"
            aria-label=move || label.get()
            aria-valuemin="0"
            aria-valuemax=move || plane.count().unwrap_or(1).saturating_sub(1).to_string()
            aria-valuenow=move || at.get().unwrap_or(0).to_string()
            aria-valuetext=move || words_at.get().unwrap_or_else(|| label.get())
            data-testid="map"
            data-value=move || plane.count().map(|points| points.to_string())
            on:pointermove=move |event| plane.follow(&event)
            on:pointerdown=move |event| plane.follow(&event)
            on:keydown=move |event| plane.step(&event)
        ></canvas>
        <canvas node_ref=top class="map-above" aria-hidden="true"></canvas>
    }
}
