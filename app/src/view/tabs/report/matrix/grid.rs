//! The cells of the confusion matrix: what they say, what colour they have, and where the keys lead.

use leptos::prelude::*;

use super::Cell;
use crate::format;
use crate::i18n::phrases::ReportPhrases;
use crate::i18n::report;
use crate::language::Language;
use crate::rules::results::{level, share_of_row};
use crate::view::tabs::evaluation::name_of;

/// What the numbers in the cells are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// Numbers of images.
    Counts,
    /// Shares of the row.
    Shares,
}

impl Numbers {
    /// Its name, which does not change with the language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::Shares => "shares",
        }
    }

    /// Its name for people.
    pub fn words(self, phrases: ReportPhrases) -> &'static str {
        match self {
            Self::Counts => phrases.counts(),
            Self::Shares => phrases.shares(),
        }
    }

    fn text(self, language: Language, count: u32, share: f64) -> String {
        match self {
            Self::Counts => format::whole(language, f64::from(count)),
            Self::Shares => format::decimal(language, 100.0 * share, if count == 0 { 0 } else { 1 }),
        }
    }
}

/// A cell in a sentence.
pub fn told(
    language: Language,
    confusion: &[u32],
    classes: usize,
    names: &[String],
    truth: usize,
    answer: usize,
) -> String {
    let count = confusion.get(truth * classes + answer).copied().unwrap_or(0);
    let share = share_of_row(confusion, classes, truth, answer);
    let taken_for = (truth != answer).then(|| name_of(names, answer));
    report::cell(language, count, share, &name_of(names, truth), taken_for.as_deref())
}

/// The rows. Only `active` is reached by the Tab key.
pub fn rows(language: Language, numbers: Numbers, confusion: &[u32], names: &[String], active: Cell) -> Vec<AnyView> {
    let classes = confusion.len().isqrt();
    let row = |truth: usize| {
        let cell = |answer: usize| {
            let count = confusion[truth * classes + answer];
            let share = share_of_row(confusion, classes, truth, answer);
            let diagonal = truth == answer;
            view! {
                <td
                    role="gridcell"
                    class=format!("heat-{}{}", level(share), if diagonal { " diagonal" } else { "" })
                    tabindex=if (truth, answer) == active { "0" } else { "-1" }
                    data-cell=format!("{truth}-{answer}")
                    data-testid=format!("confusion-{truth}-{answer}")
                    data-value=count.to_string()
                    data-share=share.to_string()
                    aria-label=told(language, confusion, classes, names, truth, answer)
                >
                    {numbers.text(language, count, share)}
                </td>
            }
        };
        let cells = (0..classes).map(cell).collect_view();
        let name = name_of(names, truth);
        view! {
            <tr>
                <th scope="row" title=name.clone()>{name.clone()}</th>
                {cells}
            </tr>
        }
        .into_any()
    };
    (0..classes).map(row).collect()
}

/// Where a key leads from a cell, if anywhere.
pub fn moved((row, column): Cell, key: &str, control: bool, classes: usize) -> Option<Cell> {
    let last = classes.checked_sub(1)?;
    Some(match (key, control) {
        ("ArrowUp", _) => (row.saturating_sub(1), column),
        ("ArrowDown", _) => ((row + 1).min(last), column),
        ("ArrowLeft", _) => (row, column.saturating_sub(1)),
        ("ArrowRight", _) => (row, (column + 1).min(last)),
        ("Home", false) => (row, 0),
        ("End", false) => (row, last),
        ("Home", true) => (0, 0),
        ("End", true) => (last, last),
        (_, _) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_move_within_the_grid() {
        let from = (1, 1);
        let to = |key| moved(from, key, false, 3);
        assert_eq!([to("ArrowUp"), to("ArrowDown"), to("ArrowLeft")], [Some((0, 1)), Some((2, 1)), Some((1, 0))]);
        assert_eq!((to("Home"), to("End"), to("Tab")), (Some((1, 0)), Some((1, 2)), None));
        assert_eq!((moved(from, "End", true, 3), moved(from, "Home", true, 3)), (Some((2, 2)), Some((0, 0))));
        assert_eq!(moved((2, 2), "ArrowDown", false, 3), Some((2, 2)), "the edge holds");
        assert_eq!(moved((0, 0), "ArrowDown", false, 0), None);
    }

    #[test]
    fn cells_say_counts_or_shares() {
        let confusion = [3, 1, 0, 0];
        let names = ["4".to_owned(), "9".to_owned()];
        assert_eq!(Numbers::Counts.text(Language::En, 3, 0.75), "3");
        assert_eq!(Numbers::Shares.text(Language::En, 3, 0.75), "75.0");
        assert_eq!(Numbers::Shares.text(Language::En, 0, 0.0), "0");
        assert_eq!(told(Language::En, &confusion, 2, &names, 0, 1), "1 image of 4 taken for 9 (25.0% of those of 4)");
        assert_eq!(told(Language::En, &confusion, 2, &names, 1, 1), "0 images of 9 recognised (0.0% of those of 9)");
    }
}
