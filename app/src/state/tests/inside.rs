//! What is looked at inside the network: what is asked, when, and which answers count.

use model::protocol::{LabelledImage, Looked, Method, Moment, Numbers, Projection, Saliency, Survey, Weights};

use super::super::{Section, Standing, Tab};
use super::*;

fn image(byte: u8) -> Vec<u8> {
    vec![byte; 784]
}

/// The questions of the tab that were sent.
fn asked(state: &mut State) -> Vec<Command> {
    state.follow_inside();
    let of_the_tab = |command: &Command| {
        matches!(
            command,
            Command::Look { .. }
                | Command::LayerWeights { .. }
                | Command::Saliency { .. }
                | Command::Survey { .. }
                | Command::Images { .. }
        )
    };
    sent(state).into_iter().filter(of_the_tab).collect()
}

fn open(mut state: State, section: Section) -> State {
    state.tab = Some(Tab::Inside);
    state.open_section(section);
    state
}

fn request(commands: &[Command]) -> RequestId {
    match commands {
        [
            Command::Look { request, .. }
            | Command::LayerWeights { request, .. }
            | Command::Survey { request, .. }
            | Command::Images { request, .. },
        ] => *request,
        other => panic!("one question was expected: {other:?}"),
    }
}

fn looked(request: RequestId, winner: usize) -> Event {
    let mut probabilities = vec![0.05; 10];
    probabilities[winner] = 0.55;
    let layers = vec![Numbers::new(vec![1], &[1.0])];
    Event::Looked { request, result: Some(Box::new(Looked { moment: Moment::Now, step: 9, layers, probabilities })) }
}

#[test]
fn nothing_is_asked_while_nobody_looks() {
    let mut state = trained();
    state.look_at(Some(image(1)));
    assert_eq!(asked(&mut state), []);
    let mut state = open(state, Section::Layers);
    assert_eq!(asked(&mut state), []);
    state.open_section(Section::Activations);
    assert!(matches!(asked(&mut state)[..], [Command::Look { run: RunId(1), moment: Moment::Now, .. }]));
    assert_eq!(asked(&mut state), [], "and nothing twice");
}

#[test]
fn of_a_drawing_that_grows_only_the_newest_image_is_asked_after_the_answer() {
    let mut state = open(trained(), Section::Activations);
    assert_eq!((asked(&mut state), state.inside_standing()), (vec![], Standing::NoImage));
    state.look_at(Some(image(1)));
    let first = request(&asked(&mut state));
    for byte in 2..5 {
        state.look_at(Some(image(byte)));
        assert_eq!(asked(&mut state), []);
    }
    state.apply(CPU, looked(first, 3));
    let commands = asked(&mut state);
    assert!(matches!(&commands[..], [Command::Look { image: bytes, .. }] if *bytes == image(4)), "{commands:?}");
    // The older answer again, as from a question that was given up.
    state.apply(CPU, looked(first, 8));
    assert_eq!(state.pixel_class(), Some(3));
    state.apply(CPU, looked(request(&commands), 7));
    assert_eq!((state.pixel_class(), asked(&mut state)), (Some(7), vec![]));
    state.look_at(None);
    assert_eq!(asked(&mut state), []);
    assert!(state.inside.looked.answer().is_none(), "a cleared pad shows nothing");
}

#[test]
fn a_network_that_trains_is_looked_at_from_beat_to_beat() {
    let mut state = open(trained(), Section::Activations);
    state.look_at(Some(image(1)));
    let first = request(&asked(&mut state));
    state.apply(CPU, looked(first, 1));
    state.main_action();
    asked(&mut state);
    for step in 501..520 {
        state.apply(CPU, progress(1, Phase::Training, step));
        assert_eq!(asked(&mut state), []);
    }
    state.beat_inside();
    let second = request(&asked(&mut state));
    state.apply(CPU, progress(1, Phase::Training, 521));
    state.beat_inside();
    assert_eq!(asked(&mut state), [], "never while an answer is under way");
    state.apply(CPU, looked(second, 1));
    let third = request(&asked(&mut state));
    state.apply(CPU, looked(third, 1));
    // At rest the last step is shown without a beat.
    state.apply(CPU, progress(1, Phase::Paused, 540));
    assert!(matches!(asked(&mut state)[..], [Command::Look { .. }]));
}

