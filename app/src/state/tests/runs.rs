//! The runs of a visit, and ready comparisons.

use super::super::Queue;
use super::*;
use crate::rules::compare::{Preset, Start};

fn numbers(state: &State) -> Vec<u32> {
    state.rows().iter().map(|row| row.number).collect()
}

fn score(accuracy: f64) -> Score {
    Score { loss: 1.0 - accuracy, accuracy, images: 100 }
}

/// The run that stands is trained to its end.
fn finish(state: &mut State, accuracy: f64) {
    let run = state.run.as_ref().expect("a network stands").id;
    state.hear(CPU, progress(run.0, Phase::Training, 10));
    state.hear(CPU, Event::Points { run, points: vec![point(0.5), point(1.0)] });
    let train = score(accuracy);
    let epoch = EpochRecord { epoch: 0, train, validation: None, seconds: 2.0, learning_rate: 0.001 };
    state.hear(CPU, Event::Epoch { run, epoch });
    state.hear(CPU, Event::Test { run, step: 422, score: train });
    state.hear(CPU, progress(run.0, Phase::Finished, 422));
    state.hear(CPU, Event::Checkpoint { run, bytes: vec![1] });
}

/// The network that is asked for stands.
fn candidate_stands(state: &mut State) {
    let candidate = state.training.candidate.as_ref().expect("a network is asked for");
    let (id, dataset) = (candidate.id.0, candidate.spec.dataset);
    if !state.dataset.is_ready(dataset) {
        dataset_arrives(state, CPU, dataset);
    }
    state.hear(CPU, built(id));
    state.take_effects();
}

/// Trains another network with this seed to its end.
fn train_another(state: &mut State, seed: u64) {
    state.edit(|spec| spec.seed = seed);
    state.main_action();
    candidate_stands(state);
    finish(state, 0.5);
}

#[test]
fn every_network_that_took_a_step_has_a_row() {
    let mut state = with_network();
    assert_eq!(numbers(&state), [] as [u32; 0]);
    state.main_action();
    finish(&mut state, 0.9);
    assert_eq!(numbers(&state), [1]);
    assert!(state.rows()[0].live);
    assert_eq!(state.rows()[0].moving, None);
    train_another(&mut state, 7);
    let rows = state.rows();
    assert_eq!(numbers(&state), [1, 2]);
    assert_eq!((rows[0].live, rows[1].live), (false, true));
    assert_eq!((rows[0].spec.seed, rows[0].test, rows[0].epochs), (42, Some(score(0.9)), 1));
    assert_eq!(rows[0].phase, Phase::Finished);
    assert_eq!(state.history(1).map(|history| history.points.len()), Some(2));
    // A reset makes a network that has learnt nothing yet: no row.
    state.reset();
    candidate_stands(&mut state);
    assert_eq!(numbers(&state), [1, 2]);
    assert!(state.rows().iter().all(|row| !row.live));
}

#[test]
fn a_network_that_is_brought_back_is_live_again_under_its_number() {
    let mut state = with_network();
    state.main_action();
    finish(&mut state, 0.9);
    train_another(&mut state, 7);
    state.undo();
    candidate_stands(&mut state);
    let rows = state.rows();
    assert_eq!(numbers(&state), [1, 2]);
    assert_eq!((rows[0].live, rows[1].live), (true, false));
}

#[test]
fn what_was_learnt_before_the_worker_was_lost_stays_in_the_list() {
    let mut state = with_network();
    state.main_action();
    state.hear(CPU, progress(1, Phase::Training, 100));
    state.hear(CPU, Event::Points { run: RunId(1), points: vec![point(0.2)] });
    state.worker_died(CPU, "trap".to_owned());
    assert_eq!(numbers(&state), [1]);
    assert_eq!(state.rows()[0].moving, Some(point(0.2)), "before an epoch has ended, the newest point is all there is");
    assert!(!state.rows()[0].live, "without a checkpoint the network begins anew");
    let mut state = trained();
    state.worker_died(CPU, "trap".to_owned());
    assert!(state.rows()[0].live, "with one it goes on");
}

#[test]
fn the_list_is_bounded_and_keeps_what_was_chosen() {
    let mut state = with_network();
    state.main_action();
    finish(&mut state, 0.9);
    state.toggle_run(1);
    state.toggle_run(1);
    for seed in 0..60 {
        train_another(&mut state, seed);
    }
    let numbers = numbers(&state);
    assert_eq!(numbers.len(), 50);
    assert_eq!((numbers[0], numbers[1], numbers[49]), (1, 13, 61));
    assert_eq!(state.shown_runs(), [1]);
    state.show_newest_runs();
    assert_eq!(state.shown_runs(), [59, 60, 61]);
}

