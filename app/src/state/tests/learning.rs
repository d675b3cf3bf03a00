//! The search for a learning rate, and the thumbnails of augmentation.

use spec::protocol::Partial;

use super::*;

fn search_of(state: &mut State) -> RequestId {
    state.search_rate();
    match &asks(state)[..] {
        [(request, Question::LearningRate { spec })] if **spec == state.draft => *request,
        other => panic!("a search was expected: {other:?}"),
    }
}

fn points_of(request: RequestId, first: u32, points: Vec<RatePoint>) -> Event {
    let so_far = Some(Partial::RatePoints { first, points });
    Event::Answering { request, done: 0, total: 100, so_far }
}

fn rate_point(rate: f64) -> RatePoint {
    RatePoint { rate, loss: 2.0, smooth: 2.0 }
}

#[test]
fn a_rate_is_sought_used_and_put_back() {
    let mut state = trained();
    let request = search_of(&mut state);
    let step = state.run.as_ref().map(|run| run.progress.step);
    let points = |first, points| points_of(request, first, points);
    state.hear(CPU, points(0, vec![rate_point(1e-6), rate_point(1e-5)]));
    state.hear(CPU, points(1, vec![rate_point(2e-5), rate_point(3e-5)]));
    let rates = |state: &State| state.rate_search().iter().flat_map(|s| &s.points).map(|p| p.rate).collect::<Vec<_>>();
    assert_eq!(rates(&state), [1e-6, 2e-5, 3e-5], "points replace those from the first on");
    let suggestion = RateSuggestion { rate: 0.002_345, least_at: 0.03, diverged_at: None };
    state.hear(CPU, answered(request, Answer::LearningRate(Ok(Some(suggestion)))));
    state.use_rate(false);
    assert_eq!(state.draft.optimizer.learning_rate(), 0.0023, "two digits");
    assert_eq!(sent(&mut state), [Command::SetLearningRate { run: RunId(1), rate: 0.0023 }]);
    assert_eq!(state.run.as_ref().map(|run| run.progress.step), step, "the network stays");
    assert!(state.rate_search().is_some_and(|search| search.is_for(&state.draft)));
    state.use_rate(true);
    assert_eq!(state.draft.optimizer.learning_rate(), 0.001);
    assert_eq!(state.rate_search().and_then(|search| search.replaced), None);
    state.edit(|spec| spec.batch_size = 32);
    assert!(state.rate_search().is_some_and(|search| !search.is_for(&state.draft)));
}

#[test]
fn a_search_is_stopped_and_an_older_one_is_not_heard_any_more() {
    let mut state = with_network();
    let old = search_of(&mut state);
    let new = search_of(&mut state);
    state.hear(CPU, points_of(old, 0, vec![rate_point(1.0)]));
    assert_eq!(state.rate_search().map(|search| search.points.len()), Some(0));
    state.stop_rate_search();
    assert_eq!(sent(&mut state), [Command::Withdraw { request: new }]);
    state.hear(CPU, answered(new, Answer::LearningRate(Ok(None))));
    state.stop_rate_search();
    assert_eq!(sent(&mut state), []);
    state.use_rate(false);
    assert_eq!(state.draft, Spec::default(), "without a suggestion nothing changes");
}

#[test]
fn a_search_needs_valid_settings_and_images_and_goes_with_them() {
    let mut state = with_network();
    state.edit(|spec| spec.epochs = 0);
    assert_eq!(state.no_rate_search(), Some(NoSearch::Draft));
    state.search_rate();
    assert_eq!(state.rate_search(), None);
    state.edit(|spec| spec.epochs = 5);
    search_of(&mut state);
    state.edit(|spec| spec.dataset = DatasetId::FashionMnist);
    assert_eq!(state.rate_search(), None, "another data set");
    assert_eq!(state.no_rate_search(), Some(NoSearch::Data));

    let mut state = with_network();
    search_of(&mut state);
    state.worker_died(CPU, "gone".to_owned());
    assert_eq!((state.rate_search(), state.no_rate_search()), (None, Some(NoSearch::Worker)));
}

/// The image asked for and the augmentation that it should get.
fn augment_of(state: &mut State) -> Option<(RequestId, u32, f32)> {
    asks(state).into_iter().find_map(|(request, question)| {
        let Question::Augmented { spec, index, count: 7 } = question else { return None };
        Some((request, index, spec.augmentation.expect("it is on").shift))
    })
}

#[test]
fn thumbnails_are_asked_for_while_somebody_looks_and_the_settings_rest() {
    let mut state = with_network();
    state.watch_augmentation(true);
    assert_eq!(augment_of(&mut state), None, "augmentation is off");
    state.edit(|spec| spec.augmentation = Some(Augmentation::default()));
    assert_eq!(augment_of(&mut state), None, "the settings do not rest yet");
    state.settle();
    let (request, index, shift) = augment_of(&mut state).expect("asked");
    assert_eq!(shift, 1.0);
    let image = LabelledImage { index, label: 3, pixels: vec![0; 784] };
    let augmented = || Answer::Augmented { original: image.clone(), changed: vec![image.clone(); 7] };
    let answer = |request| answered(request, augmented());
    state.hear(CPU, answer(RequestId(9_999)));
    assert_eq!(state.thumbnails().len(), 0);
    state.hear(CPU, answer(request));
    assert_eq!(state.thumbnails().len(), 8);
    state.settle();
    assert_eq!(augment_of(&mut state), None, "nothing is asked twice");
    state.edit(|spec| spec.augmentation = Some(Augmentation { shift: 3.0, ..Augmentation::default() }));
    state.settle();
    assert_eq!(augment_of(&mut state).map(|(_, index, shift)| (index, shift)), Some((index, 3.0)), "the same image");
    state.another_augmented();
    assert_ne!(augment_of(&mut state).map(|(_, index, _)| index), Some(index));
    state.watch_augmentation(false);
    state.edit(|spec| spec.augmentation = Some(Augmentation::default()));
    state.settle();
    assert_eq!(augment_of(&mut state), None, "nobody looks");
}
