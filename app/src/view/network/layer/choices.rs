//! A layer's activation and its padding.

use leptos::prelude::*;
use spec::{Activation, Layer, Padding};

use crate::i18n::network;
use crate::preferences::preferences;
use crate::store::store;
use crate::view::parts::field::Choice;

/// What each output of the layer passes through.
#[component]
pub(super) fn ActivationChoice(index: usize) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let number = index + 1;
    let value = store.memo(move |state| {
        let layer = state.draft.layers.get(index);
        layer.and_then(Layer::activation).unwrap_or_default().id()
    });
    let options = move || {
        let word = |activation| network::activation(prefs.language.get(), activation);
        Activation::ALL.map(|activation| (activation.id(), word(activation))).to_vec()
    };
    let name =
        move || format!("{} {number}: {}", prefs.phrases().network().layer(), prefs.phrases().network().activation());
    view! {
        <Choice
            value
            options=Signal::derive(options)
            on_change=Callback::new(move |name: String| {
                store.edit(|spec| {
                    let place = spec.layers.get_mut(index).and_then(Layer::activation_mut);
                    if let (Some(found), Some(place)) = (Activation::from_id(&name), place) {
                        *place = found;
                    }
                });
            })
            test_id=format!("layer-{number}-activation")
            name=Signal::derive(name)
            topic="activation"
        />
    }
}

/// Whether windows may reach over the edge. The names are those of the field in every language.
#[component]
pub(super) fn PaddingChoice(index: usize) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let number = index + 1;
    let value = store.memo(move |state| {
        let layer = state.draft.layers.get(index);
        layer.and_then(Layer::padding).unwrap_or_default().id()
    });
    let options = Padding::ALL.map(|padding| (padding.id(), padding.id())).to_vec();
    let name =
        move || format!("{} {number}: {}", prefs.phrases().network().layer(), prefs.phrases().layers().padding());
    view! {
        <label class="layer-field layer-padding" data-help="padding" title=move || prefs.phrases().layers().padding_help()>
            <Choice
                value
                options=Signal::derive(move || options.clone())
                on_change=Callback::new(move |name: String| {
                    store.edit(|spec| {
                        let place = spec.layers.get_mut(index).and_then(Layer::padding_mut);
                        if let (Some(found), Some(place)) = (Padding::from_id(&name), place) {
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
