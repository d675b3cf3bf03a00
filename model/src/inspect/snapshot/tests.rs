#![allow(clippy::disallowed_methods, reason = "tests compute on the CPU")]

use burn::tensor::TensorData;

use super::*;
use crate::device::Device;
use crate::session::tests::{data, finish, run, session, spec};
use spec::{Activation, BatchNorm, Conv, Dropout, Layer, Padding, Pool, PoolKind, Shape};

fn snapshot(spec: &Spec) -> Snapshot {
    spec.check().expect("a sound network");
    let mut session = session(spec);
    finish(&mut session);
    Snapshot::of(&session)
}

fn conv(filters: usize, stride: usize, activation: Activation) -> Layer {
    Layer::Conv(Conv { filters, kernel: 3, stride, padding: Padding::Same, activation })
}

fn pool(kind: PoolKind) -> Layer {
    Layer::Pool(Pool { kind, size: 2, stride: 2, padding: Padding::Same })
}

/// One of each layer.
fn all_layers() -> Vec<Layer> {
    vec![
        conv(4, 2, Activation::Relu),
        pool(PoolKind::Max),
        Layer::BatchNorm(BatchNorm::default()),
        pool(PoolKind::Average),
        Layer::Dropout(Dropout { rate: 0.5 }),
        Layer::Flatten,
        Layer::dense(6, Activation::Tanh),
    ]
}

fn image(index: usize) -> Vec<u8> {
    data().test.image(index).expect("there are 100").to_vec()
}

#[test]
fn activations_have_the_shapes_of_the_summary_and_end_in_the_prediction() {
    for layers in [vec![], vec![Layer::Dropout(Dropout { rate: 0.2 }), Layer::dense(3, Activation::Relu)], all_layers()]
    {
        let spec = Spec { layers, epochs: 1, ..spec() };
        let snapshot = snapshot(&spec);
        let found = run(snapshot.activations(&image(3))).expect("never lost").expect("it fits");
        let shapes: Vec<Vec<u32>> = found.layers.iter().map(|layer| layer.shape.clone()).collect();
        let summary = spec.summary().into_iter().map(|row| match row.output {
            Shape::Image(height, width, channels) => vec![height as u32, width as u32, channels as u32],
            Shape::Vector(length) => vec![length as u32],
        });
        assert_eq!(shapes, summary.collect::<Vec<_>>());
        assert_eq!(found.layers.len(), spec.layers.len() + 2);
        for layer in &found.layers {
            assert_eq!(layer.values().len(), layer.shape.iter().product::<u32>() as usize);
        }
        let mut input = Vec::new();
        snapshot.scaling.extend(&mut input, &image(3));
        assert_eq!(found.layers[0].values(), input);
        let predicted = run(snapshot.predict(&image(3))).expect("never lost");
        assert_eq!(Some(found.probabilities), predicted);
        assert_eq!((found.moment, found.step), (Moment::Now, snapshot.step));
    }
}

#[test]
fn activations_of_a_layer_follow_from_those_before() {
    let spec = Spec { layers: vec![conv(2, 1, Activation::Relu), pool(PoolKind::Max)], epochs: 1, ..spec() };
    let snapshot = snapshot(&spec);
    let found = run(snapshot.activations(&image(5))).expect("never lost").expect("it fits");
    let [input, maps, pooled] = [0, 1, 2].map(|place| found.layers[place].values());
    let tensors = run(snapshot.weights(0)).expect("never lost").expect("a layer").tensors;
    let (kernel, bias) = (tensors[0].1.values(), tensors[1].1.values());
    // Row, column, filter; the kernel is [row, column, channel, filter] and the edge is 0.
    for (row, column, filter) in [(0, 0, 0), (13, 14, 1), (27, 5, 0)] {
        let mut sum = bias[filter];
        for (place, weight) in kernel.chunks_exact(2).map(|filters| filters[filter]).enumerate() {
            let (y, x) = ((row + place / 3).wrapping_sub(1), (column + place % 3).wrapping_sub(1));
            if y < 28 && x < 28 {
                sum += weight * input[y * 28 + x];
            }
        }
        let found = maps[(row * 28 + column) * 2 + filter];
        assert!((found - sum.max(0.0)).abs() < 1e-4, "({row}, {column}, {filter}): {found} and not {sum}");
        let (top, left) = (row / 2 * 2, column / 2 * 2);
        let window = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(y, x)| maps[((top + y) * 28 + left + x) * 2 + filter]);
        assert_eq!(pooled[(row / 2 * 14 + column / 2) * 2 + filter], window.into_iter().fold(0.0, f32::max));
    }
}

#[test]
fn each_layer_has_its_tensors() {
    let snapshot = snapshot(&Spec { layers: all_layers(), epochs: 1, ..spec() });
    let names = |layer| {
        let weights = run(snapshot.weights(layer)).expect("never lost")?;
        assert_eq!(weights.layer, layer);
        Some(weights.tensors.into_iter().map(|(name, numbers)| (name, numbers.shape)).collect::<Vec<_>>())
    };
    let named = |tensors: &[(&str, &[u32])]| {
        Some(tensors.iter().map(|(name, shape)| ((*name).to_owned(), shape.to_vec())).collect::<Vec<_>>())
    };
    assert_eq!(names(0), named(&[("kernel", &[3, 3, 1, 4]), ("bias", &[4])]));
    let channels = &[4][..];
    let norm = ["gamma", "beta", "moving_mean", "moving_variance"].map(|name| (name, channels));
    assert_eq!(names(2), named(&norm));
    for nothing in [1, 3, 4, 5] {
        assert_eq!(names(nothing), named(&[]));
    }
    assert_eq!(names(6), named(&[("kernel", &[64, 6]), ("bias", &[6])]));
    assert_eq!(names(7), named(&[("kernel", &[6, 10]), ("bias", &[10])]));
    assert_eq!(names(8), None);
    let all = run(snapshot.network.to_host()).expect("never lost");
    let last = run(snapshot.weights(7)).expect("never lost").expect("the output");
    assert_eq!(last.tensors[1].1.values(), all.last().expect("a bias").values);
}

