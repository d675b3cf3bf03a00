//! The numbers of a layer.

use leptos::prelude::*;
use spec::{LayerKind, Number, Numbers, SpecPart};

use crate::i18n::Phrases;
use crate::preferences::preferences;
use crate::view::parts::number::NumberInput;

/// The numbers of a kind that have a field. Those of a batch normalisation are hardly ever changed.
pub(super) fn shown(kind: LayerKind) -> Vec<&'static Number> {
    match kind {
        LayerKind::BatchNorm => vec![],
        LayerKind::Dense
        | LayerKind::Conv
        | LayerKind::MaxPool
        | LayerKind::AveragePool
        | LayerKind::Flatten
        | LayerKind::Dropout => kind.usual().values().into_iter().map(|(number, _)| number).collect(),
    }
}

/// A number of the layer at this place. Units follow the word for their layer and need no label in sight.
#[component]
pub(super) fn LayerNumber(index: usize, number: &'static Number) -> impl IntoView {
    let prefs = preferences();
    let layer = index + 1;
    let words = move || words(prefs.phrases(), number.id);
    view! {
        <label class="layer-field" data-help=number.topic title=move || words()[1]>
            <Show when=move || number.id != "units">
                <span class="layer-word">{move || words()[0]}</span>
            </Show>
            <NumberInput
                part=SpecPart::Layer(layer)
                number
                name=Signal::derive(move || format!("{} {layer}: {}", prefs.phrases().network().layer(), words()[0]))
            />
        </label>
    }
}

/// Its label, and what explains it.
fn words(phrases: Phrases, id: &'static str) -> [&'static str; 2] {
    match id {
        "units" => [phrases.network().units(), phrases.network().units()],
        "filters" => [phrases.layers().filters(), phrases.layers().filters_help()],
        "kernel" => [phrases.layers().kernel(), phrases.layers().kernel_help()],
        "size" => [phrases.layers().size(), phrases.layers().size_help()],
        "stride" => [phrases.layers().stride(), phrases.layers().stride_help()],
        "rate" => [phrases.layers().rate(), phrases.layers().rate_help()],
        other => [other, other],
    }
}
