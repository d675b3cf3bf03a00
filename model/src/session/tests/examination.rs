use super::*;
use crate::protocol::{self, Moment, Part, Split};
use crate::spec::PixelScale;

/// Examines a network of the run to the end.
fn examine(session: &Session, part: Part, network: Network) -> Option<protocol::Examination> {
    let mut examination = session.examination(part, network)?;
    while !examination.is_complete() {
        run(session.examine(&mut examination)).expect("never lost");
    }
    Some(examination.finish(Moment::Now, session.place().step))
}

fn examined(session: &Session, part: Part) -> protocol::Examination {
    examine(session, part, session.network().clone()).expect("the part has images")
}

#[test]
fn a_part_is_the_images_that_it_names() {
    let held = session(&Spec { validation: Validation::First(50), ..spec() });
    let test = examined(&held, Part::Test);
    assert_eq!((test.split, test.indices), (Split::Test, (0..100).collect()));
    assert_eq!(test.labels, held.data().test.labels());
    let validation = examined(&held, Part::Validation);
    assert_eq!((validation.split, validation.indices), (Split::Train, (0..50).collect()));
    assert_eq!(validation.labels, held.data().train.labels()[..50]);
    let train = examined(&held, Part::Train);
    assert_eq!((train.split, train.indices), (Split::Train, (50..300).collect()));
    assert_eq!(train.labels, held.data().train.labels()[50..]);

    let by_test = session(&Spec { validation: Validation::TestSet, ..spec() });
    let validation = examined(&by_test, Part::Validation);
    assert_eq!((validation.split, validation.indices.len()), (Split::Test, 100));
    let none = session(&Spec { validation: Validation::None, ..spec() });
    assert_eq!(examine(&none, Part::Validation, none.network().clone()), None);
    assert_eq!(examined(&none, Part::Train).indices, (0..300).collect::<Vec<_>>());
}

#[test]
fn an_examination_agrees_with_the_measurement_and_with_the_answers_to_single_images() {
    let mut session = session(&Spec { scale: PixelScale::Standardized, ..everything() });
    epoch(&mut session);
    let found = examined(&session, Part::Test);
    let score = run(session.evaluate_all(EvaluationSet::Test { first: None })).expect("never lost");
    assert_eq!(Some(found.report.score), score);
    assert_eq!(found.step, session.place().step);
    for (&index, row) in found.indices.iter().zip(found.probabilities().chunks(10)) {
        let image = session.data().test.image(index as usize).expect("the test image");
        let alone = run(session.predict(image)).expect("never lost");
        assert!(row.iter().zip(&alone).all(|(a, b)| (a - b).abs() < 1e-5), "{row:?} and {alone:?}");
    }
}

#[test]
fn while_the_training_goes_on_one_set_of_weights_is_examined_and_the_training_stays_the_same() {
    // 600 test images are three batches; between them, and between the classes' curves, the run goes on.
    let images = data();
    let many = Images::new(images.test.pixels().repeat(6), images.test.labels().repeat(6), 784);
    let images = Rc::new(Dataset { id: images.id, train: images.train.clone(), test: many });
    let start = || Session::new(everything(), None, images.clone(), Device::cpu()).expect("valid");
    let (mut alone, mut looked_at) = (start(), start());
    epoch(&mut alone);
    epoch(&mut looked_at);
    let wanted = examined(&looked_at, Part::Test);

    let mut examination = looked_at.examination(Part::Test, looked_at.network().clone()).expect("test images");
    assert_eq!((examination.done(), examination.total()), (0, 600));
    let mut steps = 0;
    while !examination.is_complete() {
        run(looked_at.examine(&mut examination)).expect("never lost");
        assert_eq!(alone.step(), looked_at.step());
        steps += 1;
    }
    assert_eq!((steps, examination.done()), (3 + 10, 600));
    assert_eq!(examination.finish(Moment::Now, wanted.step), wanted);
    assert_ne!(examined(&looked_at, Part::Test).report, wanted.report, "the run has learnt meanwhile");
    assert_eq!(weights(&looked_at), weights(&alone));
}

#[test]
fn kept_weights_stay_as_they_were_whatever_the_optimizer_does() {
    for optimizer in
        [Optimizer::sgd(), Optimizer::momentum(), Optimizer::adam(), Optimizer::rmsprop(), Optimizer::adagrad()]
    {
        let mut session = session(&Spec { optimizer, epochs: 9, ..everything() });
        let mut kept = Kept::default();
        let mut wanted = Vec::new();
        for place in 0..3 {
            epoch(&mut session);
            let its = run(session.weights_to_keep(session.network().clone())).expect("never lost");
            kept.keep(place, session.place().step, its);
            wanted.push((weights(&session), run(session.predict(&[9; 784])).expect("never lost")));
        }
        session.step();
        for (place, (weights, answer)) in (0..).zip(wanted) {
            let epoch = kept.at(Moment::Epoch(place)).expect("it is kept");
            let here = session.kept_network(&epoch.weights);
            let away = session.kept_network(&Weights::Away(weights.clone()));
            for network in [here, away] {
                assert_eq!(run(network.to_host()).as_ref(), Ok(&weights), "{optimizer:?}");
                assert_eq!(run(session.predict_with(&network, &[9; 784])).as_ref(), Ok(&answer), "{optimizer:?}");
            }
        }
    }
}

#[test]
fn a_restored_run_is_examined_as_the_one_that_was_saved() {
    let mut saved = session(&everything());
    epoch(&mut saved);
    let bytes = run(saved.snapshot()).expect("finite");
    let restored = Session::restore(everything(), &bytes, data(), Device::cpu()).expect("its own snapshot");
    for part in [Part::Train, Part::Validation, Part::Test] {
        assert_eq!(examined(&restored, part), examined(&saved, part));
    }
}
