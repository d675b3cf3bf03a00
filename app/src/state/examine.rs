//! What the network gets right and wrong: what is asked of the worker while somebody looks, and what was found.
//!
//! While a network trains it is examined as it was at the end of each epoch, otherwise as it is. One question is
//! outstanding at a time; what changed meanwhile is asked afterwards. Whole examinations are large, so that the newest
//! few are kept; the confusion matrix of each epoch that was seen is small and stays.

mod pictures;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use model::protocol::{Command, Examination, Moment, Part, RequestId, RunId, Score, Split};

use super::{Presence, Run, State, Tab};
use crate::examined::{Examined, Seen};
use pictures::Pictures;

/// Whole examinations that are kept.
const WHOLE: usize = 3;
/// Numbers in all matrices that are kept: 4 MB.
const MATRIX_NUMBERS: usize = 1 << 20;
/// Seconds of training between two examinations of it.
const PACE: f64 = 0.5;
/// While a network trains, at most one image is examined for so many that train it. An image costs a third of a step,
/// there being no gradients: training keeps nine tenths of its pace.
const TRAINED_FOR_EACH: usize = 4;

/// How a network's answers were spread at an epoch's end.
#[derive(Clone, Debug, PartialEq)]
pub struct EpochMatrix {
    /// The epoch, from 0.
    pub epoch: u32,
    /// Loss and accuracy.
    pub score: Score,
    /// Images of a true class (row) that were taken for a class (column), row by row.
    pub confusion: Vec<u32>,
}

/// A question, and how far the run was when it was asked.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Question {
    request: RequestId,
    moment: Moment,
    part: Part,
    epochs: usize,
    step: u64,
    busy: bool,
}

/// What of the present network is examined, and what was found.
#[derive(Debug)]
pub struct Examine {
    part: Part,
    /// Whose answers are kept here.
    run: Option<RunId>,
    /// The last question.
    last: Option<Question>,
    /// Whether its answer is awaited: images done, and in all.
    waiting: Option<(u32, u32)>,
    /// Whether it was answered by nothing.
    absent: bool,
    /// Oldest first.
    whole: VecDeque<Seen>,
    matrices: BTreeMap<(u8, u32), Arc<EpochMatrix>>,
    pictures: Pictures,
}

impl Default for Examine {
    fn default() -> Self {
        Self {
            part: Part::Test,
            run: None,
            last: None,
            waiting: None,
            absent: false,
            whole: VecDeque::new(),
            matrices: BTreeMap::new(),
            pictures: Pictures::default(),
        }
    }
}

/// Whether there is something to look at, or why not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Examining {
    /// No network has learnt anything.
    Untrained,
    /// The images or the network are on their way.
    NotReady,
    /// Images done, and in all; 0 before it is known.
    Going(u32, u32),
    /// The worker has not kept these weights.
    Gone,
    /// Nothing is outstanding.
    Done,
}

impl State {
    /// Which images are examined. Where none are held back there is nothing to validate on.
    pub fn examined_part(&self) -> Part {
        let held_back = self.run.as_ref().and_then(|run| run.built).is_some_and(|built| built.validation > 0);
        match self.examine.part {
            Part::Validation if !held_back => Part::Test,
            part @ (Part::Test | Part::Validation | Part::Train) => part,
        }
    }

    /// Examines other images.
    pub fn examine_part(&mut self, part: Part) {
        self.examine.part = part;
        self.follow_examination();
    }

    /// The examination to look at: of the chosen moment; of the present network the newest.
    pub fn examined(&self) -> Option<&Seen> {
        let (part, run) = (self.examined_part(), self.examinable()?);
        let mut of_part = self.examine.whole.iter().filter(|seen| seen.part == part && seen.run == run.id);
        match self.moment {
            Moment::Now => of_part.max_by_key(|seen| seen.step),
            Moment::Epoch(_) => of_part.rfind(|seen| is_of(seen, self.moment, run)),
        }
    }

    /// The matrix of the chosen epoch, where it was seen before and the whole examination is not here.
    pub fn examined_matrix(&self) -> Option<Arc<EpochMatrix>> {
        self.examinable().filter(|_| self.examined().is_none())?;
        match self.moment {
            Moment::Now => None,
            Moment::Epoch(epoch) => self.examine.matrices.get(&(number(self.examined_part()), epoch)).cloned(),
        }
    }

    /// Whether there is something to look at, or why not.
    pub fn examining(&self) -> Examining {
        let trained = self.run.as_ref().is_some_and(Run::trained);
        match (trained, self.examinable(), self.examine.waiting) {
            (false, _, _) => Examining::Untrained,
            (true, None, _) => Examining::NotReady,
            (true, Some(_), Some((done, total))) => Examining::Going(done, total),
            (true, Some(_), None) if self.examine.absent && self.examined().is_none() => Examining::Gone,
            (true, Some(_), None) => Examining::Done,
        }
    }

    /// The network that stands, where it has learnt something and its images are in the worker.
    fn examinable(&self) -> Option<&Run> {
        self.run.as_ref().filter(|run| {
            run.trained()
                && run.presence == Presence::Ready
                && run.spec.dataset == self.draft.dataset
                && self.dataset.is_ready(run.spec.dataset)
        })
    }

