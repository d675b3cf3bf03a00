//! How gradients change weights: the update rules (`rules`), and the same update on the CPU and on the GPU.

mod cpu;
#[cfg(feature = "webgpu")]
mod gpu;
mod gradient;
mod rules;

use burn::tensor::Tensor;

use crate::kernel::choose;
use crate::network::{Network, Parameter};
use spec::Optimizer;

pub use gradient::Gradient;
pub use rules::slot_names;

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
        let step = choose!(network.device_kind(), cpu::step, gpu::step);
        for ((parameter, slots), gradient) in network.parameters_mut().zip(&mut self.slots).zip(gradients) {
            parameter.value = step(rule, self.step, parameter.value.clone(), gradient.into(), slots);
        }
    }
}

fn first_slots(rule: &Optimizer, parameter: &Parameter) -> Vec<Tensor<1>> {
    let value = &parameter.value;
    slot_names(rule).iter().map(|_| Tensor::full(value.dims(), rules::first_slot(rule), &value.device())).collect()
}
