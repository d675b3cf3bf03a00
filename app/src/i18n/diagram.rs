//! The network in words, and the names that fit under its picture.

use model::spec::Activation;

use super::{Language, network};

/// The diagram's name.
pub fn title(language: Language) -> &'static str {
    match language {
        Language::Es => "Diagrama de la red",
        Language::En => "Diagram of the network",
    }
}

/// The network in words: `units` and activation of each hidden layer.
pub fn description(language: Language, inputs: usize, hidden: &[(usize, Activation)], outputs: usize) -> String {
    let layers = hidden.iter().map(|&(units, activation)| match (language, activation) {
        (Language::Es, Activation::None) => format!("{units} neuronas sin activación, "),
        (Language::En, Activation::None) => format!("{units} units without activation, "),
        (Language::Es, _) => format!("{units} neuronas {}, ", network::activation(language, activation)),
        (Language::En, _) => format!("{units} {} units, ", network::activation(language, activation)),
    });
    let layers: String = layers.collect();
    match language {
        Language::Es => format!("{inputs} píxeles de entrada, {layers}{outputs} clases de salida (softmax)."),
        Language::En => format!("{inputs} input pixels, {layers}{outputs} output classes (softmax)."),
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

    #[test]
    fn the_network_is_told_in_words() {
        let hidden = [(128, Activation::Relu), (8, Activation::None)];
        assert_eq!(
            description(Language::En, 784, &hidden, 10),
            "784 input pixels, 128 ReLU units, 8 units without activation, 10 output classes (softmax)."
        );
        assert_eq!(description(Language::Es, 784, &[], 10), "784 píxeles de entrada, 10 clases de salida (softmax).");
    }

    #[test]
    fn short_names_fit_a_narrow_place() {
        for activation in Activation::ALL {
            assert!(short_activation(activation).chars().count() <= 5, "{activation:?}");
        }
    }
}
