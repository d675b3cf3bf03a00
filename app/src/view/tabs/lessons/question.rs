//! A question of a lesson: a prediction before a run, or something to reason about.

use leptos::prelude::*;

use super::text::Pieces;
use crate::format;
use crate::i18n::lessons;
use crate::language::Language;
use crate::preferences::preferences;
use crate::rules::lesson;
use crate::rules::lesson::{Answer, Figure, StepWords, Unit};
use crate::state::{Given, Stage, is_right};
use crate::store::store;

/// A question of a lesson.
#[component]
pub fn Question(
    question: lesson::Question,
    words: Memo<StepWords>,
    /// Whether there is something to try after it.
    before_task: bool,
    stage: Memo<Stage>,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let given = store.memo(|state| state.lesson.record(&state.lesson.step()?.id)?.answer);
    let can_answer = Memo::new(move |_| stage.get().can_answer);
    let told = Memo::new(move |_| stage.get().told);
    let predicts = before_task && is_open(&question);
    let heading = move || {
        let phrases = prefs.phrases().lessons();
        if predicts { phrases.prediction() } else { phrases.question() }
    };
    let asked = question.clone();
    let verdict = move || {
        let (given, phrases) = (given.get()?, prefs.phrases().lessons());
        let right = is_right(&asked, given).filter(|_| told.get())?;
        let words = if right {
            phrases.right().to_owned()
        } else {
            format!("{} {}.", phrases.wrong(), right_answer(&asked.answer, &words.get().options, prefs.language.get()))
        };
        Some(
            view! { <p class="lesson-verdict" class:lesson-good=right data-testid="lesson-verdict" data-value=right.to_string()>{words}</p> },
        )
    };
    let control = match question.answer {
        Answer::Choice { options, .. } => view! { <Options count=options words given can_answer /> }.into_any(),
        Answer::Number { unit, measured, .. } => view! { <Number unit measured given can_answer told /> }.into_any(),
    };
    view! {
        <div class="lesson-question" data-testid="lesson-question" role="group" aria-label=heading>
            <h5>{heading}</h5>
            <p><Pieces text=Signal::derive(move || words.get().question) /></p>
            {control}
            {verdict}
        </div>
    }
}

/// Whether reasoning alone cannot tell.
fn is_open(question: &lesson::Question) -> bool {
    match question.answer {
        Answer::Choice { right, .. } => right.is_none(),
        Answer::Number { right, .. } => right.is_none(),
    }
}

fn right_answer(answer: &Answer, options: &[String], language: Language) -> String {
    match answer {
        Answer::Choice { right, .. } => {
            let option = right.and_then(|right| options.get(right));
            option.map(|option| language.quoted(option)).unwrap_or_default()
        }
        Answer::Number { unit, right, .. } => right.map(|right| number(language, *unit, right)).unwrap_or_default(),
    }
}

/// A number of an answer as the reader writes it.
fn number(language: Language, unit: Unit, value: f64) -> String {
    let decimals = if value.fract() == 0.0 { 0 } else { 1 };
    match unit {
        Unit::Percent => format::percent(language, value / 100.0, decimals),
        Unit::Plain => format::decimal(language, value, decimals),
    }
}

/// Two to four options, of which one holds.
#[component]
fn Options(count: usize, words: Memo<StepWords>, given: Memo<Option<Given>>, can_answer: Memo<bool>) -> impl IntoView {
    let store = store();
    let option = move |place: usize| {
        let chosen = move || given.get() == Some(Given::Choice(place));
        view! {
            <button
                type="button"
                class="lesson-option"
                data-testid="lesson-option"
                data-value=place.to_string()
                aria-pressed=move || chosen().to_string()
                disabled=move || !can_answer.get()
                on:click=move |_| store.act(|state| state.answer(Given::Choice(place)))
            >
                {move || words.with(|words| words.options.get(place).cloned())}
            </button>
        }
    };
    view! { <div class="lesson-options">{(0..count).map(option).collect_view()}</div> }
}

/// A number to type, and later what was measured beside it.
#[component]
fn Number(
    unit: Unit,
    measured: Option<Figure>,
    given: Memo<Option<Given>>,
    can_answer: Memo<bool>,
    told: Memo<bool>,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let typed = RwSignal::new(String::new());
    let answer = Memo::new(move |_| match given.get() {
        Some(Given::Number(number)) => Some(number),
        Some(Given::Choice(_)) | None => None,
    });
    let readable = Memo::new(move |_| typed.with(|text| read(text, unit)));
    let give = move || {
        if let Some(number) = readable.get_untracked() {
            store.act(|state| state.answer(Given::Number(number)));
        }
    };
    let value = store.memo(move |state| state.lesson.figure(None, measured?));
    let beside = move || {
        let (language, phrases) = (prefs.language.get(), prefs.phrases().lessons());
        let shown = value.get().zip(measured).filter(|_| told.get());
        shown.map(|(value, figure)| {
            view! {
                <span>{phrases.measured()}</span>
                <b data-testid="lesson-measured" data-value=value.to_string()>
                    {lessons::figure(language, figure, value)}
                </b>
            }
        })
    };
    view! {
        <div class="lesson-answer-row" hidden=move || !can_answer.get()>
            <input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                data-testid="lesson-number"
                aria-label=move || prefs.phrases().lessons().answer()
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        give();
                    }
                }
            />
            <span>{matches!(unit, Unit::Percent).then_some("%")}</span>
            <button
                type="button"
                data-testid="lesson-answer"
                disabled=move || readable.get().is_none()
                on:click=move |_| give()
            >
                {move || prefs.phrases().lessons().answer()}
            </button>
        </div>
        <p class="lesson-answered">
            {move || answer.get().map(|value| view! {
                <span>{move || prefs.phrases().lessons().predicted()}</span>
                <b data-testid="lesson-predicted" data-value=value.to_string()>
                    {move || number(prefs.language.get(), unit, value)}
                </b>
            })}
            {beside}
        </p>
    }
}

/// A number as people type it: a decimal comma or point, spaces between thousands. Per cent lie in 0–100.
fn read(text: &str, unit: Unit) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
    let value = format::read(&plain.replace(',', "."))?;
    let max = match unit {
        Unit::Percent => 100.0,
        Unit::Plain => 1e12,
    };
    (0.0..=max).contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::{Unit, read};

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (text, unit, value) in [
            ("80", Unit::Percent, Some(80.0)),
            (" 79,5 % ", Unit::Percent, Some(79.5)),
            ("79.5", Unit::Percent, Some(79.5)),
            ("101", Unit::Percent, None),
            ("-1", Unit::Percent, None),
            ("25 818", Unit::Plain, Some(25_818.0)),
            ("NaN", Unit::Plain, None),
            ("inf", Unit::Plain, None),
            ("1e400", Unit::Plain, None),
            ("", Unit::Plain, None),
            ("mucho", Unit::Plain, None),
        ] {
            assert_eq!(read(text, unit), value, "{text:?}");
        }
    }
}
