//! What stands around the lessons' own texts.

use super::Language;
use super::phrases::LessonsPhrases;
use crate::format;
use crate::rules::lesson::{Figure, Theme};

impl LessonsPhrases {
    /// The name of a group of lessons.
    pub fn theme(&self, theme: Theme) -> &'static str {
        let place = match theme {
            Theme::Clothes => 0,
            Theme::Digits => 1,
            Theme::Networks => 2,
            Theme::Overfitting => 3,
            Theme::Inside => 4,
        };
        self.themes()[place]
    }
}

/// A figure as the reader writes it. A gap is in points of per cent, which the text around it says.
pub fn figure(language: Language, figure: Figure, value: f64) -> String {
    match figure {
        Figure::TestAccuracy | Figure::TrainAccuracy | Figure::ValidationAccuracy => {
            format::percent(language, value, 1)
        }
        Figure::Confidence => format::percent(language, value, 0),
        Figure::Gap => format::decimal(language, value * 100.0, 1),
        Figure::TestLoss | Figure::TrainLoss | Figure::ValidationLoss | Figure::StepLoss => {
            format::decimal(language, value, 3)
        }
        Figure::Epochs | Figure::Parameters => format::whole(language, value),
        Figure::Rate => format::decimal(language, value, decimals(value)),
    }
}

/// Decimals that show two digits of a small number.
fn decimals(value: f64) -> usize {
    let magnitude = value.abs().log10().floor();
    if magnitude.is_finite() { (1.0 - magnitude).clamp(0.0, 8.0) as usize } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{Figure, Language, figure};

    #[test]
    fn figures_are_written_in_the_readers_marks() {
        for (name, value, es, en) in [
            (Figure::TestAccuracy, 0.7971, "79,7\u{a0}%", "79.7%"),
            (Figure::TrainLoss, 2.3027, "2,303", "2.303"),
            (Figure::Gap, 0.0391, "3,9", "3.9"),
            (Figure::Rate, 0.0012, "0,0012", "0.0012"),
            (Figure::Rate, 0.05, "0,050", "0.050"),
            (Figure::Rate, 0.0, "0", "0"),
            (Figure::Confidence, 0.995, "100\u{a0}%", "100%"),
        ] {
            assert_eq!(figure(Language::Es, name, value), es, "{name:?}");
            assert_eq!(figure(Language::En, name, value), en, "{name:?}");
        }
    }
}
