//! Names of data sets' classes in the reader's language.

use model::catalogue::DatasetId;

use super::Language;

/// The class names of a data set, in the order of the labels.
pub fn names(language: Language, dataset: DatasetId) -> &'static [&'static str; 10] {
    match (language, dataset) {
        (Language::Es, DatasetId::FashionMnist) => &[
            "Camiseta",
            "Pantalón",
            "Suéter",
            "Vestido",
            "Abrigo",
            "Sandalia",
            "Camisa",
            "Zapatilla",
            "Bolso",
            "Botín",
        ],
        (Language::En, DatasetId::FashionMnist) | (_, DatasetId::Mnist) => &dataset.info().classes,
    }
}
