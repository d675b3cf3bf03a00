//! What is inside the network: phrases of the tab.

use model::spec::{Activation, Layer};

use super::{Language, layers, network};
use crate::architecture::LayerKind;
use crate::format;
use crate::inside::keras;
use crate::inside::outputs::Figures;
use crate::state::Section;

/// What the tab says.
pub struct InsidePhrases {
    /// Names the choice of a part.
    pub parts: &'static str,
    /// The layers.
    pub layers: &'static str,
    /// What each layer makes of an image.
    pub activations: &'static str,
    /// The weights.
    pub weights: &'static str,
    /// Which pixels mattered.
    pub pixels: &'static str,
    /// The map.
    pub map: &'static str,

    /// No network stands.
    pub no_network: &'static str,
    /// Nothing is drawn.
    pub no_image: &'static str,
    /// The bars beside the pad are another network's.
    pub built_in: &'static str,
    /// An answer is under way.
    pub waiting: &'static str,
    /// The weights of that moment are not kept.
    pub gone: &'static str,

    /// Heading of the summary.
    pub summary: &'static str,
    /// Headings of its columns.
    pub columns: [&'static str; 3],
    /// All, trainable and other parameters.
    pub totals: [&'static str; 3],
    /// Copies it.
    pub copy: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// The browser did not let it.
    pub not_copied: &'static str,
    /// Why there may be a layer more than in the list.
    pub summary_note: &'static str,

    /// The image as the network gets it.
    pub input: &'static str,
    /// The last layer.
    pub output: &'static str,
    /// After softmax.
    pub probabilities: &'static str,
    /// A layer that gives on the same numbers.
    pub same_row: &'static str,
    /// The same of a dropout.
    pub same_dropout: &'static str,
    /// A unit that is off.
    pub off: &'static str,
    /// Explains the colours.
    pub colours: &'static str,
    /// Shows other units of the same layer.
    pub earlier: &'static str,
    /// Shows other units of the same layer.
    pub later: &'static str,

    /// Choice of the layer.
    pub layer: &'static str,
    /// Choice of the unit, of the filter.
    pub unit: [&'static str; 2],
    /// Explains it.
    pub unit_help: &'static str,
    /// Its bias.
    pub bias: &'static str,
    /// Names of tensors.
    pub kernel: &'static str,
    /// Axes of a histogram.
    pub axes: [&'static str; 2],
    /// Explains the pictures of units.
    pub weights_note: &'static str,

    /// Choice of the class.
    pub class: &'static str,
    /// The winner, as a choice.
    pub winner: &'static str,
    /// Side of the covering square.
    pub side: &'static str,
    /// Explains it.
    pub side_help: &'static str,
    /// Computes both maps.
    pub compute: &'static str,
    /// Shows signs.
    pub signed: &'static str,
    /// Explains it.
    pub signed_help: &'static str,
    /// Heading of the gradient's map.
    pub gradient: &'static str,
    /// What it shows.
    pub gradient_note: &'static str,
    /// Its formulas.
    pub gradient_formula: &'static str,
    /// Heading of the other map.
    pub occlusion: &'static str,
    /// What it shows.
    pub occlusion_note: &'static str,
    /// Its formula.
    pub occlusion_formula: &'static str,
    /// What the key's numbers count: a gradient's and a probability's.
    pub pixel_units: [&'static str; 2],
    /// What is grey in the maps.
    pub grey: &'static str,
    /// Opens the formula.
    pub formula: &'static str,
    /// The maps are about something else by now.
    pub old: &'static str,
    /// Before the first press.
    pub pixels_intro: &'static str,

    /// How many images.
    pub images: &'static str,
    /// Draws the map.
    pub draw_map: &'static str,
    /// What it shows.
    pub map_intro: &'static str,
    /// A network without a hidden layer.
    pub no_hidden: &'static str,
    /// Names the legend.
    pub legend: &'static str,
    /// What to press before there is a map.
    pub no_map: &'static str,
    /// How to point.
    pub map_keys: &'static str,
    /// The image in view.
    pub your_image: &'static str,
    /// It lies outside.
    pub outside: &'static str,
    /// Before an image's class.
    pub true_class: &'static str,
    /// Before its answer.
    pub answer: &'static str,
    /// Heading of the silent units.
    pub silent: &'static str,
    /// What they are.
    pub silent_note: &'static str,
    /// A network without ReLU.
    pub no_relu: &'static str,
}

impl InsidePhrases {
    /// The name of a part.
    pub fn section(&self, section: Section) -> &'static str {
        match section {
            Section::Layers => self.layers,
            Section::Activations => self.activations,
            Section::Weights => self.weights,
            Section::Pixels => self.pixels,
            Section::Map => self.map,
        }
    }
}

/// The phrases in a language.
pub fn phrases(language: Language) -> &'static InsidePhrases {
    match language {
        Language::Es => &ES,
        Language::En => &EN,
    }
}

static ES: InsidePhrases = InsidePhrases {
    parts: "Qué se ve",
    layers: "Capas",
    activations: "Activaciones",
    weights: "Pesos",
    pixels: "Qué píxeles",
    map: "Mapa",

    no_network: "Aún no hay una red: espera a que lleguen las imágenes.",
    no_image: "Dibuja algo o elige una imagen de prueba: aquí se verá qué hace con ella cada capa.",
    built_in: "Las barras del panel 4 son de la red incluida en la página. Aquí se ve tu red, aún sin entrenar.",
    waiting: "Calculando…",
    gone: "Los pesos de ese momento ya no se guardan: elige otro.",

    summary: "Resumen de la red, como lo imprime Keras",
    columns: ["Capa (tipo)", "Forma de salida", "Parámetros"],
    totals: ["Parámetros en total", "Entrenables", "No entrenables"],
    copy: "Copiar como texto",
    copied: "Copiado",
    not_copied: "El navegador no dejó copiar",
    summary_note: "En Keras, una capa densa necesita antes un Flatten; aquí la propia capa aplana la imagen. \
                   None es el número de imágenes del lote.",

    input: "Imagen de entrada",
    output: "Salida",
    probabilities: "Probabilidades (softmax)",
    same_row: "Los mismos números, en una sola fila.",
    same_dropout: "Los mismos números: el dropout solo apaga al entrenar.",
    off: "apagada",
    colours: "Naranja: positivo; azul: negativo; un marco vacío: neurona apagada (0).",
    earlier: "Anteriores",
    later: "Siguientes",

    layer: "Capa",
    unit: ["Neurona", "Filtro"],
    unit_help: "Su número, desde 0. También se elige en la lámina de todos.",
    bias: "Sesgo (bias)",
    kernel: "Pesos (kernel)",
    axes: ["valor", "% de los números"],
    weights_note: "Naranja: la entrada empuja la salida hacia arriba; azul: hacia abajo.",

    class: "Clase",
    winner: "La ganadora",
    side: "Lado del cuadrado",
    side_help: "Lado del cuadrado que tapa una parte de la imagen, en píxeles.",
    compute: "Calcular",
    signed: "Con signo",
    signed_help: "Muestra también en qué sentido cambia la clase si el píxel se aclara u oscurece.",
    gradient: "Gradiente (saliency)",
    gradient_note: "Cuánto cambiaría la puntuación de la clase si el píxel cambiara un poco.",
    gradient_formula: "S(i, j) = max sobre canales de |∂ z_c / ∂ x(i, j)|; con signo: la suma sobre canales",
    occlusion: "Oclusión",
    occlusion_note: "Cuánto baja la probabilidad de la clase al tapar esa zona con un cuadrado oscuro. Azul: sube.",
    occlusion_formula: "O(i, j) = media, sobre los cuadrados que tapan (i, j), de p_c(x) − p_c(x tapada)",
    pixel_units: ["∂ puntuación / ∂ píxel", "de probabilidad (1 = 100 %)"],
    grey: "Gris: tu imagen",
    formula: "Fórmula",
    old: "Estos mapas son de otra imagen u otra pregunta. Pulsa «Calcular» para la de ahora.",
    pixels_intro: "¿En qué se fijó la red? Pulsa «Calcular» para verlo de dos maneras en la imagen del panel 4.",

    images: "Imágenes de prueba",
    draw_map: "Dibujar el mapa",
    map_intro: "Cada punto es una imagen de prueba, vista por la última capa oculta y llevada a dos dimensiones (PCA). \
                Las que la red ve parecidas quedan juntas.",
    no_hidden: "Esta red no tiene capas ocultas: no hay nada que proyectar. Añade una en el panel 2.",
    legend: "Clases del mapa",
    no_map: "Pulsa «Dibujar el mapa».",
    map_keys: "Señala o toca un punto, o usa las flechas.",
    your_image: "Tu imagen",
    outside: "Tu imagen queda fuera del mapa.",
    true_class: "es",
    answer: "la red dice",
    silent: "Neuronas ReLU que nunca se encienden",
    silent_note: "Dan 0 con todas las imágenes del mapa: no aprenden más si tampoco se encienden al entrenar.",
    no_relu: "Ninguna capa de esta red usa ReLU.",
};

static EN: InsidePhrases = InsidePhrases {
    parts: "What is shown",
    layers: "Layers",
    activations: "Activations",
    weights: "Weights",
    pixels: "Which pixels",
    map: "Map",

    no_network: "There is no network yet: wait for the images to arrive.",
    no_image: "Draw something or pick a test image: here you will see what each layer makes of it.",
    built_in: "The bars in panel 4 are those of the page's built-in network. Here you see your own, still untrained.",
    waiting: "Computing…",
    gone: "The weights of that moment are no longer kept: choose another.",

    summary: "Summary of the network, as Keras prints it",
    columns: ["Layer (type)", "Output shape", "Parameters"],
    totals: ["Parameters in all", "Trainable", "Non-trainable"],
    copy: "Copy as text",
    copied: "Copied",
    not_copied: "The browser did not allow copying",
    summary_note: "In Keras a dense layer needs a Flatten before it; here the layer itself flattens the image. \
                   None is the number of images in the batch.",

    input: "Input image",
    output: "Output",
    probabilities: "Probabilities (softmax)",
    same_row: "The same numbers, in a single row.",
    same_dropout: "The same numbers: dropout switches off in training only.",
    off: "off",
    colours: "Orange: positive; blue: negative; an empty frame: a unit that is off (0).",
    earlier: "Previous",
    later: "Next",

    layer: "Layer",
    unit: ["Unit", "Filter"],
    unit_help: "Its number, from 0. It can also be picked in the picture of all.",
    bias: "Bias",
    kernel: "Weights (kernel)",
    axes: ["value", "% of the numbers"],
    weights_note: "Orange: the input pushes the output up; blue: down.",

    class: "Class",
    winner: "The winner",
    side: "Side of the square",
    side_help: "Side of the square that covers a part of the image, in pixels.",
    compute: "Compute",
    signed: "With sign",
    signed_help: "Also shows which way the class changes when the pixel gets lighter or darker.",
    gradient: "Gradient (saliency)",
    gradient_note: "How much the score of the class would change if the pixel changed a little.",
    gradient_formula: "S(i, j) = max over channels of |∂ z_c / ∂ x(i, j)|; with sign: the sum over channels",
    occlusion: "Occlusion",
    occlusion_note: "How much the probability of the class falls when a dark square covers that place. Blue: it rises.",
    occlusion_formula: "O(i, j) = mean, over the squares that cover (i, j), of p_c(x) − p_c(x covered)",
    pixel_units: ["∂ score / ∂ pixel", "of probability (1 = 100%)"],
    grey: "Grey: your image",
    formula: "Formula",
    old: "These maps are about another image or question. Press “Compute” for the present one.",
    pixels_intro: "What did the network look at? Press “Compute” to see it in two ways on the image of panel 4.",

    images: "Test images",
    draw_map: "Draw the map",
    map_intro: "Each point is a test image as the last hidden layer sees it, brought to two dimensions (PCA). \
                Those that look alike to the network lie together.",
    no_hidden: "This network has no hidden layer: there is nothing to project. Add one in panel 2.",
    legend: "Classes of the map",
    no_map: "Press “Draw the map”.",
    map_keys: "Point at a dot, tap it, or use the arrow keys.",
    your_image: "Your image",
    outside: "Your image lies outside the map.",
    true_class: "it is",
    answer: "the network says",
    silent: "ReLU units that never answer",
    silent_note: "They give 0 for every image of the map; if they stay at 0 in training too, they learn no more.",
    no_relu: "No layer of this network uses ReLU.",
};

/// A number with three digits that count.
pub fn number(language: Language, value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() {
            "–"
        } else if value > 0.0 {
            "∞"
        } else {
            "−∞"
        }
        .to_owned();
    }
    if value.abs() < 1e-9 {
        return "0".to_owned();
    }
    let decimals = (2.0 - value.abs().log10().floor()).clamp(0.0, 9.0) as usize;
    format::decimal(language, value, decimals)
}

/// The name of a layer by its place, from 1: `2 · Densa · ReLU`.
pub fn layer_name(language: Language, place: usize, layer: &Layer) -> String {
    let kind = layers::short_kind(language, LayerKind::of(layer));
    match layer.activation() {
        None | Some(Activation::None) => format!("{place} · {kind}"),
        Some(activation) => format!("{place} · {kind} · {}", network::activation(language, activation)),
    }
}

/// A layer's output in words; `strongest` names the unit with the greatest mean.
pub fn output(language: Language, name: &str, shape: &str, figures: &Figures, strongest: &str) -> String {
    let active = format::percent(language, figures.active, 0);
    let value = number(language, figures.strongest.1);
    match language {
        Language::Es => {
            format!("{name}, {shape}: {active} de los números no son 0; lo más fuerte: {strongest} ({value}).")
        }
        Language::En => {
            format!("{name}, {shape}: {active} of the numbers are not 0; strongest: {strongest} ({value}).")
        }
    }
}

/// The image as the network gets it, in words.
pub fn input(language: Language, name: &str, shape: &str, figures: &Figures) -> String {
    let [least, most] = figures.range.map(|value| number(language, f64::from(value)));
    let mean = number(language, figures.mean);
    match language {
        Language::Es => format!("{name}, {shape}: valores de {least} a {most}, media {mean}."),
        Language::En => format!("{name}, {shape}: values from {least} to {most}, mean {mean}."),
    }
}

/// A number at a pixel of a unit's picture.
pub fn at_pixel(language: Language, unit: &str, row: usize, column: usize, value: f64) -> String {
    let value = number(language, value);
    match language {
        Language::Es => format!("{unit}fila {row}, columna {column}: {value}"),
        Language::En => format!("{unit}row {row}, column {column}: {value}"),
    }
}

/// A unit by its number, or by the name of its class.
pub fn unit(language: Language, image: bool, unit: usize) -> String {
    match (language, image) {
        (Language::Es, true) => format!("filtro {unit}"),
        (Language::Es, false) => format!("neurona {unit}"),
        (Language::En, true) => format!("filter {unit}"),
        (Language::En, false) => format!("unit {unit}"),
    }
}

/// The heading of one unit's weights; a unit of the output has the name of its class.
pub fn weights_of(language: Language, filters: bool, class: Option<&str>, unit: usize) -> String {
    match (language, class, filters) {
        (Language::Es, Some(class), _) => format!("Pesos de la salida «{class}»"),
        (Language::Es, None, true) => format!("Pesos del filtro {unit}"),
        (Language::Es, None, false) => format!("Pesos de la neurona {unit}"),
        (Language::En, Some(class), _) => format!("Weights of the output “{class}”"),
        (Language::En, None, true) => format!("Weights of filter {unit}"),
        (Language::En, None, false) => format!("Weights of unit {unit}"),
    }
}

/// The heading of all units side by side.
pub fn all_units(language: Language, filters: bool, count: usize) -> String {
    match (language, filters) {
        (Language::Es, true) => format!("Todos los filtros ({count})"),
        (Language::Es, false) => format!("Todas las neuronas ({count})"),
        (Language::En, true) => format!("All filters ({count})"),
        (Language::En, false) => format!("All units ({count})"),
    }
}

/// The memory that so many parameters take.
pub fn memory(language: Language, parameters: usize) -> String {
    let (size, unit) = keras::memory(parameters);
    format!("{}\u{a0}{unit}", format::decimal(language, size, 2))
}

/// A channel by its number.
pub fn channel(language: Language, channel: usize) -> String {
    match language {
        Language::Es => format!("canal {channel}"),
        Language::En => format!("channel {channel}"),
    }
}

/// Which of many are in view.
pub fn range(language: Language, first: usize, last: usize, all: usize) -> String {
    match language {
        Language::Es => format!("{first}–{last} de {all}"),
        Language::En => format!("{first}–{last} of {all}"),
    }
}

/// How far the network had learnt.
pub fn after(language: Language, step: u64) -> String {
    let steps = format::whole(language, step as f64);
    match (language, step) {
        (Language::Es, 0) => "Pesos iniciales, sin entrenar".to_owned(),
        (Language::En, 0) => "First weights, untrained".to_owned(),
        (Language::Es, 1) => "Tras un paso".to_owned(),
        (Language::En, 1) => "After one step".to_owned(),
        (Language::Es, _) => format!("Tras {steps} pasos"),
        (Language::En, _) => format!("After {steps} steps"),
    }
}

/// Mean, deviation and how many, under a histogram.
pub fn spread(language: Language, mean: f64, deviation: f64, count: usize) -> String {
    let (mean, deviation) = (number(language, mean), number(language, deviation));
    let count = format::whole(language, count as f64);
    match language {
        Language::Es => format!("{count} números · media {mean} · desviación típica {deviation}"),
        Language::En => format!("{count} numbers · mean {mean} · standard deviation {deviation}"),
    }
}

/// How much of the variance the map shows.
pub fn explained(language: Language, shares: [f64; 2]) -> String {
    let [first, second] = shares.map(|share| format::percent(language, share, 0));
    match language {
        Language::Es => format!("Los dos ejes recogen {first} + {second} de la varianza."),
        Language::En => format!("The two axes show {first} + {second} of the variance."),
    }
}

/// The name of an axis of the map, from 0, with the share of the variance along it.
pub fn axis(language: Language, axis: usize, share: f64) -> String {
    let (number, share) = (axis + 1, format::percent(language, share, 0));
    let name = match language {
        Language::Es => format!("componente {number} ({share})"),
        Language::En => format!("component {number} ({share})"),
    };
    if axis == 0 { format!("{name} →") } else { format!("↑ {name}") }
}

/// The map in words.
pub fn map(language: Language, points: usize, classes: usize) -> String {
    let points = format::whole(language, points as f64);
    match language {
        Language::Es => format!("Mapa de {points} imágenes de prueba de {classes} clases."),
        Language::En => format!("Map of {points} test images of {classes} classes."),
    }
}

/// The silent units of a layer.
pub fn silent(language: Language, silent: usize, units: usize) -> String {
    match (language, silent) {
        (Language::Es, 0) => format!("las {units} responden alguna vez"),
        (Language::En, 0) => format!("all {units} answer at times"),
        (Language::Es, 1) => format!("1 de {units} no responde nunca"),
        (Language::En, 1) => format!("1 of {units} never answers"),
        (Language::Es, _) => format!("{silent} de {units} no responden nunca"),
        (Language::En, _) => format!("{silent} of {units} never answer"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_three_digits_that_count() {
        for (value, text) in [(0.0, "0"), (1.23456, "1.23"), (-0.012345, "−0.0123"), (123.4, "123"), (1e-12, "0")] {
            assert_eq!(number(Language::En, value), text);
        }
        assert_eq!(number(Language::Es, 0.5), "0,500");
        assert_eq!([f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(|v| number(Language::En, v)), ["–", "∞", "−∞"]);
    }

    #[test]
    fn a_layer_is_told_in_words() {
        let figures = Figures::of(&[0.0, 2.0, 0.0, 4.0], 2).expect("there are numbers");
        assert_eq!(
            output(Language::En, "1 · Conv", "1×2×2", &figures, "filter 1"),
            "1 · Conv, 1×2×2: 50% of the numbers are not 0; strongest: filter 1 (3.00)."
        );
        assert_eq!(input(Language::Es, "Imagen", "1×2×2", &figures), "Imagen, 1×2×2: valores de 0 a 4,00, media 1,50.");
        assert_eq!(layer_name(Language::Es, 2, &Layer::dense(8, Activation::Relu)), "2 · Densa · ReLU");
        assert_eq!(layer_name(Language::En, 1, &Layer::Flatten), "1 · Flatten");
    }

    #[test]
    fn a_unit_has_one_name_on_the_panel() {
        let heads =
            [(false, None), (true, None), (false, Some("7"))].map(|(f, class)| weights_of(Language::Es, f, class, 3));
        assert_eq!(heads, ["Pesos de la neurona 3", "Pesos del filtro 3", "Pesos de la salida «7»"]);
        assert_eq!(all_units(Language::En, true, 16), "All filters (16)");
        assert_eq!(memory(Language::Es, 101_770), "397,54\u{a0}KB");
        assert_eq!(axis(Language::En, 0, 0.22), "component 1 (22%) →");
        assert_eq!(axis(Language::Es, 1, 0.17), "↑ componente 2 (17\u{a0}%)");
    }

    #[test]
    fn silent_units_are_counted_in_words() {
        let all = [0, 1, 3].map(|count| silent(Language::Es, count, 128));
        assert_eq!(all, ["las 128 responden alguna vez", "1 de 128 no responde nunca", "3 de 128 no responden nunca"]);
        assert_eq!(silent(Language::En, 3, 128), "3 of 128 never answer");
    }
}
