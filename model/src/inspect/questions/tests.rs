use std::cell::Cell;
use std::rc::Rc;

use super::*;
use crate::device::Device;
use crate::inspect::{History, RunSource, Snapshot};
use crate::session::Session;
use crate::session::tests::{data, epoch, run, session, spec};
use images::dataset::Dataset;
use spec::Spec;
use spec::protocol::{Ask, Method, Moment, Part, Partial, Predictor, RunError, RunId, Split};

/// A worker without a browser: a run, its questions, a clock that goes on by itself, and what the page is told.
struct Worker {
    session: Session,
    history: History,
    data: Rc<Dataset>,
    device: Device,
    questions: Questions,
    time: Cell<f64>,
    /// Milliseconds from one look at the clock to the next.
    tick: f64,
    told: Vec<Event>,
}

impl Worker {
    fn new() -> Self {
        let mut session = session(&spec());
        session.step();
        Self {
            session,
            history: History::default(),
            data: data(),
            device: Device::cpu(),
            questions: Questions::default(),
            time: Cell::new(0.0),
            tick: 0.0,
            told: Vec::new(),
        }
    }

    fn ask(&mut self, request: u32, question: Question) {
        self.questions.ask(RequestId(request), question);
    }

    fn ask_network(&mut self, request: u32, what: Ask) {
        self.ask(request, Question::Network { run: RunId(1), moment: Moment::Now, what });
    }

    /// One turn of its loop, in which the network trained for so long.
    fn turn(&mut self, trained: Option<f64>) {
        let Self { session, history, data, device, questions, time, tick, told } = self;
        let run_source = Some(RunSource { id: RunId(1), session, history });
        let wanted = data.id;
        let sources = Sources { wanted, data: Some(data), device: Some(device), run: run_source, built_in: None };
        let now = || {
            time.set(time.get() + *tick);
            time.get()
        };
        let mut tell = |event| told.push(event);
        run(questions.answer(&sources, &now, &mut tell));
        run(questions.work(trained, &now, &mut tell));
    }

    /// Takes turns until all is answered.
    fn finish(&mut self) {
        while !self.questions.is_empty() {
            self.turn(None);
        }
    }

    /// What was answered so far, and whether by something.
    fn answered(&mut self) -> Vec<(u32, bool)> {
        let mut answered = Vec::new();
        for event in std::mem::take(&mut self.told) {
            if let Event::Answered { request, answer } = event {
                answered.push((request.0, answer.is_some()));
            }
        }
        answered
    }
}

fn activations() -> Ask {
    Ask::Activations { image: vec![9; 784] }
}

fn saliency(method: Method) -> Ask {
    Ask::Saliency { class: 2, method, image: vec![9; 784] }
}

fn search() -> Question {
    Question::LearningRate { spec: Box::new(spec()) }
}

fn images() -> Question {
    Question::Images { split: Split::Test, indices: vec![4, 100] }
}

#[test]
fn of_a_kind_that_waits_only_the_newest_is_answered() {
    let mut worker = Worker::new();
    worker.ask_network(1, activations());
    worker.ask(2, images());
    worker.ask_network(3, Ask::Weights { layer: 0 });
    worker.ask_network(4, activations());
    worker.ask(5, images());
    worker.ask_network(6, saliency(Method::Gradient));
    worker.ask_network(7, saliency(Method::Occlusion { side: 9 }));
    worker.turn(None);
    worker.finish();
    let all = [2, 3, 4, 5, 6, 7].map(|request| (request, true));
    assert_eq!(worker.answered(), all, "in the order of asking; each question for images counts");
}

#[test]
fn a_newer_question_of_its_kind_ends_what_is_worked_on() {
    let mut worker = Worker::new();
    worker.tick = QUANTUM;
    worker.ask_network(1, Ask::Evaluation { part: Part::Train });
    worker.ask_network(2, Ask::Projection { count: 100 });
    worker.turn(None);
    worker.ask_network(3, Ask::Evaluation { part: Part::Test });
    worker.finish();
    let mut answered = worker.answered();
    answered.sort_unstable();
    assert_eq!(answered, [(2, true), (3, true)]);
}

