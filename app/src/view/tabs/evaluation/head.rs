//! The line above: which images, whose answers, and how far the examination is; in words where there is nothing yet.

use leptos::prelude::*;
use spec::protocol::Part;

use crate::i18n::report;
use crate::preferences::preferences;
use crate::rules::results::Seen;
use crate::state::{State, Status};
use crate::store::store;
use crate::view::parts::field::Choice;
use crate::view::parts::status::StatusLine;

/// The line above.
#[component]
pub fn Head(
    /// The examination in view.
    seen: Memo<Option<Seen>>,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let part = store.memo(State::evaluated_part);
    let held_back =
        store.memo(|state| state.run.as_ref().and_then(|run| run.built).is_some_and(|built| built.validation > 0));
    let going = store.memo(State::evaluation_status);
    let options = move || {
        let there = Part::ALL.into_iter().filter(|part| *part != Part::Validation || held_back.get());
        there.map(|part| (part.id(), report::part(prefs.language.get(), part))).collect::<Vec<_>>()
    };
    let choose = move |chosen: String| {
        let part = Part::ALL.into_iter().find(|part| part.id() == chosen);
        store.act(|state| part.into_iter().for_each(|part| state.evaluate_part(part)));
    };
    let matrix = store.memo(|state| state.epoch_matrix().map(|matrix| matrix.epoch));
    let shown = move || {
        let language = prefs.language.get();
        if let Some(epoch) = matrix.get() {
            return Some(report::awaited(language, part.get(), epoch));
        }
        seen.with(|seen| seen.as_ref().map(|s| report::examined(language, s.part, s.len(), s.moment, s.step)))
    };
    // While there are figures in view, only the bar tells of newer ones: nothing jumps.
    let quiet = move || seen.with(Option::is_some);
    let words = Signal::derive(move || {
        let phrases = prefs.language.get().phrases().report();
        match going.get() {
            _ if quiet() => String::new(),
            Status::NoNetwork => phrases.untrained().to_owned(),
            Status::Idle => phrases.not_ready().to_owned(),
            Status::Gone => phrases.gone().to_owned(),
            Status::Pending { done, total } => report::examining(prefs.language.get(), done, total),
            Status::Ready => String::new(),
        }
    });
    let state_name = move || match going.get() {
        Status::NoNetwork => "untrained",
        Status::Idle => "not-ready",
        Status::Gone => "gone",
        Status::Pending { .. } => "examining",
        Status::Ready => "done",
    };
    let share = move || match going.get() {
        Status::Pending { done, total } => f64::from(done) / f64::from(total.max(1)),
        Status::NoNetwork | Status::Idle | Status::Gone | Status::Ready => 0.0,
    };
    view! {
        <div class="examined-head">
            <label class="inline">
                <span class="label">{move || prefs.language.get().phrases().report().part()}</span>
                <Choice
                    value=Signal::derive(move || part.get().id())
                    options=Signal::derive(options)
                    on_change=Callback::new(choose)
                    test_id="examined-part"
                />
            </label>
            <p
                class="soft"
                data-testid="examined-moment"
                data-value=move || seen.with(|seen| seen.as_ref().map(|seen| seen.step.to_string()))
            >
                {shown}
            </p>
            <progress
                class:idle=move || !matches!(going.get(), Status::Pending { .. })
                data-testid="examined-progress"
                value=share
                max="1"
                aria-label=move || report::examining(prefs.language.get(), 0, 0)
            ></progress>
            <StatusLine words name=Signal::derive(state_name) test_id="examined-state" class="examined-state" />
        </div>
    }
}