/// The logit of a class for these inputs.
fn logit(snapshot: &Snapshot, input: &[f32], class: u8) -> f64 {
    let tensor = Tensor::from_data(TensorData::new(input.to_vec(), [1, input.len()]), Device::cpu().tensors());
    let logits = snapshot.network.forward(tensor);
    f64::from(logits.into_data().try_to_vec::<f32>().expect("floats")[usize::from(class)])
}

/// Compares the gradient with central differences at many pixels. A unit whose ReLU or maximum bends between the points of
/// one distance is met by another.
fn check(layers: Vec<Layer>) {
    let spec = Spec { layers, ..spec() };
    let snapshot = snapshot(&spec);
    let (image, class) = (image(4), 8);
    let mut input = Vec::new();
    snapshot.scaling.extend(&mut input, &image);
    let found = run(snapshot.gradient(&image, class)).expect("never lost").expect("there are ten classes");
    assert_eq!((found.class, found.method, &found.map.shape), (class, Method::Gradient, &vec![28, 28, 1]));
    let gradient = found.map.values();
    let largest = gradient.iter().fold(0.0_f32, |most, part| most.max(part.abs()));
    assert!(largest > 0.0, "the logit hangs on the image");
    for pixel in (0..784).step_by(13) {
        let moved = |by: f32| {
            let mut moved = input.clone();
            moved[pixel] += by;
            logit(&snapshot, &moved, class)
        };
        let differences = [1e-2_f32, 2e-3, 5e-4].map(|step| (moved(step) - moved(-step)) / f64::from(2.0 * step));
        let off = |difference: f64| (difference - f64::from(gradient[pixel])).abs();
        let error = differences.into_iter().map(off).fold(f64::INFINITY, f64::min);
        let bound = 2e-3 + 5e-3 * f64::from(largest);
        assert!(error < bound, "{:?}: {pixel} is {} and not {differences:?}", spec.layers, gradient[pixel]);
    }
}

#[test]
fn the_gradient_by_the_image_is_that_of_central_differences() {
    check(vec![]);
    check(vec![Layer::dense(16, Activation::Relu), Layer::dense(8, Activation::Gelu)]);
    check(vec![conv(3, 2, Activation::Tanh), Layer::dense(8, Activation::Elu)]);
    check(vec![conv(3, 1, Activation::Relu), pool(PoolKind::Max), pool(PoolKind::Average)]);
    check(vec![conv(3, 2, Activation::None), Layer::BatchNorm(BatchNorm::default()), Layer::Flatten]);
    check(all_layers());
}

/// In these images a class has its ink at every tenth pixel from its own number on.
#[test]
fn the_pixels_that_speak_for_a_class_are_those_of_its_ink() {
    let snapshot = snapshot(&spec());
    let gradient = run(snapshot.gradient(&image(4), 8)).expect("never lost").expect("a class").map.values();
    let mean = |rest: usize| gradient.iter().skip(rest).step_by(10).sum::<f32>();
    for other in (0..10).filter(|&other| other != 8) {
        assert!(mean(8) > 2.0 * mean(other), "{other}: {} and not {}", mean(other), mean(8));
    }
}

#[test]
fn a_gradient_leaves_the_network_as_it_was_and_needs_a_class() {
    let snapshot = snapshot(&Spec { layers: all_layers(), epochs: 1, ..spec() });
    let before = run(snapshot.network.to_host()).expect("never lost");
    assert!(run(snapshot.gradient(&image(0), 0)).expect("never lost").is_some());
    assert_eq!(run(snapshot.network.to_host()).expect("never lost"), before);
    assert_eq!(run(snapshot.gradient(&image(0), 10)), Ok(None));
}

#[test]
fn a_large_network_gets_few_images_at_once() {
    let small = snapshot(&Spec { epochs: 1, ..spec() });
    assert_eq!(small.batch, 250);
    let layers = vec![conv(32, 1, Activation::Relu), conv(2, 2, Activation::Relu)];
    let spec = Spec { layers, epochs: 1, ..spec() };
    let large = snapshot(&spec);
    assert_eq!(large.batch, 1_000_000 / spec.numbers_per_image());
    assert!((1..250).contains(&large.batch), "{}", large.batch);
}

#[test]
fn an_image_of_another_size_is_refused() {
    let snapshot = snapshot(&Spec { epochs: 1, ..spec() });
    let image = [0; 783];
    assert!(!snapshot.accepts(&image));
    assert_eq!(run(snapshot.activations(&image)), Ok(None));
    assert_eq!(run(snapshot.predict(&image)), Ok(None));
    assert_eq!(run(snapshot.gradient(&image, 0)), Ok(None));
}
