//! A layer's activation, its padding, and a dropout's rate.

use leptos::prelude::*;
use model::spec::{Activation, Dropout, Layer, Padding};

use super::fault_of;
use crate::architecture::Fault;
use crate::i18n::{Language, network};
use crate::permalink::activation_name;
use crate::view::field::{Choice, Nudge, RealInput};
use crate::view::{desk, preferences};

/// What each output of the layer passes through.
#[component]
pub(super) fn ActivationChoice(index: usize) -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let number = index + 1;
    let value = desk.memo(move |state| {
        let layer = state.draft.layers.get(index);
        activation_name(layer.and_then(Layer::activation).unwrap_or_default())
    });
    let options = move || {
        let word = |activation| network::activation(prefs.language.get(), activation);
        Activation::ALL.map(|activation| (activation_name(activation), word(activation))).to_vec()
    };
    let name = move || format!("{} {number}: {}", prefs.phrases().network.layer, prefs.phrases().network.activation);
    view! {
        <Choice
            value
            options=Signal::derive(options)
            on_change=Callback::new(move |name: String| {
                let found = Activation::ALL.into_iter().find(|activation| activation_name(*activation) == name);
                if let Some(found) = found {
                    desk.edit(|spec| {
                        if let Some(layer) = spec.layers.get_mut(index) {
                            activate(layer, found);
                        }
                    });
                }
            })
            test_id=format!("layer-{number}-activation")
            name=Signal::derive(name)
            topic="activation"
        />
    }
}

fn activate(layer: &mut Layer, activation: Activation) {
    match layer {
        Layer::Dense(dense) => dense.activation = activation,
        Layer::Conv(conv) => conv.activation = activation,
        Layer::Pool(_) | Layer::Flatten | Layer::Dropout(_) | Layer::BatchNorm(_) => {}
    }
}

/// Whether windows may reach over the edge. The names are those of the field in every language.
#[component]
pub(super) fn PaddingChoice(index: usize) -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let number = index + 1;
    let value = desk.memo(move |state| {
        let mut layer = state.draft.layers.get(index).copied();
        padding_name(layer.as_mut().and_then(padding).map_or(Padding::Valid, |padding| *padding))
    });
    let options = [Padding::Valid, Padding::Same].map(padding_name).map(|name| (name, name)).to_vec();
    let name = move || format!("{} {number}: {}", prefs.phrases().network.layer, prefs.phrases().layers.padding);
    view! {
        <label class="layer-field layer-padding" data-help="padding" title=move || prefs.phrases().layers.padding_help>
            <Choice
                value
                options=Signal::derive(move || options.clone())
                on_change=Callback::new(move |name: String| {
                    let found = [Padding::Valid, Padding::Same].into_iter().find(|padding| padding_name(*padding) == name);
                    desk.edit(|spec| {
                        if let (Some(found), Some(place)) = (found, spec.layers.get_mut(index).and_then(padding)) {
                            *place = found;
                        }
                    });
                })
                test_id=format!("layer-{number}-padding")
                name=Signal::derive(name)
            />
        </label>
    }
}

fn padding(layer: &mut Layer) -> Option<&mut Padding> {
    match layer {
        Layer::Conv(conv) => Some(&mut conv.padding),
        Layer::Pool(pool) => Some(&mut pool.padding),
        Layer::Dense(_) | Layer::Flatten | Layer::Dropout(_) | Layer::BatchNorm(_) => None,
    }
}

fn padding_name(padding: Padding) -> &'static str {
    match padding {
        Padding::Valid => "valid",
        Padding::Same => "same",
    }
}

/// The share of its inputs that a dropout switches off.
#[component]
pub(super) fn Rate(index: usize) -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let number = index + 1;
    let value = desk.memo(move |state| match state.draft.layers.get(index) {
        Some(Layer::Dropout(dropout)) => dropout.rate,
        Some(Layer::Dense(_) | Layer::Conv(_) | Layer::Pool(_) | Layer::Flatten | Layer::BatchNorm(_)) | None => 0.0,
    });
    let invalid =
        desk.memo(move |state| matches!(fault_of(state.draft_error.as_ref(), number), Some(Fault::Number(_))));
    let name = move || format!("{} {number}: {}", prefs.phrases().network.layer, prefs.phrases().layers.rate);
    view! {
        <label class="layer-field" data-help="dropout-rate" title=move || prefs.phrases().layers.rate_help>
            <span class="layer-word">{move || prefs.phrases().layers.rate}</span>
            <RealInput
                value
                on_change=Callback::new(move |rate| {
                    desk.edit(|spec| match spec.layers.get_mut(index) {
                        Some(Layer::Dropout(dropout)) => *dropout = Dropout { rate },
                        Some(Layer::Dense(_) | Layer::Conv(_) | Layer::Pool(_) | Layer::Flatten | Layer::BatchNorm(_))
                        | None => {}
                    });
                })
                nudge=Nudge::By(0.05)
                comma=Signal::derive(move || prefs.language.get() == Language::Es)
                test_id=format!("layer-{number}-rate")
                name=Signal::derive(name)
                invalid
            />
        </label>
    }
}
