//! The activation functions on tensors.

use std::f64::consts::FRAC_1_SQRT_2;

use burn::tensor::{Tensor, activation};

use crate::kernel::{Function, pointwise};
use spec::Activation;
use spec::device::DeviceKind;

/// Slope of leaky ReLU below zero: Keras' default.
const LEAKY_SLOPE: f64 = 0.2;

/// Klambauer et al. 2017, appendix 1.
const SELU_ALPHA: f64 = 1.673_263_242_354_377_2;
/// Klambauer et al. 2017, appendix 1.
const SELU_GAMMA: f64 = 1.050_700_987_355_480_5;

/// The activation of each number. Formulas stand at [`Activation`].
///
/// Raw pixels bring numbers in the hundreds, where eˣ overflows: WGSL's `tanh` and Burn's `erf` then give NaN on a GPU
/// (tanh from 89 on in Chromium: <https://github.com/gpuweb/gpuweb/issues/4458>), and the gradients of Burn 0.22's `elu`
/// and `selu` are 0 · ∞ everywhere. So each exponential is bounded where its result has long been constant to the last of
/// 32 bits. The bounds of tanh and of Φ can go once WGSL promises their limits.
pub fn apply<const D: usize>(activation: Activation, x: Tensor<D>, device: DeviceKind) -> Tensor<D> {
    // eˣ − 1 where x < 0, otherwise 0.
    let below_zero = |x: Tensor<D>| pointwise(Function::Exp, x.clamp(-80.0, 0.0), device) - 1.0;
    match activation {
        Activation::None => x,
        Activation::Relu => activation::relu(x),
        Activation::Sigmoid => pointwise(Function::Sigmoid, x, device),
        Activation::Tanh => pointwise(Function::Tanh, x.clamp(-15.0, 15.0), device),
        Activation::Gelu => {
            let within = x.clone().clamp(-10.0, 10.0) * FRAC_1_SQRT_2;
            let phi = (pointwise(Function::Erf, within, device) + 1.0) * 0.5;
            x * phi
        }
        Activation::LeakyRelu => activation::leaky_relu(x, LEAKY_SLOPE),
        Activation::Elu => activation::relu(x.clone()) + below_zero(x),
        Activation::Selu => (activation::relu(x.clone()) + below_zero(x) * SELU_ALPHA) * SELU_GAMMA,
        Activation::Swish => x.clone() * pointwise(Function::Sigmoid, x, device),
    }
}
