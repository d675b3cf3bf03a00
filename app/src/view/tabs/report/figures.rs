//! The figures of the whole, each with its formula on request.

use std::sync::Arc;

use leptos::prelude::*;
use spec::protocol::Report;

use crate::format;
use crate::i18n::report;
use crate::language::Language;
use crate::preferences::preferences;
use crate::rules::results::{Figure, Seen};
use crate::state::EpochMatrix;
use crate::view::parts::classes::class_names;
use crate::view::tabs::evaluation::name_of;

/// A figure as the reader writes it.
fn text(language: Language, figure: Figure, value: Option<f64>) -> String {
    match (figure, value) {
        (_, None) => "–".to_owned(),
        (Figure::Loss | Figure::Auc, Some(value)) => format::decimal(language, value, 4),
        (Figure::Accuracy | Figure::Precision | Figure::Recall | Figure::F1, Some(value)) => {
            format::percent(language, value, 2)
        }
    }
}

/// The formula with the numbers that stand there: of the whole, or of the class that is recognised least.
fn worked(language: Language, figure: Figure, report: &Report, names: &[String]) -> Option<String> {
    let whole = |value: f64| format::whole(language, value);
    let percent = |value: f64| format::percent(language, value, 1);
    let classes = report.classes.len();
    let there = report.classes.iter().enumerate().filter(|(_, class)| class.support > 0);
    let (hardest, of) = there.min_by(|a, b| a.1.recall.total_cmp(&b.1.recall))?;
    let name = name_of(names, hardest);
    let right = report.confusion.get(hardest * classes + hardest).copied().map(f64::from)?;
    let taken: f64 = report.confusion.iter().skip(hardest).step_by(classes).map(|count| f64::from(*count)).sum();
    match figure {
        Figure::Accuracy => {
            let right: f64 = report.confusion.iter().step_by(classes + 1).map(|count| f64::from(*count)).sum();
            let all = whole(f64::from(report.score.images));
            Some(format!("{} / {all} = {}", whole(right), percent(report.score.accuracy)))
        }
        Figure::Precision => {
            Some(format!("P({name}) = {} / {} = {}", whole(right), whole(taken), percent(of.precision)))
        }
        Figure::Recall => {
            Some(format!("R({name}) = {} / {} = {}", whole(right), whole(f64::from(of.support)), percent(of.recall)))
        }
        Figure::F1 => {
            let [p, r, f1] = [of.precision, of.recall, of.f1].map(|value| format::decimal(language, value, 3));
            Some(format!("F₁({name}) = 2 · {p} · {r} / ({p} + {r}) = {f1}"))
        }
        Figure::Auc => of.auc.map(|auc| format!("AUC({name}) = {}", format::decimal(language, auc, 4))),
        Figure::Loss => None,
    }
}

/// The figures of the whole.
#[component]
pub fn Figures(
    /// The examination in view.
    seen: Memo<Option<Seen>>,
    /// What is known of the epoch in view, where the examination is still awaited.
    matrix: Memo<Option<Arc<EpochMatrix>>>,
) -> impl IntoView {
    let prefs = preferences();
    let names = class_names();
    let open = RwSignal::new(None::<Figure>);
    let one = move |figure: Figure| {
        let value = Memo::new(move |_| match (figure, matrix.get()) {
            (Figure::Accuracy, Some(matrix)) => Some(matrix.score.accuracy),
            (Figure::Loss, Some(matrix)) => Some(matrix.score.loss),
            (Figure::Accuracy | Figure::Loss, None)
            | (Figure::Precision | Figure::Recall | Figure::F1 | Figure::Auc, _) => {
                seen.with(|seen| figure.of(&seen.as_ref()?.report))
            }
        });
        let name = move || report::figure(prefs.language.get(), figure).name;
        let is_open = move || open.get() == Some(figure);
        view! {
            <div>
                <dt>
                    {name}
                    <button
                        type="button"
                        class="figure-help"
                        data-testid=format!("report-{}-formula", figure.name())
                        aria-expanded=move || is_open().to_string()
                        aria-controls="report-formula"
                        aria-label=move || format!("{}: {}", prefs.language.get().phrases().report().formula(), name())
                        title=move || prefs.language.get().phrases().report().formula()
                        on:click=move |_| open.update(|open| *open = (*open != Some(figure)).then_some(figure))
                    >
                        "?"
                    </button>
                </dt>
                <dd
                    data-testid=format!("report-{}", figure.name())
                    data-value=move || value.get().map(|value| value.to_string())
                >
                    {move || text(prefs.language.get(), figure, value.get())}
                </dd>
            </div>
        }
    };
    let formula = move || {
        let (language, figure) = (prefs.language.get(), open.get()?);
        let words = report::figure(language, figure);
        let numbers = seen.with(|seen| worked(language, figure, &seen.as_ref()?.report, &names.get()));
        Some(view! {
            <p>
                <b>{words.name}</b>
                ". "
                {words.words}
            </p>
            {words.formula.iter().map(|line| view! { <p class="formula">{*line}</p> }).collect_view()}
            {numbers.map(|line| view! { <p class="formula">{line}</p> })}
        })
    };
    view! {
        <dl class="report-list" aria-label=move || prefs.language.get().phrases().report().figures()>
            {Figure::ALL.map(one)}
        </dl>
        <div
            id="report-formula"
            class="report-formula"
            hidden=move || open.get().is_none()
            aria-live="polite"
            data-testid="report-formula"
            data-value=move || open.get().map(Figure::name)
        >
            {formula}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use spec::protocol::{ClassFigures, Means, Score};

    use super::*;

    #[test]
    fn formulas_are_worked_out_for_the_class_that_is_recognised_least() {
        let class = |support, precision, recall, f1| ClassFigures {
            support,
            precision,
            recall,
            f1,
            auc: Some(0.9),
            roc: Vec::new(),
        };
        let report = Report {
            score: Score { loss: 0.5, accuracy: 0.7, images: 10 },
            confusion: vec![5, 0, 3, 2],
            classes: vec![class(5, 0.625, 1.0, 10.0 / 13.0), class(5, 1.0, 0.4, 4.0 / 7.0)],
            means: Means { precision: 0.8125, recall: 0.7, f1: 0.67, auc: Some(0.9) },
        };
        let names = ["cat".to_owned(), "dog".to_owned()];
        let worked = |figure| worked(Language::En, figure, &report, &names);
        assert_eq!(worked(Figure::Accuracy).as_deref(), Some("7 / 10 = 70.0%"));
        assert_eq!(worked(Figure::Precision).as_deref(), Some("P(dog) = 2 / 2 = 100.0%"));
        assert_eq!(worked(Figure::Recall).as_deref(), Some("R(dog) = 2 / 5 = 40.0%"));
        assert_eq!(worked(Figure::F1).as_deref(), Some("F₁(dog) = 2 · 1.000 · 0.400 / (1.000 + 0.400) = 0.571"));
        assert_eq!(worked(Figure::Loss), None);
        assert_eq!(text(Language::En, Figure::Auc, None), "–");
    }
}
