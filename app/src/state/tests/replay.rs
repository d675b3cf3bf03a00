//! Looking back at epochs whose weights are kept.

use spec::protocol::Moment;

use super::*;

fn saved(run: u32, epochs: &[u32]) -> Event {
    Event::Saved { run: RunId(run), epochs: epochs.to_vec() }
}

fn predicts(state: &mut State) -> Vec<Moment> {
    let moment = |question| if let Question::Prediction { moment, .. } = question { Some(moment) } else { None };
    asks(state).into_iter().filter_map(|(_, question)| moment(question)).collect()
}

/// Three epochs are kept and a drawing is in view.
fn replayable() -> State {
    let mut state = trained();
    state.look_at(Some(vec![0; 784]));
    state.hear(CPU, saved(1, &[0, 1, 2]));
    state.take_effects();
    state
}

#[test]
fn the_kept_epochs_and_now_can_be_looked_at() {
    let mut state = trained();
    assert_eq!((state.moments(), state.can_look_back()), (vec![Moment::Now], false));
    state.hear(CPU, saved(1, &[0]));
    assert!(!state.can_look_back(), "one epoch is nothing to choose from");
    state.hear(CPU, saved(1, &[0, 1]));
    assert!(state.can_look_back());
    assert_eq!(state.moments(), [Moment::Epoch(0), Moment::Epoch(1), Moment::Now]);
}

#[test]
fn the_drawing_is_answered_by_the_moment_in_view() {
    let mut state = replayable();
    state.look_back(Moment::Epoch(1));
    assert_eq!((predicts(&mut state), state.past()), (vec![Moment::Epoch(1)], Some(1)));
    state.look_back(Moment::Epoch(1));
    assert_eq!(predicts(&mut state), [], "nothing is asked twice");
    state.hear(CPU, progress(1, Phase::Training, 600));
    assert_eq!(predicts(&mut state), [], "an earlier epoch learns nothing more");
    state.look_at(Some(vec![1; 784]));
    assert_eq!(predicts(&mut state), [Moment::Epoch(1)]);
    state.look_back(Moment::Now);
    assert_eq!((predicts(&mut state), state.past()), (vec![Moment::Now], None));
}

#[test]
fn an_epoch_that_is_not_kept_is_now() {
    let mut state = replayable();
    state.look_back(Moment::Epoch(7));
    assert_eq!((state.moment(), predicts(&mut state)), (Moment::Now, vec![]));
    state.look_back(Moment::Epoch(1));
    state.take_effects();
    state.hear(CPU, saved(1, &[0, 1, 2, 3]));
    assert_eq!(state.moment(), Moment::Epoch(1), "training may go on");
    state.hear(CPU, saved(1, &[0, 2, 4]));
    assert_eq!((state.moment(), predicts(&mut state)), (Moment::Now, vec![Moment::Now]), "it had to make room");
}

#[test]
fn another_network_or_worker_brings_now_back() {
    let mut state = replayable();
    state.look_back(Moment::Epoch(2));
    state.reset();
    state.hear(CPU, built(2));
    assert_eq!((state.moment(), state.can_look_back()), (Moment::Now, false));
    state.hear(CPU, saved(1, &[0, 1, 2]));
    assert!(!state.can_look_back(), "those are of the old network");

    let mut state = replayable();
    state.look_back(Moment::Epoch(2));
    state.worker_died(CPU, "gone".to_owned());
    state.follow();
    assert_eq!((state.moment(), state.can_look_back()), (Moment::Now, false));
    let mut state = replayable();
    state.look_back(Moment::Epoch(2));
    state.choose_device(DeviceRequest::Cpu);
    state.follow();
    assert_eq!((state.moment(), state.can_look_back()), (Moment::Now, false));
}
