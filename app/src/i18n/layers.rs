//! Layers: their kinds, their numbers, what keeps one from standing where it stands, and ready networks.

use super::Language;
use crate::architecture::{Fault, LayerKind, ReadyNetwork};

/// The words of a layer's row.
pub struct LayerPhrases {
    /// Label of a convolution's filters.
    pub filters: &'static str,
    /// Explains it.
    pub filters_help: &'static str,
    /// Label of the side of a convolution's window.
    pub kernel: &'static str,
    /// Explains it.
    pub kernel_help: &'static str,
    /// Label of the side of a pooling's window.
    pub size: &'static str,
    /// Explains it.
    pub size_help: &'static str,
    /// Label of a window's stride.
    pub stride: &'static str,
    /// Explains it.
    pub stride_help: &'static str,
    /// Label of what happens at the edge.
    pub padding: &'static str,
    /// Explains it.
    pub padding_help: &'static str,
    /// Label of a dropout's share.
    pub rate: &'static str,
    /// Explains it.
    pub rate_help: &'static str,
    /// Before the shape that a layer gives.
    pub gives: &'static str,
    /// The menu of ready networks.
    pub ready: &'static str,
    /// Explains it.
    pub ready_help: &'static str,
    /// The menu that adds a layer.
    pub add_help: &'static str,
}

/// Spanish.
pub static ES: LayerPhrases = LayerPhrases {
    filters: "filtros",
    filters_help: "Cuántos filtros: cada uno busca un detalle y da un canal de salida.",
    kernel: "lado",
    kernel_help: "Lado de la ventana que mira cada filtro, en píxeles (kernel).",
    size: "lado",
    size_help: "Lado de la ventana, en píxeles.",
    stride: "salto",
    stride_help: "Píxeles de una ventana a la siguiente (stride). Con 2, la imagen sale la mitad de grande.",
    padding: "borde",
    padding_help: "«valid»: la ventana no sale de la imagen. «same»: puede asomar por el borde; con salto 1 el tamaño \
                   no cambia.",
    rate: "apaga",
    rate_help: "Parte de las entradas que se apaga en cada paso, de 0 a 0,95.",
    gives: "da",
    ready: "Ejemplos",
    ready_help: "Redes ya hechas: cambian las capas y, donde lo dicen, el tamaño del lote.",
    add_help: "Elige qué capa añadir",
};

/// English.
pub static EN: LayerPhrases = LayerPhrases {
    filters: "filters",
    filters_help: "How many filters: each looks for one detail and gives one output channel.",
    kernel: "kernel",
    kernel_help: "Side of the window that each filter looks at, in pixels.",
    size: "size",
    size_help: "Side of the window, in pixels.",
    stride: "stride",
    stride_help: "Pixels from one window to the next. With 2, the image comes out half as large.",
    padding: "padding",
    padding_help: "“valid”: the window stays inside the image. “same”: it may reach over the edge; with stride 1 the \
                   size stays.",
    rate: "rate",
    rate_help: "Share of the inputs that is switched off in each step, from 0 to 0.95.",
    gives: "gives",
    ready: "Examples",
    ready_help: "Ready networks: they change the layers and, where they say so, the batch size.",
    add_help: "Choose which layer to add",
};

/// The name of a kind of layer.
pub fn kind(language: Language, kind: LayerKind) -> &'static str {
    match (kind, language) {
        (LayerKind::Dense, Language::Es) => "Densa",
        (LayerKind::Dense, Language::En) => "Dense",
        (LayerKind::Conv, Language::Es) => "Convolución",
        (LayerKind::Conv, Language::En) => "Convolution",
        (LayerKind::MaxPool, Language::Es) => "Max pooling (máximo)",
        (LayerKind::MaxPool, Language::En) => "Max pooling",
        (LayerKind::AveragePool, Language::Es) => "Average pooling (media)",
        (LayerKind::AveragePool, Language::En) => "Average pooling",
        (LayerKind::Flatten, Language::Es) => "Aplanar",
        (LayerKind::Flatten, Language::En) => "Flatten",
        (LayerKind::Dropout, _) => "Dropout",
        (LayerKind::BatchNorm, Language::Es) => "Normalización por lotes",
        (LayerKind::BatchNorm, Language::En) => "Batch normalisation",
    }
}

/// What a kind of layer does, in a sentence.
pub fn explanation(language: Language, kind: LayerKind) -> &'static str {
    match (kind, language) {
        (LayerKind::Dense, Language::Es) => "Cada neurona mira todas las entradas.",
        (LayerKind::Dense, Language::En) => "Every unit looks at all inputs.",
        (LayerKind::Conv, Language::Es) => "Filtros pequeños recorren la imagen y marcan dónde hay un detalle.",
        (LayerKind::Conv, Language::En) => "Small filters slide over the image and mark where a detail is.",
        (LayerKind::MaxPool, Language::Es) => "De cada ventana queda el valor mayor: la imagen encoge.",
        (LayerKind::MaxPool, Language::En) => "The largest value of each window stays: the image shrinks.",
        (LayerKind::AveragePool, Language::Es) => "De cada ventana queda la media: la imagen encoge.",
        (LayerKind::AveragePool, Language::En) => "The mean of each window stays: the image shrinks.",
        (LayerKind::Flatten, Language::Es) => "Pone los números de la imagen en una sola fila (vector).",
        (LayerKind::Flatten, Language::En) => "Puts the image's numbers in a single row (a vector).",
        (LayerKind::Dropout, Language::Es) => "Al entrenar apaga entradas al azar, para que la red no memorice.",
        (LayerKind::Dropout, Language::En) => "Switches inputs off at random in training, against memorising.",
        (LayerKind::BatchNorm, Language::Es) => "Lleva cada canal a media 0 y desviación 1: aprende mejor.",
        (LayerKind::BatchNorm, Language::En) => "Brings each channel to mean 0 and deviation 1: it learns better.",
    }
}

