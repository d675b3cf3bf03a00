//! Rust of the words: the languages with their facts, and a struct for each section with a function for each phrase.

use std::fmt::{self, Write as _};

use super::{FACTS, Language, Phrase, REFERENCE, Section};
use crate::phrase::COUNT;

/// An enum `Language` of the languages, and the facts of each as an array `FACTS`.
pub fn languages(languages: &[Language]) -> String {
    let variants: Vec<String> = languages.iter().map(|language| camel(&language.code)).collect();
    let mut text = String::from(
        "/// A language of the page.\n#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]\npub enum Language {\n",
    );
    for (language, variant) in languages.iter().zip(&variants) {
        let default = if language.code == REFERENCE { "#[default] " } else { "" };
        text += &format!("/// {}.\n{default}{variant},\n", language.text(FACTS, "name"));
    }
    let all: Vec<String> = variants.iter().map(|variant| format!("Self::{variant}")).collect();
    text += &format!(
        "}}\nimpl Language {{\n/// All of them, in the order in which a list shows them.\n\
         pub const ALL: [Self; {0}] = [{1}];\n}}\nstatic FACTS: [Facts; {0}] = [\n",
        all.len(),
        all.join(", ")
    );
    for language in languages {
        if let Some(Phrase::Section(facts)) = language.words.get(FACTS) {
            let facts: Vec<String> =
                facts.keys().map(|name| format!("{name}: {:?}", language.text(FACTS, name))).collect();
            text += &format!("Facts {{ {} }},\n", facts.join(", "));
        }
    }
    text + "];\n"
}

/// A struct for each section of the reference, with a function for each phrase. All refer to the one list of texts that
/// [`Language::lines`] fills, whose length is `COUNT`.
pub fn phrases(reference: &Language) -> String {
    let sections: Section = reference.sections().map(|(name, phrase)| (name.clone(), phrase.clone())).collect();
    let mut text = String::new();
    let mut lines = 0;
    // Writing into a string cannot fail.
    let _ = section(&mut text, "", &sections, &mut lines);
    text + &format!("const COUNT: usize = {lines};\n")
}

/// `lines` is how many texts come before the section, and then with it.
fn section(text: &mut String, path: &str, phrases: &Section, lines: &mut usize) -> fmt::Result {
    let first = *lines;
    let mut functions = String::new();
    for (name, phrase) in phrases {
        let called = function_name(name);
        let places = phrase.places();
        match phrase {
            Phrase::Section(phrases) => {
                let path = path.to_owned() + &camel(name);
                section(text, &path, phrases, lines)?;
                writeln!(functions, "pub fn {called}(self) -> {path}Phrases {{ {path}Phrases(self.0) }}")?;
                continue;
            }
            Phrase::List(texts) => {
                let count = texts.len();
                let items: Vec<String> = (*lines..*lines + count).map(|line| format!("self.0.lines[{line}]")).collect();
                let items = items.join(", ");
                writeln!(functions, "pub fn {called}(self) -> [&'static str; {count}] {{ [{items}] }}")?;
                *lines += count;
                continue;
            }
            Phrase::Plural(_) => {
                let [names, values] = arguments(&places[1..]);
                writeln!(
                    functions,
                    "pub fn {called}(self, {COUNT}: u64{names}) -> String {{ \
                     self.0.fill_plural({lines}, {COUNT}, &[{values}]) }}"
                )?;
            }
            Phrase::Text(_) if places.is_empty() => {
                writeln!(functions, "pub fn {called}(self) -> &'static str {{ self.0.lines[{lines}] }}")?;
            }
            Phrase::Text(_) => {
                let [names, values] = arguments(&places);
                writeln!(
                    functions,
                    "pub fn {called}(self{names}) -> String {{ fill(self.0.lines[{lines}], &[{values}]) }}"
                )?;
            }
        }
        *lines += 1;
    }
    lookup(&mut functions, phrases, first)?;
    writeln!(text, "#[derive(Clone, Copy)]\npub struct {path}Phrases(&'static Texts);")?;
    writeln!(text, "impl {path}Phrases {{\n{functions}}}")
}

/// The arguments of a function for these places, and what it hands on.
fn arguments(places: &[&str]) -> [String; 2] {
    [
        places.iter().map(|place| format!(", {place}: impl Display")).collect(),
        places.iter().map(|place| format!("&{place}")).collect::<Vec<_>>().join(", "),
    ]
}

/// Where a section has texts alone: a text by its name. `first` is the place of the first of them.
fn lookup(functions: &mut String, phrases: &Section, first: usize) -> fmt::Result {
    if !phrases.values().all(|phrase| matches!(phrase, Phrase::Text(_)) && phrase.places().is_empty()) {
        return Ok(());
    }
    let names: Vec<&str> = phrases.keys().map(String::as_str).collect();
    writeln!(
        functions,
        "pub fn get(self, name: &str) -> Option<&'static str> {{ self.0.named({first}, &{names:?}, name) }}"
    )
}

/// The function of a name, which may be an id such as `700-500`.
fn function_name(name: &str) -> String {
    let before = if name.starts_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
    before.to_owned() + &name.replace('-', "_")
}

/// `leaky_relu` as `LeakyRelu`.
fn camel(name: &str) -> String {
    name.split('_')
        .filter_map(|word| Some((word.get(..1)?.to_uppercase(), word.get(1..)?)))
        .fold(String::new(), |text, (first, rest)| text + &first + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_becomes_a_struct_with_functions_where_there_are_places() {
        let en = r#"{"boot": {"failed": "no"}, "runs": {"of": "{number} of {all}", "axes": ["x", "y"], "run": "run",
            "ids": {"700-500": "two"}, "left": {"one": "one", "other": "{count} of {all}"}}}"#;
        let rust = phrases(&Language::parse("en", en).expect("it is well-formed"));
        for line in [
            "pub struct RunsPhrases(&'static Texts);",
            "pub fn axes(self) -> [&'static str; 2] { [self.0.lines[0], self.0.lines[1]] }",
            "pub fn ids(self) -> RunsIdsPhrases { RunsIdsPhrases(self.0) }",
            "pub fn _700_500(self) -> &'static str { self.0.lines[2] }",
            "pub fn get(self, name: &str) -> Option<&'static str> { self.0.named(2, &[\"700-500\"], name) }",
            "pub fn left(self, count: u64, all: impl Display) -> String { self.0.fill_plural(3, count, &[&all]) }",
            "pub fn of(self, number: impl Display, all: impl Display) -> String { fill(self.0.lines[4], &[&number, &all]) }",
            "pub fn run(self) -> &'static str { self.0.lines[5] }",
            "pub fn runs(self) -> RunsPhrases { RunsPhrases(self.0) }",
            "const COUNT: usize = 6;",
        ] {
            assert!(rust.contains(line), "{line}\nis not in\n{rust}");
        }
        assert!(!rust.contains("Boot"));
    }

    #[test]
    fn a_language_is_a_variant_with_its_facts() {
        let ca = r#"{"language": {"code": "ca", "name": "Català", "decimal": ","}}"#;
        let rust = languages(&[Language::parse("ca", ca).expect("it is well-formed")]);
        assert!(rust.contains("/// Català.\nCa,"));
        assert!(rust.contains("pub const ALL: [Self; 1] = [Self::Ca];"));
        assert!(rust.contains("Facts { code: \"ca\", decimal: \",\", name: \"Català\" },"));
    }
}
