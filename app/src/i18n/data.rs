//! Data panel.

use spec::catalogue::DatasetId;
use spec::protocol::DataError;

use super::Language;

/// Why a data set could not be brought, and what to do.
pub fn error(language: Language, dataset: DatasetId, error: &DataError) -> String {
    let phrases = language.phrases().data();
    match error {
        DataError::NotHere => phrases.not_here().to_owned(),
        // The only one that a site may well be without: its files are large and may not be passed on by everybody.
        DataError::Network { file, detail } if dataset == DatasetId::Cifar10 => phrases.no_cifar(file, detail),
        DataError::Network { file, detail } => phrases.network(file, detail),
        DataError::Broken { file, detail } => phrases.broken(file, detail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_set_that_the_site_lacks_is_told_in_words() {
        let error = DataError::Network { file: "train.bin".to_owned(), detail: "the server answers 404".to_owned() };
        assert_eq!(
            super::error(Language::En, DatasetId::Cifar10, &error),
            "This page does not bring CIFAR-10 (train.bin: the server answers 404). Open your own copy or choose other \
             images; whoever publishes the page can add these with `cargo xtask datasets`."
        );
        assert_eq!(
            super::error(Language::Es, DatasetId::Cifar10, &error),
            "Esta página no trae CIFAR-10 (train.bin: the server answers 404). Abre tu copia o elige otras \
             imágenes; quien publica la página puede añadirlas con `cargo xtask datasets`."
        );
        assert_eq!(
            super::error(Language::En, DatasetId::Mnist, &error),
            "train.bin could not be downloaded (the server answers 404). Check the connection and try again."
        );
    }
}
