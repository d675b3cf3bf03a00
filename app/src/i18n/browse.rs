//! The tab that looks through the data set.

use super::Language;
use crate::format;

/// What the tab says.
pub struct BrowsePhrases {
    /// Choice of the number of images.
    pub side: &'static str,
    /// Choice of the part.
    pub split: &'static str,
    /// The training images.
    pub train: &'static str,
    /// The test images.
    pub test: &'static str,
    /// Choice of the class.
    pub class: &'static str,
    /// Images of all classes.
    pub all: &'static str,
    /// Shows other images.
    pub again: &'static str,
    /// Names the grid.
    pub grid: &'static str,
    /// Explains what a click does.
    pub choose: &'static str,
    /// Images are on their way.
    pub looking: &'static str,
    /// Where there is no data set.
    pub waiting: &'static str,

    /// Names the choice of what stands beside the grid.
    pub views: &'static str,
    /// The image in numbers.
    pub numbers: &'static str,
    /// How many of each class.
    pub counts: &'static str,
    /// The mean images.
    pub means: &'static str,

    /// Names the choice between rows of pixels and one long list.
    pub form: &'static str,
    /// Rows of pixels.
    pub matrix: &'static str,
    /// One long list.
    pub vector: &'static str,
    /// Names the choice between the numbers before scaling and after it.
    pub values: &'static str,
    /// As in the file.
    pub before: &'static str,
    /// As the network sees them.
    pub after: &'static str,
    /// Choice of the colour.
    pub channel: &'static str,
    /// The three colours.
    pub channels: [&'static str; 3],
    /// Explains the numbers before scaling.
    pub before_help: &'static str,
    /// Explains the numbers after scaling.
    pub after_help: &'static str,
    /// Explains the vector.
    pub vector_help: &'static str,
    /// Explains the mean images.
    pub means_help: &'static str,
    /// A class without images.
    pub none: &'static str,
}

static ES: BrowsePhrases = BrowsePhrases {
    side: "Cuántas",
    split: "De",
    train: "entrenamiento",
    test: "prueba",
    class: "Clase",
    all: "todas",
    again: "Otras al azar",
    grid: "Imágenes al azar",
    choose: "Elige una imagen para verla en números.",
    looking: "Buscando imágenes…",
    waiting: "Aquí se verán las imágenes en cuanto lleguen.",
    views: "Qué se muestra",
    numbers: "En números",
    counts: "Cuántas hay",
    means: "Imagen media",
    form: "Forma",
    matrix: "matriz",
    vector: "vector",
    values: "Escalado",
    before: "antes",
    after: "después",
    channel: "Canal",
    channels: ["rojo", "verde", "azul"],
    before_help: "Así está la imagen en el archivo: un byte por píxel, de 0 a 255.",
    after_help: "Así entra en la red, según la escala elegida en «Píxeles».",
    vector_help: "Las filas, una tras otra: así la recibe una capa densa.",
    means_help: "La media, píxel a píxel, de todas las imágenes de la clase. Lo nítido es lo que comparten.",
    none: "sin imágenes",
};

static EN: BrowsePhrases = BrowsePhrases {
    side: "How many",
    split: "From",
    train: "training",
    test: "test",
    class: "Class",
    all: "all",
    again: "Others at random",
    grid: "Random images",
    choose: "Choose an image to see it in numbers.",
    looking: "Looking for images…",
    waiting: "The images will be here as soon as they arrive.",
    views: "What is shown",
    numbers: "In numbers",
    counts: "How many there are",
    means: "Mean image",
    form: "Form",
    matrix: "matrix",
    vector: "vector",
    values: "Scaling",
    before: "before",
    after: "after",
    channel: "Channel",
    channels: ["red", "green", "blue"],
    before_help: "This is the image in its file: a byte a pixel, from 0 to 255.",
    after_help: "This is what enters the network, by the scale chosen under “Pixels”.",
    vector_help: "The rows, one after the other: so a dense layer takes it.",
    means_help: "The mean, pixel by pixel, of all images of the class. What is sharp is what they share.",
    none: "no images",
};

/// Its phrases.
pub fn phrases(language: Language) -> &'static BrowsePhrases {
    match language {
        Language::Es => &ES,
        Language::En => &EN,
    }
}

/// How many images there are, and how many of them are held back.
pub fn totals(language: Language, train: u64, test: u64, held_back: usize) -> String {
    let [train, test, held] = [train as f64, test as f64, held_back as f64].map(|count| format::whole(language, count));
    match (language, held_back) {
        (Language::Es, 0) => format!("{train} de entrenamiento y {test} de prueba."),
        (Language::En, 0) => format!("{train} for training and {test} for testing."),
        (Language::Es, _) => {
            format!("{train} de entrenamiento, de las que {held} se apartan para validar, y {test} de prueba.")
        }
        (Language::En, _) => {
            format!("{train} for training, of which {held} are held back for validation, and {test} for testing.")
        }
    }
}

/// Which image is shown in numbers.
pub fn image(language: Language, index: u32, class: &str) -> String {
    match language {
        Language::Es => format!("Imagen {index}: {class}"),
        Language::En => format!("Image {index}: {class}"),
    }
}

/// What the mean image of a class shows.
pub fn mean(language: Language, class: &str) -> String {
    match language {
        Language::Es => format!("Imagen media de la clase {class}"),
        Language::En => format!("Mean image of class {class}"),
    }
}

/// Fewer images of a class were found than asked for.
pub fn found(language: Language, found: usize, wanted: usize) -> String {
    match language {
        Language::Es => format!("{found} de {wanted}: no se encontraron más de esta clase."),
        Language::En => format!("{found} of {wanted}: no more of this class were found."),
    }
}

/// A large image is shown in part.
pub fn part(language: Language, shown: usize, all: usize) -> String {
    let [shown, all] = [shown, all].map(|count| format::whole(language, count as f64));
    match language {
        Language::Es => format!("Se muestran {shown} de {all} números."),
        Language::En => format!("{shown} of {all} numbers are shown."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_totals_tell_of_validation_where_there_is_one() {
        assert_eq!(totals(Language::En, 600, 100, 0), "600 for training and 100 for testing.");
        assert_eq!(
            totals(Language::Es, 600, 100, 60),
            "600 de entrenamiento, de las que 60 se apartan para validar, y 100 de prueba."
        );
    }
}
