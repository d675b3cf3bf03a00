//! Images to look at, and what the network thinks of them.

use super::*;

/// A person's own copy of a part of CIFAR-10.
#[test]
fn images_are_picked_from_those_that_are_there() {
    let mut state = on_cpu();
    state.edit(|spec| spec.dataset = DatasetId::Cifar10);
    state.take_effects();
    let event = Event::DatasetReady {
        dataset: DatasetId::Cifar10,
        train: vec![1; 10],
        test: vec![0, 0, 1],
        histogram: vec![1; 256],
    };
    state.hear(CPU, event);
    let asked = images_asked(&mut state).into_iter();
    let places: Vec<(Split, u32)> =
        asked.flat_map(|(_, split, indices)| indices.into_iter().map(move |index| (split, index))).collect();
    assert_eq!(places.len(), 25 + 1);
    assert!(places.iter().all(|(split, index)| *index < if *split == Split::Train { 10 } else { 1 }), "{places:?}");
}

/// A worker that is asked about an image of a wrong size takes it for a failure of its device, and one that is asked
/// about images of the right size answers with the classes of the old ones.
#[test]
fn a_network_is_not_asked_about_images_of_another_data_set() {
    for dataset in [DatasetId::Cifar10, DatasetId::FashionMnist] {
        let mut state = with_network();
        state.edit(|spec| spec.dataset = dataset);
        state.take_effects();
        let size: usize = dataset.info().shape.iter().product();
        state.look_at(Some(vec![0; size]));
        assert_eq!(sent(&mut state), []);
        state.settle();
        dataset_arrives(&mut state, CPU, dataset);
        state.take_effects();
        state.hear(CPU, built(2));
        let asked = asks(&mut state);
        assert!(matches!(&asked[..], [(_, Question::Prediction { image, .. })] if image.len() == size), "{asked:?}");
    }
}

#[test]
fn only_the_newest_answer_counts() {
    let mut state = with_network();
    state.look_at(Some(vec![1; 784]));
    let first = asks(&mut state)[0].0;
    state.look_at(Some(vec![2; 784]));
    let second = asks(&mut state)[0].0;
    state.hear(CPU, prediction(first, Predictor::BuiltIn, 0.25));
    assert_eq!(state.prediction(), None);
    state.hear(CPU, prediction(second, Predictor::BuiltIn, 0.5));
    assert_eq!(state.prediction().map(|p| p.probabilities[0]), Some(0.5));
    state.hear(CPU, progress(1, Phase::Training, 3));
    let asked = asks(&mut state);
    assert!(
        matches!(&asked[..], [(_, Question::Prediction { image, .. })] if image[0] == 2),
        "it follows the training: {asked:?}"
    );
    state.look_at(None);
    assert_eq!(state.prediction(), None);
}

#[test]
fn the_true_class_is_known_of_a_test_image_alone() {
    let mut state = with_network();
    state.looking.test_image.know(LabelledImage { index: 1, label: 4, pixels: vec![9; 784] });
    assert_eq!(state.truth(), None);
    state.look_at(Some(vec![9; 784]));
    assert_eq!(state.truth(), Some(4));
    state.look_at(Some(vec![8; 784]));
    assert_eq!(state.truth(), None, "a drawing");
}