#[test]
fn what_takes_long_is_worked_on_in_turn() {
    let mut worker = Worker::new();
    // One step a turn.
    worker.tick = QUANTUM;
    worker.ask_network(1, Ask::Evaluation { part: Part::Test });
    worker.ask_network(2, Ask::Projection { count: 100 });
    worker.turn(None);
    worker.turn(None);
    let done: Vec<[u32; 2]> = worker
        .questions
        .tasks
        .iter()
        .map(|running| match running.task.progress() {
            Progress::Working { done, total } => [done, total],
            Progress::Complete => [0, 0],
        })
        .collect();
    assert_eq!(done, [[100, 100]; 2], "both have had their turn");
}

#[test]
fn progress_is_told_at_once_and_then_eight_times_a_second() {
    let mut worker = Worker::new();
    worker.tick = 1.0;
    worker.ask(1, search());
    worker.finish();
    let end = worker.time.get();
    let mut points = 0;
    let mut reports = 0;
    for event in &worker.told {
        let Event::Answering { request, done, total, so_far } = event else { continue };
        assert_eq!((*request, *total), (RequestId(1), 350));
        if let Some(Partial::RatePoints { first, points: more }) = so_far {
            assert_eq!(*first, points, "each point is given once");
            points += more.len() as u32;
        }
        assert_eq!(*done, points);
        reports += 1;
    }
    assert!(points > 100, "{points}");
    assert!(matches!(only_answer(&mut worker), Some(Answer::LearningRate(Ok(_)))));
    // The first and the last come at any time.
    assert!(reports >= 3 && f64::from(reports - 2) <= end / PACE, "{reports} in {end} ms");
}

#[test]
fn a_run_that_trains_gives_half_a_second_at_once_and_a_seventeenth_in_the_long_run() {
    let mut worker = Worker::new();
    worker.tick = 1.0;
    let (mut spent, mut trained, mut at_once) = (0.0, 0.0, None);
    for turn in 0..6_000 {
        if worker.questions.is_empty() {
            worker.ask_network(turn, Ask::Evaluation { part: Part::Test });
        }
        let (mut may, before) = (worker.questions.budget, worker.time.get());
        may.earn(8.0);
        worker.turn(Some(8.0));
        trained += 8.0;
        if may.is_left() {
            spent += worker.time.get() - before;
        } else {
            at_once = at_once.or(Some(spent));
        }
    }
    let at_once = at_once.expect("training comes first in the end");
    // The clock is looked at between the turns too.
    assert!((500.0..750.0).contains(&at_once), "{at_once}");
    let share = (spent - at_once) / (trained + spent);
    assert!((0.04..0.09).contains(&share), "{share}");
    worker.ask_network(1, Ask::Evaluation { part: Part::Test });
    worker.finish();
    assert!(worker.questions.budget.is_left(), "a run that rests gives all its time");
}

#[test]
fn when_the_run_goes_what_is_worked_on_is_answered_by_nothing() {
    let mut worker = Worker::new();
    worker.tick = QUANTUM;
    worker.ask_network(1, Ask::Evaluation { part: Part::Train });
    worker.ask_network(2, saliency(Method::Occlusion { side: 3 }));
    worker.ask(3, search());
    worker.turn(None);
    worker.told.clear();
    worker.questions.lose_run(&mut |event| worker.told.push(event));
    let mut answered = worker.answered();
    answered.sort_unstable();
    assert_eq!(answered, [(1, false), (2, false)], "a search has networks of its own");
    assert!(!worker.questions.is_empty());
}

#[test]
fn a_run_that_is_not_there_cannot_be_asked() {
    let mut worker = Worker::new();
    worker.ask(1, Question::Network { run: RunId(2), moment: Moment::Now, what: activations() });
    worker.ask(2, Question::Network { run: RunId(1), moment: Moment::Epoch(0), what: Ask::Weights { layer: 0 } });
    worker.turn(None);
    assert_eq!(worker.answered(), [(1, false), (2, false)]);
}

