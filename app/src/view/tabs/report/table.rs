//! The figures of each class, sorted by any of them.

use leptos::prelude::*;
use spec::protocol::{ClassFigures, Report};

use crate::format;
use crate::language::Language;
use crate::preferences::preferences;
use crate::rules::results::Seen;
use crate::view::parts::classes::class_names;
use crate::view::parts::sort::{SortButton, SortOrder};
use crate::view::tabs::evaluation::name_of;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Class,
    Recall,
    Precision,
    F1,
    Auc,
    Support,
}

impl Column {
    const ALL: [Self; 6] = [Self::Class, Self::Recall, Self::Precision, Self::F1, Self::Auc, Self::Support];

    fn id(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Recall => "recall",
            Self::Precision => "precision",
            Self::F1 => "f1",
            Self::Auc => "auc",
            Self::Support => "support",
        }
    }

    /// Its heading, and what it means.
    fn words(self, language: Language) -> (&'static str, &'static str) {
        let phrases = language.phrases().report();
        match self {
            Self::Class => (phrases.class(), phrases.class_help()),
            Self::Recall => (phrases.recall(), phrases.recall_help()),
            Self::Precision => (phrases.precision(), phrases.precision_help()),
            Self::F1 => (phrases.f1(), phrases.f1_help()),
            Self::Auc => (phrases.auc(), phrases.auc_help()),
            Self::Support => (phrases.support(), phrases.support_help()),
        }
    }

    fn value(self, class: usize, figures: &ClassFigures) -> Option<f64> {
        match self {
            Self::Class => Some(class as f64),
            Self::Recall => Some(figures.recall),
            Self::Precision => Some(figures.precision),
            Self::F1 => Some(figures.f1),
            Self::Auc => figures.auc,
            Self::Support => Some(f64::from(figures.support)),
        }
    }

    /// The mean of the classes; of the support the sum.
    fn mean(self, report: &Report) -> Option<f64> {
        match self {
            Self::Class => None,
            Self::Recall => Some(report.means.recall),
            Self::Precision => Some(report.means.precision),
            Self::F1 => Some(report.means.f1),
            Self::Auc => report.means.auc,
            Self::Support => Some(f64::from(report.score.images)),
        }
    }

    fn text(self, language: Language, value: Option<f64>) -> String {
        match (self, value) {
            (_, None) => "–".to_owned(),
            (Self::Class | Self::Support, Some(value)) => format::whole(language, value),
            (Self::Recall | Self::Precision, Some(value)) => format::percent(language, value, 1),
            (Self::F1, Some(value)) => format::decimal(language, value, 3),
            (Self::Auc, Some(value)) => format::decimal(language, value, 4),
        }
    }
}

/// The hardest classes first.
const HARDEST: SortOrder<Column> = SortOrder::rising(Column::Recall);

/// The classes in this order.
fn sorted(order: SortOrder<Column>, classes: &[ClassFigures]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..classes.len()).collect();
    let value = |class: usize| order.column.value(class, &classes[class]);
    places.sort_by(|&a, &b| order.compare(value(a), value(b)));
    places
}

/// The figures of each class.
#[component]
pub fn Table(seen: Memo<Option<Seen>>) -> impl IntoView {
    let prefs = preferences();
    let names = class_names();
    let order = RwSignal::new(HARDEST);
    let phrases = move || prefs.phrases().report();
    let heading = move |column: Column| {
        let words = move || column.words(prefs.language.get());
        view! {
            <th scope="col" aria-sort=move || order.get().aria(column).0>
                <SortButton
                    column
                    order
                    title=Signal::derive(move || format!("{} {}", words().1, phrases().sort()))
                    test_id=format!("report-sort-{}", column.id())
                >
                    {move || words().0}
                </SortButton>
            </th>
        }
    };
    let rows = move || {
        let (language, names) = (prefs.language.get(), names.get());
        seen.with(|seen| {
            let classes = &seen.as_ref()?.report.classes;
            let row = |class: usize| {
                let figures = &classes[class];
                let cell = |column: Column| {
                    let value = column.value(class, figures);
                    view! {
                        <td
                            data-testid=format!("report-class-{class}-{}", column.id())
                            data-value=value.map(|value| value.to_string())
                        >
                            {column.text(language, value)}
                        </td>
                    }
                };
                let cells = Column::ALL.into_iter().skip(1).map(cell).collect_view();
                let name = name_of(&names, class);
                view! {
                    <tr data-testid=format!("report-class-{class}")>
                        <th scope="row" title=name.clone()>{name.clone()}</th>
                        {cells}
                    </tr>
                }
            };
            Some(sorted(order.get(), classes).into_iter().map(row).collect_view())
        })
    };
    let means = move || {
        let language = prefs.language.get();
        seen.with(|seen| {
            let report = &seen.as_ref()?.report;
            let cell = |column: Column| view! { <td>{column.text(language, column.mean(report))}</td> };
            Some(Column::ALL.into_iter().skip(1).map(cell).collect_view())
        })
    };
    view! {
        <div class="report-scroll" tabindex="0" role="region" aria-label=move || phrases().table()>
            <table
                data-testid="report-table"
                data-export="report"
                data-value=move || seen.with(|seen| seen.as_ref().map(|seen| seen.classes().to_string()))
                aria-label=move || phrases().table()
            >
                <thead>
                    <tr>{Column::ALL.map(heading)}</tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" title=move || phrases().means()>{move || phrases().mean()}</th>
                        {means}
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(recall: f64, auc: Option<f64>) -> ClassFigures {
        ClassFigures { support: 1, precision: 0.5, recall, f1: 0.5, auc, roc: Vec::new() }
    }

    #[test]
    fn the_hardest_classes_come_first_and_those_without_a_figure_last() {
        let classes = [class(0.9, Some(0.8)), class(0.7, None), class(0.8, Some(0.9))];
        assert_eq!(sorted(HARDEST, &classes), [1, 2, 0]);
        assert_eq!(sorted(HARDEST.pressed(Column::Recall), &classes), [0, 2, 1]);
        let area = HARDEST.pressed(Column::Auc);
        assert_eq!(
            (sorted(area, &classes), sorted(area.pressed(Column::Auc), &classes)),
            (vec![0, 2, 1], vec![2, 0, 1])
        );
        assert_eq!(sorted(HARDEST.pressed(Column::Class), &classes), [0, 1, 2]);
    }
}
