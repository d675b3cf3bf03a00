use spec::catalogue::DatasetId;
use spec::device::{Adapter, CpuReason, DeviceKind, DeviceRequest, Probe};
use spec::protocol::{
    Answer, Ask, Command, DataError, EpochRecord, Event, Failure, FailureKind, LabelledImage, Phase, Point, Predictor,
    Progress, Question, RatePoint, RateSuggestion, RequestId, RunError, RunId, Score, Split, VERSION,
};
use spec::{Activation, Augmentation, Layer, Spec};

use super::workers::{Build, Manifest};
use super::{Computing, DatasetState, Effect, MainAction, NoSearch, Notice, State, WorkerFailure};

mod browse;
mod evaluation;
mod inside;
mod learning;
mod looking;
mod pacing;
mod replay;
mod runs;
mod workers;

const CPU: DeviceKind = DeviceKind::Cpu;
const GPU: DeviceKind = DeviceKind::Webgpu;

fn manifest() -> Manifest {
    let build = |name: &str| Build { script: format!("workers/{name}/start.js") };
    let (cpu, webgpu, reader) = (build("cpu"), Some(build("webgpu")), Some(build("reader")));
    Manifest { cpu, webgpu, webgpu_pending: false, reader }
}

fn failed(kind: FailureKind, detail: &str) -> Event {
    Event::Failed(Failure { kind, detail: detail.to_owned() })
}

fn hello(probe: Probe) -> Event {
    Event::Hello { version: VERSION, probe }
}

fn gpu_probe() -> Probe {
    Probe::Adapter(Adapter { name: "card".to_owned(), software: false, timestamp_query: true })
}

impl State {
    /// A worker says something, and what is due is done, as by the store.
    pub(super) fn hear(&mut self, from: DeviceKind, event: Event) {
        self.apply(from, event);
        self.follow();
    }
}

fn ready(state: &mut State, kind: DeviceKind) {
    state.hear(kind, Event::Ready);
}

pub(super) fn dataset_arrives(state: &mut State, kind: DeviceKind, dataset: DatasetId) {
    state.hear(
        kind,
        Event::DatasetReady { dataset, train: vec![6_000; 10], test: vec![1_000; 10], histogram: vec![1; 256] },
    );
}

pub(super) fn built(run: u32) -> Event {
    Event::Built { run: RunId(run), train: 54_000, validation: 6_000, steps_per_epoch: 422 }
}

pub(super) fn progress(run: u32, phase: Phase, step: u64) -> Event {
    let progress = Progress {
        phase,
        epoch: (step / 422) as u32,
        step_in_epoch: (step % 422) as u32,
        step,
        loss: Some(0.5),
        images_per_second: 9_000.0,
        seconds_left: Some(20.0),
        learning_rate: 0.001,
    };
    Event::Progress { run: RunId(run), progress }
}

fn point(epoch: f32) -> Point {
    Point { epoch, loss: 1.0, accuracy: 0.5 }
}

fn sent(state: &mut State) -> Vec<Command> {
    let commands = state.take_effects().into_iter().filter_map(|order| match order {
        Effect::Send(_, command) => Some(command),
        Effect::FetchManifest | Effect::Start { .. } | Effect::End(_) | Effect::Save { .. } => None,
        Effect::SendUserImages(_)
        | Effect::HoldUserImages
        | Effect::KeepUserImages(_)
        | Effect::ForgetUserImages
        | Effect::EndReader => None,
    });
    commands.collect()
}

/// The questions that were asked, a sign of life left out.
pub(super) fn asks(state: &mut State) -> Vec<(RequestId, Question)> {
    let question =
        |command| if let Command::Ask { request, question } = command { Some((request, question)) } else { None };
    sent(state).into_iter().filter_map(question).filter(|(request, _)| *request != RequestId(0)).collect()
}

/// The questions for images that were asked.
fn images_asked(state: &mut State) -> Vec<(RequestId, Split, Vec<u32>)> {
    let images = |(request, question)| {
        let Question::Images { split, indices } = question else { return None };
        Some((request, split, indices))
    };
    asks(state).into_iter().filter_map(images).collect()
}

pub(super) fn answered(request: RequestId, answer: Answer) -> Event {
    Event::Answered { request, answer: Some(answer) }
}

