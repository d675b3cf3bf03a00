//! The weights of a layer: a unit as an image, all units, and how their numbers are spread.

use leptos::prelude::*;
use serde_json::json;
use spec::protocol::Array;
use spec::{Layer, Shape};

use super::pick::{Pager, Pick};
use super::shown::Shown;
use super::{Frame, room, words};
use crate::chart::spread::{Spread, sketch};
use crate::format;
use crate::i18n::inside::{all_units, at_pixel, number, spread, unit, weights_of};
use crate::preferences::preferences;
use crate::rules::pictures::kernel::{Kernel, window};
use crate::rules::pictures::outputs;
use crate::rules::shared::Shared;
use crate::state::{State, has_weights};
use crate::store::store;
use crate::view::parts::classes::class_names;
use crate::view::parts::field::{Field, WholeInput};
use crate::view::parts::sketch::SketchView;

/// Width and height of a histogram, pixels.
const SIZE: (f64, f64) = (300.0, 130.0);

/// A tensor of the layer, its numbers read once.
struct Tensor {
    name: String,
    shape: Vec<u32>,
    values: Vec<f32>,
    spread: Spread,
}

/// The tensors of a layer.
struct Tensors {
    layer: usize,
    step: u64,
    window: Shape,
    all: Vec<Tensor>,
}

impl Tensors {
    fn get(&self, name: &str) -> Option<&Tensor> {
        self.all.iter().find(|tensor| tensor.name == name)
    }

    /// The kernel, of a dense layer or a convolution.
    fn kernel(&self) -> Option<Kernel<'_>> {
        let kernel = self.get("kernel")?;
        Kernel::new(&kernel.values, self.window, outputs::units(&kernel.shape))
    }
}

/// The weights of a layer.
#[component]
pub fn WeightsView() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let frame = store.memo(Frame::of);
    let layer = store.memo(State::weights_layer);
    let weights = store.memo(|state| state.inside.weights.answer().cloned());
    let tensors = Memo::new(move |_| {
        let (weights, layer) = (weights.get()?, layer.get());
        if weights.layer as usize != layer {
            return None;
        }
        let read = |(name, numbers): &(String, Array)| {
            let values = numbers.values();
            let spread = Spread::of(&values);
            Tensor { name: name.clone(), shape: numbers.shape.clone(), values, spread }
        };
        let window = frame.with(|frame| window(&frame.spec(), layer));
        Some(Shared::new(Tensors {
            layer,
            step: weights.step,
            window,
            all: weights.tensors.iter().map(read).collect(),
        }))
    });
    let options = move || {
        let (frame, language) = (frame.get(), prefs.language.get());
        let places = (0..=frame.layers.len()).filter(|layer| frame.layers.get(*layer).is_none_or(has_weights));
        places.map(|layer| (layer.to_string(), frame.name(language, layer))).collect::<Vec<_>>()
    };
    // Rebuilt where other tensors come, not when their numbers move.
    let names = Memo::new(move |_| {
        tensors.with(|tensors| {
            let tensors = tensors.as_ref()?;
            let names = tensors.all.iter().map(|tensor| tensor.name.clone()).collect::<Vec<_>>();
            Some((tensors.layer, names, tensors.kernel().is_some()))
        })
    });
    let value = move || {
        tensors.with(|tensors| {
            let tensors = tensors.as_ref()?;
            let spread = &tensors.all.first()?.spread;
            let told = json!({
                "layer": tensors.layer, "step": tensors.step, "mean": spread.mean, "deviation": spread.deviation,
            });
            Some(told.to_string())
        })
    };
    view! {
        <div class="inside-part" data-testid="weights" data-value=value>
            <div class="inside-tools">
                <Pick
                    label=Signal::derive(move || words().layer())
                    value=Signal::derive(move || layer.get().to_string())
                    options=Signal::derive(options)
                    on_change=Callback::new(move |name: String| {
                        store.act(|state| name.parse().into_iter().for_each(|layer| state.show_weights_of(layer)));
                    })
                    test_id="weights-layer"
                />
                <p class="soft">{move || words().weights_note()}</p>
            </div>
            {move || {
                let (layer, names, has_kernel) = names.get()?;
                let filters = frame.with_untracked(|frame| matches!(frame.layers.get(layer), Some(Layer::Conv(_))));
                let output = frame.with_untracked(|frame| layer == frame.layers.len());
                let rows = if has_kernel { Vec::new() } else { names.clone() };
                Some(
                    view! {
                        <div class="weights-part">
                            {has_kernel.then(|| view! { <Units tensors filters output /> })}
                            {rows.into_iter().map(|name| view! { <Row tensors name /> }).collect_view()}
                            <div class="weights-spread">
                                {names.into_iter().map(|name| view! { <Histogram tensors name /> }).collect_view()}
                            </div>
                        </div>
                    },
                )
            }}
        </div>
    }
}

