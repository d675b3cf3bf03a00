//! The programs against Burn's operations on the CPU, over sizes that fill no tile. They need an adapter (software will
//! do); where there is none, they say so and pass.

use std::sync::LazyLock;

use burn::tensor::{Tensor, TensorData};

use super::tally;
use crate::device::Device;
use crate::network::{Backward, Network, read_back};
use crate::optimizer::OptimizerState;
use spec::device::DeviceKind;
use spec::{Activation, BatchNorm, Conv, Layer, Optimizer, Padding, Pool, PoolKind, Spec, examples};

/// The adapter, which can be started once.
static GPU: LazyLock<Option<Device>> = LazyLock::new(|| {
    let device = pollster::block_on(Device::start(DeviceKind::Webgpu));
    if let Err(error) = &device {
        eprintln!("skipped: {error}");
    }
    device.ok()
});

/// Numbers between −1 and 1 that repeat late.
fn values(count: usize, seed: usize) -> Vec<f32> {
    (0..count).map(|place| ((place * 7_919 + seed * 104_729) % 10_007) as f32 / 5_003.5 - 1.0).collect()
}

fn tensor<const D: usize>(values: Vec<f32>, shape: [usize; D], device: &Device) -> Tensor<D> {
    Tensor::from_data(TensorData::new(values, shape), device.tensors())
}

/// Loss, logits, gradients and the weights after two updates.
fn step(spec: &Spec, batch: usize, device: &Device) -> Vec<(String, Vec<f32>)> {
    let mut network = Network::new(spec, device);
    let [inputs, classes] = [network.inputs(), spec.dataset.info().classes];
    let mut targets = vec![0.0; batch * classes];
    targets.chunks_mut(classes).enumerate().for_each(|(row, target)| target[row * 3 % classes] = 1.0);
    let targets = tensor(targets, [batch, classes], device);
    let input = tensor(values(batch * inputs, 1), [batch, inputs], device);
    let Backward { loss, logits, gradients } = network.backward(input, targets.clone(), 0, 0);
    let before = tensor(vec![2.0, 3.0, 4.0], [3], device);
    let sums = match device.kind() {
        DeviceKind::Webgpu => tally(before, loss.clone(), logits.clone(), targets),
        DeviceKind::Cpu => {
            let hits = logits.clone().argmax(1).equal(targets.argmax(1)).float().sum() + 3.0;
            Tensor::cat(vec![loss.clone() * batch as f64 + 2.0, hits, loss.clone()], 0)
        }
    };
    let mut found = vec![
        ("loss".to_owned(), loss),
        ("logits".to_owned(), logits.reshape([batch * classes])),
        ("sums".to_owned(), sums),
    ];
    let named = network.parameters().map(|parameter| format!("gradient {}", parameter.name));
    found.extend(named.zip(gradients.clone()));
    let mut state = OptimizerState::new(&spec.optimizer, &network);
    state.update(&spec.optimizer, &mut network, gradients.clone());
    state.update(&spec.optimizer, &mut network, gradients);
    found.extend(network.parameters().map(|parameter| (parameter.name.clone(), parameter.value.clone())));
    let (names, tensors): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    names.into_iter().zip(pollster::block_on(read_back(tensors)).expect("no device is lost here")).collect()
}

fn agrees(spec: &Spec, batch: usize) {
    let Some(gpu) = &*GPU else { return };
    let [found, wanted] = [gpu, &Device::cpu()].map(|device| step(spec, batch, device));
    for ((name, found), (_, wanted)) in found.iter().zip(&wanted) {
        assert_eq!(found.len(), wanted.len(), "{name}");
        let scale = wanted.iter().fold(1e-3_f32, |most, number| most.max(number.abs()));
        for (place, (one, other)) in found.iter().zip(wanted).enumerate() {
            let near = (one - other).abs() <= 2e-4 * scale;
            assert!(near, "{name}[{place}] of a batch of {batch} is {one} instead of {other}: {spec:?}");
        }
    }
}

#[test]
fn dense_layers_agree_with_the_cpu() {
    for (sizes, batch) in [([32, 16], 128), ([30, 18], 33), ([5, 7], 1), ([128, 3], 70)] {
        let layers = sizes.map(|units| Layer::dense(units, Activation::Relu)).to_vec();
        agrees(&Spec { layers, seed: 3, optimizer: Optimizer::sgd(), ..Spec::default() }, batch);
    }
    let layers = vec![Layer::dense(9, Activation::Tanh), Layer::dense(8, Activation::Sigmoid)];
    agrees(&Spec { layers, seed: 4, ..Spec::default() }, 19);
    agrees(&Spec { layers: Vec::new(), seed: 5, ..Spec::default() }, 300);
}

#[test]
fn each_update_rule_agrees_with_the_cpu() {
    for optimizer in examples::optimizers() {
        let layers = vec![Layer::dense(13, Activation::Relu)];
        agrees(&Spec { layers, optimizer, ..Spec::default() }, 16);
    }
}

fn conv(filters: usize, kernel: usize, stride: usize, padding: Padding, activation: Activation) -> Layer {
    Layer::Conv(Conv { filters, kernel, stride, padding, activation })
}

fn pool(kind: PoolKind, size: usize, stride: usize, padding: Padding) -> Layer {
    Layer::Pool(Pool { kind, size, stride, padding })
}

#[test]
fn convolution_and_pooling_agree_with_the_cpu() {
    let (same, valid) = (Padding::Same, Padding::Valid);
    let lessons = vec![
        conv(8, 3, 1, valid, Activation::Relu),
        pool(PoolKind::Max, 2, 2, valid),
        conv(16, 3, 1, valid, Activation::Relu),
        pool(PoolKind::Max, 2, 2, valid),
    ];
    let odd = vec![
        conv(5, 4, 3, same, Activation::Tanh),
        pool(PoolKind::Max, 3, 2, same),
        Layer::BatchNorm(BatchNorm::default()),
        conv(7, 2, 1, same, Activation::None),
        pool(PoolKind::Average, 2, 1, same),
        conv(3, 3, 2, valid, Activation::Relu),
        Layer::dense(6, Activation::Relu),
    ];
    let overlapping = vec![conv(6, 5, 2, valid, Activation::Relu), pool(PoolKind::Max, 3, 1, same)];
    for (layers, batch) in [(lessons, 20), (odd, 7), (overlapping, 3)] {
        agrees(&Spec { layers, seed: 6, optimizer: Optimizer::sgd(), ..Spec::default() }, batch);
    }
}