    /// Asks for what somebody looks at and is not there. Called after every change; asks nothing twice.
    pub fn follow_examination(&mut self) {
        let run = self.run.as_ref().map(|run| run.id);
        if self.examine.run != run {
            self.forget_examined();
            self.examine.run = run;
        }
        let open = match self.tab {
            Some(Tab::Report | Tab::Errors) => true,
            Some(Tab::Data | Tab::Inside | Tab::Rate | Tab::Runs | Tab::Lessons | Tab::Explain) | None => false,
        };
        if !open {
            return;
        }
        self.ask_pictures();
        if self.examine.waiting.is_some() {
            return;
        }
        let Some(question) = self.question() else { return };
        let request = self.next_request();
        let Question { moment, part, .. } = question;
        self.examine.last = Some(Question { request, ..question });
        self.examine.waiting = Some((0, 0));
        self.examine.absent = false;
        if let Some(run) = run {
            self.workers.send(Command::Examine { request, run, moment, part }, &mut self.orders);
        }
    }

    /// What is to be asked now, if anything.
    fn question(&self) -> Option<Question> {
        let run = self.examinable()?;
        let (part, busy) = (self.examined_part(), run.busy());
        let moment = match (self.moment, run.saved.last()) {
            (Moment::Now, Some(epoch)) if busy => Moment::Epoch(*epoch),
            (moment @ (Moment::Now | Moment::Epoch(_)), _) => moment,
        };
        let here = |seen: &Seen| match moment {
            Moment::Epoch(_) => is_of(seen, moment, run),
            Moment::Now => seen.step == run.progress.step,
        };
        if self.examine.whole.iter().any(|seen| seen.part == part && here(seen)) {
            return None;
        }
        let question =
            Question { request: RequestId(0), moment, part, epochs: run.epochs.len(), step: run.progress.step, busy };
        let before = self.examine.last.filter(|last| last.part == part);
        let asked = before.is_some_and(|last| match (self.moment, moment) {
            (Moment::Epoch(_), _) => last.moment == moment,
            (Moment::Now, _) if busy => !self.is_due(run, &last),
            (Moment::Now, _) => last.moment == moment && last.step == question.step && !last.busy,
        });
        (!asked).then_some(question)
    }

    /// Whether a network that trains has gone so far since a question that it may be examined again.
    fn is_due(&self, run: &Run, last: &Question) -> bool {
        let since = run.epochs.get(last.epochs..).unwrap_or_default();
        let images = match (last.part, run.built) {
            (Part::Test, _) => self.dataset.images(Split::Test).unwrap_or(0),
            (Part::Validation, built) => built.map_or(0, |built| built.validation as usize),
            (Part::Train, built) => built.map_or(0, |built| built.train as usize),
        };
        let trained = run.built.map_or(0, |built| built.train as usize) * since.len();
        since.iter().map(|epoch| epoch.seconds).sum::<f64>() >= PACE && trained >= TRAINED_FOR_EACH * images
    }

    pub(super) fn examination_goes_on(&mut self, request: RequestId, done: u32, total: u32) {
        if self.examine.waiting.is_some() && self.examine.last.is_some_and(|last| last.request == request) {
            self.examine.waiting = Some((done, total));
        }
    }

    pub(super) fn examination_ended(&mut self, request: RequestId, result: Option<Box<Examination>>) {
        let awaited = self.examine.waiting.is_some() && self.examine.last.is_some_and(|last| last.request == request);
        let Some(run) = self.run.as_ref().filter(|_| awaited) else { return };
        self.examine.waiting = None;
        let Some(examined) = result.and_then(|examination| Examined::new(run.id, *examination)) else {
            self.examine.absent = true;
            return;
        };
        let epoch = match examined.moment {
            Moment::Epoch(epoch) => Some(epoch),
            Moment::Now => end_of_epoch(run, examined.step),
        };
        let seen = Seen::new(examined);
        if let Some(epoch) = epoch {
            self.examine.keep_matrix(epoch, &seen);
        }
        if self.examine.whole.len() == WHOLE {
            self.examine.whole.pop_front();
        }
        self.examine.whole.push_back(seen);
    }

    /// The network, its worker or its images are gone.
    pub(super) fn forget_examined(&mut self) {
        self.examine = Examine { part: self.examine.part, run: self.examine.run, ..Examine::default() };
    }
}

impl Examine {
    fn keep_matrix(&mut self, epoch: u32, seen: &Examined) {
        let most = (MATRIX_NUMBERS / seen.report.confusion.len().max(1)).max(1);
        if self.matrices.len() >= most {
            self.matrices.pop_first();
        }
        let matrix = EpochMatrix { epoch, score: seen.report.score, confusion: seen.report.confusion.clone() };
        self.matrices.insert((number(seen.part), epoch), Arc::new(matrix));
    }
}

/// Whether an examination is of this moment of a run, also where it was asked for as the present one.
fn is_of(seen: &Examined, moment: Moment, run: &Run) -> bool {
    match moment {
        Moment::Now => seen.moment == Moment::Now,
        Moment::Epoch(epoch) => seen.moment == moment || end_of_epoch(run, seen.step) == Some(epoch),
    }
}

/// The epoch, from 0, that ended with this step.
fn end_of_epoch(run: &Run, step: u64) -> Option<u32> {
    let steps = u64::from(run.built?.steps_per_epoch).max(1);
    (step > 0 && step.is_multiple_of(steps)).then(|| (step / steps - 1) as u32)
}

/// A part's place in the table of matrices.
fn number(part: Part) -> u8 {
    match part {
        Part::Test => 0,
        Part::Validation => 1,
        Part::Train => 2,
    }
}
