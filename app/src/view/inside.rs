//! The tab that looks inside the network.

mod activations;
mod layers;
mod map;
mod map_canvas;
mod pick;
mod pixels;
mod shown;
mod weights;

use std::time::Duration;

use leptos::prelude::*;
use model::catalogue::DatasetId;
use model::protocol::{Moment, Predictor};
use model::spec::{Layer, Spec};

use self::activations::Activations;
use self::layers::Layers;
use self::map::Map;
use self::pixels::Pixels;
use self::weights::WeightsView;
use super::{desk, preferences};
use crate::chart::colour;
use crate::i18n::inside::{InsidePhrases, after, layer_name, phrases};
use crate::inside::ramp::Ramp;
use crate::state::{NoInside, Section, State};

/// From one look at a network that trains to the next.
const BEAT: Duration = Duration::from_millis(500);

/// The colours of numbers, as the theme has them.
#[derive(Clone, Copy)]
struct Ramps(RwSignal<Ramp>);

/// The tab that looks inside the network.
#[component]
pub fn Inside() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
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
    if let Ok(beat) = set_interval_with_handle(move || desk.act(State::beat_inside), BEAT) {
        on_cleanup(move || beat.clear());
    }

    let section = desk.memo(|state| state.inside.section);
    let button = move |part: Section| {
        view! {
            <button
                type="button"
                data-testid=format!("inside-{}", part.name())
                aria-pressed=move || (section.get() == part).to_string()
                on:click=move |_| desk.act(|state| state.open_section(part))
            >
                {move || words().section(part)}
            </button>
        }
    };
    view! {
        <div class="inside">
            <div class="inside-head">
                <div class="switch" role="group" aria-label=move || words().parts>
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
    let (desk, prefs) = (desk(), preferences());
    let told = desk.memo(told);
    let words = move || told.get().words(words(), prefs.language.get());
    // Steps are counted in silence; only what keeps something from being seen is read out.
    let counts = move || match told.get() {
        Told::After(_) => true,
        Told::Nothing | Told::Missing(_) | Told::Waiting | Told::Gone | Told::BuiltIn => false,
    };
    view! {
        <p class="soft inside-line" data-testid="inside-state" data-value=move || told.get().name()>
            <span role="status">{move || (!counts()).then(words)}</span>
            <span>{move || counts().then(words)}</span>
        </p>
    }
}

/// How it stands with what the open part shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Nothing,
    Missing(NoInside),
    Waiting,
    Gone,
    BuiltIn,
    After(u64),
}

impl Told {
    fn name(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Missing(NoInside::Network) => "no-network",
            Self::Missing(NoInside::Image) => "no-image",
            Self::Waiting => "waiting",
            Self::Gone => "gone",
            Self::BuiltIn => "built-in",
            Self::After(_) => "ready",
        }
    }

    fn words(self, phrases: &InsidePhrases, language: crate::i18n::Language) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Missing(NoInside::Network) => phrases.no_network.to_owned(),
            Self::Missing(NoInside::Image) => phrases.no_image.to_owned(),
            Self::Waiting => phrases.waiting.to_owned(),
            Self::Gone => phrases.gone.to_owned(),
            Self::BuiltIn => phrases.built_in.to_owned(),
            Self::After(step) => after(language, step),
        }
    }
}

fn told(state: &State) -> Told {
    let inside = &state.inside;
    let looked = || {
        let built_in = state.prediction.as_ref().is_some_and(|prediction| prediction.by == Predictor::BuiltIn);
        match inside.looked.answer() {
            Some(_) if built_in && state.moment == Moment::Now => Told::BuiltIn,
            Some(looked) => Told::After(looked.step),
            None if inside.looked.came_to_nothing() => Told::Gone,
            None => Told::Waiting,
        }
    };
    match (inside.section, state.no_inside()) {
        (Section::Layers, _) => Told::Nothing,
        // The map can be had without an image in view.
        (Section::Map, Some(NoInside::Image) | None) => match inside.survey.answer() {
            _ if inside.survey.waits() => Told::Waiting,
            Some(survey) => Told::After(survey.step),
            None if inside.survey.came_to_nothing() && state.moment != Moment::Now => Told::Gone,
            None => Told::Nothing,
        },
        (_, Some(reason)) => Told::Missing(reason),
        (Section::Weights, None) => match inside.weights.answer() {
            Some(weights) => Told::After(weights.step),
            None if inside.weights.came_to_nothing() => Told::Gone,
            None => Told::Waiting,
        },
        (Section::Pixels, None) if inside.saliency.iter().any(|asked| asked.waits()) => Told::Waiting,
        (Section::Activations | Section::Pixels, None) => looked(),
    }
}

/// The tab's phrases, tracked.
fn words() -> &'static InsidePhrases {
    phrases(preferences().language.get())
}

/// The colours as the theme has them, tracked.
fn ramp() -> RwSignal<Ramp> {
    expect_context::<Ramps>().0
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
    fn name(&self, language: crate::i18n::Language, layer: usize) -> String {
        match self.layers.get(layer) {
            Some(hidden) => layer_name(language, layer + 1, hidden),
            None => format!("{} · {}", layer + 1, phrases(language).output),
        }
    }
}
