use model::catalogue::DatasetId;
use model::device::{Adapter, CpuReason, DeviceKind, DeviceRequest, Probe};
use model::protocol::{
    Command, DataError, EpochRecord, Event, LabelledImage, Phase, Point, Predictor, Progress, RatePoint,
    RateSuggestion, RequestId, RunError, RunId, Score, Split, VERSION,
};
use model::spec::{Activation, Augmentation, Layer, Spec};

use super::workers::{Build, Manifest};
use super::{Computing, DatasetState, MainAction, NoSearch, Notice, Order, State, WorkerFailure};

mod browse;
mod examine;
mod inside;
mod learning;
mod replay;
mod runs;

const CPU: DeviceKind = DeviceKind::Cpu;
const GPU: DeviceKind = DeviceKind::Webgpu;

fn manifest() -> Manifest {
    let build = |name: &str| Build { script: format!("workers/{name}/start.js") };
    Manifest { cpu: build("cpu"), webgpu: Some(build("webgpu")), webgpu_pending: false, reader: None }
}

fn hello(probe: Probe) -> Event {
    Event::Hello { version: VERSION, probe }
}

fn gpu_probe() -> Probe {
    Probe::Adapter(Adapter { name: "card".to_owned(), software: false, timestamp_query: true })
}

fn ready(state: &mut State, kind: DeviceKind) {
    state.apply(kind, Event::Ready { device: kind });
}

fn dataset_arrives(state: &mut State, kind: DeviceKind, dataset: DatasetId) {
    state.apply(
        kind,
        Event::DatasetReady { dataset, train: vec![6_000; 10], test: vec![1_000; 10], histogram: vec![1; 256] },
    );
}

fn built(run: u32) -> Event {
    Event::Built { run: RunId(run), parameters: 101_770, train: 54_000, validation: 6_000, steps_per_epoch: 422 }
}

fn progress(run: u32, phase: Phase, step: u64) -> Event {
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
    let commands = state.take_orders().into_iter().filter_map(|order| match order {
        Order::Send(_, command) => Some(command),
        Order::FetchManifest | Order::Start { .. } | Order::End(_) | Order::Save { .. } => None,
        Order::SendOwn(_) | Order::HoldOwn | Order::KeepOwn(_) | Order::ForgetOwn | Order::EndReader => None,
    });
    commands.collect()
}

/// A page without a GPU whose worker is ready and has its data set.
fn on_cpu() -> State {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    state.manifest_arrived(Ok(manifest()));
    state.apply(CPU, hello(Probe::NoWebgpu));
    ready(&mut state, CPU);
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    state
}

/// The same with a fresh network, run 1.
fn with_network() -> State {
    let mut state = on_cpu();
    state.apply(CPU, built(1));
    state.take_orders();
    state
}

/// The same after some steps and a checkpoint at step 422, paused at 500.
fn trained() -> State {
    let mut state = with_network();
    state.main_action();
    state.apply(CPU, progress(1, Phase::Training, 100));
    state.apply(CPU, Event::Points { run: RunId(1), first: 0, points: vec![point(0.25), point(1.0)] });
    let score = Score { loss: 0.4, accuracy: 0.9, images: 54_000 };
    let epoch = EpochRecord { epoch: 0, train: score, validation: Some(score), seconds: 3.0, learning_rate: 0.001 };
    state.apply(CPU, Event::Epoch { run: RunId(1), epoch });
    state.apply(CPU, progress(1, Phase::Training, 422));
    state.apply(CPU, Event::Checkpoint { run: RunId(1), bytes: vec![42] });
    state.apply(CPU, Event::Points { run: RunId(1), first: 2, points: vec![point(1.1)] });
    state.apply(CPU, progress(1, Phase::Paused, 500));
    state.take_orders();
    state
}