/// The worker cannot answer.
fn unanswered(request: RequestId) -> Event {
    Event::Answered { request, answer: None }
}

fn prediction(request: RequestId, by: Predictor, share: f32) -> Event {
    answered(request, Answer::Prediction { by, probabilities: vec![share; 10] })
}

/// The CPU worker starts in a browser without a GPU.
pub(super) fn worker_starts(state: &mut State) {
    state.hear(CPU, hello(Probe::NoWebgpu));
    ready(state, CPU);
}

/// A page without a GPU whose worker is ready.
pub(super) fn worker_ready(draft: Spec) -> State {
    let mut state = State::new(draft, DeviceRequest::Auto, 7);
    state.manifest_arrived(Ok(manifest()));
    worker_starts(&mut state);
    state
}

/// The same with its data set.
pub(super) fn on_cpu() -> State {
    let mut state = worker_ready(Spec::default());
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    state
}

/// The same with a fresh network, run 1.
pub(super) fn with_network() -> State {
    let mut state = on_cpu();
    state.hear(CPU, built(1));
    state.take_effects();
    state
}

/// The same after some steps and a checkpoint at step 422, paused at 500.
fn trained() -> State {
    let mut state = with_network();
    state.main_action();
    state.hear(CPU, progress(1, Phase::Training, 100));
    state.hear(CPU, Event::Points { run: RunId(1), points: vec![point(0.25), point(1.0)] });
    let score = Score { loss: 0.4, accuracy: 0.9, images: 54_000 };
    let epoch = EpochRecord { epoch: 0, train: score, validation: Some(score), seconds: 3.0, learning_rate: 0.001 };
    state.hear(CPU, Event::Epoch { run: RunId(1), epoch });
    state.hear(CPU, progress(1, Phase::Training, 422));
    state.hear(CPU, Event::Checkpoint { run: RunId(1), bytes: vec![42] });
    state.hear(CPU, Event::Points { run: RunId(1), points: vec![point(1.1)] });
    state.hear(CPU, progress(1, Phase::Paused, 500));
    state.take_effects();
    state
}

#[test]
fn the_page_asks_for_all_it_needs_and_for_nothing_twice() {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    assert_eq!(state.take_effects(), [Effect::FetchManifest]);
    state.manifest_arrived(Ok(manifest()));
    assert_eq!(state.take_effects(), [Effect::Start { kind: CPU, script: "workers/cpu/start.js".to_owned() }]);
    state.hear(CPU, hello(Probe::NoWebgpu));
    assert_eq!(state.take_effects(), [Effect::Send(CPU, Command::Start { version: VERSION, device: CPU })]);
    ready(&mut state, CPU);
    assert_eq!(state.workers.computing(), Computing::Cpu(CpuReason::NoWebgpu));
    assert_eq!(sent(&mut state), [Command::LoadDataset { dataset: DatasetId::Mnist }]);
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    let commands = sent(&mut state);
    let Command::Ask { question: Question::Images { indices, .. }, .. } = &commands[0] else { panic!("{commands:?}") };
    assert_eq!(indices.len(), 25);
    let build = Command::Build { run: RunId(1), spec: Box::new(Spec::default()), weights: None };
    assert_eq!(commands[1..], [build]);
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    assert_eq!(sent(&mut state), []);
}

#[test]
fn settings_that_rest_make_a_new_network_while_nothing_is_learnt() {
    let mut state = with_network();
    state.edit(|spec| spec.layers.push(Layer::dense(32, Activation::Tanh)));
    assert_eq!(sent(&mut state), [], "not while they change");
    state.settle();
    let commands = sent(&mut state);
    assert!(matches!(&commands[..], [Command::Build { run: RunId(2), spec, .. }] if spec.layers.len() == 2));
    state.hear(CPU, built(2));
    assert_eq!(state.notices.shown(), [], "nothing was lost");
    assert!(!state.stale());
}

