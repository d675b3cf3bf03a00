//! What is looked at inside the network: what is asked, when, and which answers count.

use spec::protocol::{
    Activations, Array, LabelledImage, LayerWeights, Method, Moment, PrincipalComponents, Projection, Saliency,
};

use super::super::{Section, Status, Tab};
use super::*;

fn image(byte: u8) -> Vec<u8> {
    vec![byte; 784]
}

/// The questions of the tab that were asked.
fn asked(state: &mut State) -> Vec<(RequestId, Question)> {
    let of_the_tab = |(_, question): &(RequestId, Question)| !matches!(question, Question::Prediction { .. });
    asks(state).into_iter().filter(of_the_tab).collect()
}

/// What is asked of a network.
fn what(state: &mut State) -> Vec<Ask> {
    let ask = |(_, question)| if let Question::Network { what, .. } = question { Some(what) } else { None };
    asked(state).into_iter().filter_map(ask).collect()
}

fn open(mut state: State, section: Section) -> State {
    state.open_tab(Some(Tab::Inside));
    state.open_section(section);
    state
}

fn request(asked: &[(RequestId, Question)]) -> RequestId {
    assert_eq!(asked.len(), 1, "one question was expected: {asked:?}");
    asked[0].0
}

fn looked(request: RequestId, winner: usize) -> Event {
    let mut probabilities = vec![0.05; 10];
    probabilities[winner] = 0.55;
    let layers = vec![Array::new(vec![1], &[1.0])];
    answered(
        request,
        Answer::Activations(Box::new(Activations { moment: Moment::Now, step: 9, layers, probabilities })),
    )
}

#[test]
fn nothing_is_asked_while_nobody_looks() {
    let mut state = trained();
    state.look_at(Some(image(1)));
    assert_eq!(asked(&mut state), []);
    let mut state = open(state, Section::Layers);
    assert_eq!(asked(&mut state), []);
    state.open_section(Section::Activations);
    let asked_now = asked(&mut state);
    let Question::Network { run, moment, what: Ask::Activations { .. } } = &asked_now[0].1 else {
        panic!("{asked_now:?}")
    };
    assert_eq!((*run, *moment, asked_now.len()), (RunId(1), Moment::Now, 1));
    assert_eq!(asked(&mut state), [], "and nothing twice");
}

#[test]
fn of_a_drawing_that_grows_only_the_newest_image_is_asked_after_the_answer() {
    let mut state = open(trained(), Section::Activations);
    assert_eq!((asked(&mut state), state.inside_lacks_image()), (vec![], true));
    state.look_at(Some(image(1)));
    let first = request(&asked(&mut state));
    for byte in 2..5 {
        state.look_at(Some(image(byte)));
        assert_eq!(asked(&mut state), []);
    }
    state.hear(CPU, looked(first, 3));
    let commands = asked(&mut state);
    let newest = Ask::Activations { image: image(4) };
    assert!(matches!(&commands[..], [(_, Question::Network { what, .. })] if *what == newest), "{commands:?}");
    // The older answer again, as from a question that was given up.
    state.hear(CPU, looked(first, 8));
    assert_eq!(state.pixel_class(), Some(3));
    state.hear(CPU, looked(request(&commands), 7));
    assert_eq!((state.pixel_class(), asked(&mut state)), (Some(7), vec![]));
    state.look_at(None);
    assert_eq!(asked(&mut state), []);
    assert!(state.inside.activations.answer().is_none(), "a cleared pad shows nothing");
}

#[test]
fn a_network_that_trains_is_looked_at_from_beat_to_beat() {
    let mut state = open(trained(), Section::Activations);
    state.look_at(Some(image(1)));
    let first = request(&asked(&mut state));
    state.hear(CPU, looked(first, 1));
    state.main_action();
    asked(&mut state);
    for step in 501..520 {
        state.hear(CPU, progress(1, Phase::Training, step));
        assert_eq!(asked(&mut state), []);
    }
    state.beat_inside();
    let second = request(&asked(&mut state));
    state.hear(CPU, progress(1, Phase::Training, 521));
    state.beat_inside();
    assert_eq!(asked(&mut state), [], "never while an answer is under way");
    state.hear(CPU, looked(second, 1));
    let third = request(&asked(&mut state));
    state.hear(CPU, looked(third, 1));
    // At rest the last step is shown without a beat.
    state.hear(CPU, progress(1, Phase::Paused, 540));
    assert!(matches!(what(&mut state)[..], [Ask::Activations { .. }]));
}

