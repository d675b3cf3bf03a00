//! The tab of wrong answers: the gallery, the grid of predictions and the large view.

use model::spec::PixelScale;

use super::Language;
use super::report::images;
use crate::examined::{Group, Order};
use crate::format;

/// What the tab says.
pub struct GalleryPhrases {
    /// Names the switch between the two views.
    pub view: &'static str,
    /// The wrong answers.
    pub wrong: &'static str,
    /// Any images with their answers.
    pub any: &'static str,
    /// Choice of the order.
    pub order: &'static str,
    /// Most certain first.
    pub certainty: &'static str,
    /// By pair.
    pub pair: &'static str,
    /// By class.
    pub class: &'static str,
    /// Choice of the true class.
    pub truth: &'static str,
    /// Choice of the answer.
    pub answer: &'static str,
    /// Any class.
    pub all: &'static str,
    /// The network makes no mistake.
    pub nothing_wrong: &'static str,
    /// None of the wrong answers is wanted.
    pub none_of_these: &'static str,
    /// The images of an empty cell.
    pub no_images: &'static str,
    /// The page before.
    pub earlier: &'static str,
    /// The next page.
    pub later: &'static str,
    /// Before the true class.
    pub is: &'static str,
    /// The first fifteen.
    pub first: &'static str,
    /// Fifteen at random.
    pub random: &'static str,
    /// One at random.
    pub one: &'static str,
    /// What the colours mean.
    pub legend_right: &'static str,
    /// What the colours mean.
    pub legend_wrong: &'static str,
    /// What the columns are.
    pub legend_columns: &'static str,
    /// Title of the large view.
    pub large: &'static str,
    /// Closes it.
    pub close: &'static str,
    /// The image before.
    pub previous: &'static str,
    /// The next image.
    pub next: &'static str,
    /// Names the list of probabilities.
    pub probabilities: &'static str,
    /// Before the true class, in the large view.
    pub true_class: &'static str,
    /// Before the answer, in the large view.
    pub network_says: &'static str,
}

/// Spanish.
static ES: GalleryPhrases = GalleryPhrases {
    view: "Qué se muestra",
    wrong: "Errores",
    any: "Predicciones",
    order: "Orden",
    certainty: "Más seguros primero",
    pair: "Por par confundido",
    class: "Por clase",
    truth: "Clase verdadera",
    answer: "La red dice",
    all: "Todas",
    nothing_wrong: "Aquí no hay errores: la red acierta todas estas imágenes.",
    none_of_these: "No hay errores así. Cambia la clase o la respuesta.",
    no_images: "En esta celda no hay imágenes.",
    earlier: "Anteriores",
    later: "Siguientes",
    is: "Es:",
    first: "Las 15 primeras",
    random: "15 al azar",
    one: "Una al azar",
    legend_right: "clase verdadera",
    legend_wrong: "respuesta equivocada",
    legend_columns: "columnas: probabilidad por clase",
    large: "Imagen",
    close: "Cerrar",
    previous: "Anterior",
    next: "Siguiente",
    probabilities: "Probabilidades",
    true_class: "Clase verdadera:",
    network_says: "La red dice:",
};

/// English.
static EN: GalleryPhrases = GalleryPhrases {
    view: "What is shown",
    wrong: "Errors",
    any: "Predictions",
    order: "Order",
    certainty: "Most certain first",
    pair: "By pair mixed up",
    class: "By class",
    truth: "True class",
    answer: "The network says",
    all: "All",
    nothing_wrong: "There are no errors here: the network answers all these images right.",
    none_of_these: "There are no such errors. Change the class or the answer.",
    no_images: "There are no images in this cell.",
    earlier: "Earlier",
    later: "Later",
    is: "It is:",
    first: "The first 15",
    random: "15 at random",
    one: "One at random",
    legend_right: "true class",
    legend_wrong: "wrong answer",
    legend_columns: "columns: probability of each class",
    large: "Image",
    close: "Close",
    previous: "Previous",
    next: "Next",
    probabilities: "Probabilities",
    true_class: "True class:",
    network_says: "The network says:",
};

/// What the tab says in a language.
pub fn phrases(language: Language) -> &'static GalleryPhrases {
    match language {
        Language::Es => &ES,
        Language::En => &EN,
    }
}

