//! What the menu of the schedule holds: its kind, its numbers, and the curve that the rate will take.

use leptos::prelude::*;
use spec::{Decay, SpecPart};

use super::word;
use crate::chart::schedule::sketch;
use crate::format;
use crate::preferences::preferences;
use crate::store::store;
use crate::view::parts::field::Choice;
use crate::view::parts::number::NumberFields;
use crate::view::parts::sketch::SketchView;

/// Width and height of the curve, pixels.
const SIZE: (f64, f64) = (288.0, 150.0);
/// Steps of an epoch before the worker has counted them: MNIST's with the usual batch.
const USUAL_STEPS: u32 = 422;

/// What the menu holds.
pub fn content() -> AnyView {
    let (store, prefs) = (store(), preferences());
    let schedule = store.memo(|state| state.draft.schedule);
    let kind = Memo::new(move |_| schedule.get().decay.id());
    let phrases = move || prefs.phrases().schedule();
    let heading = move || prefs.phrases().training().schedule();
    let word = move |decay| word(prefs.phrases().training(), decay);
    let title = Signal::derive(move || format!("{}: {}", heading(), word(schedule.get().decay)));
    let spec = store.memo(|state| {
        let built = state.run.as_ref().filter(|run| !run.differs(&state.draft)).and_then(|run| run.built);
        (state.draft.clone(), built.map_or(USUAL_STEPS, |built| built.steps_per_epoch))
    });
    let drawn = move || {
        let (spec, steps) = spec.get();
        let decimal = |value, decimals| format::decimal(prefs.language.get(), value, decimals);
        sketch(&spec, steps, SIZE, [phrases().epochs_axis(), phrases().rate_axis()], &decimal)
    };
    view! {
        <b>{heading}</b>
        <p class="soft">{move || phrases().help()}</p>
        <Choice
            value=kind
            options=Signal::derive(move || Decay::ALL.map(|decay| (decay.id(), word(decay))).to_vec())
            on_change=Callback::new(move |chosen: String| {
                if let Some(decay) = Decay::from_id(&chosen) {
                    store.edit(|spec| spec.schedule.decay = decay);
                }
            })
            test_id="schedule".to_owned()
            name=Signal::derive(move || heading().to_owned())
        />
        <div class="menu-fields">
            <NumberFields part=SpecPart::Schedule />
        </div>
        <SketchView sketch=Signal::derive(drawn) label=title test_id="schedule-curve" />
    }
    .into_any()
}
