use super::*;
use crate::spec::{Activation, Augmentation, Layer, Optimizer, Validation};

/// 300 images of 28×28 whose class can be seen from where their ink is, 100 for the test. Made here, so that the
/// tests need no file; the real data sets are in `tests/`.
fn data() -> Rc<Dataset> {
    let images = |count: usize| {
        let labels: Vec<u8> = (0..count).map(|index| (index * 7 % 10) as u8).collect();
        let pixels = labels.iter().enumerate().flat_map(|(index, &label)| {
            (0..784).map(move |pixel| {
                let on = pixel % 10 == usize::from(label);
                if on { 200 + (index % 50) as u8 } else { (pixel * index % 30) as u8 }
            })
        });
        Images::new(pixels.collect(), labels, 784)
    };
    Rc::new(Dataset { id: crate::catalogue::DatasetId::Mnist, train: images(300), test: images(100) })
}

fn spec() -> Spec {
    Spec {
        layers: vec![Layer::dense(16, Activation::Relu)],
        batch_size: 32,
        epochs: 3,
        optimizer: adam(0.01),
        augmentation: Some(Augmentation { shift: 0.0, rotate: 1.0, scale: 0.01, shear: 0.0, elastic: 0.0 }),
        ..Spec::default()
    }
}

fn adam(rate: f64) -> Optimizer {
    let mut optimizer = Optimizer::adam();
    optimizer.set_learning_rate(rate);
    optimizer
}

fn session(spec: &Spec) -> Session {
    Session::new(spec.clone(), None, data(), Device::cpu()).expect("valid")
}

fn run<T>(future: impl Future<Output = T>) -> T {
    pollster::block_on(future)
}

fn weights(session: &Session) -> Vec<HostTensor> {
    run(session.network().to_host()).expect("the CPU is never lost")
}

/// Trains to the end; the loss of every step.
fn finish(session: &mut Session) -> Vec<f64> {
    let mut losses = Vec::new();
    while session.step() != Step::Done {
        losses.push(run(session.read()).expect("finite").expect("a step was taken").last_loss);
    }
    losses
}

#[test]
fn a_run_learns_and_is_the_same_again() {
    let (mut one, mut two) = (session(&spec()), session(&spec()));
    let losses = finish(&mut one);
    assert_eq!(losses.len(), 3 * 9, "270 images in batches of 32");
    assert!(losses[26] < 0.5 * losses[0], "{losses:?}");
    assert_eq!(losses, finish(&mut two), "bit for bit");
    assert_eq!(weights(&one), weights(&two));
}

#[test]
fn how_often_it_is_read_changes_nothing() {
    let (mut often, mut once) = (session(&spec()), session(&spec()));
    finish(&mut often);
    while once.step() != Step::Done {}
    run(once.read()).expect("finite");
    assert_eq!(weights(&often), weights(&once));
}

#[test]
fn a_session_swapped_for_its_own_snapshot_goes_on_as_if_nothing_had_happened() {
    for optimizer in
        [Optimizer::sgd(), Optimizer::momentum(), Optimizer::adam(), Optimizer::rmsprop(), Optimizer::adagrad()]
    {
        let spec = Spec { optimizer, ..spec() };
        let mut whole = session(&spec);
        let losses = finish(&mut whole);

        let mut part = session(&spec);
        for _ in 0..13 {
            part.step();
        }
        let bytes = run(part.snapshot()).expect("finite");
        let mut restored = Session::restore(spec, &bytes, data(), Device::cpu()).expect("its own snapshot");
        assert_eq!(restored.place(), Place { epoch: 1, step_in_epoch: 4, step: 13 });
        assert_eq!(finish(&mut restored), losses[13..], "{optimizer:?}");
        assert_eq!(weights(&restored), weights(&whole), "{optimizer:?}");
    }
}

#[test]
fn a_damaged_snapshot_is_refused() {
    let mut saved = session(&spec());
    saved.step();
    let bytes = run(saved.snapshot()).expect("finite");
    let restore = |bytes: &[u8], spec| {
        Session::restore(spec, bytes, data(), Device::cpu()).err().expect("it does not fit").to_string()
    };
    assert!(restore(&bytes[..100], spec()).starts_with("the saved run cannot be read: this is no safetensors file"));
    let other = Spec { layers: vec![], ..spec() };
    assert_eq!(restore(&bytes, other), "tensor 0.kernel has shape [784, 16], but this network needs [784, 10]");
    let other = Spec { optimizer: Optimizer::adagrad(), ..spec() };
    assert_eq!(restore(&bytes, other), "tensor mean.0.bias belongs to no layer of this network");
    let file = write_only_weights(&saved);
    assert_eq!(restore(&file, spec()), "the saved run cannot be read: it has no place in the run");
}

fn write_only_weights(session: &Session) -> Vec<u8> {
    crate::network::write_safetensors(&weights(session), Default::default())
}

#[test]
fn a_diverging_run_stops_with_the_last_good_weights() {
    let mut session = session(&Spec {
        scale: crate::spec::PixelScale::Raw,
        layers: vec![Layer::dense(16, Activation::None), Layer::dense(16, Activation::None)],
        optimizer: Optimizer::Sgd { learning_rate: 100.0, momentum: 0.9, nesterov: false },
        epochs: 100,
        ..spec()
    });
    let error = loop {
        assert_ne!(session.step(), Step::Done, "it never diverged");
        if let Err(error) = run(session.read()) {
            break error;
        }
    };
    assert!(matches!(error, SessionError::Diverged { .. }), "{error:?}");
    let finite = weights(&session).iter().all(|tensor| tensor.values.iter().all(|value| value.is_finite()));
    assert!(finite, "the last good weights are back");
    let p = run(session.predict(&[7; 784])).expect("the CPU is never lost");
    assert!(p.iter().all(|p| p.is_finite()), "{p:?}");
}

#[test]
fn the_learning_rate_changes_while_it_runs_and_only_to_something_valid() {
    let mut session = session(&spec());
    session.set_learning_rate(0.5).expect("valid");
    assert_eq!(session.spec().optimizer.learning_rate(), 0.5);
    let error = session.set_learning_rate(f64::NAN).expect_err("not a number");
    assert_eq!(error.to_string(), "the learning rate is NaN: choose a number above 0, at most 100");
    assert_eq!(session.spec().optimizer.learning_rate(), 0.5);
}

#[test]
fn figures_are_over_the_images_that_they_name() {
    let mut session = session(&Spec { validation: Validation::First(50), ..spec() });
    while session.step() == Step::Within {}
    assert_eq!(run(session.end_epoch()).expect("finite").images, 250);
    let score = |set| run(session.evaluate_all(set)).expect("never lost");
    assert_eq!(score(EvaluationSet::Validation).map(|s| s.images), Some(50));
    assert_eq!(score(EvaluationSet::Test { first: None }).map(|s| s.images), Some(100));
    assert_eq!(score(EvaluationSet::Test { first: Some(20) }).map(|s| s.images), Some(20));
}

#[test]
fn an_image_of_another_size_is_refused() {
    let session = session(&spec());
    assert_eq!(run(session.predict(&[0; 10])), Err(SessionError::Device("the image has 10 bytes and not 784".into())));
}

#[test]
fn a_part_of_a_data_set_must_leave_something_to_train_on() {
    let spec = Spec { validation: Validation::First(300), ..spec() };
    assert_eq!(spec.check(), Ok(()), "the whole data set would");
    let refused = Session::new(spec, None, data(), Device::cpu()).err();
    assert_eq!(refused, Some(SessionError::Spec(SpecError::Validation { train: 300 })));
}
