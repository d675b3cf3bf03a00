use super::*;
use crate::device::Device;
use crate::network::Network;
use crate::session::tests::{data, finish, run, session, spec};
use spec::protocol::Moment;
use spec::{Activation, Conv, Dropout, Layer, Padding, Pool, PoolKind, Spec};

fn project(snapshot: &Snapshot, count: u32) -> Projection {
    let mut work = Projector::new(snapshot.clone(), data(), count).expect("there are test images");
    while run(work.step()).expect("the CPU is never lost") {}
    work.finish().expect("finite numbers")
}

fn trained(spec: &Spec) -> Snapshot {
    let mut session = session(spec);
    finish(&mut session);
    Snapshot::of(&session)
}

#[test]
fn points_are_the_projected_activations() {
    let conv = |filters| {
        let activation = Activation::Relu;
        Layer::Conv(Conv { filters, kernel: 3, stride: 2, padding: Padding::Valid, activation })
    };
    let pool = Layer::Pool(Pool { kind: PoolKind::Max, size: 2, stride: 2, padding: Padding::Valid });
    let dropout = Layer::Dropout(Dropout { rate: 0.3 });
    for layers in [
        vec![],
        vec![dropout],
        vec![Layer::dense(16, Activation::Relu)],
        vec![conv(4), pool],
        vec![conv(3), Layer::Flatten, Layer::dense(1, Activation::Tanh)],
    ] {
        let spec = Spec { layers, ..spec() };
        let snapshot = trained(&spec);
        let found = project(&snapshot, 60);
        assert_eq!(found.indices, (0..60).collect::<Vec<u32>>());
        assert_eq!(found.labels, data().test.labels()[..60]);
        let place = found.components.layer as usize;
        assert_eq!(place, spec.layers.len());
        let (mean, axes) = (found.components.mean.values(), found.components.axes.values());
        for index in [0, 17, 59] {
            let image = data().test.image(index).expect("there are 100").to_vec();
            let looked = run(snapshot.activations(&image)).expect("never lost").expect("it fits");
            assert_eq!(usize::from(found.answers[index]), argmax(&looked.probabilities));
            let numbers = looked.layers[place].values();
            for (axis, at) in axes.chunks_exact(numbers.len()).zip(&found.points.values()[2 * index..]) {
                let along: f32 = numbers.iter().zip(&mean).zip(axis).map(|((x, mean), part)| (x - mean) * part).sum();
                assert!((along - at).abs() < 1e-3, "{:?}: {at} and not {along}", spec.layers);
            }
        }
        let [first, second] = found.components.explained;
        assert!(first >= second && second >= 0.0 && first + second <= 1.0 + 1e-9, "{first} {second}");
    }
}

#[test]
fn dead_units_are_those_that_no_image_activates() {
    let conv = Conv { filters: 3, kernel: 3, stride: 1, padding: Padding::Same, activation: Activation::Relu };
    let layers =
        vec![Layer::Conv(conv), Layer::Flatten, Layer::dense(5, Activation::Relu), Layer::dense(4, Activation::Elu)];
    let spec = Spec { layers, ..spec() };
    let device = Device::cpu();
    let mut tensors = run(Network::new(&spec, &device).to_host()).expect("the CPU is never lost");
    let tensor = |name: &str| tensors.iter().position(|tensor| tensor.name == name).expect("a tensor");
    let (filters, units) = (tensor("0.bias"), tensor("1.bias"));
    tensors[filters].values = vec![10.0, -1e6, 10.0];
    tensors[units].values = vec![-1e6, 1e6, 1e6, -1e6, 1e6];
    let network = Network::with_weights(&spec, tensors, &device).expect("they fit");
    let scaling = session(&spec).scaling();
    let found = project(&Snapshot::new(&spec, network, scaling, Moment::Epoch(2), 9), 100);
    assert_eq!((found.moment, found.step), (Moment::Epoch(2), 9));
    // The fourth layer is no ReLU.
    let dead = |layer, units, dead| DeadUnits { layer, units, dead };
    assert_eq!(found.dead, [dead(0, 3, vec![1]), dead(2, 5, vec![0, 3])]);
}

#[test]
fn the_classes_of_a_trained_network_lie_apart() {
    let found = project(&trained(&Spec { layers: vec![Layer::dense(16, Activation::Relu)], ..spec() }), 100);
    let points = found.points.values();
    let distance = |a: usize, b: usize| (points[2 * a] - points[2 * b]).hypot(points[2 * a + 1] - points[2 * b + 1]);
    let mut sums = [(0.0, 0.0); 2];
    for a in 0..100 {
        for b in 0..a {
            let (sum, pairs) = &mut sums[usize::from(found.labels[a] == found.labels[b])];
            *sum += distance(a, b);
            *pairs += 1.0;
        }
    }
    let [apart, together] = sums.map(|(sum, pairs)| sum / pairs);
    assert!(apart > 3.0 * together, "{apart} {together}");
}

#[test]
fn a_projection_is_over_the_images_that_there_are() {
    let snapshot = trained(&Spec { epochs: 1, ..spec() });
    assert_eq!(project(&snapshot, 5_000).labels.len(), 100);
    assert_eq!(project(&snapshot, 1).components.explained, [0.0; 2]);
    assert!(Projector::new(snapshot, data(), 0).is_none());
}
