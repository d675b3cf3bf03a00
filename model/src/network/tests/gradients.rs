//! The gradients of every layer against central differences of the loss.

use burn::tensor::{Tensor, TensorData};

use super::super::{HostTensor, Network};
use crate::device::Device;
use spec::{Activation, BatchNorm, Conv, Dropout, Layer, LayerKind, Padding, Pool, PoolKind, Spec};

const BATCH: usize = 3;
/// Half the distance of the two points. The loss has 24 bits, so smaller ones drown in rounding; a unit whose ReLU bends
/// between the points of the larger one is met by the smaller.
const STEPS: [f32; 2] = [4e-3, 5e-4];

fn input() -> Tensor<2> {
    let values: Vec<f32> = (0..BATCH * 784).map(|place| (place * 97 % 251) as f32 / 251.0).collect();
    Tensor::from_data(TensorData::new(values, [BATCH, 784]), Device::cpu().tensors())
}

fn targets() -> Tensor<2> {
    let mut values = vec![0.0_f32; BATCH * 10];
    for (row, target) in values.chunks_exact_mut(10).enumerate() {
        target[row * 3 % 10] = 1.0;
    }
    Tensor::from_data(TensorData::new(values, [BATCH, 10]), Device::cpu().tensors())
}

fn loss(spec: &Spec, tensors: Vec<HostTensor>) -> f64 {
    let mut network = Network::with_weights(spec, tensors, &Device::cpu()).expect("they fit");
    let loss = network.backward(input(), targets(), 5, 0).loss;
    f64::from(loss.into_data().try_to_vec::<f32>().expect("floats")[0])
}

/// Compares up to 12 numbers of each tensor.
fn check(layers: Vec<Layer>) {
    let spec = Spec { layers, ..Spec::default() };
    spec.check().expect("a sound network");
    let mut network = Network::new(&spec, &Device::cpu());
    let tensors = pollster::block_on(network.to_host()).expect("the CPU is never lost");
    let gradients = network.backward(input(), targets(), 5, 0).gradients;
    let names: Vec<String> = network.parameters().map(|parameter| parameter.name.clone()).collect();
    assert_eq!(names.len(), gradients.len(), "every weight has a gradient");
    for (name, gradient) in names.iter().zip(gradients) {
        let gradient = gradient.into_data().try_to_vec::<f32>().expect("floats");
        let place = tensors.iter().position(|tensor| tensor.name == *name).expect("it is in files");
        let largest = gradient.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
        assert!(largest > 0.0, "{name}: the loss hangs on it ({:?})", spec.layers);
        for index in (0..gradient.len()).step_by((gradient.len() / 12).max(1)) {
            let moved = |by: f32| {
                let mut moved = tensors.clone();
                moved[place].values[index] += by;
                loss(&spec, moved)
            };
            let differences = STEPS.map(|step| (moved(step) - moved(-step)) / f64::from(2.0 * step));
            let off = |difference: f64| (difference - f64::from(gradient[index])).abs();
            let error = differences.into_iter().map(off).fold(f64::INFINITY, f64::min);
            // Rounding of the loss (1e-7) over the distance, and what the curve bends between the points.
            let bound = 2e-4 + 1e-2 * f64::from(largest);
            assert!(
                error < bound,
                "{:?}: {name}[{index}] is {} and not {differences:?}: off by {error:.1e}, bound {bound:.1e}",
                spec.layers,
                gradient[index]
            );
        }
    }
}

fn conv(kernel: usize, stride: usize, padding: Padding, activation: Activation) -> Layer {
    Layer::Conv(Conv { filters: 3, kernel, stride, padding, activation })
}

fn pool(kind: PoolKind, size: usize, stride: usize, padding: Padding) -> Layer {
    Layer::Pool(Pool { kind, size, stride, padding })
}

/// Whatever is added to the kinds: before and behind it a layer with weights, so that its gradient is passed on.
#[test]
fn of_every_kind_of_layer() {
    for kind in LayerKind::ALL {
        let mut layer = kind.usual();
        // ReLU bends where the differences look.
        layer.activation_mut().into_iter().for_each(|activation| *activation = Activation::Tanh);
        check(vec![conv(3, 3, Padding::Valid, Activation::Tanh), layer, Layer::dense(4, Activation::Tanh)]);
    }
}

#[test]
fn of_dense_layers_with_every_activation() {
    for activation in Activation::ALL {
        check(vec![Layer::dense(6, activation), Layer::dense(5, activation)]);
    }
}

#[test]
fn of_convolutions() {
    for padding in [Padding::Valid, Padding::Same] {
        check(vec![conv(3, 2, padding, Activation::Tanh), conv(2, 2, padding, Activation::None)]);
        check(vec![conv(4, 3, padding, Activation::Sigmoid), Layer::dense(4, Activation::Tanh)]);
    }
}

#[test]
fn of_pooling() {
    for padding in [Padding::Valid, Padding::Same] {
        for kind in [PoolKind::Max, PoolKind::Average] {
            check(vec![conv(3, 2, padding, Activation::Tanh), pool(kind, 2, 1, padding), pool(kind, 3, 3, padding)]);
        }
    }
}

#[test]
fn of_batch_normalisation() {
    let norm = Layer::BatchNorm(BatchNorm::default());
    check(vec![Layer::dense(5, Activation::None), norm, Layer::dense(4, Activation::Tanh)]);
    check(vec![conv(3, 3, Padding::Same, Activation::None), norm, Layer::Flatten, Layer::dense(4, Activation::Tanh)]);
}

#[test]
fn of_what_dropout_leaves() {
    let dropout = Layer::Dropout(Dropout { rate: 0.3 });
    check(vec![Layer::dense(12, Activation::Tanh), dropout, Layer::dense(6, Activation::Tanh)]);
    check(vec![conv(3, 3, Padding::Valid, Activation::Tanh), dropout, Layer::dense(4, Activation::Tanh)]);
}