/// One unit large, all of them small.
#[component]
fn Units(tensors: Memo<Option<Shared<Tensors>>>, filters: bool, output: bool) -> impl IntoView {
    let prefs = preferences();
    let chosen = RwSignal::new(0_usize);
    let (first, room) = (RwSignal::new(0_usize), room());
    let with = move |part: &dyn Fn(&Tensors, Kernel<'_>) -> usize| {
        tensors.with(|tensors| tensors.as_ref().and_then(|t| Some(part(t, t.kernel()?))).unwrap_or(0))
    };
    let units = Memo::new(move |_| with(&|_, kernel| kernel.units));
    let channels = Memo::new(move |_| with(&|_, kernel| kernel.channels()).max(1));
    let page = Memo::new(move |_| with(&|_, kernel| kernel.page()).max(1));
    let most = Memo::new(move |_| {
        // One scale for all units.
        tensors.with(|tensors| tensors.as_ref().and_then(|t| Some(t.get("kernel")?.spread.most as f32)).unwrap_or(0.0))
    });
    let image = Memo::new(move |_| {
        tensors.with(|tensors| tensors.as_ref().is_some_and(|t| matches!(t.window, Shape::Image(..))))
    });
    let chosen_unit = Memo::new(move |_| chosen.get().min(units.get().saturating_sub(1)));
    let large = Memo::new(move |_| {
        let (unit, room) = (chosen_unit.get(), room.get());
        tensors.with(|tensors| Some(Shared::new(tensors.as_ref()?.kernel()?.unit(unit, room))))
    });
    let many = Memo::new(move |_| {
        let (first, most, room) = (first.get(), most.get(), room.get());
        tensors.with(|tensors| Some(Shared::new(tensors.as_ref()?.kernel()?.many(first, most, room))))
    });
    let bias = Memo::new(move |_| {
        let unit = chosen_unit.get();
        tensors.with(|tensors| tensors.as_ref()?.get("bias")?.values.get(unit).map(|bias| f64::from(*bias)))
    });
    let names = class_names();
    let called = move |index: usize| {
        if output {
            names.with(|names| names.get(index).cloned().unwrap_or_default())
        } else {
            unit(prefs.language.get(), filters, index)
        }
    };
    let tell_large = move |at: usize| {
        let Some(picture) = large.get() else { return String::new() };
        let (tile, row, column) = picture.split(at);
        let value = picture.values.get(at).map_or(f64::NAN, |value| f64::from(*value));
        let language = prefs.language.get();
        if !image.get() {
            return format!("{}: {}", unit(language, false, row * picture.tile[1] + column), number(language, value));
        }
        let before = if channels.get() > 1 { language.phrases().inside().channel(tile) + ", " } else { String::new() };
        at_pixel(language, &before, row, column, value)
    };
    let tell_many = move |at: usize| {
        let Some(picture) = many.get() else { return String::new() };
        called(first.get() + picture.split(at).0 / channels.get())
    };
    let label_large = move || {
        let chosen = chosen_unit.get();
        let class = output.then(|| called(chosen));
        weights_of(prefs.language.get(), filters, class.as_deref(), chosen)
    };
    let label_many = move || all_units(prefs.language.get(), filters, units.get());
    // The frame stands around the first of the unit's pictures.
    let framed = Signal::derive(move || {
        let place = chosen_unit.get().checked_sub(first.get()).filter(|place| *place < page.get())?;
        Some(place * channels.get())
    });
    let choose = move |unit: usize| {
        chosen.set(unit.min(units.get_untracked().saturating_sub(1)));
        let page = page.get_untracked();
        first.set(chosen.get_untracked() / page * page);
    };
    view! {
        <section class="weights-unit">
            <h3>{label_large}</h3>
            <Field label=Signal::derive(move || words().unit()[usize::from(filters)]) help=Signal::derive(move || words().unit_help())>
                <WholeInput
                    value=Signal::derive(move || chosen_unit.get() as u64)
                    on_change=Callback::new(move |unit: u64| choose(usize::try_from(unit).unwrap_or(usize::MAX)))
                    min=0
                    max=2_047
                    test_id="weights-unit".to_owned()
                />
            </Field>
            <Shown
                picture=large
                label=Signal::derive(label_large)
                tell=Callback::new(tell_large)
                test_id="weights-unit-picture"
                value=Signal::derive(move || {
                    let shown = large.get()?;
                    Some(json!({ "unit": chosen_unit.get(), "tile": shown.tile, "most": shown.most }).to_string())
                })
                export="weights-unit"
            />
            <p>
                {move || words().bias()} ": "
                <b data-testid="weights-bias" data-value=move || bias.get().map(|bias| bias.to_string())>
                    {move || bias.get().map(|bias| number(prefs.language.get(), bias))}
                </b>
            </p>
        </section>
        <section class="weights-units">
            <h3>{label_many}</h3>
            <Shown
                picture=many
                label=Signal::derive(label_many)
                tell=Callback::new(tell_many)
                test_id="weights-units"
                value=Signal::derive(move || many.get().map(|many| (many.tiles() / channels.get()).to_string()))
                export="weights-units"
                framed
                on_pick=Callback::new(move |tile: usize| choose(first.get_untracked() + tile / channels.get_untracked()))
            />
            <Pager first page all=units test_id="weights-units" />
        </section>
    }
}

