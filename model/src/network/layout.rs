//! Which tensors a network has, by name and shape: what files and checkpoints agree on.

use spec::{Layer, Spec};

/// A tensor that a network of some spec has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub name: String,
    pub shape: Vec<usize>,
    pub first: First,
}

/// What a tensor's first numbers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    /// Drawn at random: numbers that flow into and out of each unit.
    Random { fans: [usize; 2] },
    /// All 0.
    Zeros,
    /// All 1.
    Ones,
}

/// The tensors of a network of this spec, in the order of the layers. `N` in a name counts the layers that have
/// tensors.
pub(super) fn layout(spec: &Spec) -> Vec<Slot> {
    let rows = spec.summary();
    let layers = spec.layers.iter().map(Some).chain([None]);
    let mut slots = Vec::new();
    let mut number = 0;
    for (pair, layer) in rows.windows(2).zip(layers) {
        let [input, output] = [pair[0].output, pair[1].output];
        let mut add = |tensors: &[(&str, Vec<usize>, First)]| {
            slots.extend(tensors.iter().map(|(name, shape, first)| Slot {
                name: format!("{number}.{name}"),
                shape: shape.clone(),
                first: *first,
            }));
            number += 1;
        };
        match layer {
            Some(Layer::Dense(_)) | None => {
                let fans = [input.len(), output.len()];
                let first = First::Random { fans };
                add(&[("kernel", fans.to_vec(), first), ("bias", vec![output.len()], First::Zeros)]);
            }
            Some(Layer::Conv(conv)) => {
                let window = conv.kernel * conv.kernel;
                let first = First::Random { fans: [window * input.channels(), window * conv.filters] };
                let shape = vec![conv.kernel, conv.kernel, input.channels(), conv.filters];
                add(&[("kernel", shape, first), ("bias", vec![conv.filters], First::Zeros)]);
            }
            Some(Layer::BatchNorm(_)) => {
                let shape = || vec![input.channels()];
                add(&[
                    ("gamma", shape(), First::Ones),
                    ("beta", shape(), First::Zeros),
                    ("moving_mean", shape(), First::Zeros),
                    ("moving_variance", shape(), First::Ones),
                ]);
            }
            Some(Layer::Pool(_) | Layer::Flatten | Layer::Dropout(_)) => {}
        }
    }
    slots
}
