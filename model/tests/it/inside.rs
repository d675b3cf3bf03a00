//! Looking into networks that learnt real digits: what is found agrees with what the network answers.

#![allow(clippy::disallowed_methods, reason = "tests compute on the CPU")]

use std::rc::Rc;
use std::time::Instant;

use images::dataset::{Dataset, assemble};
use model::device::Device;
use model::inspect::{Occlusion, Projector, Snapshot};
use model::session::{Session, Step};
use pollster::block_on;
use spec::catalogue::DatasetId;
use spec::protocol::Projection;
use spec::{Activation, Conv, Layer, Padding, Pool, PoolKind, Spec, Validation};

use crate::common::{all_there, root};

const FOLDER: &str = "public/datasets/mnist";

fn digits() -> Option<Rc<Dataset>> {
    all_there(&[FOLDER]).then(|| {
        let read = |name: &&str| std::fs::read(root(FOLDER).join(name)).expect("a file");
        let files = DatasetId::Mnist.info().format.files().iter().map(read).collect();
        Rc::new(assemble(DatasetId::Mnist, files).expect("the files are sound"))
    })
}

/// One hidden layer, and convolutions with pooling.
fn networks() -> [Vec<Layer>; 2] {
    let relu = Activation::Relu;
    let conv = |filters| Layer::Conv(Conv { filters, kernel: 3, stride: 1, padding: Padding::Valid, activation: relu });
    let pool = Layer::Pool(Pool { kind: PoolKind::Max, size: 2, stride: 2, padding: Padding::Valid });
    let dense = Layer::dense(64, relu);
    [vec![Layer::dense(128, relu)], vec![conv(16), pool, conv(32), pool, Layer::Flatten, dense]]
}

/// A network that has seen 6,400 digits.
fn trained(layers: Vec<Layer>, data: &Rc<Dataset>) -> Snapshot {
    let validation = Validation::First(data.train.len() - 6_400);
    let spec = Spec { layers, validation, epochs: 1, ..Spec::default() };
    let mut session = Session::new(spec.clone(), None, data.clone(), Device::cpu()).expect("valid");
    while session.step() != Step::Done {
        block_on(session.read()).expect("finite");
    }
    Snapshot::of(&session)
}

/// Says how long something took.
fn timed<T>(what: &str, action: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = action();
    eprintln!("{what}: {:.1} ms", began.elapsed().as_secs_f64() * 1_000.0);
    done
}

#[test]
fn what_is_found_inside_agrees_with_the_answers() {
    let Some(data) = digits() else { return };
    timed("mean images", || assert_eq!(data.train.means(10).len(), 10));
    for layers in networks() {
        let hidden = layers.len();
        let snapshot = trained(layers, &data);
        let image = data.test.image(0).expect("a 7");
        let looked =
            timed("activations", || block_on(snapshot.activations(image))).expect("never lost").expect("it fits");
        assert!(looked.probabilities[7] > 0.5, "{:?}", looked.probabilities);

        // Where the paper is blank, all of a pooling window are equal, and the greatest of equal numbers has no slope.
        let grained: Vec<u8> =
            image.iter().zip(0..).map(|(&byte, place)| byte.max((place * 37_u32 % 61) as u8)).collect();
        let gradient = timed("gradient", || block_on(snapshot.gradient(&grained, 7))).expect("it fits");
        agrees_with_central_differences(&snapshot, &grained, &gradient.expect("a class").map.values());

        let map = timed("occlusion with squares of 5", || {
            let mut work = Occlusion::new(snapshot.clone(), image.to_vec(), 7, 5).expect("it fits");
            while block_on(work.step()).expect("never lost") {}
            work.finish().map.values()
        });
        let on = |lit: bool| {
            let chosen = || map.iter().zip(image).filter(|&(_, &byte)| (byte > 128) == lit);
            chosen().map(|(fall, _)| f64::from(*fall)).sum::<f64>() / chosen().count() as f64
        };
        assert!(on(true) > 2.0 * on(false).abs(), "the ink matters: {} and not {}", on(true), on(false));

        for count in [1_000, 5_000] {
            let projection: Projection = timed(&format!("projection of {count}"), || {
                let mut work = Projector::new(snapshot.clone(), data.clone(), count).expect("test images");
                while block_on(work.step()).expect("never lost") {}
                work.finish().expect("finite")
            });
            assert_eq!((projection.labels.len(), projection.components.layer as usize), (count as usize, hidden));
            let right =
                projection.labels.iter().zip(&projection.answers).filter(|(label, answer)| label == answer).count();
            assert!(right as f64 > 0.75 * f64::from(count), "{right}");
            let [first, second] = projection.components.explained;
            eprintln!("  explained {first:.4} {second:.4}, dead units {:?}", projection.dead);
            assert!(first > second && second > 0.02 && first + second < 1.0);
        }
    }
}

/// At every seventh pixel, by the distance that fits best: a unit whose ReLU bends between the points of one is met by
/// another, and one that bends at the pixel's own value has another slope on either side, of which the gradient is one.
fn agrees_with_central_differences(snapshot: &Snapshot, image: &[u8], gradient: &[f32]) {
    let mut input = Vec::new();
    snapshot.scaling.extend(&mut input, image);
    let logit = |input: &[f32]| {
        let tensor = burn::tensor::Tensor::<2>::from_data(
            burn::tensor::TensorData::new(input.to_vec(), [1, input.len()]),
            Device::cpu().tensors(),
        );
        f64::from(snapshot.network.forward(tensor).into_data().try_to_vec::<f32>().expect("floats")[7])
    };
    let largest = gradient.iter().fold(0.0_f32, |most, part| most.max(part.abs()));
    for pixel in (0..input.len()).step_by(7) {
        let moved = |by: f32| {
            let mut moved = input.clone();
            moved[pixel] += by;
            logit(&moved)
        };
        let here = moved(0.0);
        let differences = [1e-2_f32, 2e-3, 5e-4].map(|step| {
            let (above, below) = (moved(step), moved(-step));
            [(above - below) / 2.0, above - here, here - below].map(|difference| difference / f64::from(step))
        });
        let differences = differences.concat();
        let off = |difference: f64| (difference - f64::from(gradient[pixel])).abs();
        let error = differences.iter().copied().map(off).fold(f64::INFINITY, f64::min);
        assert!(error < 2e-3 + 5e-3 * f64::from(largest), "{pixel} is {} and not {differences:?}", gradient[pixel]);
    }
}
