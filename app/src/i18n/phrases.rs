//! What the page says in each language: functions made of `words/en.json`, which read the texts of a language.
//!
//! The site has one file of texts for each language, of which `public/boot.js` fetches the reader's beside the page's
//! code, so that the code holds no words.
#![allow(missing_docs, reason = "the English phrase says it")]

use std::fmt::{Display, Write as _};
use std::sync::OnceLock;

use crate::format;
use crate::language::Language;

include!(concat!(env!("OUT_DIR"), "/phrases.rs"));

/// The texts of a language, in the order in which the functions number them.
struct Texts {
    language: Language,
    lines: [&'static str; COUNT],
}

/// The texts of the languages that are here.
static HERE: [OnceLock<Texts>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];

impl Texts {
    fn new(language: Language, texts: &'static str) -> Self {
        let mut lines = [""; COUNT];
        for (line, text) in lines.iter_mut().zip(texts.split('\n')) {
            *line = text;
        }
        Self { language, lines }
    }

    /// The text for so many, with its places filled; the first is the count.
    fn fill_plural(&self, line: usize, count: u64, values: &[&dyn Display]) -> String {
        let category = format::plural(self.language, count);
        let mut parts = self.lines[line].split('\t');
        let mut text = "";
        while let (Some(name), Some(form)) = (parts.next(), parts.next()) {
            text = form;
            if name == category {
                break;
            }
        }
        let count = format::whole(self.language, count as f64);
        let mut all: Vec<&dyn Display> = vec![&count];
        all.extend(values);
        fill(text, &all)
    }

    /// The text of a name among these, the first of which is that line's.
    fn named(&self, first: usize, names: &[&str], name: &str) -> Option<&'static str> {
        self.lines.get(first + names.iter().position(|other| *other == name)?).copied()
    }
}

impl Language {
    /// Takes its texts, once.
    pub fn learn(self, texts: String) {
        HERE[self as usize].get_or_init(|| Texts::new(self, texts.leak()));
    }

    /// Whether its texts are here.
    pub fn is_here(self) -> bool {
        HERE[self as usize].get().is_some()
    }

    /// Its phrases. The page changes to no language whose texts are not here.
    #[cfg(target_arch = "wasm32")]
    pub fn phrases(self) -> Phrases {
        Phrases(HERE[self as usize].get_or_init(|| Texts::new(self, "")))
    }

    /// Its phrases, from the files.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn phrases(self) -> Phrases {
        const TEXTS: [&str; Language::ALL.len()] = include!(concat!(env!("OUT_DIR"), "/texts.rs"));
        Phrases(HERE[self as usize].get_or_init(|| Texts::new(self, TEXTS[self as usize])))
    }
}

/// A text with its places filled.
fn fill(text: &str, values: &[&dyn Display]) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (place, rest) = part.split_once('}').unwrap_or_default();
        if let Some(value) = place.parse().ok().and_then(|place: usize| values.get(place)) {
            // Writing into a string cannot fail.
            let _ = write!(filled, "{value}");
        }
        filled += rest;
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Tab;

    #[test]
    fn places_are_filled_wherever_a_language_has_them() {
        assert_eq!(fill("{1} of {0}, {1}!", &[&"b", &1]), "1 of b, 1!");
        assert_eq!(fill("plain", &[]), "plain");
        let texts = Texts::new(Language::En, "one\ta run of {1}\tother\t{0} of {1}");
        assert_eq!(texts.fill_plural(0, 1, &[&7]), "a run of 7");
        assert_eq!(texts.fill_plural(0, 3, &[&7]), "3 of 7");
    }

    #[test]
    fn every_text_has_its_place() {
        for language in Language::ALL {
            let phrases = language.phrases();
            assert!(!phrases.training().validation().is_empty(), "the last text of the last section");
            assert!(language.is_here());
        }
        for tab in Tab::ALL {
            assert!(Language::En.phrases().strip().tab().get(tab.name()).is_some(), "{tab:?}");
        }
        assert_eq!(Language::Es.phrases().browse().after(), "después");
        assert_eq!(Language::En.phrases().runs().columns().batch(), "Batch");
    }
}
