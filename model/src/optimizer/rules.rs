//! The update rules: what each remembers, its update on the CPU, and the same as a program for the GPU, with the operations
//! in the same order. Pure: value, gradient and memory in, new value and memory out.
//!
//! The arithmetic is Keras' (which places ε differently from rule to rule), so that its runs are followed step by
//! step.

#[cfg(feature = "webgpu")]
use crate::kernel::gpu::Rule;
use spec::Optimizer;
use spec::math::pow_32;

/// Tensors that a rule keeps for each parameter.
pub fn slot_names(rule: &Optimizer) -> &'static [&'static str] {
    match *rule {
        Optimizer::Sgd { momentum: 0.0, .. } => &[],
        Optimizer::Sgd { .. } => &["velocity"],
        Optimizer::Adam { .. } | Optimizer::AdamW { .. } => &["mean", "mean_square"],
        Optimizer::Rmsprop { .. } => &["mean_square"],
        Optimizer::Adagrad { .. } => &["sum_square"],
    }
}

/// What they begin with.
pub(super) fn first_slot(rule: &Optimizer) -> f64 {
    match *rule {
        Optimizer::Sgd { .. } | Optimizer::Adam { .. } | Optimizer::AdamW { .. } | Optimizer::Rmsprop { .. } => 0.0,
        Optimizer::Adagrad { initial_accumulator_value, .. } => initial_accumulator_value,
    }
}

/// Both of Adam's bias corrections in one number: the form at the end of section 2 of the paper.
///
/// In 32 bits, as Keras computes it: 1 − 0.999 is off by 5e-5 there, which a run that is followed step by step shows.
fn adam_rate(learning_rate: f64, beta_1: f64, beta_2: f64, time: u64) -> f64 {
    let left = |beta: f64| 1.0 - pow_32(beta as f32, time as f32);
    f64::from(learning_rate as f32 * left(beta_2).sqrt() / left(beta_1))
}

/// 0 for what is too small to matter. What is remembered of a unit that no longer learns fades step by step into numbers
/// for which processors take many times as long: a step of 784-128-10 on MNIST grew from 0.8 ms to 1.1 within 3,500 steps.
fn settled(number: f32) -> f32 {
    if number.abs() < 1e-30 { 0.0 } else { number }
}

/// Changes `value` and what the rule remembers, all of the same length. The loops have no branch and no call, so that the
/// compiler takes four numbers at a time.
pub(super) fn update(rule: &Optimizer, time: u64, value: &mut [f32], gradient: &[f32], memory: &mut [&mut [f32]]) {
    let all = value.iter_mut().zip(gradient);
    match *rule {
        Optimizer::Sgd { learning_rate, momentum: 0.0, nesterov: _ } => {
            let [] = slots(memory);
            let rate = learning_rate as f32;
            for (value, &gradient) in all {
                *value -= gradient * rate;
            }
        }
        Optimizer::Sgd { learning_rate, momentum, nesterov } => {
            let [velocity] = slots(memory);
            let [rate, momentum] = [learning_rate, momentum].map(|number| number as f32);
            for ((value, &gradient), velocity) in all.zip(velocity.iter_mut()) {
                let push = gradient * rate;
                *velocity = settled(*velocity * momentum - push);
                *value = if nesterov { *value + *velocity * momentum - push } else { *value + *velocity };
            }
        }
        Optimizer::Adam { learning_rate, beta_1, beta_2, epsilon } => {
            let [mean, mean_square] = slots(memory);
            let rate = adam_rate(learning_rate, beta_1, beta_2, time) as f32;
            let [keep_1, add_1, keep_2, add_2] =
                [beta_1, 1.0 - beta_1, beta_2, 1.0 - beta_2].map(|number| number as f32);
            let epsilon = epsilon as f32;
            let remembered = mean.iter_mut().zip(mean_square.iter_mut());
            for ((value, &gradient), (mean, mean_square)) in all.zip(remembered) {
                *mean = settled(*mean * keep_1 + gradient * add_1);
                *mean_square = settled(*mean_square * keep_2 + gradient * gradient * add_2);
                *value -= *mean * rate / (mean_square.sqrt() + epsilon);
            }
        }
        Optimizer::AdamW { learning_rate, weight_decay, beta_1, beta_2, epsilon } => {
            let [rate, decay] = [learning_rate, weight_decay].map(|number| number as f32);
            value.iter_mut().for_each(|value| *value -= *value * decay * rate);
            update(&Optimizer::Adam { learning_rate, beta_1, beta_2, epsilon }, time, value, gradient, memory);
        }
        Optimizer::Rmsprop { learning_rate, rho, epsilon } => {
            let [mean_square] = slots(memory);
            let [rate, keep, add, epsilon] = [learning_rate, rho, 1.0 - rho, epsilon].map(|number| number as f32);
            for ((value, &gradient), mean_square) in all.zip(mean_square.iter_mut()) {
                *mean_square = settled(*mean_square * keep + gradient * gradient * add);
                *value -= gradient * rate / (*mean_square + epsilon).sqrt();
            }
        }
        Optimizer::Adagrad { learning_rate, initial_accumulator_value: _, epsilon } => {
            let [sum_square] = slots(memory);
            let [rate, epsilon] = [learning_rate, epsilon].map(|number| number as f32);
            for ((value, &gradient), sum_square) in all.zip(sum_square.iter_mut()) {
                *sum_square += gradient * gradient;
                *value -= gradient * rate / (*sum_square + epsilon).sqrt();
            }
        }
    }
}

