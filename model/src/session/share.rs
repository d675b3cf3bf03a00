//! Large batches in two halves, which two workers can compute at the same time.
//!
//! Which batches are halved depends on the settings alone, and the halves' gradients are added in the same order wherever
//! they were computed: a run gives the same numbers with and without help.

use std::ops::Range;

use burn::tensor::{Tensor, TensorData};

use crate::device::{Device, DeviceKind};
use crate::metrics::argmax;
use crate::network::{Backward, Network};
use crate::optimizer::{Gradient, OptimizerState};
use crate::pixels::Scaling;
use crate::regularizer::regularize;
use crate::spec::{Layer, LayerSummary, Optimizer, Regularization, Shape, Spec};

/// Multiplications of a forward pass from which on halves pay: below, telling each other costs more than it saves.
const WORTH: u64 = 10_000_000;
/// Multiplications for each parameter from which on halves pay, since gradients cross and both workers update all weights.
/// Measured in Chromium on two cores: 784-256-256-10 has 44 at batch 128 and takes a sixth longer in halves,
/// 784-700-500-10 has 60 and takes a twentieth less, and at batch 256 with 121 a fifth less.
const WORTH_OF_PARAMETER: u64 = 50;
/// The first layer counts for so much less than others: what its images would learn is not computed, and most of a
/// digit's pixels are zeros, which are left out.
const FIRST: u64 = 8;

/// What a part of a batch gives.
#[derive(Clone, Debug)]
pub struct Share {
    /// Images of the part.
    pub images: usize,
    /// Their mean loss, nats.
    pub loss: f32,
    /// Images that were answered right.
    pub hits: u32,
    /// The mean loss' gradients by the weights, in the order of [`Network::parameters`].
    pub gradients: Vec<Tensor<1>>,
}

impl Share {
    /// A share that was computed elsewhere: its images and hits, its loss and its gradients; `None` where these are not
    /// of this network.
    pub(super) fn of_numbers(
        network: &Network,
        [images, hits]: [usize; 2],
        loss: f32,
        gradients: Vec<Vec<f32>>,
        device: &Device,
    ) -> Option<Self> {
        if gradients.iter().map(Vec::len).ne(lengths(network)) {
            return None;
        }
        let tensor = |numbers: Vec<f32>| {
            let length = numbers.len();
            Tensor::from_data(TensorData::new(numbers, [length]), device.tensors())
        };
        Some(Self { images, loss, hits: hits as u32, gradients: gradients.into_iter().map(tensor).collect() })
    }

