//! What the controls and figures mean: the table of topics, their texts, and the mathematics that is shown on real
//! numbers.

pub mod activation;

use serde::Deserialize;

/// Every topic, in the order in which a list shows them. Elements of the page name theirs in `data-help`; the texts are
/// `public/help/es.json` and `en.json`.
pub const TOPICS: [&str; 46] = [
    "dataset",
    "scale",
    "validation",
    "shuffle",
    "augment",
    "counts",
    "parameters",
    "initializer",
    "layer-dense",
    "layer-conv",
    "layer-max",
    "layer-avg",
    "layer-flatten",
    "layer-drop",
    "layer-norm",
    "units",
    "filters",
    "kernel",
    "pool-size",
    "stride",
    "padding",
    "dropout-rate",
    "activation",
    "epochs",
    "batch",
    "rate",
    "optimizer",
    "sgd",
    "momentum",
    "adam",
    "rmsprop",
    "adagrad",
    "betas",
    "epsilon",
    "schedule",
    "warm-up",
    "regularization",
    "l2",
    "clip",
    "early-stopping",
    "seed",
    "rate-search",
    "loss",
    "accuracy",
    "softmax",
    "pad",
];

/// The texts of a language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// One a topic, in any order.
    pub topics: Vec<Topic>,
}

/// The text of a topic.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its place in [`TOPICS`].
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
    /// Reads the texts of a language.
    ///
    /// # Errors
    /// What the file lacks, in English.
    pub fn read(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

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
        let finite = probabilities.iter().enumerate().filter(|(_, p)| p.is_finite());
        // Of equals the first, as everywhere.
        let argmax = finite.rev().max_by(|a, b| a.1.total_cmp(b.1))?.0;
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
    use crate::architecture::LayerKind;

    fn help(language: &str) -> Help {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../public/help/{language}.json"));
        Help::read(&fs::read_to_string(path).expect("the file is there")).expect("it can be read")
    }

    #[test]
    fn both_languages_explain_every_topic_once() {
        let wanted: Vec<&str> = TOPICS.to_vec();
        for language in ["es", "en"] {
            let help = help(language);
            let ids: Vec<&str> = help.topics.iter().map(|topic| &topic.id[..]).collect();
            assert_eq!(ids, wanted, "{language}");
            for topic in &help.topics {
                let letters: usize = topic.text.iter().map(|text| text.chars().count()).sum();
                assert!((60..=900).contains(&letters), "{language} {}: {letters} letters", topic.id);
                assert!(topic.text.iter().all(|text| text.ends_with(['.', '?', ')'])), "{language} {}", topic.id);
                assert!((2..=40).contains(&topic.title.chars().count()), "{language} {}", topic.id);
                assert!(topic.formula.iter().all(|line| line.chars().count() <= 80), "{language} {}", topic.id);
            }
        }
        for (es, en) in help("es").topics.iter().zip(&help("en").topics) {
            assert_eq!(es.formula.len(), en.formula.len(), "{}", es.id);
            assert_ne!(es.text, en.text, "{}", es.id);
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
        // Those that are put together from names: layers by their kind, optimizers by their rule.
        ids.extend(LayerKind::ALL.map(|kind| format!("layer-{}", kind.id())));
        ids.extend(["sgd", "momentum", "adam", "rmsprop", "adagrad"].map(str::to_owned));
        assert_eq!(ids, TOPICS.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>());
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
