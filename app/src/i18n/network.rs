//! Network panel.

use spec::{Activation, Initializer};

use super::Language;

/// The name of an activation.
pub fn activation(language: Language, activation: Activation) -> &'static str {
    language.phrases().network().activations().get(activation.id()).unwrap_or_default()
}

/// The name of an initialiser.
pub fn initializer(language: Language, initializer: Initializer) -> &'static str {
    let names = language.phrases().network().initializers();
    match initializer {
        Initializer::GlorotUniform => names.glorot_uniform(),
        Initializer::HeUniform => names.he_uniform(),
        Initializer::Zeros => names.zeros(),
    }
}
