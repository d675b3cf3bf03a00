//! First weights.

use super::HostTensor;
use super::layout::{First, Slot};
use images::seed::{Purpose, rng, uniform};
use spec::{Initializer, Spec};

/// The first numbers of a tensor. They depend on the seed, the initializer and the tensor's name alone, so that a
/// change of one layer leaves the others as they were where their shape allows it.
pub(super) fn draw(slot: Slot, spec: &Spec) -> HostTensor {
    let count = slot.shape.iter().product();
    let values = match slot.first {
        First::Zeros => vec![0.0; count],
        First::Ones => vec![1.0; count],
        First::Random { fans } => {
            let [inputs, outputs] = fans.map(|fan| fan as f32);
            let limit = match spec.initializer {
                Initializer::GlorotUniform => (6.0 / (inputs + outputs)).sqrt(),
                Initializer::HeUniform => (6.0 / inputs).sqrt(),
                Initializer::Zeros => 0.0,
            };
            let place = slot.name.split('.').next().and_then(|layer| layer.parse().ok()).unwrap_or(0);
            let mut rng = rng(spec.seed, Purpose::Weights, place);
            (0..count).map(|_| (2.0 * uniform(&mut rng) - 1.0) * limit).collect()
        }
    };
    HostTensor { name: slot.name, shape: slot.shape, values }
}