#[test]
fn the_page_asks_for_all_it_needs_and_for_nothing_twice() {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    assert_eq!(state.take_orders(), [Order::FetchManifest]);
    state.manifest_arrived(Ok(manifest()));
    assert_eq!(state.take_orders(), [Order::Start { kind: CPU, script: "workers/cpu/start.js".to_owned() }]);
    state.apply(CPU, hello(Probe::NoWebgpu));
    assert_eq!(state.take_orders(), [Order::Send(CPU, Command::Start { version: VERSION, device: CPU })]);
    ready(&mut state, CPU);
    assert_eq!(state.workers.computing(), Computing::Cpu(CpuReason::NoWebgpu));
    assert_eq!(sent(&mut state), [Command::LoadDataset { dataset: DatasetId::Mnist }]);
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    let commands = sent(&mut state);
    assert!(matches!(&commands[0], Command::Images { indices, .. } if indices.len() == 25), "{commands:?}");
    let build = Command::Build { run: RunId(1), spec: Box::new(Spec::default()), weights: None };
    assert_eq!(commands[1..], [build]);
    state.reconcile();
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    assert_eq!(sent(&mut state), []);
}

#[test]
fn the_gpu_takes_over_when_it_is_ready() {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    state.manifest_arrived(Ok(manifest()));
    state.apply(CPU, hello(gpu_probe()));
    ready(&mut state, CPU);
    state.take_orders();
    assert!(matches!(state.workers.computing(), Computing::Trying(_)));
    assert_eq!(state.device(), None, "nothing is loaded while the GPU is tried");
    state.look_at(Some(vec![0; 784]));
    assert!(matches!(state.take_orders()[..], [Order::Send(CPU, Command::Predict { .. })]));
    state.apply(GPU, hello(gpu_probe()));
    state.take_orders();
    ready(&mut state, GPU);
    let orders = state.take_orders();
    assert_eq!(orders[0], Order::End(CPU));
    assert!(matches!(orders[1], Order::Send(GPU, Command::Predict { .. })), "the open question is asked again");
    assert_eq!(orders[2], Order::Send(GPU, Command::LoadDataset { dataset: DatasetId::Mnist }));
    assert!(matches!(state.workers.computing(), Computing::Webgpu(_)));
}

#[test]
fn a_gpu_that_computes_wrong_numbers_is_left_alone() {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    state.manifest_arrived(Ok(manifest()));
    state.apply(CPU, hello(gpu_probe()));
    ready(&mut state, CPU);
    state.apply(GPU, hello(gpu_probe()));
    state.take_orders();
    state.apply(GPU, Event::DeviceFailed { self_test: true, detail: "0.1 for 0.2".to_owned() });
    assert_eq!(state.take_orders()[0], Order::End(GPU));
    let reason = CpuReason::SelfTestFailed("0.1 for 0.2".to_owned());
    assert_eq!(state.workers.computing(), Computing::Cpu(reason));
}

#[test]
fn a_gpu_that_never_answers_is_left_alone() {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    state.manifest_arrived(Ok(manifest()));
    state.apply(CPU, hello(gpu_probe()));
    ready(&mut state, CPU);
    for _ in 0..30 {
        state.tick();
    }
    assert_eq!(state.workers.computing(), Computing::Cpu(CpuReason::StartFailed("no answer".to_owned())));
}

#[test]
fn a_page_without_a_gpu_build_says_so() {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    state.manifest_arrived(Ok(Manifest { webgpu: None, webgpu_pending: true, ..manifest() }));
    state.apply(CPU, hello(gpu_probe()));
    ready(&mut state, CPU);
    assert_eq!(state.workers.computing(), Computing::Cpu(CpuReason::BuildMissing));
    assert!(state.workers.webgpu_pending());
}

#[test]
fn a_worker_of_another_version_is_not_used() {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    state.manifest_arrived(Ok(manifest()));
    state.apply(CPU, Event::Hello { version: VERSION + 1, probe: Probe::NoWebgpu });
    assert_eq!(state.workers.computing(), Computing::Failed(WorkerFailure::Version));
}

