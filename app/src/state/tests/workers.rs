//! The workers' life: which build computes, and what becomes of the run when one is lost.

use super::*;

#[test]
fn the_gpu_takes_over_when_it_is_ready() {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    state.manifest_arrived(Ok(manifest()));
    state.hear(CPU, hello(gpu_probe()));
    ready(&mut state, CPU);
    state.take_effects();
    assert!(matches!(state.workers.computing(), Computing::Trying(_)));
    assert_eq!(state.device(), None, "nothing is loaded while the GPU is tried");
    state.look_at(Some(vec![0; 784]));
    let predict = |effect: &Effect, worker| matches!(effect, Effect::Send(to, Command::Ask { question: Question::Prediction { .. }, .. }) if *to == worker);
    let orders = state.take_effects();
    assert!(orders.len() == 1 && predict(&orders[0], CPU), "{orders:?}");
    state.hear(GPU, hello(gpu_probe()));
    state.take_effects();
    ready(&mut state, GPU);
    let orders = state.take_effects();
    assert_eq!(orders[0], Effect::End(CPU));
    assert!(predict(&orders[1], GPU), "the open question is asked again");
    assert_eq!(orders[2], Effect::Send(GPU, Command::LoadDataset { dataset: DatasetId::Mnist }));
    assert!(matches!(state.workers.computing(), Computing::Webgpu(_)));
}

#[test]
fn a_gpu_that_computes_wrong_numbers_is_left_alone() {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    state.manifest_arrived(Ok(manifest()));
    state.hear(CPU, hello(gpu_probe()));
    ready(&mut state, CPU);
    state.hear(GPU, hello(gpu_probe()));
    state.take_effects();
    state.hear(GPU, failed(FailureKind::SelfTest, "0.1 for 0.2"));
    assert_eq!(state.take_effects()[0], Effect::End(GPU));
    let reason = CpuReason::SelfTestFailed("0.1 for 0.2".to_owned());
    assert_eq!(state.workers.computing(), Computing::Cpu(reason));
}

#[test]
fn a_gpu_that_never_answers_is_left_alone() {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    state.manifest_arrived(Ok(manifest()));
    state.hear(CPU, hello(gpu_probe()));
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
    state.hear(CPU, hello(gpu_probe()));
    ready(&mut state, CPU);
    assert_eq!(state.workers.computing(), Computing::Cpu(CpuReason::BuildMissing));
    assert!(state.workers.webgpu_pending());
}

#[test]
fn a_worker_of_another_version_is_not_used() {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    state.manifest_arrived(Ok(manifest()));
    state.hear(CPU, Event::Hello { version: VERSION + 1, probe: Probe::NoWebgpu });
    assert_eq!(state.workers.computing(), Computing::Failed(WorkerFailure::Version));
}

#[test]
fn a_lost_gpu_goes_on_from_the_checkpoint_on_the_cpu() {
    let mut state = State::new(Spec::default(), DeviceRequest::Auto, 7);
    state.manifest_arrived(Ok(manifest()));
    state.hear(CPU, hello(gpu_probe()));
    ready(&mut state, CPU);
    state.hear(GPU, hello(gpu_probe()));
    ready(&mut state, GPU);
    dataset_arrives(&mut state, GPU, DatasetId::Mnist);
    state.hear(GPU, built(1));
    state.hear(GPU, progress(1, Phase::Training, 422));
    state.hear(GPU, Event::Checkpoint { run: RunId(1), bytes: vec![9] });
    state.hear(GPU, progress(1, Phase::Training, 600));
    state.take_effects();

    state.hear(GPU, failed(FailureKind::Lost, "lost"));
    assert_eq!(
        state.take_effects(),
        [Effect::End(GPU), Effect::Start { kind: CPU, script: "workers/cpu/start.js".to_owned() }]
    );
    state.hear(CPU, hello(gpu_probe()));
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
        state.hear(CPU, answered(RequestId(0), Answer::Images(vec![])));
    }
    let question = Question::Images { split: Split::Test, indices: vec![] };
    assert_eq!(sent(&mut state), vec![Command::Ask { request: RequestId(0), question }; 3]);
    for _ in 0..20 {
        state.tick();
    }
    let orders = state.take_effects();
    assert!(orders.contains(&Effect::End(CPU)));
    assert!(orders.iter().any(|order| matches!(order, Effect::Start { kind: CPU, .. })));
}

#[test]
fn a_worker_that_dies_again_and_again_is_given_up() {
    let mut state = State::new(Spec::default(), DeviceRequest::Cpu, 7);
    state.manifest_arrived(Ok(manifest()));
    for _ in 0..3 {
        state.hear(CPU, hello(Probe::NoWebgpu));
        state.worker_died(CPU, "out of memory".to_owned());
    }
    let failure = WorkerFailure::Broken("out of memory".to_owned());
    assert_eq!(state.workers.computing(), Computing::Failed(failure));
    state.take_effects();
    state.retry_workers();
    assert_eq!(state.take_effects(), [Effect::FetchManifest]);
}
