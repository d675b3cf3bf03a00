//! Large batches in shards, which several workers can compute at the same time.
//!
//! How many there are depends on the settings alone, and their gradients are added in the same order wherever they were
//! computed: a run gives the same numbers with and without help.

#![allow(clippy::disallowed_methods, reason = "tensors of the CPU hand their numbers over")]

use burn::tensor::{Tensor, TensorData};

use crate::device::Device;
use crate::metrics::argmax;
use crate::network::{Backward, Network};
use crate::optimizer::{Gradient, OptimizerState};
use crate::regularizer::regularize;
use images::pixels::Scaling;
use spec::device::DeviceKind;
use spec::{Layer, LayerSummary, Optimizer, Regularization, Shape, Spec};

/// Multiplications of a forward pass from which on shards pay: below, telling each other costs more than it saves.
const WORTH: u64 = 10_000_000;
/// Multiplications for each parameter from which on shards pay, since gradients cross and both workers update all weights.
/// Measured in Chromium on two cores: 784-256-256-10 has 44 at batch 128 and takes a sixth longer in two,
/// 784-700-500-10 has 60 and takes a twentieth less, and at batch 256 with 121 a fifth less.
const WORTH_OF_PARAMETER: u64 = 50;
/// Multiplications of a forward pass that each shard has, at least, where there are more than two, and how many of them a
/// parameter: every worker is told the gradients of every shard.
const WORTH_OF_MORE: u64 = 250_000_000;
const WORTH_OF_MORE_PARAMETER: u64 = 400;
/// Shards at most.
const MOST: u64 = 8;
/// The first layer counts for so much less than others: what its images would learn is not computed, and most of a
/// digit's pixels are zeros, which are left out.
const FIRST: u64 = 8;

/// What a shard of a batch gives.
#[derive(Clone, Debug)]
pub struct ShardResult {
    /// Images of the shard.
    pub images: usize,
    /// Their mean loss, nats.
    pub loss: f32,
    /// Images that were answered right.
    pub hits: u32,
    /// The mean loss' gradients by the weights, in the order of [`Network::parameters`].
    pub gradients: Vec<Tensor<1>>,
}

impl ShardResult {
    /// The result of another shard of the same step that was computed elsewhere; `None` where its gradients are not of the
    /// same network.
    pub fn beside(&self, images: usize, loss: f32, hits: u32, gradients: Vec<Vec<f32>>) -> Option<Self> {
        if gradients.iter().map(Vec::len).ne(self.lengths()) {
            return None;
        }
        let tensor = |(numbers, like): (Vec<f32>, &Tensor<1>)| {
            let length = numbers.len();
            Tensor::from_data(TensorData::new(numbers, [length]), &like.device())
        };
        Some(Self { images, loss, hits, gradients: gradients.into_iter().zip(&self.gradients).map(tensor).collect() })
    }

    /// Numbers of each gradient.
    pub fn lengths(&self) -> Vec<usize> {
        self.gradients.iter().map(|gradient| gradient.dims()[0]).collect()
    }

    /// Numbers of all gradients.
    pub fn length(&self) -> usize {
        self.lengths().iter().sum()
    }

    /// Shows the numbers of each gradient in order. Tensors of the CPU hand them over and get them back: nothing is copied.
    pub fn look(&mut self, mut see: impl FnMut(&[f32])) {
        let look = |gradient: Tensor<1>| {
            let device = gradient.device();
            let data = gradient.into_data();
            see(data.as_slice().expect("32-bit floats"));
            Tensor::from_data(data, &device)
        };
        self.gradients = std::mem::take(&mut self.gradients).into_iter().map(look).collect();
    }
}

/// Shards of a batch of so many images: one where the batch is computed as a whole. More on the CPU alone; and what looks
/// at a batch as a whole, batch normalisation, cannot have any.
pub(super) fn shards(spec: &Spec, images: usize, device: DeviceKind) -> usize {
    if device != DeviceKind::Cpu || images < 2 || spec.layers.iter().any(|layer| matches!(layer, Layer::BatchNorm(_))) {
        return 1;
    }
    let rows = spec.summary();
    let parameters = rows.iter().map(|row| row.parameters as u64).sum::<u64>();
    let work = images as u64 * multiplications(&rows);
    if work < WORTH.max(WORTH_OF_PARAMETER * parameters) {
        return 1;
    }
    (work / WORTH_OF_MORE.max(WORTH_OF_MORE_PARAMETER * parameters)).clamp(2, MOST) as usize
}