#[test]
fn weights_move_once_a_second_and_those_of_huge_layers_when_training_rests() {
    let weights = |request, layer| {
        let tensors = vec![("bias".to_owned(), Array::new(vec![1], &[0.5]))];
        answered(request, Answer::Weights(Box::new(LayerWeights { moment: Moment::Now, step: 9, layer, tensors })))
    };
    let is_of_weights = |asked: &[(RequestId, Question)], layer| matches!(asked, [(_, Question::Network { what: Ask::Weights { layer: other }, .. })] if *other == layer);
    let mut state = open(trained(), Section::Weights);
    let commands = asked(&mut state);
    assert!(is_of_weights(&commands, 0), "{commands:?}");
    state.hear(CPU, weights(request(&commands), 0));
    state.main_action();
    let mut beats = Vec::new();
    for step in 501..507 {
        state.hear(CPU, progress(1, Phase::Training, step));
        state.beat_inside();
        let commands = asked(&mut state);
        beats.push(commands.len());
        if !commands.is_empty() {
            state.hear(CPU, weights(request(&commands), 0));
        }
    }
    assert_eq!(beats, [0, 1, 0, 1, 0, 1]);
    state.show_weights_of(1);
    let commands = asked(&mut state);
    assert!(is_of_weights(&commands, 1), "another layer at once: {commands:?}");

    let run = state.run.as_mut().expect("it is there");
    run.spec.layers = vec![Layer::dense(2_048, Activation::Relu)];
    state.draft = run.spec.clone();
    state.hear(CPU, weights(request(&commands), 1));
    state.show_weights_of(0);
    let first = request(&asked(&mut state));
    state.hear(CPU, weights(first, 0));
    for step in 520..530 {
        state.hear(CPU, progress(1, Phase::Training, step));
        state.beat_inside();
        assert_eq!(asked(&mut state), []);
    }
    state.hear(CPU, progress(1, Phase::Paused, 530));
    assert!(is_of_weights(&asked(&mut state), 0));
    state.show_weights_of(99);
    assert_eq!(state.weights_layer(), 0, "a layer that is not there is none");
}

#[test]
fn pixels_are_asked_about_on_request_and_by_both_methods() {
    let mut state = open(trained(), Section::Pixels);
    state.look_at(Some(image(1)));
    let first = request(&asked(&mut state));
    state.ask_pixels();
    assert_eq!(asked(&mut state), [], "the winner is not known yet");
    state.hear(CPU, looked(first, 7));
    assert_eq!(asked(&mut state), []);
    state.ask_pixels();
    let commands = asked(&mut state);
    let (gradient, covered) = match &commands[..] {
        [
            (a, Question::Network { what: Ask::Saliency { class: 7, method: Method::Gradient, .. }, .. }),
            (
                b,
                Question::Network {
                    what: Ask::Saliency { class: 7, method: Method::Occlusion { side: 5 }, .. }, ..
                },
            ),
        ] => (*a, *b),
        other => panic!("two questions were expected: {other:?}"),
    };
    let map =
        |class| Saliency { moment: Moment::Now, class, method: Method::Gradient, map: Array::new(vec![1], &[1.0]) };
    state.hear(CPU, unanswered(covered));
    state.hear(CPU, answered(gradient, Answer::Saliency(Box::new(map(7)))));
    assert!(state.inside.gradient.answer().is_some() && state.inside.occlusion.status() == Status::Gone);
    assert!(!state.pixels_are_old());
    state.choose_pixel_class(Some(2));
    assert!(state.pixels_are_old() && asked(&mut state).is_empty(), "another class waits for a press");
    state.choose_pixel_class(None);
    state.look_at(Some(image(9)));
    assert!(state.pixels_are_old());
    assert_eq!(state.pixels_image(), Some(&image(1)[..]), "the maps stay with their image");
}

#[test]
fn the_map_follows_epochs_and_moments_once_it_was_asked_for() {
    let mut state = open(trained(), Section::Map);
    assert_eq!(asked(&mut state), []);
    state.ask_projection(2_000);
    let commands = asked(&mut state);
    let of_images = Ask::Projection { count: 2_000 };
    assert!(matches!(&commands[..], [(_, Question::Network { what, .. })] if *what == of_images), "{commands:?}");
    let survey = |request| {
        let numbers = || Array::new(vec![1], &[0.0]);
        let components = PrincipalComponents { layer: 1, mean: numbers(), axes: numbers(), explained: [0.5, 0.2] };
        let (indices, labels, answers) = (vec![3], vec![1], vec![1]);
        let points = Array::new(vec![1, 2], &[0.0, 0.0]);
        let survey =
            Projection { moment: Moment::Now, step: 9, indices, labels, answers, points, components, dead: vec![] };
        answered(request, Answer::Projection(Box::new(survey)))
    };
    state.hear(CPU, survey(request(&commands)));
    state.hear(CPU, progress(1, Phase::Training, 800));
    state.beat_inside();
    assert_eq!(asked(&mut state), []);
    let score = Score { loss: 0.4, accuracy: 0.9, images: 54_000 };
    let epoch = EpochRecord { epoch: 1, train: score, validation: None, seconds: 3.0, learning_rate: 0.001 };
    state.hear(CPU, Event::Epoch { run: RunId(1), epoch });
    let next = request(&asked(&mut state));
    state.hear(CPU, survey(next));
    state.hear(CPU, Event::Saved { run: RunId(1), epochs: vec![0, 1] });
    state.look_back(Moment::Epoch(0));
    let commands = asked(&mut state);
    assert!(
        matches!(commands[..], [(_, Question::Network { moment: Moment::Epoch(0), what: Ask::Projection { .. }, .. })]),
        "{commands:?}"
    );
    state.hear(CPU, survey(request(&commands)));
    state.ask_projection(2_000);
    assert!(matches!(what(&mut state)[..], [Ask::Projection { .. }]), "a press asks again");
}

