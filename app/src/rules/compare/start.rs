//! Whether two runs begin with the same weights.
//!
//! Every first weight is drawn from the seed and its layer's place among the layers that have weights, so that two runs
//! of one seed share the first weights of each layer that has the same place, kernel and initialiser in both. Then
//! their curves tell what the changed setting did, and not what chance did.

use spec::{Initializer, Layer, Spec};

/// How the first weights of a run are related to those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// All are the same.
    Same,
    /// Some layers share them.
    Partly {
        /// Layers with the same first weights.
        same: usize,
        /// Layers with weights, in the one that has more.
        of: usize,
    },
    /// None are.
    Other,
    /// They came from a file, in one of the two at least.
    File,
}

/// How the first weights of a run are related to those of a reference.
pub fn start(reference: &Spec, reference_from_file: bool, spec: &Spec, from_file: bool) -> Start {
    if reference_from_file || from_file {
        return Start::File;
    }
    let (ours, theirs) = (kernels(reference), kernels(spec));
    let of = ours.len().max(theirs.len());
    let alike = reference.initializer == spec.initializer
        && (reference.seed == spec.seed || spec.initializer == Initializer::Zeros);
    let same = if alike { ours.iter().zip(&theirs).filter(|(a, b)| a == b).count() } else { 0 };
    match same {
        0 => Start::Other,
        _ if same == of => Start::Same,
        _ => Start::Partly { same, of },
    }
}

/// The shapes of the kernels, in the order of the layers. A batch normalisation has numbers of its own and so a place,
/// but draws nothing: its length alone says whether it is the same.
fn kernels(spec: &Spec) -> Vec<Vec<usize>> {
    let rows = spec.summary();
    let layers = spec.layers.iter().map(Some).chain([None]);
    let kernel = |(pair, layer): (&[spec::LayerSummary], Option<&Layer>)| {
        let [input, output] = [pair[0].output, pair[1].output];
        match layer {
            Some(Layer::Dense(_)) | None => Some(vec![input.len(), output.len()]),
            Some(Layer::Conv(conv)) => Some(vec![conv.kernel, conv.kernel, input.channels(), conv.filters]),
            Some(Layer::BatchNorm(_)) => Some(vec![input.channels()]),
            Some(Layer::Pool(_) | Layer::Flatten | Layer::Dropout(_)) => None,
        }
    };
    rows.windows(2).zip(layers).filter_map(kernel).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::{Activation, Dropout, Optimizer, PixelScale};

    fn dense(units: &[usize]) -> Spec {
        let layers = units.iter().map(|units| Layer::dense(*units, Activation::Relu)).collect();
        Spec { layers, ..Spec::default() }
    }

    fn compare(a: &Spec, b: &Spec) -> Start {
        start(a, false, b, false)
    }

    #[test]
    fn what_weights_do_not_depend_on_leaves_the_start_alone() {
        let a = dense(&[32, 16]);
        let b = Spec { scale: PixelScale::Raw, optimizer: Optimizer::sgd(), epochs: 20, batch_size: 32, ..a.clone() };
        assert_eq!(compare(&a, &b), Start::Same);
        let mut c = a.clone();
        c.layers[0] = Layer::dense(32, Activation::Tanh);
        c.layers.insert(1, Layer::Dropout(Dropout { rate: 0.5 }));
        assert_eq!(compare(&a, &c), Start::Same, "a dropout has no weights and takes no place");
    }

    #[test]
    fn layers_of_other_shapes_share_nothing_but_their_neighbours_do() {
        assert_eq!(compare(&dense(&[128]), &dense(&[500])), Start::Other);
        assert_eq!(compare(&dense(&[32, 16]), &dense(&[32, 20])), Start::Partly { same: 1, of: 3 });
        assert_eq!(compare(&dense(&[32, 16, 16]), &dense(&[32, 16])), Start::Partly { same: 2, of: 4 });
    }

    #[test]
    fn another_seed_or_rule_is_another_start() {
        let a = dense(&[32]);
        assert_eq!(compare(&a, &Spec { seed: 7, ..a.clone() }), Start::Other);
        assert_eq!(compare(&a, &Spec { initializer: Initializer::HeUniform, ..a.clone() }), Start::Other);
        let zeros = Spec { initializer: Initializer::Zeros, ..a.clone() };
        assert_eq!(compare(&zeros, &Spec { seed: 7, ..zeros.clone() }), Start::Same);
        assert_eq!(start(&a, false, &a, true), Start::File);
    }
}
