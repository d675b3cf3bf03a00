//! Names of data sets' classes in the reader's language.

use spec::catalogue::DatasetId;
use spec::reader_protocol::ClassNames;

use super::Language;

/// The class names of a data set with soft hyphens, for places narrower than a word, in the order of the labels; with
/// those that a person gave to images of their own.
pub fn breakable_names_with(language: Language, dataset: DatasetId, own: Option<&ClassNames>) -> Vec<String> {
    let phrases = language.phrases().classes();
    let names: &[&str] = match (own, dataset.info().id) {
        (Some(ClassNames::Given(given)), _) => return given.clone(),
        (Some(ClassNames::Cifar10), _) | (_, "cifar-10") => &phrases.cifar10(),
        (_, "fashion-mnist") => &phrases.fashion_mnist(),
        (_, "own") => return (0..dataset.info().classes).map(|class| class.to_string()).collect(),
        (_, _) => dataset.info().class_names,
    };
    names.iter().map(|&name| name.to_owned()).collect()
}

/// The class names of a data set, with those that a person gave to images of their own.
pub fn names_with(language: Language, dataset: DatasetId, own: Option<&ClassNames>) -> Vec<String> {
    let names = breakable_names_with(language, dataset, own);
    match own {
        Some(ClassNames::Given(_)) => names,
        Some(ClassNames::Cifar10 | ClassNames::Numbers) | None => {
            names.iter().map(|name| name.replace(['\u{ad}', '\u{200b}'], "")).collect()
        }
    }
}

/// The class names of a data set, in the order of the labels.
pub fn names(language: Language, dataset: DatasetId) -> Vec<String> {
    names_with(language, dataset, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole_where_there_is_room() {
        let english = DatasetId::FashionMnist.info().class_names;
        assert_eq!(names(Language::En, DatasetId::FashionMnist), english);
        assert_eq!(names(Language::Es, DatasetId::Cifar10)[1], "Automóvil");
        let given = ClassNames::Given(vec!["a\u{ad}b".to_owned(), "c".to_owned()]);
        assert_eq!(names_with(Language::Es, DatasetId::Mnist, Some(&given)), ["a\u{ad}b", "c"]);
    }
}
