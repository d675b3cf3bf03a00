//! A person's own images.

use model::catalogue::OwnImages;
use model::reader_protocol::Words;

use super::Language;
use crate::state::KeepError;

/// What the dialog for a person's own images says.
pub struct OwnPhrases {
    /// That nothing leaves this machine.
    pub private: &'static str,
    /// Names the drawing of the folders.
    pub diagram: &'static str,
    /// Names of the folders and files in it.
    pub folders: [&'static str; 3],
    /// A folder for each class.
    pub pictures: &'static str,
    /// The other kinds of files.
    pub others: &'static str,
    /// What the drop zone says.
    pub drop: &'static str,
    /// Chooses files.
    pub files: &'static str,
    /// Chooses a folder.
    pub folder: &'static str,
    /// Reading is under way.
    pub reading: &'static str,
    /// Stops it.
    pub cancel: &'static str,
    /// Names of the classes.
    pub names: &'static str,
    /// Before the number of a class.
    pub class: &'static str,
    /// Keeps them for the next visit.
    pub keep: &'static str,
    /// Explains it.
    pub keep_help: &'static str,
    /// That the browser keeps the images in use.
    pub kept: &'static str,
    /// Forgets them.
    pub forget: &'static str,
    /// Uses them.
    pub use_them: &'static str,
    /// Takes the changed names.
    pub rename: &'static str,
}

/// Spanish.
pub static ES: OwnPhrases = OwnPhrases {
    private: "Se leen en tu equipo; nada sale de él.",
    diagram: "Una carpeta por clase, con sus imágenes dentro",
    folders: ["frutas", "manzana", "pera"],
    pictures: "Imágenes PNG, JPEG, WebP, GIF o BMP: una carpeta (o un .zip) con una carpeta por clase. Si quieres, con «train» y «test» alrededor.",
    others: "También: archivos idx como los de MNIST, un .npz de Keras (x_train, y_train…), o CIFAR-10 (.tar.gz o .bin).",
    drop: "Suelta aquí los archivos o la carpeta",
    files: "Elegir archivos",
    folder: "Elegir una carpeta",
    reading: "Leyendo",
    cancel: "Cancelar",
    names: "Nombres de las clases",
    class: "Clase",
    keep: "Guardar en este navegador",
    keep_help: "Para la próxima visita. Solo en este equipo.",
    kept: "Guardadas en este navegador",
    forget: "Olvidar",
    use_them: "Usar estas imágenes",
    rename: "Cambiar los nombres",
};

/// English.
pub static EN: OwnPhrases = OwnPhrases {
    private: "They are read on your machine; nothing leaves it.",
    diagram: "One folder for each class, with its images in it",
    folders: ["fruit", "apple", "pear"],
    pictures: "PNG, JPEG, WebP, GIF or BMP images: a folder (or a .zip) with one folder for each class. If you like, with “train” and “test” around them.",
    others: "Also: idx files like those of MNIST, an .npz of Keras (x_train, y_train…), or CIFAR-10 (.tar.gz or .bin).",
    drop: "Drop the files or the folder here",
    files: "Choose files",
    folder: "Choose a folder",
    reading: "Reading",
    cancel: "Cancel",
    names: "Names of the classes",
    class: "Class",
    keep: "Keep in this browser",
    keep_help: "For your next visit. On this machine only.",
    kept: "Kept in this browser",
    forget: "Forget",
    use_them: "Use these images",
    rename: "Change the names",
};

/// What the reader says, in the reader's language.
pub fn words(language: Language, words: &Words) -> String {
    match language {
        Language::Es => words.spanish.clone(),
        Language::En => words.english.clone(),
    }
}

/// How far the reading is.
pub fn progress(language: Language, read: &str, total: &str, images: Option<&str>) -> String {
    let [of, word] = match language {
        Language::Es => ["de", "imágenes"],
        Language::En => ["of", "images"],
    };
    let images = images.map(|images| format!(" · {images} {word}")).unwrap_or_default();
    format!("{read} {of} {total}{images}")
}

/// What was found: how many images of which size.
pub fn summary(language: Language, train: &str, test: &str, images: &OwnImages) -> String {
    let ([height, width, channels], classes) = (images.shape, images.classes);
    match language {
        Language::Es => {
            let colour = if channels == 1 { "grises" } else { "en color" };
            format!(
                "{train} imágenes de entrenamiento y {test} de prueba, {colour}, de {height}×{width}; {classes} clases."
            )
        }
        Language::En => {
            let colour = if channels == 1 { "grey" } else { "colour" };
            format!("{train} training and {test} test images, {colour}, {height}×{width}; {classes} classes.")
        }
    }
}

/// Why images are not kept.
pub fn not_kept(language: Language, error: &KeepError) -> String {
    match (language, error) {
        (Language::Es, KeepError::Full) => {
            "El navegador no tiene sitio para guardar tus imágenes: siguen aquí hasta que cierres la página. Libera \
             espacio y reinténtalo."
                .to_owned()
        }
        (Language::En, KeepError::Full) => {
            "The browser has no room to keep your images: they stay here until you close the page. Free some space and \
             try again."
                .to_owned()
        }
        (Language::Es, KeepError::Refused(detail)) => {
            format!("El navegador no guarda tus imágenes ({detail}): siguen aquí hasta que cierres la página.")
        }
        (Language::En, KeepError::Refused(detail)) => {
            format!("The browser does not keep your images ({detail}): they stay here until you close the page.")
        }
    }
}
