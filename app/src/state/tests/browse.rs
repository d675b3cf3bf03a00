//! Looking through the data set.

use super::*;
use crate::state::Tab;

/// The tab is open and nothing was answered yet.
fn browsing() -> State {
    let mut state = with_network();
    state.open_tab(Some(Tab::Data));
    state
}

/// Answers as a file does in which the classes take turns.
fn answer(state: &mut State, (request, _, indices): &(RequestId, Split, Vec<u32>)) {
    let image = |index: &u32| LabelledImage { index: *index, label: (*index % 10) as u8, pixels: vec![0; 784] };
    state.hear(CPU, answered(*request, Answer::Images(indices.iter().map(image).collect())));
}

#[test]
fn nothing_is_asked_before_the_tab_is_open() {
    let mut state = with_network();
    state.browse_side(5);
    assert_eq!(sent(&mut state), []);
    let asked = asks(&mut browsing());
    assert_eq!((asked.len(), &asked[0].1), (2, &Question::ClassMeans { split: Split::Train }));
    assert!(matches!(&asked[1].1, Question::Images { indices, .. } if indices.len() == 9), "{asked:?}");
}

#[test]
fn the_grid_fills_and_one_image_is_carried_through() {
    let mut state = browsing();
    let asked = images_asked(&mut state);
    answer(&mut state, &asked[0]);
    assert_eq!((state.browse.images.len(), images_asked(&mut state)), (9, vec![]));
    let first = state.browse.chosen.clone();
    assert_eq!(first.as_ref(), state.browse.images.first());
    state.browse_choose(4);
    let chosen = state.browse.chosen.clone();
    assert_eq!(chosen.as_ref(), state.browse.images.get(4));
    state.browse_side(2);
    state.browse_choose(99);
    let asked = images_asked(&mut state);
    assert_eq!(asked[0].2.len(), 4);
    answer(&mut state, &asked[0]);
    assert_eq!((state.browse.images.len(), state.browse.chosen == chosen), (4, true));
    state.browse_side(7);
    assert_eq!((state.browse.side, images_asked(&mut state)), (2, vec![]), "no such grid");
}

#[test]
fn images_of_a_class_are_sought_until_there_are_enough() {
    let mut state = browsing();
    state.take_effects();
    state.browse_side(5);
    state.browse_class(Some(3));
    let mut rounds = 0;
    loop {
        let asked = images_asked(&mut state);
        let Some(last) = asked.last() else { break };
        assert!(last.2.len() <= 1_000);
        answer(&mut state, last);
        rounds += 1;
    }
    assert!((1..=6).contains(&rounds), "{rounds}");
    assert_eq!(state.browse.images.len(), 25);
    assert!(state.browse.images.iter().all(|image| image.label == 3));
    let mut places: Vec<u32> = state.browse.images.iter().map(|image| image.index).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), 25, "each once");
}

#[test]
fn a_rare_class_is_given_up_and_an_absent_one_never_sought() {
    let mut state = on_cpu();
    let mut train = vec![6_000; 10];
    (train[4], train[5]) = (2, 0);
    state.dataset = DatasetState::Ready { id: DatasetId::Mnist, train, test: vec![1; 10], histogram: vec![1; 256] };
    state.open_tab(Some(Tab::Data));
    state.browse_class(Some(4));
    let mut looked = 0;
    while let Some(asked) = images_asked(&mut state).pop() {
        looked += asked.2.len();
        // None of them is of that class.
        let images = vec![LabelledImage { index: 0, label: 1, pixels: vec![0; 784] }];
        state.hear(CPU, answered(asked.0, Answer::Images(images)));
    }
    assert_eq!((looked, state.browse.images.len(), state.browse.looking()), (20_000, 0, false));
    state.browse_class(Some(5));
    assert_eq!(images_asked(&mut state), []);
}

#[test]
fn mean_images_are_asked_once_a_part() {
    let mut state = browsing();
    let means = |state: &mut State| {
        let means = |(_, question): &(RequestId, Question)| matches!(question, Question::ClassMeans { .. });
        asks(state).into_iter().filter(means).map(|(request, _)| request).collect::<Vec<_>>()
    };
    let asked = means(&mut state);
    let images: Vec<_> = (0..10).map(|class| vec![class; 784].into()).collect();
    let event = answered(asked[0], Answer::ClassMeans(images));
    state.hear(CPU, event.clone());
    assert_eq!(state.browse.means().map(|means| means[7][0]), Some(7));
    state.browse_split(Split::Test);
    assert_eq!(state.browse.means(), None);
    assert_eq!(means(&mut state).len(), 1);
    state.hear(CPU, event);
    assert_eq!(state.browse.means(), None, "an answer to another question");
    state.browse_split(Split::Train);
    assert_eq!((means(&mut state), state.browse.means().is_some()), (vec![], true));
}

#[test]
fn what_was_asked_of_a_lost_worker_is_asked_again_and_another_data_set_begins_anew() {
    let mut state = browsing();
    state.take_effects();
    state.worker_died(CPU, "gone".to_owned());
    state.hear(CPU, hello(Probe::NoWebgpu));
    ready(&mut state, CPU);
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    let asked = images_asked(&mut state);
    let grid = asked.iter().find(|(_, _, indices)| indices.len() == 9).expect("the grid's images");
    answer(&mut state, grid);
    assert!(state.browse.chosen.is_some());
    state.edit(|spec| spec.dataset = DatasetId::FashionMnist);
    assert_eq!((state.browse.chosen.clone(), state.browse.images.len(), state.browse.class), (None, 0, None));
}