#[test]
fn settings_that_rest_make_a_new_network_while_nothing_is_learnt() {
    let mut state = with_network();
    state.edit(|spec| spec.layers.push(Layer::dense(32, Activation::Tanh)));
    assert_eq!(sent(&mut state), [], "not while they change");
    state.settle();
    let commands = sent(&mut state);
    assert!(matches!(&commands[..], [Command::Build { run: RunId(2), spec, .. }] if spec.layers.len() == 2));
    state.apply(CPU, built(2));
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
    state.apply(CPU, built(2));
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
    state.apply(CPU, built(3));
    assert_eq!(state.run.as_ref().map(|run| run.points.len()), Some(2), "as far as the checkpoint goes");
    assert_eq!(state.notices.shown(), [], "what was brought back needs no further word");
}

#[test]
fn a_reset_while_it_trains_can_be_taken_back_to_that_very_step() {
    let mut state = with_network();
    state.main_action();
    state.apply(CPU, progress(1, Phase::Training, 100));
    state.take_orders();
    state.reset();
    let commands = sent(&mut state);
    assert!(matches!(commands[..], [Command::Pause { run: RunId(1) }, Command::Build { run: RunId(2), .. }]));
    state.apply(CPU, Event::Checkpoint { run: RunId(1), bytes: vec![7] });
    state.apply(CPU, progress(1, Phase::Paused, 101));
    state.apply(CPU, built(2));
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
    state.apply(CPU, progress(0, Phase::Training, 9));
    state.apply(CPU, Event::Points { run: RunId(0), first: 0, points: vec![point(0.5)] });
    state.apply(CPU, Event::Points { run: RunId(1), first: 2, points: vec![point(1.1)] });
    state.apply(CPU, progress(1, Phase::Paused, 500));
    state.apply(GPU, progress(1, Phase::Training, 7));
    assert_eq!(state.run.clone().map(|run| (run.points, run.epochs, run.progress)), before);
}

#[test]
fn a_click_shows_before_the_worker_answers() {
    let mut state = with_network();
    assert_eq!(state.controls().main, MainAction::Train);
    state.main_action();
    assert_eq!(state.controls().main, MainAction::Pause);
    state.apply(CPU, progress(1, Phase::Training, 10));
    state.main_action();
    assert_eq!(state.controls().main, MainAction::Resume);
    assert_eq!(sent(&mut state), [Command::Train { run: RunId(1) }, Command::Pause { run: RunId(1) }]);
}

#[test]
fn training_begins_by_itself_when_the_data_arrives() {
    let mut state = State::new(Spec::default(), DeviceRequest::Cpu, 7);
    state.manifest_arrived(Ok(manifest()));
    state.main_action();
    state.apply(CPU, hello(Probe::NoWebgpu));
    ready(&mut state, CPU);
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    assert_eq!(state.controls().main, MainAction::Pause);
    state.take_orders();
    state.apply(CPU, built(1));
    assert_eq!(sent(&mut state), [Command::Train { run: RunId(1) }]);
}

#[test]
fn a_lost_gpu_goes_on_from_the_checkpoint_on_the_cpu() {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    state.manifest_arrived(Ok(manifest()));
    state.apply(CPU, hello(gpu_probe()));
    ready(&mut state, CPU);
    state.apply(GPU, hello(gpu_probe()));
    ready(&mut state, GPU);
    dataset_arrives(&mut state, GPU, DatasetId::Mnist);
    state.apply(GPU, built(1));
    state.apply(GPU, progress(1, Phase::Training, 422));
    state.apply(GPU, Event::Checkpoint { run: RunId(1), bytes: vec![9] });
    state.apply(GPU, progress(1, Phase::Training, 600));
    state.take_orders();

    state.apply(GPU, Event::DeviceFailed { self_test: false, detail: "lost".to_owned() });
    assert_eq!(
        state.take_orders(),
        [Order::End(GPU), Order::Start { kind: CPU, script: "workers/cpu/start.js".to_owned() }]
    );
    state.apply(CPU, hello(gpu_probe()));
    ready(&mut state, CPU);
    assert_eq!(state.workers.computing(), Computing::Cpu(CpuReason::Lost));
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    let commands = sent(&mut state);
    assert!(
        commands.iter().any(|c| matches!(c, Command::Restore { run: RunId(1), checkpoint, .. } if *checkpoint == [9]))
    );
    let run = state.run.as_ref().expect("the run is kept");
    assert_eq!((run.phase(), run.progress.step), (&Phase::Paused, 422));
    assert_eq!(state.notices.shown()[0].1, Notice::WorkerLost { kind: GPU });
}

