//! Evaluations: what is asked while somebody looks, and what is kept of the answers.

use spec::protocol::{ClassFigures, Means, Moment, Part, Predictions, Report};

use super::*;
use crate::state::{Status, Tab};

/// What `step` steps had made of two images of two classes.
fn found(moment: Moment, step: u64, part: Part) -> Box<Predictions> {
    let figures = ClassFigures { support: 1, precision: 1.0, recall: 1.0, f1: 1.0, auc: None, roc: Vec::new() };
    Box::new(Predictions {
        moment,
        step,
        part,
        split: Split::Test,
        indices: vec![4, 9],
        labels: vec![0, 1],
        probabilities: [0.9_f32, 0.1, 0.7, 0.3].iter().flat_map(|share| share.to_le_bytes()).collect(),
        report: Report {
            score: Score { loss: 0.1, accuracy: 0.5, images: 2 },
            confusion: vec![1, 0, 1, 0],
            classes: vec![figures; 2],
            means: Means { precision: 0.5, recall: 0.5, f1: 0.5, auc: None },
        },
    })
}

/// The questions that are left after everything was followed.
fn asked(state: &mut State) -> Vec<(RequestId, Moment, Part)> {
    let evaluation = |(request, question)| {
        let Question::Network { moment, what: Ask::Evaluation { part }, .. } = question else { return None };
        Some((request, moment, part))
    };
    asks(state).into_iter().filter_map(evaluation).collect()
}

/// The one question that is asked now.
fn question(state: &mut State) -> (RequestId, Moment, Part) {
    let asked = asked(state);
    assert_eq!(asked.len(), 1, "{asked:?}");
    asked[0]
}

fn answer(state: &mut State, request: RequestId, moment: Moment, step: u64) {
    let part = state.evaluated_part();
    state.hear(CPU, answered(request, Answer::Evaluation(found(moment, step, part))));
}

fn open(mut state: State) -> State {
    state.open_tab(Some(Tab::Report));
    state
}

fn epoch_ends(state: &mut State, epoch: u32, seconds: f64) {
    let score = Score { loss: 0.4, accuracy: 0.9, images: 54_000 };
    let record = EpochRecord { epoch, train: score, validation: None, seconds, learning_rate: 0.001 };
    state.apply(CPU, Event::Epoch { run: RunId(1), epoch: record });
    state.apply(CPU, Event::Saved { run: RunId(1), epochs: (0..=epoch).collect() });
    state.hear(CPU, progress(1, Phase::Training, u64::from(epoch + 1) * 422));
}

#[test]
fn a_network_is_examined_while_somebody_looks_and_nothing_twice() {
    let mut state = trained();
    assert_eq!(asked(&mut state), [], "nobody looks");
    state.open_tab(Some(Tab::Errors));
    let (request, moment, part) = question(&mut state);
    assert_eq!(
        (moment, part, state.evaluation_status()),
        (Moment::Now, Part::Test, Status::Pending { done: 0, total: 0 })
    );
    state.hear(CPU, Event::Answering { request, done: 3_000, total: 10_000, so_far: None });
    state.hear(CPU, Event::Answering { request: RequestId(9_999), done: 1, total: 1, so_far: None });
    assert_eq!(
        (state.evaluation_status(), asked(&mut state)),
        (Status::Pending { done: 3_000, total: 10_000 }, vec![])
    );
    answer(&mut state, request, Moment::Now, 500);
    assert_eq!((state.evaluation_status(), asked(&mut state)), (Status::Ready, vec![]));
    let seen = state.predictions().expect("it was answered");
    assert_eq!((seen.step, seen.cell(1, 0)), (500, vec![1]));
    state.open_tab(None);
    state.open_tab(Some(Tab::Report));
    assert_eq!(asked(&mut state), [], "it is there already");
}

#[test]
fn a_network_without_a_step_is_not_examined() {
    let mut state = open(with_network());
    assert_eq!((asked(&mut state), state.evaluation_status()), (vec![], Status::NoNetwork));
}

#[test]
fn an_older_answer_and_an_answer_to_nobody_are_dropped() {
    let mut state = open(trained());
    let (request, ..) = question(&mut state);
    answer(&mut state, RequestId(request.0 + 1_000), Moment::Now, 500);
    assert!(state.predictions().is_none());
    state.worker_died(CPU, "gone".to_owned());
    answer(&mut state, request, Moment::Now, 500);
    assert!(state.predictions().is_none());
    assert_eq!(state.evaluation_status(), Status::Idle);
}

#[test]
fn another_part_is_asked_for_after_the_answer_that_is_awaited() {
    let mut state = open(trained());
    let (request, ..) = question(&mut state);
    state.evaluate_part(Part::Train);
    assert_eq!(asked(&mut state), [], "an answer is awaited");
    state.hear(CPU, answered(request, Answer::Evaluation(found(Moment::Now, 500, Part::Test))));
    let (request, _, part) = question(&mut state);
    assert_eq!(part, Part::Train);
    answer(&mut state, request, Moment::Now, 500);
    state.evaluate_part(Part::Test);
    assert_eq!(asked(&mut state), [], "both are there");
    assert_eq!(state.predictions().map(|seen| seen.part), Some(Part::Test));
}

#[test]
fn without_images_held_back_the_test_images_are_examined() {
    let mut state = trained();
    state.evaluate_part(Part::Validation);
    assert_eq!(state.evaluated_part(), Part::Validation);
    state.hear(CPU, Event::Built { run: RunId(1), train: 60_000, validation: 0, steps_per_epoch: 469 });
    assert_eq!(state.evaluated_part(), Part::Test);
}

