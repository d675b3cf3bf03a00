//! Names of data sets' classes in the reader's language.

use model::catalogue::DatasetId;
use model::reader_protocol::ClassNames;

use super::Language;

/// The class names with soft hyphens, for places narrower than a word.
pub fn breakable_names(language: Language, dataset: DatasetId) -> Vec<String> {
    let fixed: &[&str] = match (language, dataset) {
        (Language::Es, DatasetId::FashionMnist) => &[
            "Cami\u{ad}seta",
            "Panta\u{ad}lón",
            "Suéter",
            "Vesti\u{ad}do",
            "Abrigo",
            "San\u{ad}da\u{ad}lia",
            "Cami\u{ad}sa",
            "Zapa\u{ad}tilla",
            "Bolso",
            "Botín",
        ],
        (Language::En, DatasetId::FashionMnist) => &[
            "T-shirt/\u{200b}top",
            "Trou\u{ad}ser",
            "Pull\u{ad}over",
            "Dress",
            "Coat",
            "Sandal",
            "Shirt",
            "Sneak\u{ad}er",
            "Bag",
            "Ankle boot",
        ],
        (Language::Es, DatasetId::Cifar10) => &[
            "Avión",
            "Auto\u{ad}móvil",
            "Pájaro",
            "Gato",
            "Ciervo",
            "Perro",
            "Rana",
            "Caba\u{ad}llo",
            "Barco",
            "Camión",
        ],
        (Language::En, DatasetId::Cifar10) => {
            &["Air\u{ad}plane", "Auto\u{ad}mobile", "Bird", "Cat", "Deer", "Dog", "Frog", "Horse", "Ship", "Truck"]
        }
        (_, DatasetId::Mnist) => dataset.info().class_names,
        (_, DatasetId::Own(images)) => return numbers(images.classes),
    };
    fixed.iter().map(|&name| name.to_owned()).collect()
}

/// The class names of a data set, in the order of the labels.
pub fn names(language: Language, dataset: DatasetId) -> Vec<String> {
    let fixed: &[&str] = match (language, dataset) {
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
        (Language::Es, DatasetId::Cifar10) => {
            &["Avión", "Automóvil", "Pájaro", "Gato", "Ciervo", "Perro", "Rana", "Caballo", "Barco", "Camión"]
        }
        (Language::En, DatasetId::Cifar10) => {
            &["Airplane", "Automobile", "Bird", "Cat", "Deer", "Dog", "Frog", "Horse", "Ship", "Truck"]
        }
        (Language::En, DatasetId::FashionMnist) | (_, DatasetId::Mnist) => dataset.info().class_names,
        (_, DatasetId::Own(images)) => return numbers(images.classes),
    };
    fixed.iter().map(|&name| name.to_owned()).collect()
}

/// The class names of a data set, with those that a person gave to images of their own.
pub fn names_with(language: Language, dataset: DatasetId, own: Option<&ClassNames>) -> Vec<String> {
    match own {
        Some(ClassNames::Given(given)) => given.clone(),
        Some(ClassNames::Cifar10) => names(language, DatasetId::Cifar10),
        Some(ClassNames::Numbers) | None => names(language, dataset),
    }
}

/// The class names of a data set for places narrower than a word, with those that a person gave.
pub fn breakable_names_with(language: Language, dataset: DatasetId, own: Option<&ClassNames>) -> Vec<String> {
    match own {
        Some(ClassNames::Given(given)) => given.clone(),
        Some(ClassNames::Cifar10) => breakable_names(language, DatasetId::Cifar10),
        Some(ClassNames::Numbers) | None => breakable_names(language, dataset),
    }
}

/// The names of classes that have none: their numbers.
fn numbers(classes: usize) -> Vec<String> {
    (0..classes).map(|class| class.to_string()).collect()
}