#[test]
fn touching_a_control_throws_nothing_learnt_away() {
    let mut state = trained();
    state.edit(|spec| spec.layers.clear());
    state.settle();
    assert_eq!(sent(&mut state), []);
    assert!(state.stale());
    assert_eq!(state.controls().main, MainAction::TrainAnew);
    state.main_action();
    assert!(matches!(&sent(&mut state)[..], [Command::Build { run: RunId(2), .. }]));
    state.hear(CPU, built(2));
    assert_eq!(sent(&mut state), [Command::Train { run: RunId(2) }]);
    assert_eq!(state.notices.shown()[0].1, Notice::PutAside);
    state.undo();
    assert_eq!(state.draft, Spec::default());
    let commands = sent(&mut state);
    assert_eq!(commands[0], Command::Pause { run: RunId(2) }, "it may be brought back too");
    assert!(
        matches!(&commands[1..], [Command::Restore { run: RunId(3), checkpoint, .. }] if *checkpoint == [42]),
        "{commands:?}"
    );
    state.hear(CPU, built(3));
    assert_eq!(state.run.as_ref().map(|run| run.points.len()), Some(2), "as far as the checkpoint goes");
    assert_eq!(state.notices.shown(), [], "what was brought back needs no further word");
}

#[test]
fn a_reset_while_it_trains_can_be_taken_back_to_that_very_step() {
    let mut state = with_network();
    state.main_action();
    state.hear(CPU, progress(1, Phase::Training, 100));
    state.take_effects();
    state.reset();
    let commands = sent(&mut state);
    assert!(matches!(commands[..], [Command::Pause { run: RunId(1) }, Command::Build { run: RunId(2), .. }]));
    state.hear(CPU, Event::Checkpoint { run: RunId(1), bytes: vec![7] });
    state.hear(CPU, progress(1, Phase::Paused, 101));
    state.hear(CPU, built(2));
    state.undo();
    assert!(matches!(&sent(&mut state)[..], [Command::Restore { checkpoint, .. }] if *checkpoint == [7]));
}

#[test]
fn an_invalid_setting_never_reaches_the_worker() {
    let mut state = with_network();
    state.edit(|spec| spec.epochs = 0);
    state.settle();
    assert_eq!(sent(&mut state), []);
    assert!(state.draft_error.is_some());
    state.edit(|spec| spec.epochs = 3);
    state.settle();
    assert!(matches!(&sent(&mut state)[..], [Command::Build { .. }]));
}

#[test]
fn the_learning_rate_changes_while_it_runs() {
    let mut state = trained();
    state.edit(|spec| spec.optimizer.set_learning_rate(0.01));
    assert_eq!(sent(&mut state), [Command::SetLearningRate { run: RunId(1), rate: 0.01 }]);
    assert!(!state.stale());
    state.edit(|spec| spec.optimizer.set_learning_rate(-1.0));
    assert_eq!(sent(&mut state), []);
}

#[test]
fn events_of_an_old_run_are_dropped_and_twice_changes_nothing() {
    let mut state = trained();
    let before = state.run.clone().map(|run| (run.points, run.epochs, run.progress));
    state.hear(CPU, progress(0, Phase::Training, 9));
    state.hear(CPU, Event::Points { run: RunId(0), points: vec![point(0.5)] });
    state.hear(CPU, Event::Points { run: RunId(1), points: vec![point(1.1)] });
    state.hear(CPU, progress(1, Phase::Paused, 500));
    state.hear(GPU, progress(1, Phase::Training, 7));
    assert_eq!(state.run.clone().map(|run| (run.points, run.epochs, run.progress)), before);
}

#[test]
fn a_click_shows_before_the_worker_answers() {
    let mut state = with_network();
    assert_eq!(state.controls().main, MainAction::Train);
    state.main_action();
    assert_eq!(state.controls().main, MainAction::Pause);
    state.hear(CPU, progress(1, Phase::Training, 10));
    state.main_action();
    assert_eq!(state.controls().main, MainAction::Resume);
    assert_eq!(sent(&mut state), [Command::Train { run: RunId(1) }, Command::Pause { run: RunId(1) }]);
}

#[test]
fn training_begins_by_itself_when_the_data_arrives() {
    let mut state = State::new(Spec::default(), DeviceRequest::Cpu, 7);
    state.manifest_arrived(Ok(manifest()));
    state.main_action();
    state.hear(CPU, hello(Probe::NoWebgpu));
    ready(&mut state, CPU);
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    assert_eq!(state.controls().main, MainAction::Pause);
    state.take_effects();
    state.hear(CPU, built(1));
    assert_eq!(sent(&mut state), [Command::Train { run: RunId(1) }]);
}