#[test]
fn training_is_followed_epoch_by_epoch_and_its_end_is_seen() {
    let mut state = open(with_network());
    state.main_action();
    state.hear(CPU, progress(1, Phase::Training, 10));
    let (request, moment, _) = question(&mut state);
    assert_eq!(moment, Moment::Now, "no epoch has ended");
    answer(&mut state, request, Moment::Now, 12);
    state.hear(CPU, progress(1, Phase::Training, 200));
    assert_eq!(asked(&mut state), []);
    for epoch in 0..3 {
        epoch_ends(&mut state, epoch, 3.0);
        let (request, moment, _) = question(&mut state);
        assert_eq!(moment, Moment::Epoch(epoch));
        answer(&mut state, request, moment, u64::from(epoch + 1) * 422);
        assert_eq!(asked(&mut state), []);
    }
    assert_eq!(state.predictions().map(|seen| seen.step), Some(3 * 422));
    state.hear(CPU, progress(1, Phase::Finished, 3 * 422));
    assert_eq!(asked(&mut state), [], "the last epoch's end is the end");
    state.hear(CPU, progress(1, Phase::Stopped, 3 * 422 + 5));
    assert_eq!(question(&mut state).1, Moment::Now);
}

#[test]
fn an_examination_of_what_trains_leaves_training_its_pace() {
    let mut state = open(trained());
    let (request, ..) = question(&mut state);
    answer(&mut state, request, Moment::Now, 500);
    state.main_action();
    for epoch in 1..=4 {
        epoch_ends(&mut state, epoch, 0.15);
        let moments: Vec<Moment> = asked(&mut state).into_iter().map(|(_, moment, _)| moment).collect();
        let expected: &[Moment] = if epoch == 4 { &[Moment::Epoch(4)] } else { &[] };
        assert_eq!(moments, expected, "half a second has passed with epoch 4 and not with {epoch}");
    }
    let mut state = open(trained());
    state.evaluate_part(Part::Train);
    let (request, ..) = question(&mut state);
    answer(&mut state, request, Moment::Now, 500);
    state.main_action();
    for epoch in 1..=4 {
        epoch_ends(&mut state, epoch, 9.0);
        assert_eq!(asked(&mut state).len(), usize::from(epoch == 4), "as many images as train are examined: {epoch}");
    }
}

#[test]
fn the_past_shows_what_was_seen_and_asks_for_the_rest() {
    let mut state = open(with_network());
    state.main_action();
    for epoch in 0..5 {
        epoch_ends(&mut state, epoch, 3.0);
        let (request, moment, _) = question(&mut state);
        answer(&mut state, request, moment, u64::from(epoch + 1) * 422);
    }
    state.hear(CPU, progress(1, Phase::Finished, 5 * 422));
    state.look_back(Moment::Epoch(3));
    assert_eq!(asked(&mut state), [], "among the newest");
    assert_eq!(state.predictions().map(|seen| seen.step), Some(4 * 422));
    state.look_back(Moment::Epoch(0));
    assert_eq!(state.epoch_matrix().map(|matrix| matrix.confusion.clone()), Some(vec![1, 0, 1, 0]));
    assert!(state.predictions().is_none());
    let (request, moment, _) = question(&mut state);
    assert_eq!(moment, Moment::Epoch(0));
    state.hear(CPU, unanswered(request));
    assert_eq!((state.evaluation_status(), asked(&mut state)), (Status::Gone, vec![]), "asked once");
    state.look_back(Moment::Now);
    assert_eq!((state.evaluation_status(), asked(&mut state)), (Status::Ready, vec![]));
}

#[test]
fn what_belonged_to_another_network_goes() {
    let mut state = open(trained());
    let (request, ..) = question(&mut state);
    answer(&mut state, request, Moment::Now, 500);
    state.edit(|spec| spec.dataset = DatasetId::FashionMnist);
    assert!(state.predictions().is_none());
    assert_eq!(state.evaluation_status(), Status::Idle);

    let mut state = open(trained());
    let (request, ..) = question(&mut state);
    state.reset();
    state.hear(CPU, built(2));
    answer(&mut state, request, Moment::Now, 500);
    assert_eq!((asked(&mut state), state.predictions().is_none()), (vec![], true));
}

/// The test images asked for.
fn pictures_asked(state: &mut State) -> Vec<(RequestId, Vec<u32>)> {
    let of_test = images_asked(state).into_iter().filter(|(_, split, _)| *split == Split::Test);
    of_test.map(|(request, _, indices)| (request, indices)).collect()
}

#[test]
fn images_are_asked_for_as_they_come_into_view() {
    let mut state = open(trained());
    question(&mut state);
    state.want_pictures(Split::Test, &(0..100).collect::<Vec<_>>());
    let first = pictures_asked(&mut state);
    assert_eq!(first[0].1, (40..100).collect::<Vec<_>>(), "the newest wishes first, sixty at a time");
    state.want_pictures(Split::Test, &[7]);
    assert_eq!(pictures_asked(&mut state), [], "an answer is awaited");
    let image = |index| LabelledImage { index, label: 0, pixels: vec![0; 784] };
    let images = |indices: &[u32]| indices.iter().map(|index| image(*index)).collect();
    state.hear(CPU, answered(first[0].0, Answer::Images(images(&first[0].1))));
    let second = pictures_asked(&mut state);
    assert_eq!(second[0].1, (0..7).chain(8..40).chain([7]).collect::<Vec<_>>());
    assert_eq!(state.picture(Split::Test, 99).map(|image| image.index), Some(99));
    assert!(state.picture(Split::Train, 99).is_none());
    state.hear(CPU, answered(second[0].0, Answer::Images(images(&second[0].1))));
    state.want_pictures(Split::Test, &[7, 99]);
    assert_eq!(pictures_asked(&mut state), [], "both are here");
}
