use std::rc::Rc;

use super::*;
use crate::device::Device;
use crate::session::tests::{data, epoch, everything, run, session, spec, weights};
use images::dataset::Dataset;
use spec::protocol::{Moment, Part, Predictions, Split};
use spec::{Optimizer, PixelScale, Spec, Validation};

/// Evaluates the network that a run has now to the end.
fn evaluate(session: &Session, part: Part) -> Option<Predictions> {
    let mut evaluation = Evaluation::new(Snapshot::of(session), session, part)?;
    while run(evaluation.step()).expect("never lost") {}
    Some(evaluation.finish())
}

fn evaluated(session: &Session, part: Part) -> Predictions {
    evaluate(session, part).expect("the part has images")
}

#[test]
fn a_part_is_the_images_that_it_names() {
    let held = session(&Spec { validation: Validation::First(50), ..spec() });
    let test = evaluated(&held, Part::Test);
    assert_eq!((test.split, test.indices), (Split::Test, (0..100).collect()));
    assert_eq!(test.labels, held.data().test.labels());
    let validation = evaluated(&held, Part::Validation);
    assert_eq!((validation.split, validation.indices), (Split::Train, (0..50).collect()));
    assert_eq!(validation.labels, held.data().train.labels()[..50]);
    let train = evaluated(&held, Part::Train);
    assert_eq!((train.split, train.indices), (Split::Train, (50..300).collect()));
    assert_eq!(train.labels, held.data().train.labels()[50..]);

    let by_test = session(&Spec { validation: Validation::TestSet, ..spec() });
    let validation = evaluated(&by_test, Part::Validation);
    assert_eq!((validation.split, validation.indices.len()), (Split::Test, 100));
    let none = session(&Spec { validation: Validation::None, ..spec() });
    assert_eq!(evaluate(&none, Part::Validation), None);
    assert_eq!(evaluated(&none, Part::Train).indices, (0..300).collect::<Vec<_>>());
}

#[test]
fn an_evaluation_agrees_with_the_score_and_with_the_answers_to_single_images() {
    let mut session = session(&Spec { scale: PixelScale::Standardized, ..everything() });
    epoch(&mut session);
    let found = evaluated(&session, Part::Test);
    let score = run(score(&session, Part::Test, None)).expect("never lost");
    assert_eq!(Some(found.report.score), score);
    assert_eq!(found.step, session.place().step);
    for (&index, row) in found.indices.iter().zip(found.probabilities().chunks(10)) {
        let image = session.data().test.image(index as usize).expect("the test image");
        let alone = run(Snapshot::of(&session).predict(image)).expect("never lost").expect("it fits");
        assert!(row.iter().zip(&alone).all(|(a, b)| (a - b).abs() < 1e-5), "{row:?} and {alone:?}");
    }
}

#[test]
fn while_the_training_goes_on_one_set_of_weights_is_evaluated_and_the_training_stays_the_same() {
    // 600 test images are three batches; between them, and between the classes' curves, the run goes on.
    let images = data();
    let many = Images::new(images.test.pixels().repeat(6), images.test.labels().repeat(6), 784);
    let images = Rc::new(Dataset { id: images.id, train: images.train.clone(), test: many });
    let start = || Session::new(everything(), None, images.clone(), Device::cpu()).expect("valid");
    let (mut alone, mut looked_at) = (start(), start());
    epoch(&mut alone);
    epoch(&mut looked_at);
    let wanted = evaluated(&looked_at, Part::Test);

    let snapshot = Snapshot::of(&looked_at);
    let mut evaluation = Evaluation::new(snapshot, &looked_at, Part::Test).expect("test images");
    assert_eq!(evaluation.progress(), [0, 600]);
    let (mut steps, mut goes_on) = (0, true);
    while goes_on {
        goes_on = run(evaluation.step()).expect("never lost");
        assert_eq!(alone.step(), looked_at.step());
        steps += 1;
    }
    assert_eq!((steps, evaluation.progress()), (3 + 10, [600, 600]));
    assert_eq!(evaluation.finish(), wanted);
    assert_ne!(evaluated(&looked_at, Part::Test).report, wanted.report, "the run has learnt meanwhile");
    assert_eq!(weights(&looked_at), weights(&alone));
}

#[test]
fn past_epochs_stay_as_they_were_whatever_the_optimizer_does() {
    for optimizer in Optimizer::ALL {
        let mut session = session(&Spec { optimizer, epochs: 9, ..everything() });
        let mut history = History::default();
        let mut wanted = Vec::new();
        for place in 0..3 {
            epoch(&mut session);
            run(history.keep(place, Snapshot::of(&session))).expect("never lost");
            wanted.push((session.place().step, weights(&session), run(Snapshot::of(&session).predict(&[9; 784]))));
        }
        session.step();
        for (place, (step, weights, answer)) in (0..).zip(wanted) {
            let moment = Moment::Epoch(place);
            let kept = history.snapshot(moment, &session).expect("it is kept");
            assert_eq!((kept.moment, kept.step), (moment, step));
            let uploaded = Snapshot { network: session.network().with_values(&weights), ..kept.clone() };
            for snapshot in [kept, uploaded] {
                assert_eq!(run(snapshot.network.to_host()).as_ref(), Ok(&weights), "{optimizer:?}");
                assert_eq!(run(snapshot.predict(&[9; 784])), answer, "{optimizer:?}");
            }
        }
        assert!(history.snapshot(Moment::Epoch(3), &session).is_none());
        let now = history.snapshot(Moment::Now, &session).expect("it needs no keeping");
        assert_eq!(now.step, session.place().step);
    }
}

