//! The tab of figures, and what it shares with the tab of wrong answers: which images, and how far the examination is.

use spec::protocol::{Moment, Part};

use super::Language;
use crate::format;
use crate::rules::results::Figure;

/// The name of a part.
pub fn part(language: Language, part: Part) -> &'static str {
    let phrases = language.phrases().report();
    match part {
        Part::Test => phrases.test(),
        Part::Validation => phrases.validation(),
        Part::Train => phrases.train(),
    }
}

/// So many images, in words.
pub fn images(language: Language, count: usize) -> String {
    language.phrases().report().images(count as u64)
}

/// What was examined.
pub fn examined(language: Language, of: Part, count: usize, moment: Moment, step: u64) -> String {
    let phrases = language.phrases().report();
    let (part, images, steps) = (part(language, of), images(language, count), phrases.steps(step));
    match moment {
        Moment::Now => phrases.examined(part, images, steps),
        Moment::Epoch(epoch) => phrases.examined_at_epoch(part, images, epoch + 1, steps),
    }
}

/// What is being examined, where its matrix is known from before; the epoch counts from 0.
pub fn awaited(language: Language, of: Part, epoch: u32) -> String {
    language.phrases().report().awaited(part(language, of), epoch + 1)
}

/// How far an examination has come.
pub fn examining(language: Language, done: u32, total: u32) -> String {
    let phrases = language.phrases().report();
    let [done, all] = [done, total].map(|images| format::whole(language, f64::from(images)));
    if total == 0 { phrases.examining().to_owned() } else { phrases.examining_images(done, all) }
}

/// A cell of the confusion matrix in a sentence.
pub fn cell(language: Language, count: u32, share: f64, truth: &str, answer: Option<&str>) -> String {
    let phrases = language.phrases().report();
    let (count, share) = (u64::from(count), format::percent(language, share, 1));
    match answer {
        Some(answer) => phrases.mistaken(count, truth, answer, share),
        None => phrases.recognised(count, truth, share),
    }
}

/// A figure's name, what it says, and its formula, a line each.
pub struct FigureWords {
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub words: &'static str,
    /// Its formula.
    pub formula: Vec<&'static str>,
}

/// The words about a figure.
pub fn figure(language: Language, figure: Figure) -> FigureWords {
    let all = language.phrases().figures();
    let (name, words, formula) = match figure {
        Figure::Accuracy => (all.accuracy(), all.accuracy_help(), all.accuracy_formula().to_vec()),
        Figure::Loss => (all.loss(), all.loss_help(), all.loss_formula().to_vec()),
        Figure::Precision => (all.precision(), all.precision_help(), all.precision_formula().to_vec()),
        Figure::Recall => (all.recall(), all.recall_help(), all.recall_formula().to_vec()),
        Figure::F1 => (all.f1(), all.f1_help(), all.f1_formula().to_vec()),
        Figure::Auc => (all.auc(), all.auc_help(), all.auc_formula().to_vec()),
    };
    FigureWords { name, words, formula }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_told_in_a_sentence() {
        assert_eq!(cell(Language::En, 12, 0.012, "4", Some("9")), "12 images of 4 taken for 9 (1.2% of those of 4)");
        assert_eq!(
            cell(Language::Es, 1, 0.012, "4", Some("9")).replace('\u{a0}', " "),
            "1 imagen de 4 tomada por 9 (1,2 % de las de 4)"
        );
        assert_eq!(
            cell(Language::Es, 0, 0.0, "4", None).replace('\u{a0}', " "),
            "0 imágenes de 4 reconocidas (0,0 % de las de 4)"
        );
    }

    #[test]
    fn what_was_examined_is_said() {
        assert_eq!(
            examined(Language::En, Part::Test, 10_000, Moment::Epoch(2), 1_266),
            "Test: 10000 images; the network after epoch 3 (1266 steps)"
        );
        assert_eq!(
            examined(Language::Es, Part::Test, 1, Moment::Now, 1),
            "Prueba (test): 1 imagen; la red tras 1 paso"
        );
        assert_eq!(examining(Language::Es, 10, 20), "Examinando la red: 10 de 20 imágenes…");
    }
}
