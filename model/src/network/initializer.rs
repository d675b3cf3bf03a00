//! First weights.

use super::{HostTensor, Slot};
use crate::seed::{Purpose, rng, uniform};
use crate::spec::{Initializer, Spec};

/// The first numbers of a tensor. They depend on the seed, the initializer and the tensor's name alone, so that a
/// change of one layer leaves the others as they were where their shape allows it.
pub(super) fn draw(slot: Slot, spec: &Spec) -> HostTensor {
    let count = slot.shape.iter().product();
    let [inputs, outputs] = slot.fans.map(|fan| fan as f32);
    let limit = match spec.initializer {
        Initializer::GlorotUniform => (6.0 / (inputs + outputs)).sqrt(),
        Initializer::HeUniform => (6.0 / inputs).sqrt(),
        Initializer::Zeros => 0.0,
    };
    let values = if slot.name.ends_with("bias") {
        vec![0.0; count]
    } else {
        let place = slot.name.split('.').next().and_then(|layer| layer.parse().ok()).unwrap_or(0);
        let mut rng = rng(spec.seed, Purpose::Weights, place);
        (0..count).map(|_| (2.0 * uniform(&mut rng) - 1.0) * limit).collect()
    };
    HostTensor { name: slot.name, shape: slot.shape, values }
}