#[test]
fn weights_move_once_a_second_and_those_of_huge_layers_when_training_rests() {
    let weights = |request, layer| {
        let tensors = vec![("bias".to_owned(), Numbers::new(vec![1], &[0.5]))];
        let result = Some(Box::new(Weights { moment: Moment::Now, step: 9, layer, tensors }));
        Event::LayerWeights { request, result }
    };
    let mut state = open(trained(), Section::Weights);
    let commands = asked(&mut state);
    assert!(matches!(commands[..], [Command::LayerWeights { layer: 0, .. }]), "{commands:?}");
    state.apply(CPU, weights(request(&commands), 0));
    state.main_action();
    let mut beats = Vec::new();
    for step in 501..507 {
        state.apply(CPU, progress(1, Phase::Training, step));
        state.beat_inside();
        let commands = asked(&mut state);
        beats.push(commands.len());
        if !commands.is_empty() {
            state.apply(CPU, weights(request(&commands), 0));
        }
    }
    assert_eq!(beats, [0, 1, 0, 1, 0, 1]);
    state.show_weights_of(1);
    let commands = asked(&mut state);
    assert!(matches!(commands[..], [Command::LayerWeights { layer: 1, .. }]), "another layer at once: {commands:?}");

    let run = state.run.as_mut().expect("it is there");
    run.spec.layers = vec![Layer::dense(2_048, Activation::Relu)];
    state.draft = run.spec.clone();
    state.apply(CPU, weights(request(&commands), 1));
    state.show_weights_of(0);
    let first = request(&asked(&mut state));
    state.apply(CPU, weights(first, 0));
    for step in 520..530 {
        state.apply(CPU, progress(1, Phase::Training, step));
        state.beat_inside();
        assert_eq!(asked(&mut state), []);
    }
    state.apply(CPU, progress(1, Phase::Paused, 530));
    assert!(matches!(asked(&mut state)[..], [Command::LayerWeights { layer: 0, .. }]));
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
    state.apply(CPU, looked(first, 7));
    assert_eq!(asked(&mut state), []);
    state.ask_pixels();
    let commands = asked(&mut state);
    let (gradient, covered) = match &commands[..] {
        [
            Command::Saliency { request: a, class: 7, method: Method::Gradient, .. },
            Command::Saliency { request: b, class: 7, method: Method::Occlusion { side: 5 }, .. },
        ] => (*a, *b),
        other => panic!("two questions were expected: {other:?}"),
    };
    let map =
        |class| Saliency { moment: Moment::Now, class, method: Method::Gradient, map: Numbers::new(vec![1], &[1.0]) };
    state.apply(CPU, Event::Saliency { request: covered, result: None });
    state.apply(CPU, Event::Saliency { request: gradient, result: Some(Box::new(map(7))) });
    assert!(state.inside.saliency[0].answer().is_some() && state.inside.saliency[1].came_to_nothing());
    assert!(!state.pixels_are_old());
    state.inside.class = Some(2);
    assert!(state.pixels_are_old() && asked(&mut state).is_empty(), "another class waits for a press");
    state.inside.class = None;
    state.look_at(Some(image(9)));
    assert!(state.pixels_are_old());
    assert_eq!(state.pixels_image(), Some(&image(1)[..]), "the maps stay with their image");
}