/// A tensor of a number a unit, as cells.
#[component]
fn Row(tensors: Memo<Option<Shared<Tensors>>>, name: String) -> impl IntoView {
    let prefs = preferences();
    let (own, heading, room) = (name.clone(), name.clone(), room());
    let drawn = Memo::new(move |_| {
        let room = room.get();
        tensors.with(|tensors| {
            let tensor = tensors.as_ref()?.get(&own)?;
            let mut picture = outputs::picture(&tensor.shape, &tensor.values, 0, room);
            picture.hollow = false;
            Some(Shared::new(picture))
        })
    });
    let tell = move |at: usize| {
        let value = drawn.with(|drawn| drawn.as_ref().and_then(|drawn| drawn.values.get(at)).copied());
        let language = prefs.language.get();
        format!("{}: {}", language.phrases().inside().channel(at), number(language, value.map_or(f64::NAN, f64::from)))
    };
    let label = heading.clone();
    view! {
        <section class="weights-row">
            <h3>{heading}</h3>
            <Shown
                picture=drawn
                label=Signal::derive(move || label.clone())
                tell=Callback::new(tell)
                test_id="weights-row"
                value=Signal::derive(move || Some(name.clone()))
                export="weights-row"
            />
        </section>
    }
}

/// How the numbers of a tensor are spread.
#[component]
fn Histogram(tensors: Memo<Option<Shared<Tensors>>>, name: String) -> impl IntoView {
    let prefs = preferences();
    let test_id: &'static str = match &name[..] {
        "kernel" => "weights-histogram-kernel",
        "bias" => "weights-histogram-bias",
        _ => "weights-histogram-other",
    };
    let own = name.clone();
    let spread_now = Memo::new(move |_| {
        tensors.with(|tensors| tensors.as_ref().and_then(|tensors| Some(tensors.get(&own)?.spread.clone())))
    });
    let drawn = move || {
        let decimal = |value, decimals| format::decimal(prefs.language.get(), value, decimals);
        let spread = spread_now.get().unwrap_or_else(|| Spread::of(&[]));
        sketch(&spread, SIZE, words().axes(), &decimal)
    };
    let title = Memo::new(move |_| match &name[..] {
        "kernel" => words().kernel().to_owned(),
        "bias" => words().bias().to_owned(),
        other => other.to_owned(),
    });
    let told = move || {
        let found = spread_now.get();
        found.map(|found| spread(prefs.language.get(), found.mean, found.deviation, found.numbers)).unwrap_or_default()
    };
    view! {
        <figure>
            <figcaption>{title}</figcaption>
            <SketchView
                sketch=Signal::derive(drawn)
                label=Signal::derive(move || format!("{}: {}", title.get(), told()))
                test_id
            />
            <p class="soft">{told}</p>
        </figure>
    }
}
