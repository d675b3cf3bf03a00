//! Layers: their kinds, what keeps one from standing where it stands, and ready networks.

use super::Language;
use crate::rules::architecture::{Fault, LayerKind, ReadyNetwork};

/// The name of a kind of layer.
pub fn kind(language: Language, kind: LayerKind) -> &'static str {
    language.phrases().layers().kinds().get(kind.id()).unwrap_or_default()
}

/// What a kind of layer does, in a sentence.
pub fn explanation(language: Language, kind: LayerKind) -> &'static str {
    language.phrases().layers().explanations().get(kind.id()).unwrap_or_default()
}

/// A name for a row of the list: at most twelve letters.
pub fn short_kind(language: Language, kind: LayerKind) -> &'static str {
    language.phrases().layers().short_kinds().get(kind.id()).unwrap_or_default()
}

/// Why a layer cannot be, for the narrow place where its shape would stand.
pub fn fault(language: Language, fault: Fault<'_>) -> &'static str {
    let phrases = language.phrases().layers();
    match fault {
        Fault::NeedsImage => phrases.needs_image(),
        Fault::Window => phrases.too_large(),
        Fault::Number(_) => phrases.invalid(),
    }
}

/// The name of a ready network.
pub fn ready(language: Language, ready: ReadyNetwork) -> &'static str {
    language.phrases().layers().presets().get(ready.id()).unwrap_or_default()
}

/// What a ready network is like, in a sentence.
pub fn ready_explanation(language: Language, ready: ReadyNetwork) -> &'static str {
    language.phrases().layers().preset_explanations().get(ready.id()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ready_network_that_sets_the_batch_size_says_so() {
        for language in Language::ALL {
            for network in ReadyNetwork::ALL.into_iter().filter(|network| *network != ReadyNetwork::StridedCnn) {
                let text = ready_explanation(language, network);
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                assert_eq!(digits.parse().ok(), network.batch_size(), "{text}");
            }
        }
    }

    #[test]
    fn short_names_fit_a_row() {
        for language in Language::ALL {
            for kind in LayerKind::ALL {
                let name = short_kind(language, kind);
                assert!((1..=12).contains(&name.chars().count()), "{name}");
            }
        }
    }

    #[test]
    fn every_explanation_is_one_sentence() {
        for language in Language::ALL {
            let kinds = LayerKind::ALL.map(|kind| explanation(language, kind));
            let networks = ReadyNetwork::ALL.map(|network| ready_explanation(language, network));
            for text in kinds.into_iter().chain(networks) {
                assert!(text.ends_with('.') && text.chars().filter(|c| *c == '.').count() == 1, "{text}");
                assert!(text.chars().count() <= 70, "it fits two lines of the menu: {text}");
            }
        }
    }
}