/// Multiplications of one image's forward pass: each weight of a layer once at each place of its output, of the first one
/// with weights an eighth.
fn multiplications(rows: &[LayerSummary]) -> u64 {
    let places = |shape| match shape {
        Shape::Vector(_) => 1,
        Shape::Image(height, width, _) => height * width,
    };
    let mut layers =
        rows.iter().map(|row| row.parameters as u64 * places(row.output) as u64).filter(|&count| count > 0);
    layers.next().map_or(0, |first| first / FIRST) + layers.sum::<u64>()
}

/// A shard of a step's batch: which of the run's steps it is, the shard's images within the batch, and what they look
/// like.
#[derive(Clone, Copy, Debug)]
pub struct Shard<'a> {
    /// The run's step, from 0.
    pub step: u64,
    /// Place of the first image within the batch.
    pub first: usize,
    /// The images' bytes, one image after the other.
    pub pixels: &'a [u8],
    /// Their labels.
    pub labels: &'a [u8],
}

/// Computes a shard of a step.
pub(super) fn compute(
    network: &mut Network,
    scaling: Scaling,
    classes: usize,
    shard: Shard<'_>,
    device: &Device,
) -> ShardResult {
    let images = shard.labels.len();
    let input = network.input(scaling, shard.pixels, images);
    let targets = TensorData::new(super::one_hot(shard.labels, classes), [images, classes]);
    let targets = Tensor::from_data(targets, device.tensors());
    let Backward { loss, logits, gradients } = network.backward(input, targets, shard.step, shard.first);
    let (loss, logits) = (loss.into_data(), logits.into_data());
    let numbers = |data| TensorData::as_slice::<f32>(data).expect("32-bit floats");
    let answers = numbers(&logits).chunks_exact(classes).map(argmax);
    let hits = answers.zip(shard.labels).filter(|(answer, label)| *answer == usize::from(**label)).count();
    ShardResult { images, loss: numbers(&loss)[0], hits: hits as u32, gradients }
}

/// The gradients of all parameters, those of each in shards with their shares of the images.
fn gradients(shards: Vec<ShardResult>) -> impl Iterator<Item = Gradient> {
    let images: usize = shards.iter().map(|shard| shard.images).sum();
    let shares: Vec<f32> = shards.iter().map(|shard| shard.images as f32 / images as f32).collect();
    let mut shards: Vec<_> = shards.into_iter().map(|shard| shard.gradients.into_iter()).collect();
    std::iter::from_fn(move || {
        let parameter: Option<Vec<_>> = shards.iter_mut().map(Iterator::next).collect();
        Some(Gradient::of_shards(shares.iter().copied().zip(parameter?).collect()))
    })
}

/// Changes the weights by the gradients of all shards. `rule` has the learning rate of the step.
pub(super) fn apply(
    network: &mut Network,
    optimizer: &mut OptimizerState,
    spec: &Spec,
    rule: &Optimizer,
    shards: Vec<ShardResult>,
) {
    let gradients = gradients(shards);
    if spec.regularization == Regularization::default() {
        optimizer.update(rule, network, gradients);
    } else {
        let gradients = gradients.map(Gradient::whole).collect();
        optimizer.update(rule, network, regularize(&spec.regularization, network, gradients));
    }
}

/// The weights and the optimizer of a run elsewhere, kept like them by the same updates.
pub struct Replica {
    pub(super) spec: Spec,
    pub(super) network: Network,
    pub(super) optimizer: OptimizerState,
    pub(super) scaling: Scaling,
    pub(super) device: Device,
}

impl Replica {
    /// Numbers of one image.
    pub fn inputs(&self) -> usize {
        self.network.inputs()
    }

    /// Computes a shard of a step.
    pub fn compute(&mut self, shard: Shard<'_>) -> ShardResult {
        let classes = self.spec.dataset.info().classes;
        compute(&mut self.network, self.scaling, classes, shard, &self.device)
    }

