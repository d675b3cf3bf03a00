//! The page's words: a JSON file for each language, and what builds make of them.
//!
//! `languages.json` lists the languages in the order in which the page offers them; `<code>.json` has the words of one.
//! A file is made of sections. A phrase is a text, a list of texts, or a plural: an object with a text for each of the
//! language's plural categories, of which `other` is always there. `{name}` in a text is a place that the page fills.
//!
//! The page's build script makes Rust of the files ([`rust`]), so that a phrase which is used and not there does not
//! compile. The site has a list of texts for each language ([`Language::lines`]), of which the page fetches one.

mod phrase;

mod check;
pub mod rust;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub use check::complaints;
pub use phrase::{Phrase, Text};

/// The language that the others are compared with, and that a page speaks whose reader knows none of them.
pub const REFERENCE: &str = "en";
/// The section about the language itself: its code, its name, how it writes numbers and quotes.
pub const FACTS: &str = "language";
/// The section of what is said before the page's code is there.
pub const BOOT: &str = "boot";
/// The list of languages.
const LIST: &str = "languages.json";

/// A section's phrases and sections, in the order of their names.
pub type Section = BTreeMap<String, Phrase>;

/// A language and all that the page says in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its code in HTML and in `Intl`.
    pub code: String,
    /// Its words.
    pub words: Section,
}

impl Language {
    /// Reads a file's text.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence.
    pub fn parse(code: &str, text: &str) -> Result<Self, String> {
        let value = serde_json::from_str(text).map_err(|error| format!("{code}.json: {error}"))?;
        match Phrase::of(value).map_err(|error| format!("{code}.json: {error}"))? {
            Phrase::Section(words) => Ok(Self { code: code.to_owned(), words }),
            Phrase::Text(_) | Phrase::List(_) | Phrase::Plural(_) => Err(format!("{code}.json has no sections")),
        }
    }

    /// A text by its section and name; empty where there is none.
    pub fn text(&self, section: &str, name: &str) -> &str {
        match self.words.get(section) {
            Some(Phrase::Section(section)) => match section.get(name) {
                Some(Phrase::Text(text)) => text.as_str(),
                Some(_) | None => "",
            },
            Some(_) | None => "",
        }
    }

    /// The sections that the page's code speaks with.
    pub(crate) fn sections(&self) -> impl Iterator<Item = (&String, &Phrase)> {
        self.words.iter().filter(|(name, _)| ![FACTS, BOOT].contains(&name.as_str()))
    }

    /// Everything that the page's code says, a line for each text, in the order of the names of sections and phrases.
    /// A place is its number among the places of the reference's text, `{0}`; a plural has its categories and texts in
    /// one line, with tabs between them and `other` last.
    pub fn lines(&self, reference: &Self) -> String {
        let mut lines = Vec::new();
        for (name, phrase) in self.sections() {
            if let Some(reference) = reference.words.get(name) {
                phrase.lines(reference, &mut lines);
            }
        }
        lines.join("\n")
    }
}

/// Reads the languages of a folder, in the order of its list.
///
/// # Errors
/// What is wrong with them, a line for each complaint.
pub fn read(folder: &Path) -> Result<Vec<Language>, String> {
    let open = |name: &str| fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"));
    let codes: Vec<String> = serde_json::from_str(&open(LIST)?).map_err(|error| format!("{LIST}: {error}"))?;
    let languages = codes.iter().map(|code| Language::parse(code, &open(&format!("{code}.json"))?));
    let languages = languages.collect::<Result<Vec<_>, _>>()?;
    let complaints = complaints(&languages);
    if complaints.is_empty() { Ok(languages) } else { Err(complaints.join("\n")) }
}

/// The language that the others are compared with.
///
/// # Errors
/// That it is not there.
pub fn reference(languages: &[Language]) -> Result<&Language, String> {
    languages.iter().find(|language| language.code == REFERENCE).ok_or_else(|| format!("{LIST} lacks {REFERENCE}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: &str = r#"{"language": {}, "runs": {"gone": {"one": "a run of {all} {what}", "other": "{count} of {all} {what}"},
        "of": "{number} of {all}", "axes": ["x", "y"]}}"#;

    #[test]
    fn every_language_says_everything_that_the_reference_says() {
        let languages = read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the files are complete");
        assert!(languages.iter().any(|language| language.code == REFERENCE));
        for language in &languages {
            assert_eq!(language.text(FACTS, "code"), language.code);
        }
    }

    #[test]
    fn lines_are_in_the_order_of_names_whatever_the_files_order() {
        let en = Language::parse("en", EN).expect("it is well-formed");
        assert_eq!(en.lines(&en), "x\ny\none\ta run of {1} {2}\tother\t{0} of {1} {2}\n{0} of {1}");
        let es = r#"{"runs": {"of": "de {all}, {number}", "gone": {"other": "{what}: {count} de {all}", "one": "una"},
            "axes": ["equis", "i griega"]}, "language": {}}"#;
        let es = Language::parse("es", es).expect("it is well-formed");
        assert_eq!(es.lines(&en), "equis\ni griega\none\tuna\tother\t{2}: {0} de {1}\nde {1}, {0}");
    }
}
