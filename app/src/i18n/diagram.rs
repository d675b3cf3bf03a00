//! The network in words, and the names that fit under its picture.

use spec::{Activation, Conv, Dense, Dropout, Layer, Pool, PoolKind, Shape};

use super::{Language, network};
use crate::format;
use crate::rules::architecture::LayerKind;

/// The network in words: each hidden layer with the shape that it gives.
pub fn description(language: Language, inputs: usize, hidden: &[(Layer, Shape)], outputs: usize) -> String {
    let layers: String = hidden.iter().map(|(layer, shape)| self::layer(language, layer, *shape) + ", ").collect();
    language.phrases().diagram().description(inputs, layers, outputs)
}

fn layer(language: Language, layer: &Layer, shape: Shape) -> String {
    let (phrases, shape) = (language.phrases().diagram(), format::shape(shape));
    let name = |activation| network::activation(language, activation);
    match *layer {
        Layer::Dense(Dense { units, activation: Activation::None }) => phrases.dense_plain(units),
        Layer::Dense(Dense { units, activation }) => phrases.dense(units, name(activation)),
        Layer::Conv(Conv { filters, kernel, activation: Activation::None, .. }) => {
            phrases.conv_plain(filters, kernel, shape)
        }
        Layer::Conv(Conv { filters, kernel, activation, .. }) => phrases.conv(filters, name(activation), kernel, shape),
        Layer::Pool(Pool { kind: PoolKind::Max, size, .. }) => phrases.max_pool(size, shape),
        Layer::Pool(Pool { kind: PoolKind::Average, size, .. }) => phrases.average_pool(size, shape),
        Layer::Flatten => phrases.flatten(shape),
        Layer::Dropout(Dropout { rate }) => phrases.dropout(format::decimal(language, rate, 2)),
        Layer::BatchNorm(_) => phrases.batch_norm().to_owned(),
    }
}

/// A name of a kind of layer for a narrow place: at most five letters.
pub fn short_kind(language: Language, kind: LayerKind) -> &'static str {
    language.phrases().diagram().kinds().get(kind.id()).unwrap_or_default()
}

/// A name of an activation for a narrow place: at most five letters.
pub fn short_activation(language: Language, activation: Activation) -> &'static str {
    language.phrases().diagram().activations().get(activation.id()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::architecture::ReadyNetwork;
    use spec::Spec;

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
        for language in Language::ALL {
            let kinds = LayerKind::ALL.map(|kind| short_kind(language, kind));
            let activations = Activation::ALL.map(|activation| short_activation(language, activation));
            for name in kinds.into_iter().chain(activations) {
                assert!((1..=5).contains(&name.chars().count()), "{name}");
            }
        }
    }
}
