//! How often the worker is asked: each question's own pace, and what becomes of it when the worker is lost.

use super::*;

fn predicts(state: &mut State) -> Vec<(RequestId, u8)> {
    let question = |(request, question)| {
        let Question::Prediction { image, .. } = question else { return None };
        Some((request, image[0]))
    };
    asks(state).into_iter().filter_map(question).collect()
}

fn arrive(state: &mut State, (request, _, indices): &(RequestId, Split, Vec<u32>)) {
    let image = |index: &u32| LabelledImage { index: *index, label: 1, pixels: vec![*index as u8; 784] };
    state.hear(CPU, answered(*request, Answer::Images(indices.iter().map(image).collect())));
}

#[test]
fn a_network_that_learns_is_asked_again_at_the_pace_of_its_answers() {
    let mut state = with_network();
    state.main_action();
    state.look_at(Some(vec![1; 784]));
    let first = predicts(&mut state);
    assert_eq!(first.len(), 1);
    for step in 1..9 {
        state.hear(CPU, progress(1, Phase::Training, step));
        assert_eq!(predicts(&mut state), [], "an answer is awaited");
    }
    state.hear(CPU, prediction(first[0].0, Predictor::BuiltIn, 0.1));
    let second = predicts(&mut state);
    assert_eq!(second.len(), 1, "it has learnt meanwhile");
    state.hear(CPU, prediction(second[0].0, Predictor::BuiltIn, 0.1));
    assert_eq!(predicts(&mut state), [], "and nothing since");
    state.hear(CPU, progress(1, Phase::Training, 10));
    assert_eq!(predicts(&mut state).len(), 1, "no answer is awaited");
}

#[test]
fn a_new_drawing_waits_for_no_answer() {
    let mut state = with_network();
    state.look_at(Some(vec![1; 784]));
    let first = predicts(&mut state);
    state.look_at(Some(vec![2; 784]));
    let second = predicts(&mut state);
    assert_eq!((first[0].1, second[0].1), (1, 2));
    state.hear(CPU, prediction(first[0].0, Predictor::BuiltIn, 0.1));
    assert_eq!(predicts(&mut state), []);
    assert_eq!(state.prediction(), None, "an older answer");
}

#[test]
fn a_prediction_that_does_not_come_is_asked_for_again_at_each_tick() {
    let mut state = with_network();
    state.look_at(Some(vec![1; 784]));
    let first = predicts(&mut state);
    state.tick();
    let second = predicts(&mut state);
    assert_eq!((first.len(), second.len()), (1, 1));
    state.hear(CPU, prediction(second[0].0, Predictor::BuiltIn, 0.1));
    state.tick();
    assert_eq!(predicts(&mut state), []);
}

#[test]
fn other_samples_are_asked_for_after_those_that_are_awaited() {
    let mut state = on_cpu();
    let first = images_asked(&mut state);
    state.new_samples();
    assert_eq!(images_asked(&mut state), [], "an answer is awaited");
    arrive(&mut state, &first[0]);
    let second = images_asked(&mut state);
    assert_eq!((first.len(), second.len(), second[0].2.len()), (1, 1, 25));
    arrive(&mut state, &second[0]);
    assert_eq!(images_asked(&mut state), []);
}

#[test]
fn another_test_image_waits_for_none() {
    let mut state = with_network();
    state.another_test_image();
    let first = images_asked(&mut state);
    state.another_test_image();
    let second = images_asked(&mut state);
    assert_eq!((first[0].1, second[0].1), (Split::Test, Split::Test));
    arrive(&mut state, &first[0]);
    assert_eq!(state.test_image(), None, "an older answer");
    arrive(&mut state, &second[0]);
    assert_eq!(state.test_image().map(|image| image.index), second[0].2.first().copied());
}

#[test]
fn what_was_asked_of_a_lost_worker_is_asked_again_and_what_is_here_is_not() {
    let mut state = on_cpu();
    let samples = images_asked(&mut state);
    arrive(&mut state, &samples[0]);
    state.another_test_image();
    assert_eq!(images_asked(&mut state).len(), 1);
    state.worker_died(CPU, "gone".to_owned());
    worker_starts(&mut state);
    assert_eq!(images_asked(&mut state), []);
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    let again = images_asked(&mut state);
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].1, Split::Test, "the samples are in view");
}

#[test]
fn thumbnails_of_newer_settings_wait_for_none() {
    let mut state = with_network();
    state.watch_augmentation(true);
    let asked = |state: &mut State| {
        let augmented = |(_, question): &(RequestId, Question)| matches!(question, Question::Augmented { .. });
        asks(state).into_iter().filter(augmented).map(|(request, _)| request).collect::<Vec<_>>()
    };
    state.edit(|spec| spec.augmentation = Some(Augmentation::default()));
    state.settle();
    let first = asked(&mut state);
    state.edit(|spec| spec.augmentation = Some(Augmentation { shift: 3.0, ..Augmentation::default() }));
    state.settle();
    let second = asked(&mut state);
    assert_eq!((first.len(), second.len()), (1, 1));
    let image = LabelledImage { index: 1, label: 3, pixels: vec![0; 784] };
    state.hear(CPU, answered(first[0], Answer::Augmented { original: image.clone(), changed: vec![] }));
    assert_eq!(state.thumbnails(), [], "an older answer");
    state.hear(CPU, answered(second[0], Answer::Augmented { original: image.clone(), changed: vec![] }));
    assert_eq!(state.thumbnails(), [image]);
}

#[test]
fn a_worker_that_comes_back_is_asked_for_the_open_tab_alone() {
    let mut state = trained();
    state.look_at(Some(vec![1; 784]));
    state.open_tab(Some(crate::state::Tab::Inside));
    state.open_section(crate::state::Section::Weights);
    let weights = |state: &mut State| {
        let of_network = |question| if let Question::Network { what, .. } = question { Some(what) } else { None };
        asks(state).into_iter().filter_map(|(_, question)| of_network(question)).collect::<Vec<_>>()
    };
    assert!(matches!(weights(&mut state)[..], [Ask::Weights { .. }]));
    state.worker_died(CPU, "gone".to_owned());
    worker_starts(&mut state);
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    assert_eq!(weights(&mut state), [], "the network is on its way");
    state.hear(CPU, built(1));
    let commands = weights(&mut state);
    assert!(matches!(commands[..], [Ask::Weights { .. }]), "{commands:?}");
}