#[test]
fn long_curves_are_kept_short() {
    let mut state = with_network();
    state.main_action();
    finish(&mut state, 0.9);
    let points = (1..=5_000).map(|i| point(i as f32 / 50.0)).collect();
    state.hear(CPU, Event::Points { run: RunId(1), points });
    train_another(&mut state, 7);
    let history = state.history(1).expect("it is kept");
    assert!(history.points.len() <= 600, "{}", history.points.len());
    assert_eq!(history.points.last().map(|point| (point.epoch, point.loss)), Some((100.0, 1.0)));
}

#[test]
fn no_more_are_shown_than_can_be_told_apart() {
    let mut state = with_network();
    state.main_action();
    finish(&mut state, 0.9);
    for seed in 0..7 {
        train_another(&mut state, seed);
    }
    for number in 1..=8 {
        if !state.shown_runs().contains(&number) {
            state.toggle_run(number);
        }
    }
    assert_eq!(state.shown_runs(), [1, 2, 3, 6, 7, 8]);
}

#[test]
fn runs_are_named_removed_and_brought_back() {
    let mut state = with_network();
    state.main_action();
    finish(&mut state, 0.9);
    train_another(&mut state, 7);
    train_another(&mut state, 8);
    state.name_run(1, "  the first one of many, of very many ");
    assert_eq!(state.training.runs.name(1), Some("the first one of many, o"));
    state.remove_runs(|number| number == 1);
    assert_eq!(numbers(&state), [2, 3]);
    assert_eq!(state.notices.shown().last().map(|(_, notice)| notice), Some(&Notice::RunsRemoved { runs: 1 }));
    state.bring_runs_back();
    assert_eq!(numbers(&state), [1, 2, 3]);
    assert_eq!(state.training.runs.name(1), Some("the first one of many, o"));
    state.remove_runs(|_| true);
    assert_eq!(numbers(&state), [3], "the network that stands is no row to remove");
    state.bring_runs_back();
    assert_eq!(numbers(&state), [1, 2, 3]);
    state.name_run(1, " ");
    assert_eq!(state.training.runs.name(1), None);
}

#[test]
fn a_runs_settings_come_back_and_nothing_learnt_is_lost() {
    let mut state = with_network();
    state.main_action();
    finish(&mut state, 0.9);
    train_another(&mut state, 7);
    state.take_effects();
    state.take_settings_of(1);
    assert_eq!(state.draft, Spec::default());
    assert!(state.stale());
    assert_eq!(sent(&mut state), [], "the trained network stands until a person trains anew");
    state.back_to_run();
    assert_eq!(state.draft.seed, 7);
}

#[test]
fn a_rate_for_the_next_network_leaves_the_old_ones_record_alone() {
    let mut state = with_network();
    state.main_action();
    finish(&mut state, 0.9);
    state.edit(|spec| spec.optimizer.set_learning_rate(0.1));
    assert_eq!(state.rows()[0].spec.optimizer.learning_rate(), 0.001, "it has ended");
    let mut state = trained();
    state.set_draft(Preset::Scale.specs(&Spec::default(), 1).expect("it needs nothing")[0].clone());
    state.edit(|spec| spec.layers.clear());
    assert_eq!(state.rows()[0].spec.optimizer.learning_rate(), 0.001);
}

#[test]
fn first_weights_are_compared_with_those_of_the_reference() {
    let mut state = with_network();
    state.main_action();
    finish(&mut state, 0.9);
    train_another(&mut state, 7);
    train_another(&mut state, 42);
    assert_eq!(state.reference_run(), Some(1));
    assert_eq!(
        (state.start_of(1), state.start_of(2), state.start_of(3)),
        (None, Some(Start::Other), Some(Start::Same))
    );
    state.refer_to_run(2);
    assert_eq!((state.start_of(1), state.start_of(3)), (Some(Start::Other), Some(Start::Other)));
}

