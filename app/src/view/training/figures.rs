//! The last figures, each in a place of its own.

use leptos::prelude::*;
use spec::protocol::{EpochRecord, Phase, Score};

use crate::format;
use crate::i18n::phrases::TrainingPhrases;
use crate::preferences::preferences;
use crate::state::{Run, State};
use crate::store::store;

/// Where a figure is taken from.
#[derive(Clone, Copy)]
struct Column {
    test_id: &'static str,
    word: fn(TrainingPhrases) -> &'static str,
    /// Loss and accuracy, of now or at the end of the epoch that is looked back at.
    figures: fn(&Run, Option<u32>) -> [Option<f64>; 2],
}

fn both(score: Option<Score>) -> [Option<f64>; 2] {
    [score.map(|score| score.loss), score.map(|score| score.accuracy)]
}

/// Those of the last point of the curve: both are means of its few steps, and what the chart says too. Where the run
/// waits, the loss is that of the newest step alone, so that each press of the button for one step shows its own.
fn newest(run: &Run, past: Option<u32>) -> [Option<f64>; 2] {
    let until = past.map(|epoch| run.points.partition_point(|point| point.epoch <= epoch as f32 + 1.0));
    let point = run.points[..until.unwrap_or(run.points.len())].last();
    let loss = match (past, run.phase()) {
        (None, Phase::Fresh | Phase::Paused) => run.progress.loss,
        (
            None,
            Phase::Training
            | Phase::Evaluating
            | Phase::Finished
            | Phase::Stopped
            | Phase::StoppedEarly { .. }
            | Phase::Diverged { .. },
        )
        | (Some(_), _) => point.map(|point| f64::from(point.loss)),
    };
    [loss, point.map(|point| f64::from(point.accuracy))]
}

fn record(run: &Run, past: Option<u32>) -> Option<&EpochRecord> {
    match past {
        None => run.epochs.last(),
        Some(epoch) => run.epochs.iter().find(|record| record.epoch == epoch),
    }
}

/// The last measurement, where it is of these weights.
fn test(run: &Run, past: Option<u32>) -> Option<Score> {
    let steps = u64::from(run.built.map_or(0, |built| built.steps_per_epoch));
    let then = |step| past.is_none_or(|epoch| step == (u64::from(epoch) + 1) * steps);
    run.test.filter(|test| then(test.step)).map(|test| test.score)
}

const COLUMNS: [Column; 4] = [
    Column { test_id: "step", word: |phrases| phrases.newest_steps(), figures: newest },
    Column {
        test_id: "train",
        word: |phrases| phrases.training(),
        figures: |run, past| both(record(run, past).map(|record| record.train)),
    },
    Column {
        test_id: "validation",
        word: |phrases| phrases.validation(),
        figures: |run, past| both(record(run, past).and_then(|record| record.validation)),
    },
    Column { test_id: "test", word: |phrases| phrases.test(), figures: |run, past| both(test(run, past)) },
];

/// The last figures.
#[component]
pub fn Figures() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let can_measure = store.memo(|state| state.controls().can_measure);
    let measuring = store.memo(|state| state.run.as_ref().is_some_and(|run| run.evaluation_asked));

    let cell = move |test_id: String,
                     figures: fn(&Run, Option<u32>) -> [Option<f64>; 2],
                     place: usize,
                     write: fn(crate::language::Language, f64) -> String| {
        let figure = store.memo(move |state| state.run.as_ref().and_then(|run| figures(run, state.past())[place]));
        view! {
            <td data-testid=test_id data-value=move || figure.get().map(|value| value.to_string()).unwrap_or_default()>
                {move || figure.get().map_or_else(|| "–".to_owned(), |value| write(prefs.language.get(), value))}
            </td>
        }
    };
    view! {
        <div class="figures">
            <table data-export="figures" aria-label=move || prefs.phrases().training().figures()>
                <thead>
                    <tr>
                        <td></td>
                        {COLUMNS.map(|column| {
                            view! { <th scope="col">{move || (column.word)(prefs.phrases().training())}</th> }
                        })}
                    </tr>
                </thead>
                <tbody>
                    <tr data-help="loss">
                        <th scope="row">{move || prefs.phrases().training().loss()}</th>
                        {COLUMNS.map(|column| cell(format!("{}-loss", column.test_id), column.figures, 0, |language, loss| {
                            format::decimal(language, loss, 4)
                        }))}
                    </tr>
                    <tr data-help="accuracy">
                        <th scope="row">{move || prefs.phrases().training().accuracy()}</th>
                        {COLUMNS.map(|column| {
                            cell(format!("{}-accuracy", column.test_id), column.figures, 1, |language, accuracy| {
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
                title=move || prefs.phrases().training().evaluate_help()
                disabled=move || !can_measure.get() || measuring.get()
                on:click=move |_| store.act(State::evaluate)
            >
                {move || {
                    let phrases = prefs.phrases().training();
                    if measuring.get() { phrases.evaluating() } else { phrases.evaluate() }
                }}
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Built, Test};
    use spec::Spec;
    use spec::protocol::{Point, RunId};

    #[test]
    fn an_earlier_epoch_has_the_figures_of_then() {
        let score = |loss| Score { loss, accuracy: 1.0 - loss, images: 10 };
        let mut run = Run::new(RunId(1), Spec::default(), None);
        run.built = Some(Built { train: 100, validation: 10, steps_per_epoch: 10 });
        run.progress.loss = Some(0.125);
        let point = |(epoch, loss)| Point { epoch, loss, accuracy: 0.5 };
        run.points = [(0.5, 0.75), (1.0, 0.5), (1.5, 0.25)].map(point).to_vec();
        let record = |(epoch, loss)| EpochRecord {
            epoch,
            train: score(loss),
            validation: Some(score(loss)),
            seconds: 1.0,
            learning_rate: 0.1,
        };
        run.epochs = [(0, 0.5), (1, 0.25)].map(record).to_vec();
        run.test = Some(Test { step: 20, score: score(0.25) });
        let losses = |past| COLUMNS.map(|column| (column.figures)(&run, past)[0]);
        assert_eq!(losses(None), [Some(0.125), Some(0.25), Some(0.25), Some(0.25)]);
        assert_eq!(losses(Some(0)), [Some(0.5), Some(0.5), Some(0.5), None], "it was not measured then");
        assert_eq!(losses(Some(1)), [Some(0.25), Some(0.25), Some(0.25), Some(0.25)]);
        assert_eq!(losses(Some(7)), [Some(0.25), None, None, None]);
        run.progress.phase = Phase::Training;
        assert_eq!(newest(&run, None), [Some(0.25), Some(0.5)], "what the curve says, not one step");
    }
}
