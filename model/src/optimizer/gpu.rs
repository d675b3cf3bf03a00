//! The update rules as programs for the GPU. The operations are those of the rules in memory, in the same order.

use burn::tensor::Tensor;

use super::{Gradient, adam_rate};
use crate::kernel::gpu::{Rule, update};
use crate::spec::Optimizer;

/// The new value of one parameter at step `time`, counted from 1.
pub(super) fn step(
    rule: &Optimizer,
    time: u64,
    value: Tensor<1>,
    gradient: Gradient,
    slots: &mut Vec<Tensor<1>>,
) -> Tensor<1> {
    let (program, constants) = program(rule, time);
    update(program, constants.map(|number| number as f32), value, gradient.whole(), slots)
}

/// A rule, and its constants in the order of their letters.
fn program(rule: &Optimizer, time: u64) -> (Rule, [f64; 6]) {
    let rate = rule.learning_rate();
    match *rule {
        Optimizer::Sgd { momentum: 0.0, .. } => (
            Rule { name: "gradient descent", formula: "value -= gradient * constants.a;" },
            [rate, 0.0, 0.0, 0.0, 0.0, 0.0],
        ),
        Optimizer::Sgd { momentum, nesterov: false, .. } => (
            Rule { name: "momentum", formula: "first = first * constants.b - gradient * constants.a; value += first;" },
            [rate, momentum, 0.0, 0.0, 0.0, 0.0],
        ),
        Optimizer::Sgd { momentum, nesterov: true, .. } => (
            Rule {
                name: "Nesterov momentum",
                formula: "first = first * constants.b - gradient * constants.a; value = value + first * constants.b - gradient * constants.a;",
            },
            [rate, momentum, 0.0, 0.0, 0.0, 0.0],
        ),
        Optimizer::Adam { learning_rate, beta_1, beta_2, epsilon } => (
            Rule {
                name: "Adam",
                formula: "first = first * constants.b + gradient * constants.c;
    second = second * constants.d + gradient * gradient * constants.e;
    value -= first * constants.a / (sqrt(second) + constants.f);",
            },
            [adam_rate(learning_rate, beta_1, beta_2, time), beta_1, 1.0 - beta_1, beta_2, 1.0 - beta_2, epsilon],
        ),
        Optimizer::Rmsprop { rho, epsilon, .. } => (
            Rule {
                name: "RMSprop",
                formula: "first = first * constants.b + gradient * gradient * constants.c;
    value -= gradient * constants.a / sqrt(first + constants.d);",
            },
            [rate, rho, 1.0 - rho, epsilon, 0.0, 0.0],
        ),
        Optimizer::Adagrad { epsilon, .. } => (
            Rule {
                name: "AdaGrad",
                formula: "first += gradient * gradient; value -= gradient * constants.a / sqrt(first + constants.b);",
            },
            [rate, epsilon, 0.0, 0.0, 0.0, 0.0],
        ),
    }
}