/// The slots of a rule by their names; a rule with others than [`slot_names`] gives it would be trained as another.
fn slots<'a, 'b, const COUNT: usize>(memory: &'b mut [&'a mut [f32]]) -> &'b mut [&'a mut [f32]; COUNT] {
    memory.try_into().expect("as many slots as `slot_names` gives the rule")
}

/// The rule for the GPU at step `time`, counted from 1, and its constants.
#[cfg(feature = "webgpu")]
pub(super) fn program(rule: &Optimizer, time: u64) -> (Rule, Vec<(&'static str, f64)>) {
    let rate = ("rate", rule.learning_rate());
    match *rule {
        Optimizer::Sgd { momentum: 0.0, .. } => {
            (Rule { name: "gradient descent", formula: "value -= gradient * constants.rate;" }, vec![rate])
        }
        Optimizer::Sgd { momentum, nesterov: false, .. } => (
            Rule {
                name: "momentum",
                formula: "first = first * constants.momentum - gradient * constants.rate; value += first;",
            },
            vec![rate, ("momentum", momentum)],
        ),
        Optimizer::Sgd { momentum, nesterov: true, .. } => (
            Rule {
                name: "Nesterov momentum",
                formula: "first = first * constants.momentum - gradient * constants.rate;
    value = value + first * constants.momentum - gradient * constants.rate;",
            },
            vec![rate, ("momentum", momentum)],
        ),
        Optimizer::Adam { learning_rate, beta_1, beta_2, epsilon } => (
            Rule {
                name: "Adam",
                formula: "first = first * constants.keep_1 + gradient * constants.add_1;
    second = second * constants.keep_2 + gradient * gradient * constants.add_2;
    value -= first * constants.rate / (sqrt(second) + constants.epsilon);",
            },
            vec![
                ("rate", adam_rate(learning_rate, beta_1, beta_2, time)),
                ("keep_1", beta_1),
                ("add_1", 1.0 - beta_1),
                ("keep_2", beta_2),
                ("add_2", 1.0 - beta_2),
                ("epsilon", epsilon),
            ],
        ),
        Optimizer::AdamW { learning_rate, weight_decay, beta_1, beta_2, epsilon } => {
            let (_, mut constants) = program(&Optimizer::Adam { learning_rate, beta_1, beta_2, epsilon }, time);
            constants.extend([("decay", weight_decay), ("whole_rate", learning_rate)]);
            let formula = "value -= value * constants.decay * constants.whole_rate;
    first = first * constants.keep_1 + gradient * constants.add_1;
    second = second * constants.keep_2 + gradient * gradient * constants.add_2;
    value -= first * constants.rate / (sqrt(second) + constants.epsilon);";
            (Rule { name: "AdamW", formula }, constants)
        }
        Optimizer::Rmsprop { rho, epsilon, .. } => (
            Rule {
                name: "RMSprop",
                formula: "first = first * constants.keep + gradient * gradient * constants.add;
    value -= gradient * constants.rate / sqrt(first + constants.epsilon);",
            },
            vec![rate, ("keep", rho), ("add", 1.0 - rho), ("epsilon", epsilon)],
        ),
        Optimizer::Adagrad { epsilon, .. } => (
            Rule {
                name: "AdaGrad",
                formula: "first += gradient * gradient;
    value -= gradient * constants.rate / sqrt(first + constants.epsilon);",
            },
            vec![rate, ("epsilon", epsilon)],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::examples::optimizers;

    /// Two steps from 1 with gradients 0.5 and −2.
    fn two_steps(rule: &Optimizer) -> f64 {
        let mut value = [1.0];
        let mut memory = [[first_slot(rule) as f32]; 2];
        for (time, gradient) in [(1, 0.5), (2, -2.0)] {
            let names = slot_names(rule);
            let mut slots: Vec<&mut [f32]> = memory[..names.len()].iter_mut().map(<[f32; 1]>::as_mut_slice).collect();
            update(rule, time, &mut value, &[gradient], &mut slots);
        }
        f64::from(value[0])
    }

    #[test]
    fn each_rule_follows_its_formula() {
        for mut rule in optimizers() {
            rule.set_learning_rate(0.1);
            // Worked out by hand in 64 bits.
            let wanted = match rule {
                Optimizer::Sgd { momentum: 0.0, .. } => 1.0 - 0.05 + 0.2,
                Optimizer::Sgd { nesterov: false, .. } => 1.0 - 0.05 + (-0.045 + 0.2),
                Optimizer::Sgd { nesterov: true, .. } => {
                    let (v1, v2) = (-0.05, -0.045 + 0.2);
                    1.0 + 0.9 * v1 - 0.05 + 0.9 * v2 + 0.2
                }
                Optimizer::Adam { .. } => {
                    let (m1, v1): (f64, f64) = (0.05, 0.00025);
                    let first = 1.0 - 0.1 * 0.001_f64.sqrt() / 0.1 * m1 / (v1.sqrt() + 1e-7);
                    let (m2, v2) = (0.9 * m1 - 0.2, 0.999 * v1 + 0.004);
                    first - 0.1 * (1.0 - 0.999_f64.powi(2)).sqrt() / (1.0 - 0.81) * m2 / (v2.sqrt() + 1e-7)
                }
                Optimizer::AdamW { .. } => {
                    // Both steps take a share of 0.1 · 0.004 first.
                    let (m1, v1): (f64, f64) = (0.05, 0.00025);
                    let first = 0.9996 - 0.1 * 0.001_f64.sqrt() / 0.1 * m1 / (v1.sqrt() + 1e-7);
                    let (m2, v2) = (0.9 * m1 - 0.2, 0.999 * v1 + 0.004);
                    first * 0.9996 - 0.1 * (1.0 - 0.999_f64.powi(2)).sqrt() / (1.0 - 0.81) * m2 / (v2.sqrt() + 1e-7)
                }
                Optimizer::Rmsprop { .. } => {
                    let v1: f64 = 0.025;
                    let v2: f64 = 0.9 * v1 + 0.4;
                    1.0 - 0.05 / (v1 + 1e-7).sqrt() + 0.2 / (v2 + 1e-7).sqrt()
                }
                Optimizer::Adagrad { .. } => 1.0 - 0.05 / 0.350_000_1_f64.sqrt() + 0.2 / 4.350_000_1_f64.sqrt(),
            };
            // Adam's bias correction is in 32 bits, see `adam_rate`; the others are exact.
            let tolerance = if slot_names(&rule).len() == 2 { 1e-5 } else { 1e-6 };
            let found = two_steps(&rule);
            assert!((found - wanted).abs() < tolerance, "{rule:?}: {found} and not {wanted}");
        }
    }

    #[test]
    fn what_fades_becomes_nothing() {
        for rule in optimizers().filter(|rule| first_slot(rule) == 0.0) {
            let mut value = [0.5_f32; 5];
            let mut memory = [[1e-3_f32; 5], [1e-3; 5]];
            let count = slot_names(&rule).len();
            // Adam's mean square fades slowest, by a thousandth a step.
            for time in 1..=80_000 {
                let mut slots: Vec<&mut [f32]> = memory[..count].iter_mut().map(<[f32; 5]>::as_mut_slice).collect();
                update(&rule, time, &mut value, &[0.0; 5], &mut slots);
            }
            assert_eq!(memory[..count].concat(), vec![0.0; 5 * count], "{rule:?}");
            assert!(value.iter().all(|number| number.is_finite()), "{rule:?}");
        }
    }
}
