//! The tab of runs: table, overlay and ready comparisons.

use super::Language;
use crate::format;
use crate::rules::compare::{Column, Preset, Start};

/// The heading of a column, and what it means.
pub fn column(language: Language, column: Column) -> (&'static str, &'static str) {
    let phrases = language.phrases().runs();
    let [heading, help] = [phrases.columns().get(column.id()), phrases.column_explanations().get(column.id())];
    (heading.unwrap_or_default(), help.unwrap_or_default())
}

/// How a run's first weights are related to the reference's.
pub fn start(language: Language, start: Start) -> String {
    let phrases = language.phrases().runs();
    match start {
        Start::Same => phrases.same_start().to_owned(),
        Start::Partly { same, of } => phrases.partly_same(same, of),
        Start::Other => phrases.other_start().to_owned(),
        Start::File => phrases.from_file().to_owned(),
    }
}

/// A ready comparison: its name, and what is trained.
pub fn pair(language: Language, pair: Preset) -> (&'static str, &'static str) {
    let phrases = language.phrases().runs();
    let [name, help] = [phrases.presets().get(pair.id()), phrases.preset_explanations().get(pair.id())];
    (name.unwrap_or_default(), help.unwrap_or_default())
}

/// The last figures of a curve, in words.
pub fn figures(language: Language, training: Option<f64>, validation: Option<f64>, accuracy: bool) -> String {
    let write = |value: Option<f64>| match value {
        None => "–".to_owned(),
        Some(value) if accuracy => format::percent(language, value / 100.0, 1),
        Some(value) => format::decimal(language, value, 3),
    };
    let chart = language.phrases().chart();
    format!("{} {}, {} {}", chart.training(), write(training), chart.validation(), write(validation))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ready_comparison_is_told_in_a_sentence() {
        for language in Language::ALL {
            for pair in Preset::ALL {
                let (name, text) = self::pair(language, pair);
                assert!((1..=24).contains(&name.chars().count()), "{name}");
                assert!(text.ends_with('.'), "{text}");
            }
        }
    }

    #[test]
    fn headings_are_short_and_explained() {
        for language in Language::ALL {
            for column in Column::ALL {
                let (heading, help) = self::column(language, column);
                assert!((1..=14).contains(&heading.chars().count()), "{heading}");
                assert!(!help.is_empty());
            }
        }
    }
}
