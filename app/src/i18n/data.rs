//! Data panel.

use model::catalogue::DatasetId;
use model::protocol::DataError;

use super::Language;

/// What the data panel says.
pub struct DataPhrases {
    /// Heading.
    pub title: &'static str,
    /// Choice of the data set.
    pub dataset: &'static str,
    /// Names the grid of samples.
    pub samples: &'static str,
    /// Shows other samples.
    pub new_samples: &'static str,
    /// Images that train.
    pub train: &'static str,
    /// Images that validate.
    pub validation: &'static str,
    /// Images that test.
    pub test: &'static str,
    /// Before the bytes that have arrived.
    pub loading: &'static str,
    /// Between bytes so far and bytes in all.
    pub of: &'static str,
    /// Waits for the worker.
    pub waiting: &'static str,
    /// Fetches it again.
    pub retry: &'static str,
    /// Choice of the pixels' scale.
    pub scale: &'static str,
    /// Explains it.
    pub scale_help: &'static str,
    /// 0–1.
    pub scale_unit: &'static str,
    /// 0–255.
    pub scale_raw: &'static str,
    /// Mean 0, deviation 1.
    pub scale_standardized: &'static str,
    /// Choice of the validation images.
    pub validation_choice: &'static str,
    /// Explains it.
    pub validation_help: &'static str,
    /// None.
    pub validation_none: &'static str,
    /// The first so many.
    pub validation_first: &'static str,
    /// The last share.
    pub validation_last: &'static str,
    /// A random share.
    pub validation_random: &'static str,
    /// The test images.
    pub validation_test: &'static str,
    /// Label of the share's field.
    pub share: &'static str,
    /// Label of the count's field.
    pub count: &'static str,
    /// Whether each epoch has a new order.
    pub shuffle: &'static str,
    /// Explains it.
    pub shuffle_help: &'static str,
    /// Whether the images are changed a little at random.
    pub augment: &'static str,
    /// Explains it.
    pub augment_help: &'static str,
    /// The menu of augmentation.
    pub vary: &'static str,
    /// The menu of histograms.
    pub histogram: &'static str,
    /// The test images validate.
    pub test_warning: &'static str,
    /// A person's own images, in the list of data sets and over their dialog.
    pub own: &'static str,
    /// The same where there are none yet: opens the dialog.
    pub own_choose: &'static str,
    /// Opens the dialog of a person's own images.
    pub open_own: &'static str,
    /// What is over the whole page while files hover.
    pub drop_here: &'static str,
}

/// Spanish.
pub static ES: DataPhrases = DataPhrases {
    title: "Datos",
    dataset: "Conjunto de imágenes",
    samples: "Imágenes de ejemplo",
    new_samples: "Otras imágenes",
    train: "entrenam.",
    validation: "validación",
    test: "prueba",
    loading: "Descargando",
    of: "de",
    waiting: "Preparando…",
    retry: "Reintentar",
    scale: "Píxeles",
    scale_help: "Cómo ve la red cada píxel. Con números pequeños aprende mejor.",
    scale_unit: "de 0 a 1",
    scale_raw: "de 0 a 255",
    scale_standardized: "media 0, desv. típica 1",
    validation_choice: "Validación",
    validation_help: "Imágenes apartadas para ver, tras cada época, si la red solo memoriza (sobreajuste).",
    validation_none: "ninguna",
    validation_first: "las primeras",
    validation_last: "el último %",
    validation_random: "% al azar",
    validation_test: "las de prueba",
    share: "Porcentaje apartado",
    count: "Imágenes apartadas",
    shuffle: "Barajar",
    shuffle_help: "Cada época recorre las imágenes en un orden nuevo.",
    augment: "Variar imágenes",
    augment_help: "Mueve, gira y estira un poco cada imagen al azar (aumento de datos). Ayuda con dígitos dibujados.",
    vary: "Cuánto variar",
    histogram: "Histograma de los píxeles",
    test_warning: "Elegir ajustes mirando las imágenes de prueba hace que su cifra final salga demasiado buena.",
    own: "Tus imágenes",
    own_choose: "Tus imágenes…",
    open_own: "Abrir tus imágenes…",
    drop_here: "Suelta aquí para abrir tus imágenes",
};

/// English.
pub static EN: DataPhrases = DataPhrases {
    title: "Data",
    dataset: "Set of images",
    samples: "Sample images",
    new_samples: "Other images",
    train: "training",
    validation: "validation",
    test: "test",
    loading: "Downloading",
    of: "of",
    waiting: "Getting ready…",
    retry: "Try again",
    scale: "Pixels",
    scale_help: "How the network sees a pixel. It learns better with small numbers.",
    scale_unit: "from 0 to 1",
    scale_raw: "from 0 to 255",
    scale_standardized: "mean 0, deviation 1",
    validation_choice: "Validation",
    validation_help: "Images held back to see, after each epoch, whether the network only memorises (overfitting).",
    validation_none: "none",
    validation_first: "the first",
    validation_last: "the last %",
    validation_random: "random %",
    validation_test: "the test set",
    share: "Per cent held back",
    count: "Images held back",
    shuffle: "Shuffle",
    shuffle_help: "Each epoch visits the images in a new order.",
    augment: "Vary images",
    augment_help: "Moves, turns and stretches each image a little at random (augmentation). Helps with drawn digits.",
    vary: "How much to vary",
    histogram: "Histogram of the pixels",
    test_warning: "Choosing settings by the test images makes their final figure too good.",
    own: "Your own images",
    own_choose: "Your own images…",
    open_own: "Open your own images…",
    drop_here: "Drop here to open your own images",
};

/// Why a data set could not be brought, and what to do.
pub fn error(language: Language, dataset: DatasetId, error: &DataError) -> String {
    match (language, error) {
        (Language::Es, DataError::NotHere) => {
            "Estos ajustes son para imágenes tuyas que no están en esta página: ábrelas otra vez.".to_owned()
        }
        (Language::En, DataError::NotHere) => {
            "These settings are for images of your own that are not in this page: open them again.".to_owned()
        }
        // The only one that a site may well be without: its files are large and may not be passed on by everybody.
        (Language::Es, DataError::Network { file, detail }) if dataset == DatasetId::Cifar10 => format!(
            "Esta página no trae CIFAR-10 ({file}: {detail}). Abre tu copia o elige otras imágenes; quien publica la página \
             puede añadirlas con `cargo xtask datasets`."
        ),
        (Language::En, DataError::Network { file, detail }) if dataset == DatasetId::Cifar10 => format!(
            "This page does not bring CIFAR-10 ({file}: {detail}). Open your own copy or choose other images; whoever \
             publishes the page can add these with `cargo xtask datasets`."
        ),
        (Language::Es, DataError::Network { file, detail }) => {
            format!("No se pudo descargar {file} ({detail}). Comprueba la conexión y reinténtalo.")
        }
        (Language::Es, DataError::Broken { file, detail }) => {
            format!("{file} llegó dañado ({detail}). Reinténtalo; si se repite, avisa a quien publica esta página.")
        }
        (Language::En, DataError::Network { file, detail }) => {
            format!("{file} could not be downloaded ({detail}). Check the connection and try again.")
        }
        (Language::En, DataError::Broken { file, detail }) => {
            format!("{file} arrived broken ({detail}). Try again; if it repeats, tell whoever publishes this page.")
        }
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
