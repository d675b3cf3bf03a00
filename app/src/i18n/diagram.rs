//! The network in words, and the names that fit under its picture.

use model::spec::{Activation, Conv, Dense, Dropout, Layer, Pool, PoolKind, Shape};

use super::{Language, network};
use crate::architecture::LayerKind;
use crate::format;

/// The diagram's name.
pub fn title(language: Language) -> &'static str {
    match language {
        Language::Es => "Diagrama de la red",
        Language::En => "Diagram of the network",
    }
}

/// The network in words: each hidden layer with the shape that it gives.
pub fn description(language: Language, inputs: usize, hidden: &[(Layer, Shape)], outputs: usize) -> String {
    let layers: String = hidden.iter().map(|(layer, shape)| self::layer(language, layer, *shape) + ", ").collect();
    match language {
        Language::Es => format!("{inputs} píxeles de entrada, {layers}{outputs} clases de salida (softmax)."),
        Language::En => format!("{inputs} input pixels, {layers}{outputs} output classes (softmax)."),
    }
}

fn layer(language: Language, layer: &Layer, shape: Shape) -> String {
    let shape = format::shape(shape);
    let function = |activation| {
        if activation == Activation::None {
            String::new()
        } else {
            format!(" {}", network::activation(language, activation))
        }
    };
    match (language, *layer) {
        (Language::Es, Layer::Dense(Dense { units, activation: Activation::None })) => {
            format!("{units} neuronas sin activación")
        }
        (Language::En, Layer::Dense(Dense { units, activation: Activation::None })) => {
            format!("{units} units without activation")
        }
        (Language::Es, Layer::Dense(Dense { units, activation })) => {
            format!("{units} neuronas{}", function(activation))
        }
        (Language::En, Layer::Dense(Dense { units, activation })) => format!("{units}{} units", function(activation)),
        (Language::Es, Layer::Conv(Conv { filters, kernel, activation, .. })) => {
            format!("convolución{} con {filters} filtros de {kernel}×{kernel} ({shape})", function(activation))
        }
        (Language::En, Layer::Conv(Conv { filters, kernel, activation, .. })) => {
            format!("{filters}{} filters of {kernel}×{kernel} ({shape})", function(activation))
        }
        (_, Layer::Pool(Pool { kind: PoolKind::Max, size, .. })) => format!("max pooling {size}×{size} ({shape})"),
        (_, Layer::Pool(Pool { kind: PoolKind::Average, size, .. })) => {
            format!("average pooling {size}×{size} ({shape})")
        }
        (Language::Es, Layer::Flatten) => format!("vector de {shape}"),
        (Language::En, Layer::Flatten) => format!("vector of {shape}"),
        (_, Layer::Dropout(Dropout { rate })) => format!("dropout {}", format::decimal(language, rate, 2)),
        (Language::Es, Layer::BatchNorm(_)) => "normalización por lotes".to_owned(),
        (Language::En, Layer::BatchNorm(_)) => "batch normalisation".to_owned(),
    }
}

/// A name of a kind of layer for a narrow place: at most five letters.
pub fn short_kind(language: Language, kind: LayerKind) -> &'static str {
    match (kind, language) {
        (LayerKind::Dense, Language::Es) => "densa",
        (LayerKind::Dense, Language::En) => "dense",
        (LayerKind::Conv, _) => "conv",
        (LayerKind::MaxPool, _) => "max",
        (LayerKind::AveragePool, Language::Es) => "media",
        (LayerKind::AveragePool, Language::En) => "mean",
        (LayerKind::Flatten, Language::Es) => "plana",
        (LayerKind::Flatten, Language::En) => "flat",
        (LayerKind::Dropout, _) => "drop",
        (LayerKind::BatchNorm, _) => "norm",
    }
}

/// A name of an activation for a narrow place: at most five letters.
pub fn short_activation(activation: Activation) -> &'static str {
    match activation {
        Activation::None => "–",
        Activation::Relu => "ReLU",
        Activation::Sigmoid => "sigm.",
        Activation::Tanh => "tanh",
        Activation::Gelu => "GELU",
        Activation::LeakyRelu => "Leaky",
        Activation::Elu => "ELU",
        Activation::Selu => "SELU",
        Activation::Swish => "Swish",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::architecture::ReadyNetwork;
    use model::spec::Spec;

    #[test]
    fn the_network_is_told_in_words() {
        let hidden = [
            (Layer::dense(128, Activation::Relu), Shape::Vector(128)),
            (Layer::dense(8, Activation::None), Shape::Vector(8)),
        ];
        assert_eq!(
            description(Language::En, 784, &hidden, 10),
            "784 input pixels, 128 ReLU units, 8 units without activation, 10 output classes (softmax)."
        );
        assert_eq!(description(Language::Es, 784, &[], 10), "784 píxeles de entrada, 10 clases de salida (softmax).");
    }

    #[test]
    fn a_convolutional_network_is_told_in_words() {
        let spec = Spec { layers: ReadyNetwork::SmallCnn.layers(), ..Spec::default() };
        let hidden: Vec<_> =
            spec.layers.iter().copied().zip(spec.summary().iter().skip(1).map(|row| row.output)).collect();
        assert_eq!(
            description(Language::Es, 784, &hidden[..2], 10),
            "784 píxeles de entrada, convolución ReLU con 16 filtros de 3×3 (26×26×16), max pooling 2×2 (13×13×16), \
             10 clases de salida (softmax)."
        );
        assert_eq!(
            description(Language::En, 784, &hidden[2..5], 10),
            "784 input pixels, 32 ReLU filters of 3×3 (11×11×32), max pooling 2×2 (5×5×32), vector of 800, \
             10 output classes (softmax)."
        );
    }

    #[test]
    fn short_names_fit_a_narrow_place() {
        for activation in Activation::ALL {
            assert!(short_activation(activation).chars().count() <= 5, "{activation:?}");
        }
        for kind in LayerKind::ALL {
            let longest = Language::ALL.map(|language| short_kind(language, kind).chars().count());
            assert!(longest.into_iter().all(|letters| letters <= 5), "{kind:?}");
        }
    }
}
