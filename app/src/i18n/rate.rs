//! The search for a learning rate.

use spec::protocol::RateSuggestion;

use super::Language;
use crate::format;
use crate::state::tidy;

/// How a suggestion was chosen.
pub fn chosen(language: Language, suggestion: &RateSuggestion) -> String {
    let phrases = language.phrases().rate();
    let number = |rate| format::shortest(language, tidy(rate));
    let (rate, least) = (number(suggestion.rate), number(suggestion.least_at));
    match suggestion.diverged_at {
        Some(diverged) => phrases.chosen_before_diverging(rate, least, number(diverged)),
        None => phrases.chosen(rate, least),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_rate_was_chosen_is_said_in_a_sentence() {
        let suggestion = RateSuggestion { rate: 0.001_04, least_at: 0.02, diverged_at: Some(0.3) };
        assert_eq!(
            chosen(Language::Es, &suggestion),
            "Sugerida: 0,001. La curva suavizada llega a su mínimo en 0,02 y se dispara desde 0,3; la sugerencia queda \
             antes, donde todavía baja con fuerza."
        );
        assert!(
            chosen(Language::En, &RateSuggestion { diverged_at: None, ..suggestion }).starts_with("Suggested: 0.001.")
        );
    }
}
