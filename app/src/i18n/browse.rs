//! The tab that looks through the data set.

use super::Language;
use crate::format;

/// How many images there are, and how many of them are held back.
pub fn totals(language: Language, train: u64, test: u64, held_back: usize) -> String {
    let phrases = language.phrases().browse();
    let [train, test, held] = [train as f64, test as f64, held_back as f64].map(|count| format::whole(language, count));
    if held_back == 0 { phrases.totals(train, test) } else { phrases.totals_held_back(train, held, test) }
}

/// A large image is shown in part.
pub fn part(language: Language, shown: usize, all: usize) -> String {
    let [shown, all] = [shown, all].map(|count| format::whole(language, count as f64));
    language.phrases().browse().part(shown, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_totals_tell_of_validation_where_there_is_one() {
        assert_eq!(totals(Language::En, 600, 100, 0), "600 for training and 100 for testing.");
        assert_eq!(
            totals(Language::Es, 600, 100, 60),
            "600 de entrenamiento, de las que 60 se apartan para validar, y 100 de prueba."
        );
    }
}
