//! Whether every language says all that the reference says, with the same places.

use std::collections::BTreeSet;

use super::{FACTS, Language, Phrase, Section, reference};

/// A line for each phrase that a language lacks, has too many, or that has other places than the reference's.
pub fn complaints(languages: &[Language]) -> Vec<String> {
    let reference = match reference(languages) {
        Ok(reference) => reference,
        Err(complaint) => return vec![complaint],
    };
    let mut complaints = Vec::new();
    for language in languages {
        let file = format!("{}.json", language.code);
        if language.text(FACTS, "code") != language.code {
            complaints.push(format!("{file}: the code in “{FACTS}” is not the file's name"));
        }
        compare(&file, &reference.words, &language.words, &mut complaints);
    }
    complaints
}

fn compare(place: &str, reference: &Section, words: &Section, complaints: &mut Vec<String>) {
    let lacking = reference.keys().filter(|name| !words.contains_key(*name));
    complaints.extend(lacking.map(|name| format!("{place}: {name} is missing")));
    for (name, phrase) in words {
        let place = format!("{place}: {name}");
        match (reference.get(name), phrase) {
            (None, _) => complaints.push(format!("{place} is not in the reference")),
            (Some(Phrase::Section(reference)), Phrase::Section(words)) => {
                compare(&place, reference, words, complaints);
            }
            (Some(Phrase::List(texts)), Phrase::List(words)) if texts.len() == words.len() => {}
            (Some(reference @ Phrase::Text(_)), Phrase::Text(_))
            | (Some(reference @ Phrase::Plural(_)), Phrase::Plural(_)) => {
                let [wanted, found] = [reference, phrase].map(|phrase| phrase.places().into_iter().collect());
                let (wanted, found): (BTreeSet<&str>, BTreeSet<&str>) = (wanted, found);
                let differ: Vec<_> = wanted.symmetric_difference(&found).map(|name| format!("{{{name}}}")).collect();
                if !differ.is_empty() {
                    complaints.push(format!("{place} differs from the reference in {}", differ.join(", ")));
                }
            }
            (Some(Phrase::Text(_) | Phrase::List(_) | Phrase::Plural(_) | Phrase::Section(_)), _) => {
                complaints.push(format!("{place} is not made as in the reference"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_translation_lacks_is_said() {
        let en =
            r#"{"language": {"code": "en"}, "runs": {"of": "{number} of {all}", "axes": ["x", "y"], "run": "run"}}"#;
        let es =
            r#"{"language": {"code": "ca"}, "runs": {"of": "{numero} de {all}", "axes": ["x"], "corre": "corre"}}"#;
        let languages = [("en", en), ("es", es)].map(|(code, text)| Language::parse(code, text).expect("well-formed"));
        assert_eq!(
            complaints(&languages),
            [
                "es.json: the code in “language” is not the file's name",
                "es.json: runs: run is missing",
                "es.json: runs: axes is not made as in the reference",
                "es.json: runs: corre is not in the reference",
                "es.json: runs: of differs from the reference in {number}, {numero}",
            ]
        );
        assert_eq!(complaints(&languages[1..]), ["languages.json lacks en"]);
    }

    #[test]
    fn a_text_is_one_line_with_whole_places() {
        for (text, complaint) in [
            (r#"{"a": {"b": ""}}"#, "es.json: a: b: \"\" is not a line of text"),
            (r#"{"a": {"b": "{count"}}"#, "es.json: a: b: “{count” has a brace without its other one"),
            (r#"{"a": {"b": 3}}"#, "es.json: a: b: 3 is no text"),
            (
                r#"{"a": {"b": {"one": "x", "other": "y", "some": "z"}}}"#,
                "es.json: a: b: some is no category of a plural",
            ),
            (r#""a""#, "es.json has no sections"),
        ] {
            assert_eq!(Language::parse("es", text), Err(complaint.to_owned()));
        }
    }
}