#[test]
fn the_map_follows_epochs_and_moments_once_it_was_asked_for() {
    let mut state = open(trained(), Section::Map);
    assert_eq!(asked(&mut state), []);
    state.ask_survey(2_000);
    let commands = asked(&mut state);
    assert!(matches!(commands[..], [Command::Survey { count: 2_000, .. }]), "{commands:?}");
    let survey = |request| {
        let numbers = || Numbers::new(vec![1], &[0.0]);
        let projection = Projection { layer: 1, mean: numbers(), axes: numbers(), explained: [0.5, 0.2] };
        let (indices, labels, answers) = (vec![3], vec![1], vec![1]);
        let points = Numbers::new(vec![1, 2], &[0.0, 0.0]);
        let survey =
            Survey { moment: Moment::Now, step: 9, indices, labels, answers, points, projection, silent: vec![] };
        Event::Surveyed { request, result: Some(Box::new(survey)) }
    };
    state.apply(CPU, survey(request(&commands)));
    state.apply(CPU, progress(1, Phase::Training, 800));
    state.beat_inside();
    assert_eq!(asked(&mut state), []);
    let score = Score { loss: 0.4, accuracy: 0.9, images: 54_000 };
    let epoch = EpochRecord { epoch: 1, train: score, validation: None, seconds: 3.0, learning_rate: 0.001 };
    state.apply(CPU, Event::Epoch { run: RunId(1), epoch });
    let next = request(&asked(&mut state));
    state.apply(CPU, survey(next));
    state.moment = Moment::Epoch(0);
    let commands = asked(&mut state);
    assert!(matches!(commands[..], [Command::Survey { moment: Moment::Epoch(0), .. }]), "{commands:?}");
    state.apply(CPU, survey(request(&commands)));
    state.ask_survey(2_000);
    assert!(matches!(asked(&mut state)[..], [Command::Survey { .. }]), "a press asks again");
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
        Event::Images { request, split: Split::Test, images }
    };
    state.apply(CPU, arrives(first, 5));
    assert_eq!(state.inside.point_image, None, "it is not the one that is pointed at by now");
    let commands = asked(&mut state);
    assert!(matches!(&commands[..], [Command::Images { indices, .. }] if indices == &[7]), "{commands:?}");
    state.apply(CPU, arrives(request(&commands), 7));
    assert_eq!(state.inside.point_image.as_ref().map(|image| image.index), Some(7));
    assert_eq!(asked(&mut state), []);
}

#[test]
fn another_network_a_lost_worker_or_another_data_set_take_all_answers_with_them() {
    let answered = || {
        let mut state = open(trained(), Section::Activations);
        state.look_at(Some(image(1)));
        let first = request(&asked(&mut state));
        state.apply(CPU, looked(first, 1));
        assert!(state.inside.looked.answer().is_some());
        state
    };
    let mut state = answered();
    state.reset();
    assert!(state.inside.looked.answer().is_some(), "until the new network stands");
    state.apply(CPU, built(2));
    let commands = asked(&mut state);
    assert!(state.inside.looked.answer().is_none());
    assert!(commands.iter().any(|command| matches!(command, Command::Look { run: RunId(2), .. })), "{commands:?}");

    let mut state = answered();
    state.worker_died(CPU, "gone".to_owned());
    asked(&mut state);
    assert!(state.inside.looked.answer().is_none());
    assert_eq!(state.inside_standing(), Standing::NoNetwork);

    let mut state = answered();
    state.edit(|spec| spec.dataset = DatasetId::FashionMnist);
    asked(&mut state);
    assert!(state.inside.looked.answer().is_none());
    assert_eq!(state.inside.section, Section::Activations, "what is open stays open");
}

#[test]
fn what_is_shown_or_why_nothing_is_is_said() {
    let mut state = open(with_network(), Section::Layers);
    assert_eq!(state.inside_standing(), Standing::Nothing);
    state.open_section(Section::Weights);
    asked(&mut state);
    assert_eq!(state.inside_standing(), Standing::Waiting);
    state.open_section(Section::Activations);
    assert_eq!(state.inside_standing(), Standing::NoImage);
    state.look_at(Some(image(1)));
    state.follow_inside();
    let commands = sent(&mut state);
    let (mut predict, mut look) = (None, None);
    for command in &commands {
        match command {
            Command::Predict { request, .. } => predict = Some(*request),
            Command::Look { request, .. } => look = Some(*request),
            other => assert!(matches!(other, Command::LayerWeights { .. }), "{other:?}"),
        }
    }
    let (predict, look) = (predict.expect("it was asked"), look.expect("it was asked"));
    assert_eq!(state.inside_standing(), Standing::Waiting);
    state.apply(CPU, looked(look, 4));
    assert_eq!(state.inside_standing(), Standing::After(9));
    let by = Predictor::BuiltIn;
    state.apply(CPU, Event::Prediction { request: predict, by, probabilities: vec![0.1; 10] });
    assert_eq!(state.inside_standing(), Standing::BuiltIn, "another network answers beside the pad");

    let run = state.run.as_ref().expect("a network stands").id;
    state.apply(CPU, Event::Saved { run, epochs: vec![0] });
    state.look_back(Moment::Epoch(0));
    let request = request(&asked(&mut state));
    state.apply(CPU, Event::Looked { request, result: None });
    assert_eq!((state.inside_standing(), asked(&mut state)), (Standing::Gone, vec![]));
}
