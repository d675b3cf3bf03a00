use std::sync::Arc;

use spec::PixelScale;
use spec::catalogue::DatasetId;
use spec::device::DeviceKind;
use spec::protocol::{Answer, EpochRecord, Event, LabelledImage, Phase, Question, RateSuggestion, RunId, Score};

use super::{Given, Record, Saved, Stage, is_done, is_right};
use crate::rules::lesson::{Condition, Figure, Index, Lesson};
use crate::state::tests::{self, answered, asks, dataset_arrives, with_network};
use crate::state::{Notice, State, Tab};

const CPU: DeviceKind = DeviceKind::Cpu;

/// A short lesson: two runs that are compared, and something to reason about.
fn lesson() -> Arc<Lesson> {
    let train = r#""task": {"done": {"when": "run_finished"}}"#;
    let steps = [
        format!(
            r#"{{"id": "raw", "setup": {{"link": "scale=raw&epochs=10", "short": "scale=raw&epochs=1"}}, {train},
               "question": {{"answer": {{"kind": "number", "unit": "percent", "measured": "test_accuracy"}}}}}}"#
        ),
        format!(r#"{{"id": "unit", "setup": {{"link": "epochs=10", "short": "epochs=1"}}, {train}}}"#),
        r#"{"id": "why", "question": {"answer": {"kind": "choice", "options": 2, "right": 1}}}"#.to_owned(),
        r#"{"id": "look", "task": {"done": {"when": "samples_renewed"}}}"#.to_owned(),
    ];
    Arc::new(serde_json::from_str(&format!(r#"{{"id": "scale", "steps": [{}]}}"#, steps.join(","))).unwrap())
}

fn index() -> Index {
    serde_json::from_str(r#"{"lessons": [{"id": "scale", "theme": "clothes", "minutes": 20}]}"#).unwrap()
}

/// A page whose worker has its data set and a fresh network, and the lesson open at its first step.
fn in_lesson() -> State {
    let mut state = with_network();
    state.lessons_remembered(Saved::default());
    state.open_lesson("scale");
    state.lessons_arrived(&index());
    state.lesson_arrived(lesson());
    state.follow();
    state
}

/// The worker makes the network that waits.
fn built(state: &mut State) {
    state.follow();
    let Some(run) = state.training.candidate.as_ref().map(|run| run.id) else { return };
    state.hear(CPU, tests::built(run.0));
}

fn progress(state: &mut State, phase: Phase, step: u64) {
    let run = state.run.as_ref().map_or(RunId(0), |run| run.id);
    state.hear(CPU, tests::progress(run.0, phase, step));
}

/// Trains to the end with this accuracy on the test images.
fn train(state: &mut State, accuracy: f64) {
    state.main_action();
    built(state);
    progress(state, Phase::Training, 10);
    let run = state.run.as_ref().map_or(RunId(0), |run| run.id);
    let score = |accuracy| Score { loss: 1.0 - accuracy, accuracy, images: 10_000 };
    let (train, validation) = (score(accuracy + 0.04), Some(score(accuracy + 0.01)));
    let epoch = EpochRecord { epoch: 0, train, validation, seconds: 1.0, learning_rate: 0.001 };
    state.hear(CPU, Event::Epoch { run, epoch });
    state.hear(CPU, Event::Test { run, step: 422, score: score(accuracy) });
    progress(state, Phase::Finished, 422);
}

fn figure(state: &State, step: Option<&str>, figure: Figure) -> Option<f64> {
    state.lesson.figure(step, figure).map(|value| (value * 1e6).round() / 1e6)
}

#[test]
fn a_run_is_measured_by_the_step_that_it_was_trained_in() {
    let mut state = in_lesson();
    state.set_up(true);
    state.follow();
    assert_eq!((state.draft.scale, state.draft.epochs), (PixelScale::Raw, 1));
    built(&mut state);
    state.answer(Given::Number(80.0));
    train(&mut state, 0.3);
    assert!(state.lesson.record("raw").unwrap().done);
    assert_eq!(figure(&state, None, Figure::TestAccuracy), Some(0.3));
    assert_eq!(figure(&state, None, Figure::Gap), Some(0.04));
    assert_eq!(figure(&state, None, Figure::ValidationAccuracy), Some(0.31));

    state.next_step();
    state.set_up(false);
    train(&mut state, 0.8);
    assert_eq!(figure(&state, None, Figure::TestAccuracy), Some(0.8));
    assert_eq!(figure(&state, Some("raw"), Figure::TestAccuracy), Some(0.3));
    // Once more with another result: the newest counts.
    train(&mut state, 0.7);
    assert_eq!(figure(&state, None, Figure::TestAccuracy), Some(0.7));
    state.earlier_step();
    assert_eq!(figure(&state, None, Figure::TestAccuracy), Some(0.3));
    assert_eq!(state.lesson.record("raw").unwrap().answer, Some(Given::Number(80.0)));
}

#[test]
fn a_run_with_other_settings_is_not_the_steps() {
    let mut state = in_lesson();
    // The page's own settings: pixels are divided.
    train(&mut state, 0.9);
    assert_eq!(state.lesson.record("raw"), None);
    assert!(!is_done(&state, &Condition::RunFinished));
}

#[test]
fn a_run_that_ends_while_another_step_is_read_belongs_to_its_own() {
    let mut state = in_lesson();
    state.set_up(false);
    built(&mut state);
    state.main_action();
    progress(&mut state, Phase::Training, 10);
    state.next_step();
    let run = state.run.as_ref().unwrap().id;
    progress(&mut state, Phase::Training, 400);
    let score = Score { loss: 0.5, accuracy: 0.4, images: 10_000 };
    state.hear(CPU, Event::Test { run, step: 4_220, score });
    progress(&mut state, Phase::Finished, 4_220);
    assert_eq!(figure(&state, Some("raw"), Figure::TestAccuracy), Some(0.4));
    assert_eq!(state.lesson.record("unit"), None);
}

#[test]
fn going_from_step_to_step_changes_nothing_of_the_page() {
    let mut state = in_lesson();
    state.take_effects();
    let draft = state.draft.clone();
    state.next_step();
    state.follow();
    state.earlier_step();
    state.follow();
    state.go_to_step(3);
    state.go_to_step(99);
    state.follow();
    assert_eq!((&state.draft, state.lesson.place()), (&draft, 3));
    assert_eq!(state.take_effects(), []);
}

#[test]
fn the_settings_from_before_can_be_had_back() {
    let mut state = in_lesson();
    state.edit(|spec| spec.epochs = 7);
    let before = state.draft.clone();
    assert!(!state.lesson.can_restore() && !state.is_set_up());
    state.set_up(false);
    assert!(state.is_set_up());
    state.next_step();
    state.set_up(true);
    state.leave_lesson();
    assert!(state.lesson.can_restore());
    state.restore_settings();
    assert_eq!(state.draft, before);
    assert!(!state.lesson.can_restore());
}

#[test]
fn what_only_reasoning_can_tell_is_told_after_an_answer() {
    let mut state = in_lesson();
    state.go_to_step(2);
    let stage = |state: &State| {
        let step = state.lesson.step().unwrap();
        Stage::of(step, state.lesson.record(&step.id))
    };
    assert_eq!(stage(&state), Stage { done: true, asked: true, can_answer: true, told: false });
    state.answer(Given::Choice(0));
    assert_eq!(stage(&state), Stage { done: true, asked: true, can_answer: false, told: true });
    // What was answered stays.
    state.answer(Given::Choice(1));
    let given = state.lesson.record("why").unwrap().answer.unwrap();
    assert_eq!(given, Given::Choice(0));
    let question = state.lesson.step().unwrap().question.clone().unwrap();
    assert_eq!(is_right(&question, given), Some(false));
    assert_eq!(is_right(&question, Given::Choice(1)), Some(true));
}

#[test]
fn a_prediction_can_be_changed_until_the_run_has_ended() {
    let lesson = lesson();
    let step = &lesson.steps[0];
    let record = |done, answer| Record { done, answer, ..Record::default() };
    let given = Some(Given::Number(80.0));
    assert!(Stage::of(step, Some(&record(false, given))).can_answer);
    // Without a prediction what was found is told all the same.
    for answer in [None, given] {
        let stage = Stage::of(step, Some(&record(true, answer)));
        assert_eq!(stage, Stage { done: true, asked: true, can_answer: false, told: true });
    }
}

#[test]
fn an_unknown_lesson_is_named_and_the_list_comes() {
    let mut state = in_lesson();
    state.open_lesson("n9");
    assert_eq!(state.tab(), Some(Tab::Lessons));
    state.lessons_arrived(&index());
    assert_eq!(state.lesson.open(), None);
    let shown: Vec<_> = state.notices.shown().iter().map(|(_, notice)| notice.clone()).collect();
    assert_eq!(shown, [Notice::UnknownLesson("n9".to_owned())]);
    state.open_lesson("scale");
    assert_eq!(state.notices.shown(), []);
}

#[test]
fn a_lesson_goes_on_where_it_was_left() {
    let mut state = in_lesson();
    state.next_step();
    let left = serde_json::to_string(state.lesson.saved().unwrap()).unwrap();
    let mut state = in_lesson();
    state.lesson.loaded = false;
    state.lessons_remembered(serde_json::from_str(&left).unwrap());
    assert_eq!(state.lesson.place(), 1);
    // To the end.
    for _ in 0..3 {
        state.next_step();
    }
    assert_eq!(state.lesson.open(), None);
    let progress = state.lesson.progress("scale").unwrap();
    assert!(progress.finished && progress.step == 0);
}

#[test]
fn each_condition_is_noticed() {
    let mut state = in_lesson();
    let holds = |state: &State, condition: Condition| is_done(state, &condition);
    let image = |index| LabelledImage { index, label: 3, pixels: vec![index as u8; 784] };

    assert!(holds(&state, Condition::SettingIs { link: "epochs=5&layers=128:relu".to_owned() }));
    assert!(!holds(&state, Condition::SettingIs { link: "epochs=6".to_owned() }));
    assert!(!holds(&state, Condition::SettingIs { link: "nonsense=6".to_owned() }));

    state.go_to_step(3);
    state.looking.samples.know(vec![image(5)]);
    state.follow();
    assert!(!holds(&state, Condition::SamplesRenewed));
    // Another data set brings its own.
    state.edit(|spec| spec.dataset = DatasetId::FashionMnist);
    state.follow();
    state.looking.samples.know(vec![image(7)]);
    state.follow();
    assert!(!holds(&state, Condition::SamplesRenewed));
    state.edit(|spec| spec.dataset = DatasetId::Mnist);
    state.looking.samples.know(vec![image(5)]);
    state.follow();
    state.looking.samples.know(vec![image(6)]);
    state.follow();
    assert!(state.lesson.record("look").unwrap().done);

    assert!(!holds(&state, Condition::TestImages { count: 2 }));
    for index in [1, 2, 2] {
        state.looking.test_image.know(image(index));
        state.follow();
    }
    assert!(holds(&state, Condition::TestImages { count: 2 }) && !holds(&state, Condition::TestImages { count: 3 }));

    // The test image that lies on the pad is no drawing.
    for look in [Some(vec![2; 784]), None, Some(vec![9; 784]), Some(vec![8; 784]), None, Some(vec![7; 784])] {
        state.look_at(look);
        state.follow();
    }
    assert!(holds(&state, Condition::Drawings { count: 2 }) && !holds(&state, Condition::Drawings { count: 3 }));

    assert!(!holds(&state, Condition::RateFound));
    let suggestion = RateSuggestion { rate: 1e-3, least_at: 1e-2, diverged_at: None };
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    state.search_rate();
    let asked = asks(&mut state);
    let (request, _) = asked.iter().find(|(_, question)| matches!(question, Question::LearningRate { .. })).unwrap();
    state.hear(CPU, answered(*request, Answer::LearningRate(Ok(Some(suggestion)))));
    assert!(holds(&state, Condition::RateFound));

    assert!(!holds(&state, Condition::RunsOpened));
    state.open_tab(Some(Tab::Runs));
    assert!(holds(&state, Condition::RunsOpened));

    state.go_to_step(1);
    state.set_up(true);
    assert!(!holds(&state, Condition::StepsTaken { steps: 3 }));
    train(&mut state, 0.5);
    assert!(holds(&state, Condition::StepsTaken { steps: 3 }) && holds(&state, Condition::EpochReached { epochs: 1 }));
    assert!(holds(&state, Condition::RunFinished) && holds(&state, Condition::TestMeasured));
    assert!(!holds(&state, Condition::EpochReached { epochs: 2 }) && !holds(&state, Condition::PredictionShown));
}