#[test]
fn a_restored_run_is_evaluated_as_the_one_that_was_saved() {
    let mut saved = session(&everything());
    epoch(&mut saved);
    let bytes = run(saved.checkpoint()).expect("finite");
    let restored = Session::restore(everything(), &bytes, data(), Device::cpu()).expect("its own checkpoint");
    for part in [Part::Train, Part::Validation, Part::Test] {
        assert_eq!(evaluated(&restored, part), evaluated(&saved, part));
    }
}

/// Works on a task to its end; how far it was after each step, and the answer.
fn work(mut task: Task) -> (Vec<[u32; 2]>, Option<Answer>) {
    let mut seen = Vec::new();
    while let Progress::Working { done, total } = run(task.step()).expect("never lost") {
        seen.push([done, total]);
    }
    (seen, task.finish())
}

fn begun(ask: &Ask, session: &Session) -> Begun {
    run(begin(ask, Snapshot::of(session), session)).expect("never lost")
}

/// The task that a question begins, worked on to its end.
fn task(ask: Ask, session: &Session) -> (Vec<[u32; 2]>, Option<Answer>) {
    match begun(&ask, session) {
        Begun::Answered(answer) => panic!("it was answered at once by {answer:?}"),
        Begun::Task(task) => work(task),
    }
}

/// What a question that takes no time is answered.
fn answer(ask: Ask, session: &Session) -> Option<Answer> {
    match begun(&ask, session) {
        Begun::Answered(answer) => answer,
        Begun::Task(_) => panic!("it takes long"),
    }
}

#[test]
fn every_question_gets_the_answer_that_it_names() {
    let session = session(&spec());
    let image = vec![7; 784];
    let now = Snapshot::of(&session);
    let activations = run(now.activations(&image)).expect("never lost").expect("it fits");
    let found = answer(Ask::Activations { image: image.clone() }, &session);
    assert_eq!(found, Some(Answer::Activations(Box::new(activations))));
    let weights = run(now.weights(1)).expect("never lost").expect("the output");
    assert_eq!(answer(Ask::Weights { layer: 1 }, &session), Some(Answer::Weights(Box::new(weights))));
    let gradient = run(now.gradient(&image, 3)).expect("never lost").expect("a class");
    let ask = Ask::Saliency { class: 3, method: Method::Gradient, image: image.clone() };
    assert_eq!(answer(ask, &session), Some(Answer::Saliency(Box::new(gradient))));

    let method = Method::Occlusion { side: 9 };
    let (seen, found) = task(Ask::Saliency { class: 3, method, image }, &session);
    assert_eq!(seen, [[250, 400]], "a square of 9 has 20 · 20 places");
    assert!(matches!(found, Some(Answer::Saliency(map)) if map.method == method && map.class == 3));
    let (seen, found) = task(Ask::Projection { count: 60 }, &session);
    assert!(seen.iter().all(|seen| *seen == [60, 60]), "one batch, then the search for the plane: {seen:?}");
    assert!(matches!(found, Some(Answer::Projection(found)) if found.labels.len() == 60));
    let (seen, found) = task(Ask::Evaluation { part: Part::Train }, &session);
    assert_eq!(seen, [vec![[250, 270]], vec![[270, 270]; 10]].concat(), "two batches, then the classes");
    assert_eq!(found, Some(Answer::Evaluation(Box::new(evaluated(&session, Part::Train)))));
}

#[test]
fn what_is_not_there_is_answered_by_nothing() {
    let session = session(&Spec { validation: Validation::None, ..spec() });
    let image = vec![7; 783];
    for ask in [
        Ask::Activations { image: image.clone() },
        Ask::Weights { layer: 2 },
        Ask::Saliency { class: 0, method: Method::Gradient, image: image.clone() },
        Ask::Saliency { class: 0, method: Method::Occlusion { side: 3 }, image },
        Ask::Saliency { class: 10, method: Method::Gradient, image: vec![7; 784] },
        Ask::Projection { count: 0 },
        Ask::Evaluation { part: Part::Validation },
    ] {
        assert_eq!(answer(ask.clone(), &session), None, "{ask:?}");
    }
}

#[test]
fn a_search_for_a_rate_gives_each_point_once_and_can_be_ended() {
    let search = RateSearch::new(spec(), data(), Device::cpu()).expect("valid");
    let mut task = Task::learning_rate(search);
    assert_eq!(task.so_far(), None);
    let mut step = || match run(task.step()).expect("never lost") {
        Progress::Working { done, total } => [done, total],
        Progress::Complete => panic!("it goes on"),
    };
    assert_eq!([step(), step()], [[1, 350], [2, 350]]);
    let given = |task: &mut Task| match task.so_far() {
        Some(Partial::RatePoints { first, points }) => (first, points.len()),
        None => (0, 0),
    };
    assert_eq!(given(&mut task), (0, 2));
    run(task.step()).expect("never lost");
    assert_eq!((given(&mut task), given(&mut task)), ((2, 1), (0, 0)));
    assert_eq!(task.finish(), Some(Answer::LearningRate(Ok(None))), "three points suggest nothing");
}
