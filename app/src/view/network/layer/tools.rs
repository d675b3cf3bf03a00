//! A layer's place: nearer to the image, nearer to the output, or gone.

use leptos::prelude::*;
use spec::Layer;

use crate::i18n::phrases::NetworkPhrases;
use crate::preferences::preferences;
use crate::store::store;

/// The buttons that move a layer or remove it.
#[component]
pub(super) fn Tools(index: usize) -> impl IntoView {
    let store = store();
    let first = Signal::derive(move || index == 0);
    let last = store.memo(move |state| index + 1 >= state.draft.layers.len());
    view! {
        <span class="layer-tools">
            <Tool index id="earlier" sign="←" word=|phrases| phrases.earlier() disabled=first change=|layers, index| {
                swap(layers, index, index.wrapping_sub(1));
            } />
            <Tool index id="later" sign="→" word=|phrases| phrases.later() disabled=last change=|layers, index| {
                swap(layers, index, index + 1);
            } />
            <Tool index id="remove" sign="×" word=|phrases| phrases.remove() disabled=false change=|layers, index| {
                if index < layers.len() {
                    layers.remove(index);
                }
            } />
        </span>
    }
}

#[component]
fn Tool(
    index: usize,
    id: &'static str,
    sign: &'static str,
    word: fn(NetworkPhrases) -> &'static str,
    #[prop(into)] disabled: Signal<bool>,
    change: fn(&mut Vec<Layer>, usize),
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let number = index + 1;
    let word = move || word(prefs.phrases().network());
    view! {
        <button
            type="button"
            class="bare"
            data-testid=format!("layer-{number}-{id}")
            title=word
            aria-label=move || format!("{} {number}: {}", prefs.phrases().network().layer(), word())
            disabled=move || disabled.get()
            on:click=move |_| store.edit(|spec| change(&mut spec.layers, index))
        >
            {sign}
        </button>
    }
}

/// Swaps two layers where both are there.
fn swap(layers: &mut [Layer], a: usize, b: usize) {
    if a < layers.len() && b < layers.len() {
        layers.swap(a, b);
    }
}