#[test]
fn a_comparison_trains_both_runs_and_shows_them() {
    let mut state = with_network();
    state.compare(Preset::Optimizer, 1);
    assert_eq!(state.training.queue.as_ref().map(Queue::place), Some((1, 2)));
    let commands = sent(&mut state);
    assert!(matches!(&commands[..], [Command::Build { spec, .. }] if spec.epochs == 1), "{commands:?}");
    state.compare(Preset::Scale, 1);
    assert_eq!(state.training.queue.as_ref().map(|queue| queue.pair), Some(Preset::Optimizer), "one at a time");
    let id = state.training.candidate.as_ref().expect("the first is asked for").id;
    state.hear(CPU, built(id.0));
    assert_eq!(sent(&mut state), [Command::Train { run: id }]);
    finish(&mut state, 0.7);
    assert_eq!(state.training.queue.as_ref().map(Queue::place), Some((2, 2)));
    candidate_stands(&mut state);
    finish(&mut state, 0.9);
    assert_eq!(state.training.queue, None);
    assert_eq!(state.shown_runs(), [1, 2]);
    let rows = state.rows();
    assert_ne!(rows[0].spec.optimizer, rows[1].spec.optimizer);
    assert_eq!(state.start_of(2), Some(Start::Same));
    let notices: Vec<_> = state.notices.shown().iter().map(|(_, notice)| notice.clone()).collect();
    assert_eq!(notices, [Notice::DraftReplaced]);
}

#[test]
fn settings_and_network_from_before_a_comparison_come_back() {
    let mut state = trained();
    state.edit(|spec| spec.seed = 5);
    state.compare(Preset::Optimizer, 1);
    candidate_stands(&mut state);
    finish(&mut state, 0.7);
    candidate_stands(&mut state);
    finish(&mut state, 0.9);
    state.take_effects();
    state.back_to_own();
    assert_eq!(state.draft.seed, 5);
    let commands = sent(&mut state);
    assert!(matches!(&commands[..], [Command::Restore { checkpoint, .. }] if *checkpoint == [42]), "{commands:?}");
    candidate_stands(&mut state);
    assert_eq!(state.run.as_ref().map(|run| run.spec.seed), Some(42));
    assert_eq!((state.training.before_comparison.clone(), state.notices.shown()), (None, &[][..]));
    assert_eq!(numbers(&state), [1, 2, 3]);
}

#[test]
fn a_comparison_goes_on_after_a_lost_worker() {
    let mut state = with_network();
    state.compare(Preset::Optimizer, 3);
    candidate_stands(&mut state);
    let id = state.run.as_ref().expect("the first stands").id;
    state.hear(CPU, progress(id.0, Phase::Training, 422));
    state.hear(CPU, Event::Checkpoint { run: id, bytes: vec![9] });
    state.worker_died(CPU, "trap".to_owned());
    state.hear(CPU, hello(Probe::NoWebgpu));
    ready(&mut state, CPU);
    dataset_arrives(&mut state, CPU, DatasetId::Mnist);
    state.take_effects();
    state.hear(CPU, built(id.0));
    assert_eq!(sent(&mut state), [Command::Train { run: id }]);
    assert!(state.training.queue.is_some());
}

#[test]
fn a_pause_holds_a_comparison_and_a_reset_ends_it() {
    let mut state = with_network();
    state.compare(Preset::Optimizer, 3);
    candidate_stands(&mut state);
    let id = state.run.as_ref().expect("the first stands").id;
    state.hear(CPU, progress(id.0, Phase::Training, 100));
    state.main_action();
    state.hear(CPU, progress(id.0, Phase::Paused, 101));
    assert!(state.training.queue.is_some());
    assert_eq!(state.controls().main, MainAction::Resume);
    state.reset();
    candidate_stands(&mut state);
    assert_eq!(state.training.queue, None);
    assert!(state.notices.shown().iter().any(|(_, notice)| *notice == Notice::ComparisonLeft));
}

#[test]
fn a_comparison_does_not_write_over_settings_that_a_person_changes_meanwhile() {
    let mut state = with_network();
    state.compare(Preset::Optimizer, 1);
    candidate_stands(&mut state);
    state.edit(|spec| spec.epochs = 77);
    finish(&mut state, 0.7);
    assert_eq!((state.draft.epochs, state.training.queue.is_none()), (77, true));
    assert!(state.notices.shown().iter().any(|(_, notice)| *notice == Notice::ComparisonLeft));
}

#[test]
fn a_comparison_that_is_left_waits_and_one_that_is_refused_says_so() {
    let mut state = with_network();
    state.compare(Preset::Units, 1);
    state.leave_comparison();
    assert_eq!(state.training.queue, None);
    let mut state = with_network();
    state.compare(Preset::Optimizer, 1);
    let id = state.training.candidate.as_ref().expect("the first is asked for").id;
    state.hear(CPU, Event::Refused { run: id, error: RunError::NoDataset });
    assert_eq!(state.training.queue, None);
    assert!(state.notices.shown().iter().any(|(_, notice)| *notice == Notice::ComparisonLeft));
}
