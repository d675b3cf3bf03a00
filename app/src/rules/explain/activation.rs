//! Activation functions as formulas, to be plotted: what the network computes, in plain numbers.

use spec::Activation;

/// SELU's α and λ (Klambauer et al. 2017).
const SELU: (f64, f64) = (1.673_263_242_354_377_2, 1.050_700_987_355_480_5);
/// What Leaky ReLU leaves of a negative input (Keras 3's `leaky_relu`).
const LEAK: f64 = 0.2;

/// f(z)
pub fn value(activation: Activation, z: f64) -> f64 {
    match activation {
        Activation::None => z,
        Activation::Relu => z.max(0.0),
        Activation::Sigmoid => sigmoid(z),
        Activation::Tanh => z.tanh(),
        Activation::LeakyRelu => {
            if z > 0.0 {
                z
            } else {
                LEAK * z
            }
        }
        Activation::Elu => {
            if z > 0.0 {
                z
            } else {
                z.exp_m1()
            }
        }
        Activation::Selu => SELU.1 * if z > 0.0 { z } else { SELU.0 * z.exp_m1() },
        Activation::Gelu => z * normal(z),
        Activation::Swish => z * sigmoid(z),
    }
}

/// f′(z), from the left where the function has a corner.
pub fn slope(activation: Activation, z: f64) -> f64 {
    match activation {
        Activation::None => 1.0,
        Activation::Relu => {
            if z > 0.0 {
                1.0
            } else {
                0.0
            }
        }
        Activation::Sigmoid => sigmoid(z) * (1.0 - sigmoid(z)),
        Activation::Tanh => 1.0 - z.tanh().powi(2),
        Activation::LeakyRelu => {
            if z > 0.0 {
                1.0
            } else {
                LEAK
            }
        }
        Activation::Elu => {
            if z > 0.0 {
                1.0
            } else {
                z.exp()
            }
        }
        Activation::Selu => SELU.1 * if z > 0.0 { 1.0 } else { SELU.0 * z.exp() },
        Activation::Gelu => normal(z) + z * (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt(),
        Activation::Swish => sigmoid(z) * (1.0 + z * (1.0 - sigmoid(z))),
    }
}

/// The formula, as in a book.
pub fn formula(activation: Activation) -> &'static str {
    match activation {
        Activation::None => "f(z) = z",
        Activation::Relu => "f(z) = max(0, z)",
        Activation::Sigmoid => "f(z) = 1 / (1 + e⁻ᶻ)",
        Activation::Tanh => "f(z) = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)",
        Activation::LeakyRelu => "f(z) = z (z > 0);  0.2 z (z ≤ 0)",
        Activation::Elu => "f(z) = z (z > 0);  eᶻ − 1 (z ≤ 0)",
        Activation::Selu => "f(z) = 1.0507 z (z > 0);  1.7581 (eᶻ − 1) (z ≤ 0)",
        Activation::Gelu => "f(z) = z · Φ(z), Φ = P(N(0, 1) ≤ z)",
        Activation::Swish => "f(z) = z / (1 + e⁻ᶻ)",
    }
}

fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

/// The normal distribution's Φ, by the rational erfc of Numerical Recipes (relative error below 1.2·10⁻⁷).
fn normal(z: f64) -> f64 {
    let x = z.abs() / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.5 * x);
    let terms = [
        1.000_023_68,
        0.374_091_96,
        0.096_784_18,
        -0.186_288_06,
        0.278_868_07,
        -1.135_203_98,
        1.488_515_87,
        -0.822_152_23,
        0.170_872_77,
    ];
    let sum = terms.iter().rev().fold(0.0, |sum, term| sum * t + term);
    let erfc = t * (-x * x - 1.265_512_23 + t * sum).exp();
    if z > 0.0 { 1.0 - erfc / 2.0 } else { erfc / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known values, computed elsewhere.
    #[test]
    fn values_are_those_of_the_books() {
        for (activation, z, wanted) in [
            (Activation::None, -1.5, -1.5),
            (Activation::Relu, -1.0, 0.0),
            (Activation::Relu, 2.0, 2.0),
            (Activation::Sigmoid, 1.0, 0.731_058_578_6),
            (Activation::Tanh, 1.0, 0.761_594_156_0),
            (Activation::LeakyRelu, -1.0, -0.2),
            (Activation::Elu, -1.0, -0.632_120_558_8),
            (Activation::Selu, -1.0, -1.111_330_737_8),
            (Activation::Selu, 1.0, 1.050_700_987_4),
            (Activation::Gelu, 1.0, 0.841_344_746_1),
            (Activation::Gelu, -1.0, -0.158_655_253_9),
            (Activation::Swish, 1.0, 0.731_058_578_6),
        ] {
            let found = value(activation, z);
            assert!((found - wanted).abs() < 2e-7, "{activation:?}({z}) = {found}, not {wanted}");
        }
    }

    #[test]
    fn slopes_agree_with_central_differences() {
        for activation in Activation::ALL {
            for z in [-3.3, -1.1, -0.2, 0.3, 1.7, 3.9] {
                let h = 1e-3;
                let difference = (value(activation, z + h) - value(activation, z - h)) / (2.0 * h);
                let found = slope(activation, z);
                assert!((found - difference).abs() < 2e-4, "{activation:?} at {z}: {found}, not {difference}");
            }
        }
    }
}
