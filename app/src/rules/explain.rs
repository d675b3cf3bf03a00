//! What the controls and figures mean: topics with their texts (`public/help/`), which elements of the page name in
//! `data-help`, and the mathematics that is shown on real
//! numbers.

pub mod activation;

use serde::Deserialize;

/// The texts of a language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// One a topic, in the order in which a list shows them.
    pub topics: Vec<Topic>,
}

/// The text of a topic.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its name in `data-help`.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Paragraphs.
    pub text: Vec<String>,
    /// Formulas, one a line.
    #[serde(default)]
    pub formula: Vec<String>,
}

impl Help {
    /// The text of a topic.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }
}

/// What is made of the probabilities of an image.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// A probability a class.
    pub probabilities: Vec<f32>,
    /// The class with the greatest of them.
    pub argmax: usize,
    /// 1 at the true class and 0 elsewhere, where that is known.
    pub one_hot: Option<Vec<u8>>,
    /// −ln of the true class' probability, nats.
    pub cross_entropy: Option<f64>,
}

impl Answer {
    /// Of probabilities and the true class; `None` where there are no numbers.
    pub fn of(probabilities: &[f32], truth: Option<u8>) -> Option<Self> {
        let argmax = spec::argmax(probabilities)?;
        let truth = truth.map(usize::from).filter(|truth| *truth < probabilities.len());
        Some(Self {
            probabilities: probabilities.to_vec(),
            argmax,
            one_hot: truth.map(|truth| (0..probabilities.len()).map(|class| u8::from(class == truth)).collect()),
            // A probability of 0 is one below the least number of 32 bits.
            cross_entropy: truth.map(|truth| -f64::from(probabilities[truth].max(f32::MIN_POSITIVE)).ln()),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::language::Language;
    use spec::{LayerKind, Optimizer, examples};

    fn help(language: &str) -> Help {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../public/help/{language}.json"));
        let text = fs::read_to_string(path).expect("the file is there");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{language}: {error}"))
    }

    #[test]
    fn every_language_explains_every_topic_once() {
        let first = help(Language::Es.code());
        let wanted: Vec<&str> = first.topics.iter().map(|topic| &topic.id[..]).collect();
        for language in Language::ALL.map(Language::code) {
            let help = help(language);
            let ids: Vec<&str> = help.topics.iter().map(|topic| &topic.id[..]).collect();
            assert_eq!(ids, wanted, "{language}");
            for (topic, other) in help.topics.iter().zip(&first.topics) {
                let at = format!("{language}: {}", topic.id);
                let letters: usize = topic.text.iter().map(|text| text.chars().count()).sum();
                assert!((60..=900).contains(&letters), "{at}: {letters} letters");
                assert!(topic.text.iter().all(|text| text.ends_with(['.', '?', ')'])), "{at}");
                assert!((2..=40).contains(&topic.title.chars().count()), "{at}");
                assert!(topic.formula.iter().all(|line| line.chars().count() <= 80), "{at}");
                assert_eq!(topic.formula.len(), other.formula.len(), "{at}");
                assert!(language == Language::Es.code() || topic.text != other.text, "{at}: it is translated");
            }
        }
    }

    /// The ids that the page's sources name, each with what stands before it.
    fn named(folder: &Path, ids: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                named(&path, ids);
            } else {
                let text = fs::read_to_string(&path).expect("a source file is text");
                for before in ["data-help=\"", "topic=\"", "topic: \""] {
                    let pieces = text.split(before).skip(1);
                    ids.extend(pieces.filter_map(|piece| Some(piece.split_once('"')?.0.to_owned())));
                }
            }
        }
    }

    #[test]
    fn what_the_page_names_is_explained_and_what_is_explained_is_named() {
        let mut ids = BTreeSet::new();
        named(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view"), &mut ids);
        named(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/chart"), &mut ids);
        // Those that are put together from names: layers by their kind, optimizers by their rule, numbers.
        ids.extend(LayerKind::ALL.map(|kind| format!("layer-{}", kind.id())));
        ids.extend(Optimizer::ALL.iter().map(|rule| rule.id().to_owned()));
        for mut spec in examples::choices() {
            for part in examples::parts(&spec) {
                ids.extend(spec.numbers(part).into_iter().map(|(number, _)| number.topic.to_owned()));
            }
        }
        assert_eq!(ids, help("en").topics.into_iter().map(|topic| topic.id).collect::<BTreeSet<_>>());
    }

    #[test]
    fn an_answer_has_its_argmax_its_one_hot_and_its_loss() {
        let answer = Answer::of(&[0.25, 0.5, 0.25], Some(2)).expect("there are numbers");
        assert_eq!((answer.argmax, answer.one_hot), (1, Some(vec![0, 0, 1])));
        assert!((answer.cross_entropy.expect("the class is known") - 4_f64.ln()).abs() < 1e-7);
        let unknown = Answer::of(&[0.5, 0.5], None).expect("there are numbers");
        assert_eq!((unknown.argmax, unknown.one_hot, unknown.cross_entropy), (0, None, None));
        assert_eq!(Answer::of(&[], Some(0)), None);
        assert_eq!(Answer::of(&[f32::NAN], Some(0)), None);
        assert!(Answer::of(&[1.0, 0.0], Some(1)).and_then(|a| a.cross_entropy).is_some_and(f64::is_finite));
        assert_eq!(Answer::of(&[1.0], Some(9)).and_then(|a| a.one_hot), None);
    }
}
