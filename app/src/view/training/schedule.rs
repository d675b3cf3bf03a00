//! How the learning rate changes during the run: the menu beside it.

pub mod sheet;

use leptos::prelude::*;
use spec::{Decay, Schedule};

use crate::i18n::phrases::TrainingPhrases;
use crate::preferences::preferences;
use crate::store::store;
use crate::view::parts::lazy::{Lazy, Part, Sheet};
use crate::view::parts::menu::Menu;

fn word(phrases: TrainingPhrases, decay: Decay) -> &'static str {
    match decay {
        Decay::Constant => phrases.constant(),
        Decay::Step { .. } => phrases.in_steps(),
        Decay::Exponential { .. } => phrases.exponential(),
        Decay::Cosine { .. } => phrases.cosine(),
    }
}

/// The shape of the curve on the button.
fn shape(schedule: Schedule) -> &'static str {
    match schedule.decay {
        Decay::Constant if schedule.warm_up > 0.0 => "M1 15L6 5H16",
        Decay::Constant => "M1 8H16",
        Decay::Step { .. } => "M1 3H6V8H11V13H16",
        Decay::Exponential { factor, .. } if factor > 1.0 => "M1 14C9 13 14 10 16 2",
        Decay::Exponential { .. } => "M1 2C3 10 8 13 16 14",
        Decay::Cosine { .. } => "M1 3C8 3 9 14 16 14",
    }
}

/// The menu of the schedule; its button shows the curve's shape.
#[component]
pub fn ScheduleMenu() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let schedule = store.memo(|state| state.draft.schedule);
    let kind = Memo::new(move |_| schedule.get().decay.id());
    let phrases = move || prefs.phrases().training();
    let title = Signal::derive(move || format!("{}: {}", phrases().schedule(), word(phrases(), schedule.get().decay)));
    let summary = view! {
        <svg class="icon icon-line" viewBox="0 0 17 17" aria-hidden="true" data-testid="schedule-shape" data-value=move || kind.get()>
            <path class="icon-axes" d="M1.5 1V15.500H17" />
            <path d=move || shape(schedule.get()) />
        </svg>
    };
    view! {
        <Menu summary=summary title=title test_id="schedule-menu" class="schedule" topic="schedule">
            <Lazy part=Part::Sheet(Sheet::Schedule) />
        </Menu>
    }
}
