//! The activation functions on tensors.

use burn::tensor::{Tensor, activation};

use crate::spec::Activation;

/// Slope of leaky ReLU below zero: Keras' default.
const LEAKY_SLOPE: f64 = 0.2;

/// Beyond it tanh is ±1 to the last of 32 bits, and its derivative 0. WGSL's `tanh` may overflow on the way there and
/// give NaN (seen in Chromium from about 89 on, which raw pixels reach at once).
const TANH_LIMIT: f64 = 15.0;

/// The activation of each number. Formulas stand at [`Activation`].
pub fn apply(activation: Activation, x: Tensor<2>) -> Tensor<2> {
    match activation {
        Activation::None => x,
        Activation::Relu => activation::relu(x),
        Activation::Sigmoid => activation::sigmoid(x),
        Activation::Tanh => activation::tanh(x.clamp(-TANH_LIMIT, TANH_LIMIT)),
        Activation::Gelu => activation::gelu(x),
        Activation::LeakyRelu => activation::leaky_relu(x, LEAKY_SLOPE),
        Activation::Elu => activation::elu(x, 1.0),
        Activation::Selu => activation::selu(x),
        Activation::Swish => activation::silu(x),
    }
}
