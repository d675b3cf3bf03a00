use super::*;
use crate::device::Device;
use crate::network::{HostTensor, Network};
use images::pixels::Scaling;
use spec::Spec;
use spec::protocol::Moment;

/// A linear network of two pixels: logit 0 is `weights · (byte / 255)` of two of the 784, all others 0.
fn snapshot(weights: [(usize, f32); 2]) -> Snapshot {
    let spec = Spec { layers: vec![], ..Spec::default() };
    let mut kernel = vec![0.0; 7840];
    for (pixel, weight) in weights {
        kernel[pixel * 10] = weight;
    }
    let tensors = vec![
        HostTensor { name: "0.kernel".into(), shape: vec![784, 10], values: kernel },
        HostTensor { name: "0.bias".into(), shape: vec![10], values: vec![0.0; 10] },
    ];
    let network = Network::with_weights(&spec, tensors, &Device::cpu()).expect("they fit");
    Snapshot::new(&spec, network, Scaling::from_numbers([0.0, 1.0 / 255.0]), Moment::Now, 7)
}

fn map(work: Option<Occlusion>) -> Saliency {
    let mut work = work.expect("the image fits");
    while pollster::block_on(work.step()).expect("the CPU is never lost") {}
    work.finish()
}

/// The probability of class 0 for this logit, the nine others being 0.
fn probability(logit: f64) -> f64 {
    logit.exp() / (logit.exp() + 9.0)
}

#[test]
fn the_map_is_the_fall_of_the_probability_by_hand() {
    // Pixel (10, 10) speaks for the class with 3, pixel (10, 12) against it with 1.
    let weights = [(10 * 28 + 10, 3.0), (10 * 28 + 12, -1.0)];
    let found = map(Occlusion::new(snapshot(weights), vec![255; 784], 0, 2));
    assert_eq!((found.class, found.method, &found.map.shape), (0, Method::Occlusion { side: 2 }, &vec![28, 28, 1]));
    let found = found.map.values();
    let fall = |logit| probability(2.0) - probability(logit);
    for (row, column, expected) in [
        // All four squares over it cover the first pixel.
        (10, 10, fall(-1.0)),
        // Two cover the first, two the second.
        (10, 11, (fall(-1.0) + fall(3.0)) / 2.0),
        (10, 12, fall(3.0)),
        // One of four.
        (9, 9, fall(-1.0) / 4.0),
        (9, 11, (fall(-1.0) + fall(3.0)) / 4.0),
        (11, 13, fall(3.0) / 4.0),
        (10, 8, 0.0),
        (0, 0, 0.0),
        (27, 27, 0.0),
    ] {
        let at = f64::from(found[row * 28 + column]);
        assert!((at - expected).abs() < 1e-6, "({row}, {column}) is {at} and not {expected}");
    }
}

#[test]
fn a_corner_is_under_one_square_alone() {
    let found = map(Occlusion::new(snapshot([(0, 2.0), (783, 1.0)]), vec![255; 784], 0, 3)).map.values();
    let fall = |logit| (probability(3.0) - probability(logit)) as f32;
    assert!((found[0] - fall(1.0)).abs() < 1e-6);
    assert!((found[783] - fall(2.0)).abs() < 1e-6);
}

#[test]
fn a_square_as_large_as_the_image_or_larger_covers_all() {
    for side in [28, 4_000_000_000] {
        let found = map(Occlusion::new(snapshot([(0, 2.0), (783, 1.0)]), vec![255; 784], 0, side));
        assert_eq!(found.method, Method::Occlusion { side: 28 });
        let fall = (probability(3.0) - probability(0.0)) as f32;
        assert!(found.map.values().iter().all(|at| (at - fall).abs() < 1e-6));
    }
    let single = map(Occlusion::new(snapshot([(0, 2.0), (783, 1.0)]), vec![255; 784], 0, 0));
    assert_eq!(single.method, Method::Occlusion { side: 1 });
}

#[test]
fn what_the_network_is_not_for_has_no_map() {
    let snapshot = || snapshot([(0, 1.0), (1, 1.0)]);
    assert!(Occlusion::new(snapshot(), vec![0; 783], 0, 3).is_none());
    assert!(Occlusion::new(snapshot(), vec![0; 784], 10, 3).is_none());
}

#[test]
fn every_pixel_is_covered_whatever_the_step() {
    for (length, side, step) in [(28, 5, 1), (28, 5, 4), (28, 5, 5), (256, 16, 3), (7, 7, 7), (9, 1, 1)] {
        let tops = tops(length, side, step);
        for pixel in 0..length {
            assert!(tops.iter().any(|top| (*top..top + side).contains(&pixel)), "{length} {side} {step} {pixel}");
        }
        assert!(tops.windows(2).all(|pair| pair[0] < pair[1]) && tops.iter().all(|top| top + side <= length));
    }
}