    /// Numbers of all gradients.
    pub fn length(&self) -> usize {
        self.gradients.iter().map(|gradient| gradient.dims()[0]).sum()
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

/// Where a batch of so many images is cut; `None` where it is computed as a whole. On the CPU alone; and what looks at
/// a batch as a whole, batch normalisation, cannot have halves.
pub(super) fn cut(spec: &Spec, images: usize, device: DeviceKind) -> Option<usize> {
    if device != DeviceKind::Cpu || images < 2 || spec.layers.iter().any(|layer| matches!(layer, Layer::BatchNorm(_))) {
        return None;
    }
    let rows = spec.summary();
    let parameters: usize = rows.iter().map(|row| row.parameters).sum();
    let pays = images as u64 * multiplications(&rows) >= WORTH.max(WORTH_OF_PARAMETER * parameters as u64);
    pays.then_some(images.div_ceil(2))
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

/// A part of a step: which of the run's steps it is, the part's images within the batch, and what they look like.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The run's step, from 0.
    pub step: u64,
    /// Place of the first image within the batch.
    pub first: usize,
    /// The images' bytes, one image after the other.
    pub pixels: &'a [u8],
    /// Their labels.
    pub labels: &'a [u8],
}

/// Computes a part of a step.
pub(super) fn compute(
    network: &mut Network,
    scaling: Scaling,
    classes: usize,
    part: Part<'_>,
    device: &Device,
) -> Share {
    let images = part.labels.len();
    let mut input = Vec::with_capacity(part.pixels.len());
    scaling.extend(&mut input, part.pixels);
    let input = Tensor::from_data(TensorData::new(input, [images, network.inputs()]), device.tensors());
    let targets = TensorData::new(super::one_hot(part.labels, classes), [images, classes]);
    let targets = Tensor::from_data(targets, device.tensors());
    let Backward { loss, logits, gradients } = network.backward(input, targets, part.step, part.first);
    let (loss, logits) = (loss.into_data(), logits.into_data());
    let numbers = |data| TensorData::as_slice::<f32>(data).expect("32-bit floats");
    let answers = numbers(&logits).chunks_exact(classes).map(argmax);
    let hits = answers.zip(part.labels).filter(|(answer, label)| *answer == usize::from(**label)).count();
    Share { images, loss: numbers(&loss)[0], hits: hits as u32, gradients }
}

/// The gradients of both parts, each with its share of the images.
fn halves(shares: [Share; 2]) -> impl Iterator<Item = Gradient> {
    let images: usize = shares.iter().map(|share| share.images).sum();
    let [first, second] = shares.map(|share| {
        let part = share.images as f32 / images as f32;
        share.gradients.into_iter().map(move |gradient| (part, gradient))
    });
    first.zip(second).map(|(first, second)| Gradient::of_halves(first, second))
}

/// Changes the weights by the gradients of both parts. `rule` has the learning rate of the step.
pub(super) fn apply(
    network: &mut Network,
    optimizer: &mut OptimizerState,
    spec: &Spec,
    rule: &Optimizer,
    shares: [Share; 2],
) {
    let gradients = halves(shares);
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

    /// Computes its part of a step.
    pub fn compute(&mut self, part: Part<'_>) -> Share {
        let classes = self.spec.dataset.info().classes;
        compute(&mut self.network, self.scaling, classes, part, &self.device)
    }

    /// Takes the step, with both parts and this learning rate.
    pub fn apply(&mut self, shares: [Share; 2], rate: f64) {
        let mut rule = self.spec.optimizer;
        rule.set_learning_rate(rate);
        apply(&mut self.network, &mut self.optimizer, &self.spec, &rule, shares);
    }

    /// Numbers of each gradient, in the order of [`Share::gradients`].
    pub fn lengths(&self) -> Vec<usize> {
        lengths(&self.network)
    }

    /// A share that was computed elsewhere; `None` where the gradients are not of this network.
    pub fn share(&self, images: usize, loss: f32, hits: u32, gradients: Vec<Vec<f32>>) -> Option<Share> {
        Share::of_numbers(&self.network, [images, hits as usize], loss, gradients, &self.device)
    }
}

/// Numbers of each gradient.
pub(super) fn lengths(network: &Network) -> Vec<usize> {
    network.parameters().map(|parameter| parameter.value.dims()[0]).collect()
}

/// The images of a step, put together, in the parts that it is computed in.
#[derive(Clone, Debug)]
pub struct Batch {
    pub(super) step: u64,
    pub(super) pixels: Vec<u8>,
    pub(super) labels: Vec<u8>,
    /// Bytes of an image.
    pub(super) inputs: usize,
    /// Images of the first part.
    pub(super) cut: usize,
}

impl Batch {
    /// The first (0) or the second (1) part.
    pub fn part(&self, number: usize) -> Part<'_> {
        let Range { start, end } = if number == 0 { 0..self.cut } else { self.cut..self.labels.len() };
        Part {
            step: self.step,
            first: start,
            pixels: &self.pixels[start * self.inputs..end * self.inputs],
            labels: &self.labels[start..end],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{data, run};
    use super::*;
    use crate::session::{Session, Step};
    use crate::spec::{Activation, BatchNorm, Conv, Dropout, Padding, Pool, PoolKind};

    fn conv(filters: usize) -> Layer {
        let (padding, activation) = (Padding::Same, Activation::Relu);
        Layer::Conv(Conv { filters, kernel: 3, stride: 1, padding, activation })
    }

    /// Large enough to be computed in halves, with an odd batch. The 270 images make six of them.
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

    #[test]
    fn with_help_a_run_is_the_same_to_the_last_bit() {
        let spec = spec();
        let (mut alone, mut helped) = (session(&spec), session(&spec));
        for _ in 0..3 {
            alone.step();
            helped.step();
        }
        let [snapshot, _] = [&mut helped, &mut alone].map(|session| run(session.snapshot()).expect("finite"));
        let mut helper = Replica::restore(spec.clone(), &snapshot, helped.scaling(), Device::cpu()).expect("sound");
        for _ in 0..6 {
            let batch = helped.halves().expect("large enough");
            assert_eq!(batch.part(0).labels.len().abs_diff(batch.part(1).labels.len()) % 2, batch.labels.len() % 2);
            let rate = helped.learning_rate();
            let mut mine = helped.compute(batch.part(0));
            let mut theirs = helper.compute(batch.part(1));
            // As numbers, the way they cross.
            let crossed = |share: &mut Share| {
                let mut numbers = Vec::new();
                share.look(|gradient| numbers.push(gradient.to_vec()));
                assert_eq!(numbers.concat().len(), share.length());
                (share.images, share.loss, share.hits, numbers)
            };
            let (images, loss, hits, numbers) = crossed(&mut mine);
            assert!(helper.share(images, loss, hits, numbers[1..].to_vec()).is_none(), "a gradient is missing");
            let sent = helper.share(images, loss, hits, numbers).expect("of this network");
            let (images, loss, hits, numbers) = crossed(&mut theirs);
            let come = helped.share(images, loss, hits, numbers).expect("of this network");
            helper.apply([sent, theirs], rate);
            assert_eq!(helped.take([mine, come]), alone.step());
            assert_eq!(run(helped.read()), run(alone.read()));
        }
        assert_eq!(weights(helped.network()), weights(alone.network()));
        assert_eq!(weights(&helper.network), weights(alone.network()));
    }

    #[test]
    fn halves_give_the_gradients_of_the_whole() {
        let spec = spec();
        let mut session = session(&spec);
        let batch = session.halves().expect("large enough");
        let together = halves([session.compute(batch.part(0)), session.compute(batch.part(1))]).map(Gradient::whole);
        let all = Part { step: 0, first: 0, pixels: &batch.pixels, labels: &batch.labels };
        let at_once = session.compute(all);
        assert_eq!(at_once.images, 45);
        for (one, other) in together.zip(at_once.gradients) {
            let [one, other] = [one, other].map(|it| it.into_data().try_to_vec::<f32>().expect("floats"));
            let largest = other.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
            for (one, other) in one.iter().zip(&other) {
                assert!((one - other).abs() <= 1e-5 * largest, "{one} instead of {other}");
            }
        }
    }

    #[test]
    fn what_is_small_or_needs_the_whole_batch_is_not_halved() {
        let small = Spec { layers: vec![Layer::dense(128, Activation::Relu)], ..Spec::default() };
        assert_eq!(cut(&small, 128, DeviceKind::Cpu), None);
        assert_eq!(cut(&small, 1_024, DeviceKind::Cpu), Some(512));
        assert_eq!(cut(&small, 1_024, DeviceKind::Webgpu), None);
        let wide = Spec { layers: vec![Layer::dense(2_048, Activation::Relu)], ..Spec::default() };
        assert_eq!(cut(&wide, 128, DeviceKind::Cpu), None);
        let mut layers = vec![conv(8), conv(32)];
        assert_eq!(cut(&Spec { layers: layers.clone(), ..Spec::default() }, 101, DeviceKind::Cpu), Some(51));
        layers.push(Layer::BatchNorm(BatchNorm::default()));
        assert_eq!(cut(&Spec { layers, ..Spec::default() }, 101, DeviceKind::Cpu), None);
    }

    #[test]
    fn after_the_last_epoch_there_is_nothing_to_halve() {
        let mut session = session(&Spec { epochs: 1, ..spec() });
        while session.step() != Step::Done {}
        assert!(session.halves().is_none());
    }
}