#[test]
fn the_image_of_a_point_is_asked_for_one_at_a_time() {
    let mut state = open(trained(), Section::Map);
    assert_eq!(asked(&mut state), []);
    state.point_at(Some(5));
    let first = request(&asked(&mut state));
    state.point_at(Some(6));
    state.point_at(Some(7));
    assert_eq!(asked(&mut state), []);
    let arrives = |request, index| {
        let images = vec![LabelledImage { index, label: 1, pixels: image(1) }];
        answered(request, Answer::Images(images))
    };
    state.hear(CPU, arrives(first, 5));
    assert_eq!(state.inside.point_image, None, "it is not the one that is pointed at by now");
    let commands = asked(&mut state);
    assert_eq!(commands[0].1, Question::Images { split: Split::Test, indices: vec![7] });
    state.hear(CPU, arrives(request(&commands), 7));
    assert_eq!(state.inside.point_image.as_ref().map(|image| image.index), Some(7));
    assert_eq!(asked(&mut state), []);
}

#[test]
fn another_network_a_lost_worker_or_another_data_set_take_all_answers_with_them() {
    let answered = || {
        let mut state = open(trained(), Section::Activations);
        state.look_at(Some(image(1)));
        let first = request(&asked(&mut state));
        state.hear(CPU, looked(first, 1));
        assert!(state.inside.activations.answer().is_some());
        state
    };
    let mut state = answered();
    state.reset();
    assert!(state.inside.activations.answer().is_some(), "until the new network stands");
    state.hear(CPU, built(2));
    let commands = asked(&mut state);
    assert!(state.inside.activations.answer().is_none());
    let of_the_new_one = |question: &Question| matches!(question, Question::Network { run: RunId(2), .. });
    assert!(commands.iter().any(|(_, question)| of_the_new_one(question)), "{commands:?}");

    let mut state = answered();
    state.worker_died(CPU, "gone".to_owned());
    asked(&mut state);
    assert!(state.inside.activations.answer().is_none());
    assert_eq!(state.inside_status(), Status::NoNetwork);

    let mut state = answered();
    state.edit(|spec| spec.dataset = DatasetId::FashionMnist);
    asked(&mut state);
    assert!(state.inside.activations.answer().is_none());
    assert_eq!(state.inside.section, Section::Activations, "what is open stays open");
}

#[test]
fn what_is_shown_or_why_nothing_is_is_said() {
    let mut state = open(with_network(), Section::Layers);
    assert_eq!(state.inside_status(), Status::Idle);
    state.open_section(Section::Weights);
    asked(&mut state);
    assert_eq!(state.inside_status(), Status::Pending { done: 0, total: 0 });
    state.open_section(Section::Activations);
    assert_eq!((state.inside_status(), state.inside_lacks_image()), (Status::Idle, true));
    state.look_at(Some(image(1)));
    let (mut predict, mut look) = (None, None);
    for (request, question) in asks(&mut state) {
        match &question {
            Question::Prediction { .. } => predict = Some(request),
            Question::Network { what: Ask::Activations { .. }, .. } => look = Some(request),
            Question::Images { .. }
            | Question::ClassMeans { .. }
            | Question::Augmented { .. }
            | Question::LearningRate { .. }
            | Question::Network { .. } => panic!("{question:?}"),
        }
    }
    let (predict, look) = (predict.expect("it was asked"), look.expect("it was asked"));
    assert_eq!(state.inside_status(), Status::Pending { done: 0, total: 0 });
    state.hear(CPU, looked(look, 4));
    assert_eq!((state.inside_status(), state.inside_step()), (Status::Ready, Some(9)));
    assert!(!state.bars_are_built_in());
    state.hear(CPU, prediction(predict, Predictor::BuiltIn, 0.1));
    assert!(state.bars_are_built_in(), "another network answers beside the pad");

    let run = state.run.as_ref().expect("a network stands").id;
    state.hear(CPU, Event::Saved { run, epochs: vec![0] });
    state.look_back(Moment::Epoch(0));
    let request = request(&asked(&mut state));
    state.hear(CPU, unanswered(request));
    assert_eq!((state.inside_status(), asked(&mut state)), (Status::Gone, vec![]));
}