/// A name for a row of the list: at most twelve letters.
pub fn short_kind(language: Language, kind: LayerKind) -> &'static str {
    match (kind, language) {
        (LayerKind::MaxPool, _) => "Max pooling",
        (LayerKind::AveragePool, _) => "Avg pooling",
        (LayerKind::BatchNorm, Language::Es) => "Norm. lotes",
        (LayerKind::BatchNorm, Language::En) => "Batch norm.",
        (LayerKind::Dense | LayerKind::Conv | LayerKind::Flatten | LayerKind::Dropout, _) => self::kind(language, kind),
    }
}

/// Why a layer cannot be, for the narrow place where its shape would stand.
pub fn fault(language: Language, fault: Fault<'_>) -> &'static str {
    match (fault, language) {
        (Fault::NeedsImage, Language::Es) => "falta imagen",
        (Fault::NeedsImage, Language::En) => "no image",
        (Fault::Window, Language::Es) => "no cabe",
        (Fault::Window, Language::En) => "too large",
        (Fault::Number(_), Language::Es) => "no vale",
        (Fault::Number(_), Language::En) => "invalid",
    }
}

/// The name of a ready network.
pub fn ready(language: Language, ready: ReadyNetwork) -> &'static str {
    match (ready, language) {
        (ReadyNetwork::Softmax, Language::Es) => "Regresión softmax",
        (ReadyNetwork::Softmax, Language::En) => "Softmax regression",
        (ReadyNetwork::Dense128, _) => "128 ReLU",
        (ReadyNetwork::Dense700, _) => "700-500 ReLU",
        (ReadyNetwork::SmallCnn, Language::Es) => "Red convolucional (CNN)",
        (ReadyNetwork::SmallCnn, Language::En) => "Convolutional network (CNN)",
        (ReadyNetwork::StridedCnn, Language::Es) => "CNN con saltos",
        (ReadyNetwork::StridedCnn, Language::En) => "CNN with strides",
    }
}

/// What a ready network is like, in a sentence.
pub fn ready_explanation(language: Language, ready: ReadyNetwork) -> &'static str {
    match (ready, language) {
        (ReadyNetwork::Softmax, Language::Es) => "Sin capas ocultas: la red más sencilla.",
        (ReadyNetwork::Softmax, Language::En) => "No hidden layer: the simplest network.",
        (ReadyNetwork::Dense128, Language::Es) => "Una capa oculta: rápida y ya buena con MNIST.",
        (ReadyNetwork::Dense128, Language::En) => "One hidden layer: quick, and already good at MNIST.",
        (ReadyNetwork::Dense700, Language::Es) => "Dos capas ocultas grandes: casi un millón de parámetros.",
        (ReadyNetwork::Dense700, Language::En) => "Two large hidden layers: almost a million parameters.",
        (ReadyNetwork::SmallCnn, Language::Es) => {
            "Convolución, pooling y una capa densa, lotes de 32: mejor, más lenta."
        }
        (ReadyNetwork::SmallCnn, Language::En) => {
            "Convolutions, pooling, a dense layer, batches of 32: better, slower."
        }
        (ReadyNetwork::StridedCnn, Language::Es) => "Dos convoluciones de 2×2 con salto 2, para fotos en color.",
        (ReadyNetwork::StridedCnn, Language::En) => "Two 2×2 convolutions with stride 2, for colour photographs.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ready_network_that_sets_the_batch_size_says_so() {
        let words = [(Language::Es, "lotes de "), (Language::En, "batches of ")];
        for (language, words) in words {
            for network in ReadyNetwork::ALL {
                let text = ready_explanation(language, network);
                let said = text.split_once(words).map(|(_, after)| after.chars().take_while(char::is_ascii_digit));
                let said = said.and_then(|digits| digits.collect::<String>().parse().ok());
                assert_eq!(said, network.batch_size(), "{text}");
            }
        }
    }

    #[test]
    fn short_names_fit_a_row() {
        for language in Language::ALL {
            for kind in LayerKind::ALL {
                let name = short_kind(language, kind);
                assert!(name.chars().count() <= 12, "{name}");
            }
        }
    }

    #[test]
    fn every_explanation_is_one_sentence() {
        for language in Language::ALL {
            let kinds = LayerKind::ALL.map(|kind| explanation(language, kind));
            let networks = ReadyNetwork::ALL.map(|network| ready_explanation(language, network));
            for text in kinds.into_iter().chain(networks) {
                assert!(text.ends_with('.') && text.chars().filter(|c| *c == '.').count() == 1, "{text}");
                assert!(text.chars().count() <= 70, "it fits two lines of the menu: {text}");
            }
        }
    }
}
