//! Tables as rows of text, for files that other programs read: numbers with a point and full precision, whatever the
//! language.

use spec::protocol::Report;

use crate::i18n::report;
use crate::language::Language;
use crate::rules::results::Figure;

/// The figures: a heading, a row a class, then the means, then accuracy and loss of the whole.
pub fn report_rows(language: Language, figures: &Report, names: &[String]) -> Vec<Vec<String>> {
    let phrases = language.phrases().report();
    let heading =
        [phrases.class(), phrases.support(), phrases.precision(), phrases.recall(), phrases.f1(), phrases.auc()];
    let number = |value: f64| value.to_string();
    let area = |value: Option<f64>| value.map(number).unwrap_or_default();
    let mut rows = vec![heading.map(str::to_owned).to_vec()];
    for (class, row) in figures.classes.iter().enumerate() {
        rows.push(vec![
            name(names, class),
            row.support.to_string(),
            number(row.precision),
            number(row.recall),
            number(row.f1),
            area(row.auc),
        ]);
    }
    let means = figures.means;
    rows.push(vec![
        phrases.means().to_owned(),
        figures.score.images.to_string(),
        number(means.precision),
        number(means.recall),
        number(means.f1),
        area(means.auc),
    ]);
    for (figure, value) in [(Figure::Accuracy, figures.score.accuracy), (Figure::Loss, figures.score.loss)] {
        rows.push(vec![report::figure(language, figure).name.to_owned(), number(value)]);
    }
    rows
}

/// The confusion matrix: the answers' names above, then a row a true class with its numbers of images.
pub fn confusion_rows(language: Language, confusion: &[u32], names: &[String]) -> Vec<Vec<String>> {
    let phrases = language.phrases().report();
    let classes = confusion.len().isqrt();
    let corner = format!("{} \\ {}", phrases.truth(), phrases.answer());
    let mut rows = vec![std::iter::once(corner).chain((0..classes).map(|class| name(names, class))).collect()];
    for (class, row) in confusion.chunks(classes.max(1)).enumerate() {
        rows.push(std::iter::once(name(names, class)).chain(row.iter().map(u32::to_string)).collect());
    }
    rows
}

/// A class' name, or its number where it has none.
fn name(names: &[String], class: usize) -> String {
    names.get(class).cloned().unwrap_or_else(|| class.to_string())
}

#[cfg(test)]
mod tests {
    use spec::protocol::{ClassFigures, Means, Score};

    use super::*;

    #[test]
    fn tables_have_a_row_a_class_and_points_in_both_languages() {
        let class =
            ClassFigures { support: 4, precision: 0.5, recall: 0.25, f1: 1.0 / 3.0, auc: None, roc: Vec::new() };
        let figures = Report {
            score: Score { loss: 0.125, accuracy: 0.75, images: 8 },
            confusion: vec![3, 1, 0, 4],
            classes: vec![class.clone(), ClassFigures { auc: Some(0.875), ..class }],
            means: Means { precision: 0.5, recall: 0.25, f1: 1.0 / 3.0, auc: Some(0.875) },
        };
        let names = ["cat".to_owned(), "dog".to_owned()];
        let rows = report_rows(Language::Es, &figures, &names);
        assert_eq!(rows[0], ["Clase", "Soporte", "Precisión", "Exhaustividad", "F1", "AUC"]);
        assert_eq!(rows[1], ["cat", "4", "0.5", "0.25", "0.3333333333333333", ""]);
        assert_eq!(rows[3][..2], ["Media (macro)", "8"]);
        assert_eq!(rows[4..], [vec!["Exactitud", "0.75"], vec!["Pérdida", "0.125"]]);
        assert_eq!(
            confusion_rows(Language::En, &figures.confusion, &names),
            [vec!["True class \\ Answer", "cat", "dog"], vec!["cat", "3", "1"], vec!["dog", "0", "4"],]
        );
    }
}