#[test]
fn a_silent_worker_is_replaced() {
    let mut state = trained();
    for _ in 0..3 {
        state.tick();
        // Any sign of life will do.
        state.apply(CPU, Event::Images { request: RequestId(0), split: Split::Test, images: vec![] });
    }
    assert!(sent(&mut state).iter().all(|command| matches!(command, Command::Images { .. })));
    for _ in 0..20 {
        state.tick();
    }
    let orders = state.take_orders();
    assert!(orders.contains(&Order::End(CPU)));
    assert!(orders.iter().any(|order| matches!(order, Order::Start { kind: CPU, .. })));
}

#[test]
fn a_worker_that_dies_again_and_again_is_given_up() {
    let mut state = State::new(Spec::default(), DeviceRequest::Cpu, 7);
    state.manifest_arrived(Ok(manifest()));
    for _ in 0..3 {
        state.apply(CPU, hello(Probe::NoWebgpu));
        state.worker_died(CPU, "out of memory".to_owned());
    }
    let failure = WorkerFailure::Broken("out of memory".to_owned());
    assert_eq!(state.workers.computing(), Computing::Failed(failure));
    state.take_orders();
    state.retry_workers();
    assert_eq!(state.take_orders(), [Order::FetchManifest]);
}

#[test]
fn weights_that_do_not_fit_change_nothing() {
    let mut state = trained();
    state.open_weights(vec![1, 2, 3]);
    assert!(matches!(&sent(&mut state)[..], [Command::Build { run: RunId(2), weights: Some(_), .. }]));
    let error = RunError::Weights("no such tensor".to_owned());
    state.apply(CPU, Event::Refused { run: RunId(2), error: error.clone() });
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
    state.apply(CPU, Event::DatasetProgress { dataset: DatasetId::Mnist, received: 1, total: 2 });
    state.apply(CPU, Event::DatasetProgress { dataset: DatasetId::FashionMnist, received: 5, total: 9 });
    assert_eq!(state.dataset, DatasetState::Loading { id: DatasetId::FashionMnist, received: 5, total: 9 });
    let error = DataError::Network { file: "a.gz".to_owned(), detail: "offline".to_owned() };
    state.apply(CPU, Event::DatasetFailed { dataset: DatasetId::FashionMnist, error });
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
    state.apply(CPU, hello(Probe::NoWebgpu));
    ready(&mut state, CPU);
    let error = DataError::Network { file: "a.gz".to_owned(), detail: "the server answers 404".to_owned() };
    state.apply(CPU, Event::DatasetFailed { dataset: DatasetId::Cifar10, error });
    state.take_orders();
    state.edit(|spec| spec.dataset = DatasetId::Mnist);
    state.settle();
    assert_eq!(sent(&mut state), [Command::LoadDataset { dataset: DatasetId::Mnist }]);
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    let built = |command: &Command| matches!(command, Command::Build { spec, .. } if spec.dataset == DatasetId::Mnist);
    assert!(sent(&mut state).iter().any(built));
}