    /// Takes the step, with all shards in their order and this learning rate.
    pub fn apply(&mut self, shards: Vec<ShardResult>, rate: f64) {
        let mut rule = self.spec.optimizer;
        rule.set_learning_rate(rate);
        apply(&mut self.network, &mut self.optimizer, &self.spec, &rule, shards);
    }
}

/// The images of a step, put together, in the shards that it is computed in.
#[derive(Clone, Debug)]
pub struct Batch {
    pub(super) step: u64,
    pub(super) pixels: Vec<u8>,
    pub(super) labels: Vec<u8>,
    /// Bytes of an image.
    pub(super) inputs: usize,
    /// How many.
    pub(super) shards: usize,
}

impl Batch {
    /// The shards in their order: all of the same size but for the last, which may be smaller.
    pub fn shards(&self) -> impl Iterator<Item = Shard<'_>> {
        let size = self.labels.len().div_ceil(self.shards).max(1);
        let all = self.pixels.chunks(size * self.inputs).zip(self.labels.chunks(size));
        all.enumerate().map(move |(number, (pixels, labels))| Shard {
            step: self.step,
            first: number * size,
            pixels,
            labels,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{data, run};
    use super::*;
    use crate::session::{Session, Step};
    use spec::{Activation, BatchNorm, Conv, Dropout, Padding, Pool, PoolKind};

    fn conv(filters: usize) -> Layer {
        let (padding, activation) = (Padding::Same, Activation::Relu);
        Layer::Conv(Conv { filters, kernel: 3, stride: 1, padding, activation })
    }

    /// Large enough to be computed in shards, with an odd batch. The 270 images make six of them.
    fn spec() -> Spec {
        let layers = vec![
            conv(4),
            conv(8),
            Layer::Pool(Pool { kind: PoolKind::Max, size: 4, stride: 4, padding: Padding::Valid }),
            Layer::Flatten,
            Layer::Dropout(Dropout { rate: 0.25 }),
            Layer::dense(32, Activation::Tanh),
        ];
        let regularization = Regularization { l2: 1e-4, clip_norm: Some(1.0) };
        Spec { layers, batch_size: 45, epochs: 2, regularization, optimizer: Optimizer::adam(), ..Spec::default() }
    }

    fn session(spec: &Spec) -> Session {
        Session::new(spec.clone(), None, data(), Device::cpu()).expect("valid")
    }

    fn weights(network: &Network) -> Vec<Vec<u32>> {
        let tensors = run(network.to_host()).expect("the CPU is never lost");
        tensors.into_iter().map(|tensor| tensor.values.into_iter().map(f32::to_bits).collect()).collect()
    }

    /// The shards that a worker of several computes.
    fn part_of(worker: usize, workers: usize, shards: usize) -> impl Iterator<Item = usize> {
        (0..shards).filter(move |number| number * workers / shards == worker)
    }

    /// A result as numbers, the way it crosses.
    fn crossed(result: &mut ShardResult) -> (usize, f32, u32, Vec<Vec<f32>>) {
        let mut numbers = Vec::new();
        result.look(|gradient| numbers.push(gradient.to_vec()));
        assert_eq!(numbers.concat().len(), result.length());
        (result.images, result.loss, result.hits, numbers)
    }

    #[test]
    fn with_any_help_a_run_is_the_same_to_the_last_bit() {
        for (workers, shards) in [(2, 2), (2, 5), (3, 5), (4, 8)] {
            let spec = spec();
            let (mut alone, mut helped) = (session(&spec), session(&spec));
            for _ in 0..3 {
                alone.step();
                helped.step();
            }
            let [checkpoint, _] = [&mut helped, &mut alone].map(|session| run(session.checkpoint()).expect("finite"));
            let replica = || Replica::restore(spec.clone(), &checkpoint, helped.scaling(), Device::cpu());
            let mut helpers: Vec<Replica> = (1..workers).map(|_| replica().expect("sound")).collect();
            for _ in 0..6 {
                let batch = Batch { shards, ..helped.batch().expect("large enough") };
                let all: Vec<Shard<'_>> = batch.shards().collect();
                assert_eq!(all.iter().map(|shard| shard.labels.len()).sum::<usize>(), 45);
                let rate = helped.learning_rate();
                let mine = part_of(0, workers, all.len()).map(|number| helped.compute(all[number]));
                let mut results: Vec<ShardResult> = mine.collect();
                for (worker, helper) in (1..).zip(&mut helpers) {
                    results.extend(part_of(worker, workers, all.len()).map(|number| helper.compute(all[number])));
                }
                for helper in &mut helpers {
                    let told = results.iter_mut().map(|result| {
                        let (images, loss, hits, numbers) = crossed(result);
                        assert!(result.beside(images, loss, hits, numbers[1..].to_vec()).is_none(), "one is missing");
                        result.beside(images, loss, hits, numbers).expect("of this network")
                    });
                    helper.apply(told.collect(), rate);
                }
                let at_once = all.iter().map(|shard| alone.compute(*shard)).collect();
                assert_eq!(helped.take(results), alone.take(at_once));
                assert_eq!(run(helped.read()), run(alone.read()));
            }
            assert_eq!(weights(helped.network()), weights(alone.network()));
            for helper in &helpers {
                assert_eq!(weights(&helper.network), weights(alone.network()));
            }
        }
    }

    #[test]
    fn a_step_alone_computes_the_same_shards() {
        let (mut one, mut other) = (session(&spec()), session(&spec()));
        let batch = one.batch().expect("large enough");
        let results = batch.shards().map(|shard| one.compute(shard)).collect();
        assert_eq!(one.take(results), other.step());
        assert_eq!(weights(one.network()), weights(other.network()));
    }

    #[test]
    fn shards_give_the_gradients_of_the_whole() {
        let spec = spec();
        let mut session = session(&spec);
        let batch = session.batch().expect("large enough");
        let all = Shard { step: 0, first: 0, pixels: &batch.pixels, labels: &batch.labels };
        let at_once = session.compute(all);
        assert_eq!(at_once.images, 45);
        for shards in [2, 3, 8, 45] {
            let batch = Batch { shards, ..batch.clone() };
            let results = batch.shards().map(|shard| session.compute(shard)).collect();
            for (one, other) in gradients(results).map(Gradient::whole).zip(at_once.gradients.clone()) {
                let [one, other] = [one, other].map(|it| it.into_data().try_to_vec::<f32>().expect("floats"));
                let largest = other.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
                for (one, other) in one.iter().zip(&other) {
                    assert!((one - other).abs() <= 1e-5 * largest, "{one} instead of {other}");
                }
            }
        }
    }

    #[test]
    fn what_is_small_or_needs_the_whole_batch_is_one_shard() {
        let small = Spec { layers: vec![Layer::dense(128, Activation::Relu)], ..Spec::default() };
        assert_eq!(shards(&small, 128, DeviceKind::Cpu), 1);
        assert_eq!(shards(&small, 1_024, DeviceKind::Cpu), 2);
        assert_eq!(shards(&small, 1_024, DeviceKind::Webgpu), 1);
        let wide = Spec { layers: vec![Layer::dense(2_048, Activation::Relu)], ..Spec::default() };
        assert_eq!(shards(&wide, 128, DeviceKind::Cpu), 1);
        let mut layers = vec![conv(8), conv(32)];
        assert_eq!(shards(&Spec { layers: layers.clone(), ..Spec::default() }, 101, DeviceKind::Cpu), 2);
        // 2.1 million multiplications an image.
        for (images, wanted) in [(101, 2), (256, 2), (512, 4), (4_096, 8)] {
            assert_eq!(shards(&Spec { layers: layers.clone(), ..Spec::default() }, images, DeviceKind::Cpu), wanted);
        }
        layers.push(Layer::BatchNorm(BatchNorm::default()));
        assert_eq!(shards(&Spec { layers, ..Spec::default() }, 101, DeviceKind::Cpu), 1);
    }

    #[test]
    fn after_the_last_epoch_there_is_no_batch() {
        let mut session = session(&Spec { epochs: 1, ..spec() });
        while session.step() != Step::Done {}
        assert!(session.batch().is_none());
    }
}