/// The name of an order.
pub fn order(language: Language, order: Order) -> &'static str {
    let phrases = phrases(language);
    match order {
        Order::Certainty => phrases.certainty,
        Order::Pair => phrases.pair,
        Order::Class => phrases.class,
    }
}

/// The heading of a group with so many images; none where there are no groups.
pub fn group(language: Language, group: Group, count: usize, names: &[String]) -> Option<String> {
    let name = |class: u8| names.get(usize::from(class)).map_or("", String::as_str);
    let images = images(language, count);
    match group {
        Group::All => None,
        Group::Pair(label, answer) => Some(format!("{} → {} · {images}", name(label), name(answer))),
        Group::Class(label) => Some(format!("{} · {images}", name(label))),
    }
}

/// An image and its answer in a sentence; without an answer of its own it was recognised.
pub fn image(language: Language, index: u32, truth: &str, answer: Option<&str>, certainty: f32) -> String {
    let share = format::probability(language, certainty);
    match (language, answer) {
        (Language::Es, None) => format!("Imagen {index}: {truth}, reconocida con {share}"),
        (Language::Es, Some(answer)) => format!("Imagen {index}: {truth}, tomada por {answer} con {share}"),
        (Language::En, None) => format!("Image {index}: {truth}, recognised with {share}"),
        (Language::En, Some(answer)) => format!("Image {index}: {truth}, taken for {answer} with {share}"),
    }
}

/// A place of so many: `25–48 of 812`.
pub fn places(language: Language, from: usize, to: usize, all: usize) -> String {
    let [from, to, all] = [from, to, all].map(|place| format::whole(language, place as f64));
    match language {
        Language::Es => format!("{from}–{to} de {all}"),
        Language::En => format!("{from}–{to} of {all}"),
    }
}

/// One of so many: `3 of 812`.
pub fn place(language: Language, at: usize, all: usize) -> String {
    let [at, all] = [at, all].map(|place| format::whole(language, place as f64));
    match language {
        Language::Es => format!("{at} de {all}"),
        Language::En => format!("{at} of {all}"),
    }
}

/// What the network saw of an image: how many numbers, and from where to where.
pub fn saw(language: Language, [height, width, channels]: [usize; 3], scale: PixelScale) -> String {
    let shape = if channels == 1 { format!("{height}×{width}") } else { format!("{height}×{width}×{channels}") };
    let numbers = format!("{shape} = {}", format::whole(language, (height * width * channels) as f64));
    match (language, scale) {
        (Language::Es, PixelScale::Unit) => format!("La red vio {numbers} números entre 0 y 1: cada byte entre 255."),
        (Language::Es, PixelScale::Raw) => format!("La red vio {numbers} números entre 0 y 255: los bytes tal cual."),
        (Language::Es, PixelScale::Standardized) => {
            format!("La red vio {numbers} números con media 0 y desviación típica 1: (byte − media) / desviación.")
        }
        (Language::En, PixelScale::Unit) => {
            format!("The network saw {numbers} numbers from 0 to 1: each byte over 255.")
        }
        (Language::En, PixelScale::Raw) => {
            format!("The network saw {numbers} numbers from 0 to 255: the bytes as they are.")
        }
        (Language::En, PixelScale::Standardized) => {
            format!(
                "The network saw {numbers} numbers with mean 0 and standard deviation 1: (byte − mean) / deviation."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_told_in_a_sentence() {
        assert_eq!(image(Language::En, 7, "4", Some("9"), 0.874), "Image 7: 4, taken for 9 with 87%");
        assert_eq!(image(Language::Es, 7, "4", None, 0.9).replace('\u{a0}', " "), "Imagen 7: 4, reconocida con 90 %");
        let names = ["0".to_owned(), "1".to_owned()];
        assert_eq!(group(Language::En, Group::Pair(0, 1), 1, &names).as_deref(), Some("0 → 1 · 1 image"));
        assert_eq!(group(Language::En, Group::All, 1, &names), None);
        assert_eq!(
            saw(Language::En, [32, 32, 3], PixelScale::Raw),
            "The network saw 32×32×3 = 3072 numbers from 0 to 255: the bytes as they are."
        );
    }
}
