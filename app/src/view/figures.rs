//! The last figures, each in a place of its own.

use leptos::prelude::*;
use model::protocol::Score;

use super::{desk, preferences};
use crate::format;
use crate::i18n::training::TrainingPhrases;
use crate::state::{Run, State};

/// Where a figure is taken from.
#[derive(Clone, Copy)]
struct Column {
    test_id: &'static str,
    word: fn(&TrainingPhrases) -> &'static str,
    loss: fn(&Run) -> Option<f64>,
    accuracy: fn(&Run) -> Option<f64>,
}

fn last_train(run: &Run) -> Option<Score> {
    run.epochs.last().map(|epoch| epoch.train)
}

fn last_validation(run: &Run) -> Option<Score> {
    run.epochs.last().and_then(|epoch| epoch.validation)
}

fn test(run: &Run) -> Option<Score> {
    run.test.map(|test| test.score)
}

const COLUMNS: [Column; 4] = [
    Column {
        test_id: "step",
        word: |phrases| phrases.newest_step,
        loss: |run| run.progress.loss,
        accuracy: |run| run.points.last().map(|point| f64::from(point.accuracy)),
    },
    Column {
        test_id: "train",
        word: |phrases| phrases.training,
        loss: |run| last_train(run).map(|score| score.loss),
        accuracy: |run| last_train(run).map(|score| score.accuracy),
    },
    Column {
        test_id: "validation",
        word: |phrases| phrases.validation,
        loss: |run| last_validation(run).map(|score| score.loss),
        accuracy: |run| last_validation(run).map(|score| score.accuracy),
    },
    Column {
        test_id: "test",
        word: |phrases| phrases.test,
        loss: |run| test(run).map(|score| score.loss),
        accuracy: |run| test(run).map(|score| score.accuracy),
    },
];

/// The last figures.
#[component]
pub fn Figures() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let can_measure = desk.memo(|state| state.controls().can_measure);
    let measuring = desk.memo(|state| state.run.as_ref().is_some_and(|run| run.evaluation_asked));

    let cell = move |test_id: String,
                     figure: fn(&Run) -> Option<f64>,
                     write: fn(crate::i18n::Language, f64) -> String| {
        let figure = desk.memo(move |state| state.run.as_ref().and_then(figure));
        view! {
            <td data-testid=test_id data-value=move || figure.get().map(|value| value.to_string()).unwrap_or_default()>
                {move || figure.get().map_or_else(|| "–".to_owned(), |value| write(prefs.language.get(), value))}
            </td>
        }
    };
    view! {
        <div class="figures">
            <table aria-label=move || prefs.phrases().training.figures>
                <thead>
                    <tr>
                        <td></td>
                        {COLUMNS.map(|column| {
                            view! { <th scope="col">{move || (column.word)(prefs.phrases().training)}</th> }
                        })}
                    </tr>
                </thead>
                <tbody>
                    <tr data-help="loss">
                        <th scope="row">{move || prefs.phrases().training.loss}</th>
                        {COLUMNS.map(|column| cell(format!("{}-loss", column.test_id), column.loss, |language, loss| {
                            format::decimal(language, loss, 4)
                        }))}
                    </tr>
                    <tr data-help="accuracy">
                        <th scope="row">{move || prefs.phrases().training.accuracy}</th>
                        {COLUMNS.map(|column| {
                            cell(format!("{}-accuracy", column.test_id), column.accuracy, |language, accuracy| {
                                format::percent(language, accuracy, 2)
                            })
                        })}
                    </tr>
                </tbody>
            </table>
            <button
                type="button"
                class="evaluate"
                data-testid="evaluate"
                title=move || prefs.phrases().training.evaluate_help
                disabled=move || !can_measure.get() || measuring.get()
                on:click=move |_| desk.act(State::evaluate)
            >
                {move || {
                    let phrases = prefs.phrases().training;
                    if measuring.get() { phrases.evaluating } else { phrases.evaluate }
                }}
            </button>
        </div>
    }
}