/// A person's own copy of a part of CIFAR-10.
#[test]
fn images_are_picked_from_those_that_are_there() {
    let mut state = on_cpu();
    state.edit(|spec| spec.dataset = DatasetId::Cifar10);
    state.take_orders();
    let event = Event::DatasetReady {
        dataset: DatasetId::Cifar10,
        train: vec![1; 10],
        test: vec![0, 0, 1],
        histogram: vec![1; 256],
    };
    state.apply(CPU, event);
    let places = |commands: Vec<Command>| -> Vec<(Split, u32)> {
        let asked = commands.into_iter().filter_map(|command| {
            if let Command::Images { split, indices, .. } = command { Some((split, indices)) } else { None }
        });
        asked.flat_map(|(split, indices)| indices.into_iter().map(move |index| (split, index))).collect()
    };
    let places = places(sent(&mut state));
    assert_eq!(places.len(), 25 + 1);
    assert!(places.iter().all(|(split, index)| *index < if *split == Split::Train { 10 } else { 1 }), "{places:?}");
}

/// A worker that is asked about an image of a wrong size takes it for a failure of its device.
#[test]
fn a_network_is_not_asked_about_images_of_another_size() {
    let mut state = with_network();
    state.edit(|spec| spec.dataset = DatasetId::Cifar10);
    state.take_orders();
    state.look_at(Some(vec![0; 32 * 32 * 3]));
    assert_eq!(sent(&mut state), []);
    state.settle();
    dataset_arrives(&mut state, CPU, DatasetId::Cifar10);
    state.take_orders();
    state.apply(CPU, built(2));
    assert!(matches!(&sent(&mut state)[..], [Command::Predict { image, .. }] if image.len() == 3_072));
}

#[test]
fn only_the_newest_answer_counts() {
    let mut state = with_network();
    state.look_at(Some(vec![1; 784]));
    state.look_at(Some(vec![2; 784]));
    let requests: Vec<_> = sent(&mut state)
        .into_iter()
        .filter_map(|command| if let Command::Predict { request, .. } = command { Some(request) } else { None })
        .collect();
    let answer = |request, value| Event::Prediction { request, by: Predictor::BuiltIn, probabilities: vec![value; 10] };
    state.apply(CPU, answer(requests[0], 0.25));
    assert_eq!(state.prediction, None);
    state.apply(CPU, answer(requests[1], 0.5));
    assert_eq!(state.prediction.as_ref().map(|p| p.probabilities[0]), Some(0.5));
    state.apply(CPU, progress(1, Phase::Training, 3));
    assert!(
        matches!(&sent(&mut state)[..], [Command::Predict { image, .. }] if image[0] == 2),
        "it follows the training"
    );
    state.look_at(None);
    assert_eq!(state.prediction, None);
}

#[test]
fn the_true_class_is_known_of_a_test_image_alone() {
    let mut state = with_network();
    state.test_image = Some(LabelledImage { index: 1, label: 4, pixels: vec![9; 784] });
    assert_eq!(state.truth(), None);
    state.look_at(Some(vec![9; 784]));
    assert_eq!(state.truth(), Some(4));
    state.look_at(Some(vec![8; 784]));
    assert_eq!(state.truth(), None, "a drawing");
}

#[test]
fn a_pause_is_shown_until_it_is_over() {
    let mut state = with_network();
    state.main_action();
    state.apply(CPU, progress(1, Phase::Training, 100));
    state.main_action();
    let phase = |state: &State| state.run.as_ref().map(|run| run.phase().clone());
    assert_eq!(phase(&state), Some(Phase::Paused));
    state.apply(CPU, progress(1, Phase::Training, 103));
    assert_eq!(phase(&state), Some(Phase::Paused), "it was told before the wish was heard");
    state.apply(CPU, progress(1, Phase::Paused, 103));
    state.main_action();
    state.apply(CPU, progress(1, Phase::Training, 104));
    assert_eq!(phase(&state), Some(Phase::Training));
    // Pressed twice in a moment: the second wish counts.
    state.main_action();
    state.main_action();
    state.apply(CPU, progress(1, Phase::Training, 107));
    assert_eq!(phase(&state), Some(Phase::Training));
}
