//! Network panel.

use model::spec::{Activation, Initializer};

use super::Language;

/// What the network panel says.
pub struct NetworkPhrases {
    /// Heading.
    pub title: &'static str,
    /// After the number of parameters.
    pub parameters: &'static str,
    /// Explains it.
    pub parameters_help: &'static str,
    /// Names the list of layers.
    pub layers: &'static str,
    /// Before a hidden layer's number.
    pub layer: &'static str,
    /// Label of a layer's units.
    pub units: &'static str,
    /// Label of a layer's activation.
    pub activation: &'static str,
    /// Moves a layer nearer to the image.
    pub earlier: &'static str,
    /// Moves a layer nearer to the output.
    pub later: &'static str,
    /// Removes a layer.
    pub remove: &'static str,
    /// Adds a layer.
    pub add: &'static str,
    /// Without a hidden layer.
    pub none: &'static str,
    /// Choice of the first weights.
    pub initializer: &'static str,
    /// Explains it.
    pub initializer_help: &'static str,
    /// The settings differ from the trained network.
    pub stale: &'static str,
    /// Takes the trained network's settings back.
    pub back: &'static str,
}

/// Spanish.
pub static ES: NetworkPhrases = NetworkPhrases {
    title: "Red",
    parameters: "parámetros",
    parameters_help: "Números que la red ajusta al aprender: pesos y sesgos.",
    layers: "Capas ocultas",
    layer: "Capa",
    units: "neuronas",
    activation: "activación",
    earlier: "Mover hacia la imagen",
    later: "Mover hacia la salida",
    remove: "Quitar",
    add: "Añadir capa",
    none: "Sin capas ocultas: cada píxel va directo a la salida.",
    initializer: "Pesos iniciales",
    initializer_help: "Cómo se sortean los primeros pesos.",
    stale: "Los ajustes han cambiado: entrenar empieza de nuevo.",
    back: "Volver a los anteriores",
};

/// English.
pub static EN: NetworkPhrases = NetworkPhrases {
    title: "Network",
    parameters: "parameters",
    parameters_help: "Numbers that the network adjusts as it learns: weights and biases.",
    layers: "Hidden layers",
    layer: "Layer",
    units: "units",
    activation: "activation",
    earlier: "Move towards the image",
    later: "Move towards the output",
    remove: "Remove",
    add: "Add layer",
    none: "No hidden layer: each pixel goes straight to the output.",
    initializer: "First weights",
    initializer_help: "How the first weights are drawn.",
    stale: "The settings have changed: training starts anew.",
    back: "Back to the previous ones",
};

/// The name of an activation.
pub fn activation(language: Language, activation: Activation) -> &'static str {
    match (activation, language) {
        (Activation::None, Language::Es) => "ninguna",
        (Activation::None, Language::En) => "none",
        (Activation::Relu, _) => "ReLU",
        (Activation::Sigmoid, Language::Es) => "sigmoide",
        (Activation::Sigmoid, Language::En) => "sigmoid",
        (Activation::Tanh, _) => "tanh",
        (Activation::Gelu, _) => "GELU",
        (Activation::LeakyRelu, _) => "Leaky ReLU",
        (Activation::Elu, _) => "ELU",
        (Activation::Selu, _) => "SELU",
        (Activation::Swish, _) => "Swish",
    }
}

/// The name of an initialiser.
pub fn initializer(language: Language, initializer: Initializer) -> &'static str {
    match (initializer, language) {
        (Initializer::GlorotUniform, _) => "Glorot (Xavier)",
        (Initializer::HeUniform, _) => "He",
        (Initializer::Zeros, Language::Es) => "todos cero",
        (Initializer::Zeros, Language::En) => "all zero",
    }
}
