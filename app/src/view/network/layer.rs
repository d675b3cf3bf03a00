//! One hidden layer: its kind, its numbers, what it gives, its place.

mod choices;
mod fields;
mod tools;

use leptos::prelude::*;
use spec::{Layer, Shape, SpecError};

use self::choices::{ActivationChoice, PaddingChoice};
use self::fields::{LayerNumber, shown};
use self::tools::Tools;
use crate::format;
use crate::i18n::{errors, layers};
use crate::preferences::preferences;
use crate::rules::architecture::{Fault, LayerKind, layer_at_fault};
use crate::store::store;

/// One hidden layer, by its place from 0.
#[component]
pub fn LayerRow(
    /// Its place, from 0.
    index: usize,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let number = index + 1;
    let kind = store.memo(move |state| state.draft.layers.get(index).map(Layer::kind));
    let name = move |short: bool| {
        let text = if short { layers::short_kind } else { layers::kind };
        kind.get().map(|kind| text(prefs.language.get(), kind))
    };
    let title = move || kind.get().map(|kind| layers::explanation(prefs.language.get(), kind));
    let label = move || format!("{} {number}: {}", prefs.phrases().network().layer(), name(false).unwrap_or_default());
    let wide = move || match kind.get() {
        Some(LayerKind::Conv | LayerKind::MaxPool | LayerKind::AveragePool) => true,
        Some(LayerKind::Dense | LayerKind::Flatten | LayerKind::Dropout | LayerKind::BatchNorm) | None => false,
    };
    view! {
        <div
            class="layer"
            class:layer-wide=wide
            role="group"
            data-help=move || kind.get().map(|kind| format!("layer-{}", kind.id()))
            data-testid=format!("layer-{number}")
            aria-label=label
        >
            <span class="layer-number" aria-hidden="true">
                {number}
            </span>
            <span
                class="layer-kind"
                title=title
                data-testid=format!("layer-{number}-kind")
                data-value=move || kind.get().map(LayerKind::id)
            >
                {move || name(true)}
            </span>
            <span class="layer-fields">{move || kind.get().map(|kind| fields(index, kind))}</span>
            <Outcome index />
            <Tools index />
        </div>
    }
}

/// The controls of a kind of layer.
fn fields(index: usize, kind: LayerKind) -> AnyView {
    let usual = kind.usual();
    view! {
        {shown(kind).into_iter().map(|number| view! { <LayerNumber index number /> }).collect_view()}
        {usual.padding().map(|_| view! { <PaddingChoice index /> })}
        {usual.activation().map(|_| view! { <ActivationChoice index /> })}
    }
    .into_any()
}

/// The shape that the layer gives, with its parameters when pointed at; or why there is none.
#[component]
fn Outcome(index: usize) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let number = index + 1;
    let summary = store.memo(move |state| {
        // The first row is the input.
        state.draft.summary().get(number).map(|row| (row.output, row.parameters))
    });
    let error =
        store.memo(move |state| state.draft_error.clone().filter(|error| fault_of(Some(error), number).is_some()));
    let shape_text = move |shape| match shape {
        Shape::Image(..) => format::shape(shape),
        Shape::Vector(length) => format::whole(prefs.language.get(), length as f64),
    };
    let value = move || match error.get() {
        Some(_) => None,
        None => summary.get().map(|(shape, _)| format::shape(shape).replace('×', "x")),
    };
    let text = move || match error.get() {
        Some(error) => {
            fault_of(Some(&error), number).map(|fault| layers::fault(prefs.language.get(), fault).to_owned())
        }
        None => summary.get().map(|(shape, _)| shape_text(shape)),
    };
    let title = move || match error.get() {
        Some(error) => Some(errors::spec(prefs.language.get(), &error)),
        None => summary.get().map(|(shape, parameters)| {
            let parameters = format::whole(prefs.language.get(), parameters as f64);
            let phrases = prefs.phrases();
            format!(
                "{} {}: {parameters} {}",
                phrases.layers().gives(),
                shape_text(shape),
                phrases.network().parameters()
            )
        }),
    };
    view! {
        <span
            class="layer-shape"
            class:layer-fault=move || error.get().is_some()
            title=title
            data-testid=format!("layer-{number}-shape")
            data-value=value
        >
            {text}
        </span>
    }
}

/// What is wrong with this layer, counted from 1, if the error is about it.
fn fault_of(error: Option<&SpecError>, number: usize) -> Option<Fault<'_>> {
    let (layer, fault) = layer_at_fault(error?)?;
    (layer == number).then_some(fault)
}
