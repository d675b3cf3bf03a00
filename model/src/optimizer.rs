//! The update rules, one arm a choice. Pure: value, gradient and memory in, new value and memory out. They stand twice:
//! for numbers in memory (`memory`) and as programs for the GPU (`gpu`).
//!
//! The arithmetic is Keras' (which places ε differently from rule to rule), so that its runs are followed step by
//! step.

#[cfg(feature = "webgpu")]
mod gpu;
mod gradient;
mod memory;

use burn::tensor::Tensor;

use crate::device::DeviceKind;
use crate::network::{Network, Parameter};
use crate::spec::Optimizer;
pub use gradient::Gradient;

/// What the rule remembers of each parameter from step to step.
#[derive(Clone, Debug)]
pub struct OptimizerState {
    /// Steps taken.
    pub step: u64,
    /// For each parameter its tensors, in the order that the rule names them.
    pub slots: Vec<Vec<Tensor<1>>>,
}

impl OptimizerState {
    /// Before the first step.
    pub fn new(rule: &Optimizer, network: &Network) -> Self {
        Self { step: 0, slots: network.parameters().map(|parameter| first_slots(rule, parameter)).collect() }
    }

    /// Changes the network's weights by their gradients, given in the order of [`Network::parameters`].
    pub fn update<G: Into<Gradient>>(
        &mut self,
        rule: &Optimizer,
        network: &mut Network,
        gradients: impl IntoIterator<Item = G>,
    ) {
        self.step += 1;
        let step = match network.device_kind() {
            DeviceKind::Cpu => memory::step,
            #[cfg(feature = "webgpu")]
            DeviceKind::Webgpu => gpu::step,
            #[cfg(not(feature = "webgpu"))]
            DeviceKind::Webgpu => unreachable!("this build starts no GPU"),
        };
        for ((parameter, slots), gradient) in network.parameters_mut().zip(&mut self.slots).zip(gradients) {
            parameter.value = step(rule, self.step, parameter.value.clone(), gradient.into(), slots);
        }
    }
}

/// Tensors that the rule keeps for each parameter.
pub fn slot_names(rule: &Optimizer) -> &'static [&'static str] {
    match *rule {
        Optimizer::Sgd { momentum: 0.0, .. } => &[],
        Optimizer::Sgd { .. } => &["velocity"],
        Optimizer::Adam { .. } => &["mean", "mean_square"],
        Optimizer::Rmsprop { .. } => &["mean_square"],
        Optimizer::Adagrad { .. } => &["sum_square"],
    }
}

fn first_slots(rule: &Optimizer, parameter: &Parameter) -> Vec<Tensor<1>> {
    let start = match *rule {
        Optimizer::Sgd { .. } | Optimizer::Adam { .. } | Optimizer::Rmsprop { .. } => 0.0,
        Optimizer::Adagrad { initial_accumulator_value, .. } => initial_accumulator_value,
    };
    let value = &parameter.value;
    slot_names(rule).iter().map(|_| Tensor::full(value.dims(), start, &value.device())).collect()
}

/// Both of Adam's bias corrections in one number: the form at the end of section 2 of the paper.
///
/// In 32 bits, as Keras computes it: 1 − 0.999 is off by 5e-5 there, which a run that is followed step by step shows.
fn adam_rate(learning_rate: f64, beta_1: f64, beta_2: f64, time: u64) -> f64 {
    let left = |beta: f64| 1.0 - (beta as f32).powf(time as f32);
    f64::from(learning_rate as f32 * left(beta_2).sqrt() / left(beta_1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::Device;

    /// Two steps from 1 with gradients 0.5 and −2, worked out by hand in 64 bits.
    fn two_steps(rule: Optimizer) -> f64 {
        let device = Device::cpu();
        let tensor = |v: f64| Tensor::<1>::full([1], v, device.tensors());
        let parameter = Parameter { name: "0.bias".into(), shape: vec![1], value: tensor(1.0), trainable: true };
        let mut slots = first_slots(&rule, &parameter);
        let value = memory::step(&rule, 1, parameter.value, tensor(0.5).into(), &mut slots);
        f64::from(
            memory::step(&rule, 2, value, tensor(-2.0).into(), &mut slots)
                .into_data()
                .try_to_vec::<f32>()
                .expect("floats")[0],
        )
    }

    #[test]
    fn each_rule_follows_its_formula() {
        let rate = 0.1;
        let mut rules = [
            (Optimizer::sgd(), 1.0 - 0.05 + 0.2),
            (Optimizer::momentum(), 1.0 - 0.05 + (-0.045 + 0.2)),
            (Optimizer::adam(), {
                let (m1, v1): (f64, f64) = (0.05, 0.00025);
                let first = 1.0 - 0.1 * 0.001_f64.sqrt() / 0.1 * m1 / (v1.sqrt() + 1e-7);
                let (m2, v2) = (0.9 * m1 - 0.2, 0.999 * v1 + 0.004);
                first - 0.1 * (1.0 - 0.999_f64.powi(2)).sqrt() / (1.0 - 0.81) * m2 / (v2.sqrt() + 1e-7)
            }),
            (Optimizer::rmsprop(), {
                let v1: f64 = 0.025;
                let v2: f64 = 0.9 * v1 + 0.4;
                1.0 - 0.05 / (v1 + 1e-7).sqrt() + 0.2 / (v2 + 1e-7).sqrt()
            }),
            (Optimizer::adagrad(), 1.0 - 0.05 / 0.350_000_1_f64.sqrt() + 0.2 / 4.350_000_1_f64.sqrt()),
            (Optimizer::Sgd { learning_rate: 0.1, momentum: 0.9, nesterov: true }, {
                let (v1, v2) = (-0.05, -0.045 + 0.2);
                1.0 + 0.9 * v1 - 0.05 + 0.9 * v2 + 0.2
            }),
        ];
        for (rule, wanted) in &mut rules {
            rule.set_learning_rate(rate);
            // Adam's bias correction is in 32 bits, see `adam_rate`; the others are exact.
            let tolerance = if matches!(rule, Optimizer::Adam { .. }) { 1e-5 } else { 1e-6 };
            let found = two_steps(*rule);
            assert!((found - *wanted).abs() < tolerance, "{rule:?}: {found} and not {wanted}");
        }
    }
}
