//! The line above: which images, whose answers, and how far the examination is; in words where there is nothing yet.

use leptos::prelude::*;
use model::protocol::Part;

use crate::examined::Seen;
use crate::i18n::report;
use crate::state::Examining;
use crate::view::field::Choice;
use crate::view::{desk, preferences};

fn name(part: Part) -> &'static str {
    match part {
        Part::Test => "test",
        Part::Validation => "validation",
        Part::Train => "train",
    }
}

/// The line above.
#[component]
pub fn Head(
    /// The examination in view.
    seen: Memo<Option<Seen>>,
) -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let part = desk.memo(|state| state.examined_part());
    let held_back =
        desk.memo(|state| state.run.as_ref().and_then(|run| run.built).is_some_and(|built| built.validation > 0));
    let going = desk.memo(|state| state.examining());
    let options = move || {
        let parts = [Part::Test, Part::Validation, Part::Train].into_iter();
        let there = parts.filter(|part| *part != Part::Validation || held_back.get());
        there.map(|part| (name(part), report::part(prefs.language.get(), part))).collect::<Vec<_>>()
    };
    let choose = move |chosen: String| {
        let part = [Part::Test, Part::Validation, Part::Train].into_iter().find(|part| name(*part) == chosen);
        desk.act(|state| part.into_iter().for_each(|part| state.examine_part(part)));
    };
    let matrix = desk.memo(|state| state.examined_matrix().map(|matrix| matrix.epoch));
    let shown = move || {
        let language = prefs.language.get();
        if let Some(epoch) = matrix.get() {
            return Some(report::awaited(language, part.get(), epoch));
        }
        seen.with(|seen| seen.as_ref().map(|s| report::examined(language, s.part, s.len(), s.moment, s.step)))
    };
    let words = move || {
        let phrases = report::phrases(prefs.language.get());
        match going.get() {
            Examining::Untrained => Some(phrases.untrained.to_owned()),
            Examining::NotReady => Some(phrases.not_ready.to_owned()),
            Examining::Gone => Some(phrases.gone.to_owned()),
            Examining::Going(done, total) => Some(report::examining(prefs.language.get(), done, total)),
            Examining::Done => None,
        }
    };
    let state_name = move || match going.get() {
        Examining::Untrained => "untrained",
        Examining::NotReady => "not-ready",
        Examining::Gone => "gone",
        Examining::Going(..) => "examining",
        Examining::Done => "done",
    };
    // While there are figures in view, only the bar tells of newer ones: nothing jumps.
    let quiet = move || seen.with(Option::is_some);
    let share = move || match going.get() {
        Examining::Going(done, total) => f64::from(done) / f64::from(total.max(1)),
        Examining::Untrained | Examining::NotReady | Examining::Gone | Examining::Done => 0.0,
    };
    view! {
        <div class="examined-head">
            <label class="inline">
                <span class="label">{move || report::phrases(prefs.language.get()).part}</span>
                <Choice
                    value=Signal::derive(move || name(part.get()))
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
                class:idle=move || !matches!(going.get(), Examining::Going(..))
                data-testid="examined-progress"
                value=share
                max="1"
                aria-label=move || report::examining(prefs.language.get(), 0, 0)
            ></progress>
            <p class="examined-state" role="status" data-testid="examined-state" data-value=state_name>
                {move || if quiet() { None } else { words() }}
            </p>
        </div>
    }
}
