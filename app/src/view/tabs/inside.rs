//! The tab that looks inside the network.

mod activations;
mod layers;
mod map;
mod pick;
mod pixels;
mod shown;
mod weights;

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use spec::catalogue::DatasetId;
use spec::{Layer, Spec};

use self::activations::Activations;
use self::layers::Layers;
use self::map::Map;
use self::pixels::Pixels;
use self::weights::WeightsView;
use crate::browser::dom::watch_size;
use crate::chart::colour;
use crate::i18n::inside::{after, layer_name};
use crate::i18n::phrases::InsidePhrases;
use crate::preferences::preferences;
use crate::rules::pictures::ramp::Ramp;
use crate::state::{Section, State, Status};
use crate::store::store;
use crate::view::parts::status::StatusLine;

/// From one look at a network that trains to the next.
const BEAT: Duration = Duration::from_millis(500);

/// The colours of numbers, as the theme has them.
#[derive(Clone, Copy)]
struct Ramps(RwSignal<Ramp>);

/// How wide pictures of numbers may be, pixels.
#[derive(Clone, Copy)]
struct Room(Memo<usize>);

/// Before the tab has a width: more than any picture is wide.
const ANY_ROOM: usize = 1_000;

/// The tab that looks inside the network.
#[component]
pub fn Inside() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let ramp = RwSignal::new(read_ramp());
    provide_context(Ramps(ramp));
    Effect::new(move |before: Option<()>| {
        prefs.painted.track();
        if before.is_some() {
            // The document takes its theme in an effect of its own.
            request_animation_frame(move || {
                ramp.try_set(read_ramp());
            });
        }
    });
    if let Ok(beat) = set_interval_with_handle(move || store.act(State::beat_inside), BEAT) {
        on_cleanup(move || beat.clear());
    }

    let place = NodeRef::<html::Div>::new();
    let size = watch_size(place);
    provide_context(Room(Memo::new(move |_| match size.get().0 as usize {
        0 => ANY_ROOM,
        width => width,
    })));

    let section = store.memo(|state| state.inside.section);
    let button = move |part: Section| {
        view! {
            <button
                type="button"
                data-testid=format!("inside-{}", part.name())
                aria-pressed=move || (section.get() == part).to_string()
                on:click=move |_| store.act(|state| state.open_section(part))
            >
                {move || words().section(part)}
            </button>
        }
    };
    view! {
        <div class="inside" node_ref=place>
            <div class="inside-head">
                <div class="switch" role="group" aria-label=move || words().parts()>
                    {Section::ALL.map(button)}
                </div>
                <StateLine />
            </div>
            {move || match section.get() {
                Section::Layers => view! { <Layers /> }.into_any(),
                Section::Activations => view! { <Activations /> }.into_any(),
                Section::Weights => view! { <WeightsView /> }.into_any(),
                Section::Pixels => view! { <Pixels /> }.into_any(),
                Section::Map => view! { <Map /> }.into_any(),
            }}
        </div>
    }
}

/// What is shown, or why nothing is.
#[component]
fn StateLine() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let status = store.memo(State::inside_status);
    let no_image = store.memo(State::inside_lacks_image);
    let built_in = store.memo(State::bars_are_built_in);
    let step = store.memo(State::inside_step);
    let words = move || match status.get() {
        Status::Idle if no_image.get() => words().no_image().to_owned(),
        Status::Idle => String::new(),
        Status::NoNetwork => words().no_network().to_owned(),
        Status::Pending { .. } => words().waiting().to_owned(),
        Status::Gone => words().gone().to_owned(),
        Status::Ready if built_in.get() => words().built_in().to_owned(),
        Status::Ready => after(prefs.language.get(), step.get().unwrap_or_default()),
    };
    // Steps are counted in silence; only what keeps something from being seen is read out.
    let counts = move || status.get() == Status::Ready && !built_in.get();
    let name = move || match status.get() {
        Status::Idle if no_image.get() => "no-image",
        Status::Idle => "none",
        Status::NoNetwork => "no-network",
        Status::Pending { .. } => "waiting",
        Status::Gone => "gone",
        Status::Ready if built_in.get() => "built-in",
        Status::Ready => "ready",
    };
    let (words, name, silent) = (Signal::derive(words), Signal::derive(name), Signal::derive(counts));
    view! { <StatusLine words name silent test_id="inside-state" class="soft inside-line" /> }
}

/// The tab's phrases, tracked.
fn words() -> InsidePhrases {
    preferences().phrases().inside()
}

/// The colours as the theme has them, tracked.
fn ramp() -> RwSignal<Ramp> {
    expect_context::<Ramps>().0
}

/// How wide a picture may be, pixels, tracked.
fn room() -> Memo<usize> {
    expect_context::<Room>().0
}

fn read_ramp() -> Ramp {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let property = |name| style.as_ref().and_then(|style| style.get_property_value(name).ok()).unwrap_or_default();
    Ramp::new(Ramp::NAMES.map(|name| {
        let plotters::style::RGBColor(red, green, blue) =
            colour::parse(&property(name)).unwrap_or(plotters::style::RGBColor(128, 128, 128));
        [red, green, blue]
    }))
}

/// What of a network decides which pictures there are: another learning rate moves nothing.
#[derive(Clone, Debug, PartialEq)]
struct Frame {
    dataset: DatasetId,
    layers: Vec<Layer>,
}

impl Frame {
    /// Of the network that stands, or of the settings before there is one.
    fn of(state: &State) -> Self {
        let spec = state.run.as_ref().map_or(&state.draft, |run| &run.spec);
        Self { dataset: spec.dataset, layers: spec.layers.clone() }
    }

    fn spec(&self) -> Spec {
        Spec { dataset: self.dataset, layers: self.layers.clone(), ..Spec::default() }
    }

    /// The name of a layer by its place from 0; the output comes after the last hidden layer.
    fn name(&self, language: crate::language::Language, layer: usize) -> String {
        match self.layers.get(layer) {
            Some(hidden) => layer_name(language, layer + 1, hidden),
            None => format!("{} · {}", layer + 1, language.phrases().inside().output()),
        }
    }
}
