use super::*;
use crate::inspect::{Snapshot, score};
use spec::protocol::Part;
use spec::{
    Activation, Augmentation, BatchNorm, Decay, Dropout, EarlyStopping, Layer, Optimizer, Regularization, Schedule,
    Validation, examples,
};

/// 300 images of 28×28 whose class can be seen from where their ink is, 100 for the test. Made here, so that the
/// tests need no file; the real data sets are in `tests/`.
pub(crate) fn data() -> Rc<Dataset> {
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
    Rc::new(Dataset { id: spec::catalogue::DatasetId::Mnist, train: images(300), test: images(100) })
}

pub(crate) fn spec() -> Spec {
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

pub(crate) fn session(spec: &Spec) -> Session {
    Session::new(spec.clone(), None, data(), Device::cpu()).expect("valid")
}

pub(crate) fn run<T>(future: impl Future<Output = T>) -> T {
    pollster::block_on(future)
}

pub(crate) fn weights(session: &Session) -> Vec<HostTensor> {
    run(session.network().to_host()).expect("the CPU is never lost")
}

/// Trains to the end; the loss of every step.
pub(crate) fn finish(session: &mut Session) -> Vec<f64> {
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
fn a_session_swapped_for_its_own_checkpoint_goes_on_as_if_nothing_had_happened() {
    for optimizer in examples::optimizers() {
        let spec = Spec { optimizer, ..spec() };
        let mut whole = session(&spec);
        let losses = finish(&mut whole);

        let mut part = session(&spec);
        for _ in 0..13 {
            part.step();
        }
        let bytes = run(part.checkpoint()).expect("finite");
        let mut restored = Session::restore(spec, &bytes, data(), Device::cpu()).expect("its own checkpoint");
        assert_eq!(restored.place(), Place { epoch: 1, step_in_epoch: 4, step: 13 });
        assert_eq!(finish(&mut restored), losses[13..], "{optimizer:?}");
        assert_eq!(weights(&restored), weights(&whole), "{optimizer:?}");
    }
}

#[test]
fn a_damaged_checkpoint_is_refused() {
    let mut saved = session(&spec());
    saved.step();
    let bytes = run(saved.checkpoint()).expect("finite");
    let restore = |bytes: &[u8], spec| {
        Session::restore(spec, bytes, data(), Device::cpu()).err().expect("it does not fit").to_string()
    };
    assert!(restore(&bytes[..100], spec()).starts_with("the saved run cannot be read: this is no safetensors file"));
    let other = Spec { layers: vec![], ..spec() };
    assert_eq!(restore(&bytes, other), "tensor 0.kernel has shape [784, 16], but this network needs [784, 10]");
    let other = Spec { optimizer: Optimizer::from_id("adagrad").expect("a rule"), ..spec() };
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
        scale: spec::PixelScale::Raw,
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
    assert!(matches!(error, TrainingError::Diverged { .. }), "{error:?}");
    let finite = weights(&session).iter().all(|tensor| tensor.values.iter().all(|value| value.is_finite()));
    assert!(finite, "the last good weights are back");
    let p = run(Snapshot::of(&session).predict(&[7; 784])).expect("the CPU is never lost").expect("it fits");
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
    let images = |part, first| run(score(&session, part, first)).expect("never lost").map(|score| score.images);
    assert_eq!(images(Part::Validation, None), Some(50));
    assert_eq!(images(Part::Test, None), Some(100));
    assert_eq!(images(Part::Test, Some(20)), Some(20));
}

#[test]
fn a_part_of_a_data_set_must_leave_something_to_train_on() {
    let spec = Spec { validation: Validation::First(300), ..spec() };
    assert_eq!(spec.check(), Ok(()), "the whole data set would");
    let refused = Session::new(spec, None, data(), Device::cpu()).err();
    assert_eq!(refused, Some(SessionError::Spec(SpecError::Validation { train: 300 })));
}

/// Everything that a run can remember or draw at random.
pub(crate) fn everything() -> Spec {
    Spec {
        layers: vec![
            Layer::dense(16, Activation::None),
            Layer::BatchNorm(BatchNorm::default()),
            Layer::Dropout(Dropout { rate: 0.2 }),
        ],
        schedule: Schedule { decay: Decay::Exponential { every: 1.0, factor: 0.5 }, warm_up: 0.5 },
        regularization: Regularization { l2: 1e-3, clip_norm: Some(0.5) },
        validation: Validation::First(50),
        early_stopping: Some(EarlyStopping { patience: 2 }),
        augmentation: Some(Augmentation { elastic: 1.5, ..Augmentation::default() }),
        ..spec()
    }
}

/// Trains to the end and judges each epoch; the loss of every step.
fn finish_judged(session: &mut Session) -> Vec<f64> {
    let mut losses = Vec::new();
    loop {
        let step = session.step();
        losses.extend(run(session.read()).expect("finite").map(|reading| reading.last_loss));
        match step {
            Step::Within => {}
            Step::Done => return losses,
            Step::EndOfEpoch => {
                run(session.end_epoch()).expect("finite");
                let validation = run(score(session, Part::Validation, None)).expect("never lost");
                session.judge_epoch(validation);
            }
        }
    }
}

#[test]
fn everything_that_is_drawn_at_random_is_the_same_again() {
    let losses = finish_judged(&mut session(&everything()));
    assert_eq!(finish_judged(&mut session(&everything())), losses);
    assert_ne!(finish_judged(&mut session(&Spec { seed: 43, ..everything() })), losses);
}

#[test]
fn a_session_swapped_for_its_own_checkpoint_forgets_nothing_of_its_settings() {
    let spec = Spec { epochs: 6, ..everything() };
    let mut whole = session(&spec);
    let losses = finish_judged(&mut whole);

    // In the middle of each epoch.
    let mut part = session(&spec);
    let mut found = Vec::new();
    while part.step() != Step::Done {
        found.extend(run(part.read()).expect("finite").map(|reading| reading.last_loss));
        if part.place().step_in_epoch == 0 {
            run(part.end_epoch()).expect("finite");
            let validation = run(score(&part, Part::Validation, None)).expect("never lost");
            part.judge_epoch(validation);
        }
        if part.place().step_in_epoch.is_multiple_of(4) {
            let bytes = run(part.checkpoint()).expect("finite");
            part = Session::restore(spec.clone(), &bytes, data(), Device::cpu()).expect("its own checkpoint");
        }
    }
    assert_eq!(found, losses);
    assert_eq!(weights(&part), weights(&whole));
    assert_eq!(part.stopped_early(), whole.stopped_early());
}

/// A validation figure with this loss.
fn validated(loss: f64) -> Option<Score> {
    Some(Score { loss, accuracy: 0.0, images: 50 })
}

pub(crate) fn epoch(session: &mut Session) {
    while session.step() == Step::Within {}
    run(session.end_epoch()).expect("finite");
}

#[test]
fn a_run_stops_early_with_the_weights_of_its_best_epoch() {
    let spec = Spec { epochs: 9, ..everything() };
    let mut session = session(&spec);
    let mut best = Vec::new();
    // Equal is no better, and what is no number is worse; each better one starts the patience anew.
    for (place, loss) in [0.9, 0.9, 0.7, 0.8].into_iter().enumerate() {
        epoch(&mut session);
        assert_eq!(session.judge_epoch(validated(loss)), None);
        if place == 2 {
            best = weights(&session);
        }
    }
    let bytes = run(session.checkpoint()).expect("finite");
    let mut session = Session::restore(spec.clone(), &bytes, data(), Device::cpu()).expect("its own checkpoint");
    epoch(&mut session);
    assert_ne!(weights(&session), best);
    assert_eq!(session.judge_epoch(validated(f64::NAN)), Some(2));
    assert_eq!(weights(&session), best);
    assert_eq!(session.step(), Step::Done);

    let bytes = run(session.checkpoint()).expect("finite");
    let mut session = Session::restore(spec, &bytes, data(), Device::cpu()).expect("its own checkpoint");
    assert_eq!((session.stopped_early(), session.step()), (Some(2), Step::Done));
    assert_eq!(weights(&session), best);
}

#[test]
fn the_best_weights_are_back_after_the_last_epoch_too() {
    let mut session = session(&Spec { epochs: 2, ..everything() });
    epoch(&mut session);
    assert_eq!(session.judge_epoch(validated(0.5)), None);
    let best = weights(&session);
    epoch(&mut session);
    assert_eq!(session.judge_epoch(validated(0.6)), None, "it has not ended early");
    assert_eq!(weights(&session), best);
}

#[test]
fn without_early_stopping_a_checkpoint_has_no_second_network() {
    let plain = Spec { early_stopping: None, ..everything() };
    let size = |spec: &Spec| {
        let mut session = session(spec);
        epoch(&mut session);
        assert_eq!(session.judge_epoch(validated(0.5)), None);
        run(session.checkpoint()).expect("finite").len()
    };
    let weights = 4 * (784 * 16 + 16 + 4 * 16 + 170);
    assert!(size(&everything()) - size(&plain) >= weights);
}

#[test]
fn the_penalty_is_learnt_from_but_not_shown() {
    let loss = |l2| {
        let mut session = session(&Spec { regularization: Regularization { l2, clip_norm: None }, ..spec() });
        finish(&mut session)
    };
    let (plain, penalised) = (loss(0.0), loss(0.01));
    assert_eq!(plain[0], penalised[0], "the first weights are the same, and so is the cross-entropy");
    assert_ne!(plain[1], penalised[1]);
}

#[test]
fn the_learning_rate_of_an_epoch_is_that_of_its_last_step() {
    let schedule = Schedule { decay: Decay::Exponential { every: 1.0, factor: 0.5 }, warm_up: 0.0 };
    let mut session = session(&Spec { schedule, ..spec() });
    epoch(&mut session);
    assert_eq!((session.last_learning_rate(), session.learning_rate()), (0.01, 0.005));
}

#[test]
fn a_search_for_a_rate_leaves_the_run_alone_and_ends() {
    let mut search = RateSearch::new(everything(), data(), Device::cpu()).expect("valid");
    while run(search.step()).expect("never lost") {}
    assert!(!run(search.step()).expect("never lost"), "it has ended");
    assert!(search.points().len() <= RateSearch::STEPS as usize);
    let rising = search.points().windows(2).all(|pair| pair[0].rate < pair[1].rate);
    assert!(rising && search.points().iter().all(|point| point.smooth.is_finite()));
    let error = RateSearch::new(Spec { epochs: 0, ..spec() }, data(), Device::cpu()).err().expect("invalid");
    assert_eq!(error, SessionError::Spec(SpecError::Epochs { epochs: 0, max: 1_000 }));
}

#[test]
fn a_search_takes_the_mean_of_three_starts_or_one_of_a_large_network() {
    let seeds: Vec<u64> = rate_search::seeds(&spec()).collect();
    assert_eq!((seeds.len(), seeds[0]), (3, spec().seed));
    assert!(rate_search::seeds(&Spec { seed: spec().seed + 1, ..spec() }).all(|seed| !seeds.contains(&seed)));
    let first = |&seed: &u64| {
        let mut session = session(&Spec { seed, ..spec() });
        session.step();
        run(session.read()).expect("finite").expect("a step was taken").last_loss
    };
    let losses: Vec<f64> = seeds.iter().map(first).collect();
    assert!(losses[0] != losses[1] && losses[1] != losses[2]);

    let mut search = RateSearch::new(spec(), data(), Device::cpu()).expect("valid");
    run(search.step()).expect("never lost");
    assert_eq!(search.points()[0].loss, losses.iter().sum::<f64>() / 3.0);

    let large = Spec { layers: vec![Layer::dense(300, Activation::Relu)], ..spec() };
    assert_eq!(rate_search::seeds(&large).collect::<Vec<_>>(), [large.seed]);
}
