//! The search for a learning rate, and the thumbnails of augmentation.

use super::*;

fn search_of(state: &mut State) -> RequestId {
    state.search_rate();
    match &sent(state)[..] {
        [Command::SearchRate { request, spec }] if **spec == state.draft => *request,
        other => panic!("a search was expected: {other:?}"),
    }
}

fn rate_point(rate: f64) -> RatePoint {
    RatePoint { rate, loss: 2.0, smooth: 2.0 }
}

#[test]
fn a_rate_is_sought_used_and_put_back() {
    let mut state = trained();
    let request = search_of(&mut state);
    let step = state.run.as_ref().map(|run| run.progress.step);
    let total = 100;
    let points = |first, points| Event::RatePoints { request, first, points, total };
    state.apply(CPU, points(0, vec![rate_point(1e-6), rate_point(1e-5)]));
    state.apply(CPU, points(1, vec![rate_point(2e-5), rate_point(3e-5)]));
    let rates = |state: &State| state.rate_search.iter().flat_map(|s| &s.points).map(|p| p.rate).collect::<Vec<_>>();
    assert_eq!(rates(&state), [1e-6, 2e-5, 3e-5], "points replace those from the first on");
    let suggestion = RateSuggestion { rate: 0.002_345, least_at: 0.03, diverged_at: None };
    state.apply(CPU, Event::RateSearchEnded { request, result: Ok(Some(suggestion)) });
    state.use_rate(false);
    assert_eq!(state.draft.optimizer.learning_rate(), 0.0023, "two digits");
    assert_eq!(sent(&mut state), [Command::SetLearningRate { run: RunId(1), rate: 0.0023 }]);
    assert_eq!(state.run.as_ref().map(|run| run.progress.step), step, "the network stays");
    assert!(state.rate_search.as_ref().is_some_and(|search| search.is_for(&state.draft)));
    state.use_rate(true);
    assert_eq!(state.draft.optimizer.learning_rate(), 0.001);
    assert_eq!(state.rate_search.as_ref().and_then(|search| search.replaced), None);
    state.edit(|spec| spec.batch_size = 32);
    assert!(state.rate_search.as_ref().is_some_and(|search| !search.is_for(&state.draft)));
}

#[test]
fn a_search_is_stopped_and_an_older_one_is_not_heard_any_more() {
    let mut state = with_network();
    let old = search_of(&mut state);
    let new = search_of(&mut state);
    state.apply(CPU, Event::RatePoints { request: old, first: 0, points: vec![rate_point(1.0)], total: 9 });
    assert_eq!(state.rate_search.as_ref().map(|search| search.points.len()), Some(0));
    state.stop_rate_search();
    assert_eq!(sent(&mut state), [Command::StopRateSearch { request: new }]);
    state.apply(CPU, Event::RateSearchEnded { request: new, result: Ok(None) });
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
    assert_eq!(state.rate_search, None);
    state.edit(|spec| spec.epochs = 5);
    search_of(&mut state);
    state.edit(|spec| spec.dataset = DatasetId::FashionMnist);
    assert_eq!(state.rate_search, None, "another data set");
    assert_eq!(state.no_rate_search(), Some(NoSearch::Data));

    let mut state = with_network();
    search_of(&mut state);
    state.worker_died(CPU, "gone".to_owned());
    assert_eq!((state.rate_search.as_ref(), state.no_rate_search()), (None, Some(NoSearch::Worker)));
}

/// The image asked for and the augmentation that it should get.
fn augment_of(state: &mut State) -> Option<(RequestId, u32, f32)> {
    sent(state).into_iter().find_map(|command| match command {
        Command::Augment { request, spec, index, count: 7 } => {
            Some((request, index, spec.augmentation.expect("it is on").shift))
        }
        _ => None,
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
    let answer = |request| Event::Augmented { request, original: image.clone(), changed: vec![image.clone(); 7] };
    state.apply(CPU, answer(RequestId(9_999)));
    assert_eq!(state.thumbnails.images.len(), 0);
    state.apply(CPU, answer(request));
    assert_eq!(state.thumbnails.images.len(), 8);
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
