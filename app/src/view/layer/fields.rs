//! The whole numbers of a layer.

use leptos::prelude::*;
use model::spec::{Layer, limits};

use super::fault_of;
use crate::architecture::Fault;
use crate::i18n::Phrases;
use crate::view::field::WholeInput;
use crate::view::{desk, preferences};

/// A whole number that some layers have.
#[derive(Clone, Copy)]
pub(super) struct WholeField {
    /// Its name in test ids and errors.
    name: &'static str,
    /// What it is about, for the explanations.
    topic: &'static str,
    /// Its label, and what explains it.
    words: fn(&Phrases) -> [&'static str; 2],
    /// Whether the label is in sight. Units follow the word for their layer and need none.
    labelled: bool,
    /// Largest number that the steps reach.
    max: usize,
    /// Where it is kept, in a layer that has it.
    place: fn(&mut Layer) -> Option<&mut usize>,
}

pub(super) const UNITS: WholeField = WholeField {
    name: "units",
    topic: "units",
    words: |phrases| [phrases.network.units, phrases.network.units],
    labelled: false,
    max: limits::MAX_UNITS,
    place: |layer| match layer {
        Layer::Dense(dense) => Some(&mut dense.units),
        Layer::Conv(_) | Layer::Pool(_) | Layer::Flatten | Layer::Dropout(_) | Layer::BatchNorm(_) => None,
    },
};

pub(super) const FILTERS: WholeField = WholeField {
    name: "filters",
    topic: "filters",
    words: |phrases| [phrases.layers.filters, phrases.layers.filters_help],
    labelled: true,
    max: limits::MAX_FILTERS,
    place: |layer| match layer {
        Layer::Conv(conv) => Some(&mut conv.filters),
        Layer::Dense(_) | Layer::Pool(_) | Layer::Flatten | Layer::Dropout(_) | Layer::BatchNorm(_) => None,
    },
};

pub(super) const KERNEL: WholeField = WholeField {
    name: "kernel",
    topic: "kernel",
    words: |phrases| [phrases.layers.kernel, phrases.layers.kernel_help],
    labelled: true,
    max: limits::MAX_WINDOW,
    place: |layer| match layer {
        Layer::Conv(conv) => Some(&mut conv.kernel),
        Layer::Dense(_) | Layer::Pool(_) | Layer::Flatten | Layer::Dropout(_) | Layer::BatchNorm(_) => None,
    },
};

pub(super) const SIZE: WholeField = WholeField {
    name: "size",
    topic: "pool-size",
    words: |phrases| [phrases.layers.size, phrases.layers.size_help],
    labelled: true,
    max: limits::MAX_WINDOW,
    place: |layer| match layer {
        Layer::Pool(pool) => Some(&mut pool.size),
        Layer::Dense(_) | Layer::Conv(_) | Layer::Flatten | Layer::Dropout(_) | Layer::BatchNorm(_) => None,
    },
};

pub(super) const STRIDE: WholeField = WholeField {
    name: "stride",
    topic: "stride",
    words: |phrases| [phrases.layers.stride, phrases.layers.stride_help],
    labelled: true,
    max: limits::MAX_WINDOW,
    place: |layer| match layer {
        Layer::Conv(conv) => Some(&mut conv.stride),
        Layer::Pool(pool) => Some(&mut pool.stride),
        Layer::Dense(_) | Layer::Flatten | Layer::Dropout(_) | Layer::BatchNorm(_) => None,
    },
};

/// A whole number of the layer at this place.
#[component]
pub(super) fn Whole(index: usize, field: WholeField) -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let number = index + 1;
    let value = desk.memo(move |state| {
        let mut layer = state.draft.layers.get(index).copied();
        layer.as_mut().and_then(field.place).map_or(1, |place| *place as u64)
    });
    let invalid = desk.memo(move |state| {
        fault_of(state.draft_error.as_ref(), number).is_some_and(|fault| is_about(fault, field.name))
    });
    let words = move || (field.words)(prefs.phrases());
    view! {
        <label class="layer-field" data-help=field.topic title=move || words()[1]>
            <Show when=move || field.labelled>
                <span class="layer-word">{move || words()[0]}</span>
            </Show>
            <WholeInput
                value
                on_change=Callback::new(move |value: u64| {
                    desk.edit(|spec| {
                        if let Some(place) = spec.layers.get_mut(index).and_then(field.place) {
                            *place = usize::try_from(value).unwrap_or(usize::MAX);
                        }
                    });
                })
                min=1
                max=field.max as u64
                test_id=format!("layer-{number}-{}", field.name)
                name=Signal::derive(move || format!("{} {number}: {}", prefs.phrases().network.layer, words()[0]))
                invalid
            />
        </label>
    }
}

/// Whether a fault of the layer can be mended by this number.
fn is_about(fault: Fault<'_>, field: &str) -> bool {
    match fault {
        Fault::Number(name) => name == field,
        Fault::Window => field == "kernel" || field == "size",
        Fault::NeedsImage => false,
    }
}
