//! What the menu of the schedule holds: its kind, its numbers, and the curve that the rate will take.

use leptos::prelude::*;
use model::spec::{Decay, Schedule, SpecError};

use super::{name, word};
use crate::chart::schedule::sketch;
use crate::format;
use crate::i18n::Language;
use crate::i18n::learning::LearningPhrases;
use crate::view::field::{Choice, Nudge, RealInput};
use crate::view::sketch::SketchView;
use crate::view::{desk, preferences};

/// Width and height of the curve, pixels.
const SIZE: (f64, f64) = (288.0, 150.0);
/// Steps of an epoch before the worker has counted them: MNIST's with the usual batch.
const USUAL_STEPS: u32 = 422;

/// Each kind with numbers to begin with; the exponential one is the growing rate 10^(epoch / 20).
const USUAL: [Decay; 4] = [
    Decay::Constant,
    Decay::Step { every: 2.0, factor: 0.5 },
    Decay::Exponential { every: 20.0, factor: 10.0 },
    Decay::Cosine { end: 0.0 },
];

/// A number of the schedule.
#[derive(Clone, Copy)]
struct Number {
    test_id: &'static str,
    topic: &'static str,
    label: fn(&LearningPhrases) -> &'static str,
    nudge: Nudge,
    /// Its name in errors.
    name: &'static str,
    place: fn(&mut Schedule) -> Option<&mut f64>,
}

const NUMBERS: [Number; 4] = [
    Number {
        test_id: "schedule-every",
        topic: "schedule",
        label: |phrases| phrases.every,
        nudge: Nudge::By(1.0),
        name: "every",
        place: |schedule| match &mut schedule.decay {
            Decay::Step { every, .. } | Decay::Exponential { every, .. } => Some(every),
            Decay::Constant | Decay::Cosine { .. } => None,
        },
    },
    Number {
        test_id: "schedule-factor",
        topic: "schedule",
        label: |phrases| phrases.factor,
        nudge: Nudge::By(0.1),
        name: "factor",
        place: |schedule| match &mut schedule.decay {
            Decay::Step { factor, .. } | Decay::Exponential { factor, .. } => Some(factor),
            Decay::Constant | Decay::Cosine { .. } => None,
        },
    },
    Number {
        test_id: "schedule-end",
        topic: "schedule",
        label: |phrases| phrases.end,
        nudge: Nudge::By(0.1),
        name: "end",
        place: |schedule| match &mut schedule.decay {
            Decay::Cosine { end } => Some(end),
            Decay::Constant | Decay::Step { .. } | Decay::Exponential { .. } => None,
        },
    },
    Number {
        test_id: "warm-up",
        topic: "warm-up",
        label: |phrases| phrases.warm_up,
        nudge: Nudge::By(0.5),
        name: "warm_up",
        place: |schedule| Some(&mut schedule.warm_up),
    },
];

/// What the menu holds.
pub fn content() -> AnyView {
    let (desk, prefs) = (desk(), preferences());
    let schedule = desk.memo(|state| state.draft.schedule);
    let kind = Memo::new(move |_| name(schedule.get().decay));
    let phrases = move || prefs.later_phrases().learning;
    let heading = move || prefs.phrases().training.schedule;
    let word = move |decay| word(prefs.phrases().training, decay);
    let title = Signal::derive(move || format!("{}: {}", heading(), word(schedule.get().decay)));
    let wrong = desk.memo(|state| match &state.draft_error {
        Some(SpecError::ScheduleNumber { name, .. }) => Some(name.clone()),
        Some(_) | None => None,
    });
    let number = move |number: Number| {
        let value = Memo::new(move |_| {
            let mut schedule = schedule.get();
            (number.place)(&mut schedule).copied()
        });
        view! {
            <label class="field" data-help=number.topic hidden=move || value.get().is_none()>
                <span class="label">{move || (number.label)(phrases())}</span>
                <RealInput
                    value=Signal::derive(move || value.get().unwrap_or_default())
                    on_change=Callback::new(move |value| {
                        desk.edit(|spec| {
                            if let Some(place) = (number.place)(&mut spec.schedule) {
                                *place = value;
                            }
                        });
                    })
                    nudge=number.nudge
                    comma=Signal::derive(move || prefs.language.get() == Language::Es)
                    test_id=number.test_id
                    invalid=Signal::derive(move || wrong.get().as_deref() == Some(number.name))
                />
            </label>
        }
    };
    let spec = desk.memo(|state| {
        let built = state.run.as_ref().filter(|run| !run.differs(&state.draft)).and_then(|run| run.built);
        (state.draft.clone(), built.map_or(USUAL_STEPS, |built| built.steps_per_epoch))
    });
    let drawn = move || {
        let (spec, steps) = spec.get();
        let decimal = |value, decimals| format::decimal(prefs.language.get(), value, decimals);
        sketch(&spec, steps, SIZE, [phrases().epochs_axis, phrases().rate_axis], &decimal)
    };
    view! {
        <b>{heading}</b>
        <p class="soft">{move || phrases().schedule_help}</p>
        <Choice
            value=kind
            options=Signal::derive(move || USUAL.map(|usual| (name(usual), word(usual))).to_vec())
            on_change=Callback::new(move |chosen: String| {
                if let Some(usual) = USUAL.into_iter().find(|usual| name(*usual) == chosen) {
                    desk.edit(|spec| spec.schedule.decay = usual);
                }
            })
            test_id="schedule".to_owned()
            name=Signal::derive(move || heading().to_owned())
        />
        <div class="menu-fields">{NUMBERS.map(number)}</div>
        <SketchView sketch=Signal::derive(drawn) label=title test_id="schedule-curve" />
    }
    .into_any()
}