#[test]
fn weights_that_do_not_fit_change_nothing() {
    let mut state = trained();
    state.open_weights(vec![1, 2, 3]);
    assert!(matches!(&sent(&mut state)[..], [Command::Build { run: RunId(2), weights: Some(_), .. }]));
    let error = RunError::Weights("no such tensor".to_owned());
    state.hear(CPU, Event::Refused { run: RunId(2), error: error.clone() });
    assert_eq!(state.run.as_ref().map(|run| run.id), Some(RunId(1)));
    assert_eq!(state.notices.shown()[0].1, Notice::Refused(error));
    assert_eq!(sent(&mut state), []);
}

#[test]
fn another_data_set_brings_its_images_and_its_network() {
    let mut state = trained();
    state.edit(|spec| spec.dataset = DatasetId::FashionMnist);
    assert_eq!(sent(&mut state), [Command::LoadDataset { dataset: DatasetId::FashionMnist }]);
    state.settle();
    state.hear(CPU, Event::DatasetProgress { dataset: DatasetId::Mnist, received: 1, total: 2 });
    state.hear(CPU, Event::DatasetProgress { dataset: DatasetId::FashionMnist, received: 5, total: 9 });
    assert_eq!(state.dataset, DatasetState::Loading { id: DatasetId::FashionMnist, received: 5, total: 9 });
    let error = DataError::Network { file: "a.gz".to_owned(), detail: "offline".to_owned() };
    state.hear(CPU, Event::DatasetFailed { dataset: DatasetId::FashionMnist, error });
    assert_eq!(sent(&mut state), [], "not again without being asked");
    state.retry_dataset();
    assert_eq!(sent(&mut state), [Command::LoadDataset { dataset: DatasetId::FashionMnist }]);
    dataset_arrives(&mut state, CPU, DatasetId::FashionMnist);
    let commands = sent(&mut state);
    assert_eq!(commands.len(), 3, "samples, a test image to look at, a network: {commands:?}");
    assert!(matches!(commands[2], Command::Build { run: RunId(2), .. }));
}

#[test]
fn images_that_are_not_to_be_had_do_not_keep_others_away() {
    let draft = Spec { dataset: DatasetId::Cifar10, ..Spec::default() };
    let mut state = State::new(draft, DeviceRequest::Cpu, 7);
    state.manifest_arrived(Ok(manifest()));
    state.hear(CPU, hello(Probe::NoWebgpu));
    ready(&mut state, CPU);
    let error = DataError::Network { file: "a.gz".to_owned(), detail: "the server answers 404".to_owned() };
    state.hear(CPU, Event::DatasetFailed { dataset: DatasetId::Cifar10, error });
    state.take_effects();
    state.edit(|spec| spec.dataset = DatasetId::Mnist);
    state.settle();
    assert_eq!(sent(&mut state), [Command::LoadDataset { dataset: DatasetId::Mnist }]);
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    let built = |command: &Command| matches!(command, Command::Build { spec, .. } if spec.dataset == DatasetId::Mnist);
    assert!(sent(&mut state).iter().any(built));
}

#[test]
fn a_pause_is_shown_until_it_is_over() {
    let mut state = with_network();
    state.main_action();
    state.hear(CPU, progress(1, Phase::Training, 100));
    state.main_action();
    let phase = |state: &State| state.run.as_ref().map(|run| run.phase().clone());
    assert_eq!(phase(&state), Some(Phase::Paused));
    state.hear(CPU, progress(1, Phase::Training, 103));
    assert_eq!(phase(&state), Some(Phase::Paused), "it was told before the wish was heard");
    state.hear(CPU, progress(1, Phase::Paused, 103));
    state.main_action();
    state.hear(CPU, progress(1, Phase::Training, 104));
    assert_eq!(phase(&state), Some(Phase::Training));
    // Pressed twice in a moment: the second wish counts.
    state.main_action();
    state.main_action();
    state.hear(CPU, progress(1, Phase::Training, 107));
    assert_eq!(phase(&state), Some(Phase::Training));
}
