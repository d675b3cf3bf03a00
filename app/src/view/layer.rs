//! One hidden layer: units, activation, place.

use leptos::prelude::*;
use model::spec::{Activation, Dense, Layer, SpecError, limits};

use super::field::{Choice, WholeInput};
use super::{desk, preferences};
use crate::i18n::network;
use crate::permalink::activation_name;

/// One hidden layer, by its place from 0.
#[component]
pub fn LayerRow(
    /// Its place, from 0.
    index: usize,
) -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let number = index + 1;
    // A layer that was just removed keeps its last look until its row is gone.
    let dense = desk.memo(move |state| match state.draft.layers.get(index) {
        Some(Layer::Dense(dense)) => *dense,
        None => Dense { units: 1, activation: Activation::None },
    });
    let last = desk.memo(move |state| index + 1 >= state.draft.layers.len());
    let invalid =
        desk.memo(move |state| matches!(&state.draft_error, Some(SpecError::Units { layer, .. }) if *layer == number));
    let edit = move |change: &dyn Fn(&mut Dense)| {
        desk.edit(|spec| match spec.layers.get_mut(index) {
            Some(Layer::Dense(dense)) => change(dense),
            None => {}
        });
    };
    let activations = move || {
        let word = |activation| network::activation(prefs.language.get(), activation);
        Activation::ALL.map(|activation| (activation_name(activation), word(activation))).to_vec()
    };
    let named = move |word: &str| format!("{} {number}: {word}", prefs.phrases().network.layer);
    view! {
        <div class="layer" role="group" data-testid=format!("layer-{number}") aria-label=move || named("")>
            <span class="layer-number" aria-hidden="true">
                {number}
            </span>
            <WholeInput
                value=Signal::derive(move || dense.get().units as u64)
                on_change=Callback::new(move |units| edit(&|dense| dense.units = units as usize))
                min=1
                max=limits::MAX_UNITS as u64
                test_id=format!("layer-{number}-units")
                name=Signal::derive(move || named(prefs.phrases().network.units))
                invalid=invalid
            />
            <Choice
                value=Signal::derive(move || activation_name(dense.get().activation))
                options=Signal::derive(activations)
                on_change=Callback::new(move |name: String| {
                    if let Some(found) = Activation::ALL.into_iter().find(|a| activation_name(*a) == name) {
                        edit(&|dense| dense.activation = found);
                    }
                })
                test_id=format!("layer-{number}-activation")
                name=Signal::derive(move || named(prefs.phrases().network.activation))
            />
            <span class="layer-tools">
                <button
                    type="button"
                    class="bare"
                    data-testid=format!("layer-{number}-earlier")
                    title=move || prefs.phrases().network.earlier
                    aria-label=move || named(prefs.phrases().network.earlier)
                    disabled=index == 0
                    on:click=move |_| desk.edit(|spec| swap(&mut spec.layers, index, index.wrapping_sub(1)))
                >
                    "←"
                </button>
                <button
                    type="button"
                    class="bare"
                    data-testid=format!("layer-{number}-later")
                    title=move || prefs.phrases().network.later
                    aria-label=move || named(prefs.phrases().network.later)
                    disabled=move || last.get()
                    on:click=move |_| desk.edit(|spec| swap(&mut spec.layers, index, index + 1))
                >
                    "→"
                </button>
                <button
                    type="button"
                    class="bare"
                    data-testid=format!("layer-{number}-remove")
                    title=move || prefs.phrases().network.remove
                    aria-label=move || named(prefs.phrases().network.remove)
                    on:click=move |_| {
                        desk.edit(|spec| {
                            if index < spec.layers.len() {
                                spec.layers.remove(index);
                            }
                        });
                    }
                >
                    "×"
                </button>
            </span>
        </div>
    }
}

/// Swaps two layers where both are there.
fn swap(layers: &mut [Layer], a: usize, b: usize) {
    if a < layers.len() && b < layers.len() {
        layers.swap(a, b);
    }
}