#[test]
fn a_withdrawn_search_tells_what_it_has_found_and_others_nothing() {
    let mut worker = Worker::new();
    worker.tick = QUANTUM;
    worker.ask(1, search());
    worker.ask_network(2, Ask::Evaluation { part: Part::Train });
    worker.turn(None);
    worker.ask_network(3, activations());
    for request in [1, 2, 3] {
        worker.questions.withdraw(RequestId(request), 0.0, &mut |event| worker.told.push(event));
    }
    assert!(worker.questions.is_empty());
    assert!(matches!(worker.told.last(), Some(Event::Answered { answer: Some(Answer::LearningRate(Ok(None))), .. })));
    assert_eq!(worker.answered(), [(1, true)]);
    // Before it has begun.
    worker.ask(4, search());
    worker.questions.withdraw(RequestId(4), 0.0, &mut |event| worker.told.push(event));
    assert_eq!(worker.answered(), [(4, true)]);
}

#[test]
fn a_search_ends_when_other_images_are_wanted() {
    let mut worker = Worker::new();
    worker.tick = QUANTUM;
    worker.ask(1, search());
    worker.turn(None);
    worker.questions.change_dataset(DatasetId::Mnist, 0.0, &mut |event| worker.told.push(event));
    assert!(!worker.questions.is_empty(), "they are the same");
    worker.questions.change_dataset(DatasetId::Cifar10, 0.0, &mut |event| worker.told.push(event));
    assert_eq!((worker.answered(), worker.questions.is_empty()), (vec![(1, true)], true));
}

/// The answer that came last.
fn only_answer(worker: &mut Worker) -> Option<Answer> {
    let Some(Event::Answered { answer, .. }) = std::mem::take(&mut worker.told).pop() else { panic!("an answer") };
    answer
}

#[test]
fn a_search_that_cannot_be_says_why() {
    let mut worker = Worker::new();
    let spec = Box::new(Spec { dataset: DatasetId::Cifar10, ..spec() });
    worker.ask(1, Question::LearningRate { spec });
    worker.turn(None);
    assert_eq!(only_answer(&mut worker), Some(Answer::LearningRate(Err(RunError::NoDataset))));
}

#[test]
fn a_prediction_is_of_its_moment_or_of_now() {
    let mut worker = Worker::new();
    let image = vec![9; 784];
    let by = |worker: &mut Worker, moment| {
        worker.ask(1, Question::Prediction { moment, image: image.clone() });
        worker.turn(None);
        let Some(Answer::Prediction { by: Predictor::Run { run: RunId(1), step }, .. }) = only_answer(worker) else {
            panic!("a prediction by the run")
        };
        step
    };
    epoch(&mut worker.session);
    run(worker.history.keep(0, Snapshot::of(&worker.session))).expect("never lost");
    worker.session.step();
    assert_eq!(by(&mut worker, Moment::Epoch(0)), 9);
    assert_eq!(by(&mut worker, Moment::Epoch(7)), 10, "it is not kept");
    assert_eq!(by(&mut worker, Moment::Now), 10);

    worker.ask(1, Question::Prediction { moment: Moment::Now, image: vec![9; 783] });
    worker.turn(None);
    assert_eq!(only_answer(&mut worker), None);
}

#[test]
fn images_are_those_that_there_are() {
    let mut worker = Worker::new();
    worker.ask(1, images());
    worker.turn(None);
    let Some(Answer::Images(found)) = only_answer(&mut worker) else { panic!("images") };
    let wanted = worker.data.test.image(4).expect("there are 100");
    assert_eq!(found.iter().map(|image| (image.index, &image.pixels[..])).collect::<Vec<_>>(), [(4, wanted)]);

    worker.ask(2, Question::Augmented { spec: Box::new(spec()), index: 3, count: 200 });
    worker.turn(None);
    let Some(Answer::Augmented { original, changed }) = only_answer(&mut worker) else { panic!("copies") };
    assert_eq!(Some(&original.pixels[..]), worker.data.train.image(3));
    assert_eq!((changed.len(), changed.iter().any(|copy| copy.pixels != original.pixels)), (100, true));

    worker.ask(3, Question::ClassMeans { split: Split::Train });
    worker.turn(None);
    let Some(Answer::ClassMeans(means)) = only_answer(&mut worker) else { panic!("means") };
    assert_eq!(means.into_iter().map(|mean| mean.into_vec()).collect::<Vec<_>>(), worker.data.train.means(10));
}
