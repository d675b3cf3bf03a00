//! The figures of each class, sorted by any of them.

use std::cmp::Ordering;

use leptos::prelude::*;
use model::protocol::{ClassFigures, Report};

use crate::examined::Seen;
use crate::format;
use crate::i18n::{Language, report};
use crate::view::examined::name_of;
use crate::view::{class_names, preferences};

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
        let phrases = report::phrases(language);
        match self {
            Self::Class => phrases.class,
            Self::Recall => phrases.recall,
            Self::Precision => phrases.precision,
            Self::F1 => phrases.f1,
            Self::Auc => phrases.auc,
            Self::Support => phrases.support,
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

/// How the table is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Order {
    column: Column,
    falling: bool,
}

impl Order {
    /// The hardest classes first.
    const HARDEST: Self = Self { column: Column::Recall, falling: false };

    fn pressed(self, column: Column) -> Self {
        if self.column == column { Self { falling: !self.falling, ..self } } else { Self { column, falling: false } }
    }

    fn aria(self, column: Column) -> &'static str {
        match (self.column == column, self.falling) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        }
    }

    /// The classes in this order; what has no figure comes last either way.
    fn sorted(self, classes: &[ClassFigures]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..classes.len()).collect();
        order.sort_by(|&a, &b| {
            let [first, second] = [a, b].map(|class| self.column.value(class, &classes[class]));
            match (first, second) {
                (Some(a), Some(b)) if self.falling => b.total_cmp(&a),
                (Some(a), Some(b)) => a.total_cmp(&b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            }
        });
        order
    }
}

/// The figures of each class.
#[component]
pub fn Table(seen: Memo<Option<Seen>>) -> impl IntoView {
    let prefs = preferences();
    let names = class_names();
    let order = RwSignal::new(Order::HARDEST);
    let phrases = move || report::phrases(prefs.language.get());
    let heading = move |column: Column| {
        let words = move || column.words(prefs.language.get());
        view! {
            <th scope="col" aria-sort=move || order.get().aria(column)>
                <button
                    type="button"
                    class="bare sort"
                    data-testid=format!("report-sort-{}", column.id())
                    data-value=move || order.get().aria(column)
                    title=move || format!("{} {}", words().1, phrases().sort)
                    on:click=move |_| order.update(|order| *order = order.pressed(column))
                >
                    {move || words().0}
                    <span class="sort-sign" aria-hidden="true">
                        {move || match order.get().aria(column) {
                            "ascending" => "▴",
                            "descending" => "▾",
                            _ => "",
                        }}
                    </span>
                </button>
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
            Some(order.get().sorted(classes).into_iter().map(row).collect_view())
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
        <div class="report-scroll" tabindex="0" role="region" aria-label=move || phrases().table>
            <table
                data-testid="report-table"
                data-export="report"
                data-value=move || seen.with(|seen| seen.as_ref().map(|seen| seen.classes().to_string()))
                aria-label=move || phrases().table
            >
                <thead>
                    <tr>{Column::ALL.map(heading)}</tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" title=move || phrases().means>{move || phrases().mean}</th>
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
        assert_eq!(Order::HARDEST.sorted(&classes), [1, 2, 0]);
        assert_eq!(Order::HARDEST.pressed(Column::Recall).sorted(&classes), [0, 2, 1]);
        let area = Order::HARDEST.pressed(Column::Auc);
        assert_eq!((area.sorted(&classes), area.pressed(Column::Auc).sorted(&classes)), (vec![0, 2, 1], vec![2, 0, 1]));
        assert_eq!(Order::HARDEST.pressed(Column::Class).sorted(&classes), [0, 1, 2]);
        assert_eq!((area.aria(Column::Auc), area.aria(Column::Class)), ("ascending", "none"));
    }
}
