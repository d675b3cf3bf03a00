//! What the network gets right and wrong: what is asked of the worker while somebody looks, and what was found.
//!
//! While a network trains it is evaluated as it was at the end of each epoch, otherwise as it is. One question is under
//! way at a time; what changed meanwhile is asked afterwards. The predictions for a whole part are large, so that the
//! newest few are kept; the confusion matrix of each epoch that was seen is small and stays.

mod gallery;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use spec::device::DeviceKind;
use spec::protocol::{self, Ask, Moment, Part, Question, RequestId, Score, Split};

use super::outbox::Outbox;
use super::questions::{Asked, Status, Topic};
use super::scene::Scene;
use super::{Run, State, Tab};
use crate::rules::results::EvaluationResult;
use crate::rules::shared::Shared;
use gallery::Gallery;

/// Whole parts whose predictions are kept.
const WHOLE: usize = 3;
/// Numbers in all matrices that are kept: 4 MB.
const MATRIX_NUMBERS: usize = 1 << 20;
/// Seconds of training between two evaluations of it.
const PACE: f64 = 0.5;
/// While a network trains, at most one image is evaluated for so many that train it. An image costs a third of a step,
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

/// What is evaluated, and how far the run was when it was asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wish {
    moment: Moment,
    part: Part,
    epochs: usize,
    step: u64,
    busy: bool,
}

/// What of the present network is evaluated, and what was found.
#[derive(Debug)]
pub(super) struct Evaluation {
    part: Part,
    pub asked: Asked<Wish, ()>,
    /// Oldest first.
    whole: VecDeque<Shared<EvaluationResult>>,
    matrices: BTreeMap<(u8, u32), Arc<EpochMatrix>>,
    pub gallery: Gallery,
}

impl Default for Evaluation {
    fn default() -> Self {
        Self {
            part: Part::Test,
            asked: Asked::default(),
            whole: VecDeque::new(),
            matrices: BTreeMap::new(),
            gallery: Gallery::default(),
        }
    }
}

impl Evaluation {
    /// The network, its worker or its images are gone.
    pub fn forget(&mut self) {
        *self = Self { part: self.part, ..Self::default() };
    }

    /// Which images are evaluated. Where none are held back there is nothing to validate on.
    fn part(&self, run: Option<&Run>) -> Part {
        let held_back = run.and_then(|run| run.built).is_some_and(|built| built.validation > 0);
        match self.part {
            Part::Validation if !held_back => Part::Test,
            part @ (Part::Test | Part::Validation | Part::Train) => part,
        }
    }

    /// Asks for what somebody looks at and is not there.
    pub fn follow(&mut self, scene: Scene<'_>, worker: Option<DeviceKind>, outbox: &mut Outbox) {
        let (Some(run), Some(worker)) = (scene.learner(), worker) else { return };
        self.gallery.follow(worker, outbox);
        let open = scene.in_view.tab.is_some_and(Tab::shows_predictions);
        let Some(wish) = self.wish(scene, run).filter(|_| open && !self.asked.is_pending()) else { return };
        let Wish { moment, part, .. } = wish;
        let question = Question::Network { run: run.id, moment, what: Ask::Evaluation { part } };
        self.asked.ask(outbox.ask(worker, Topic::Evaluation, question), wish);
    }

    /// What is to be asked now, if anything.
    fn wish(&self, scene: Scene<'_>, run: &Run) -> Option<Wish> {
        let (part, busy, in_view) = (self.part(Some(run)), run.busy(), scene.in_view.moment);
        let moment = match (in_view, run.saved.last()) {
            (Moment::Now, Some(epoch)) if busy => Moment::Epoch(*epoch),
            (moment @ (Moment::Now | Moment::Epoch(_)), _) => moment,
        };
        let here = |found: &EvaluationResult| match moment {
            Moment::Epoch(_) => is_of(found, moment, run),
            Moment::Now => found.step == run.progress.step,
        };
        if self.whole.iter().any(|found| found.part == part && here(found)) {
            return None;
        }
        let wish = Wish { moment, part, epochs: run.epochs.len(), step: run.progress.step, busy };
        let known = |last: &Wish| {
            last.part == part
                && match in_view {
                    Moment::Epoch(_) => last.moment == moment,
                    Moment::Now if busy => !is_due(scene, run, last),
                    Moment::Now => last.moment == moment && last.step == wish.step && !last.busy,
                }
        };
        self.asked.is_new(known).then_some(wish)
    }

    /// What was found has come, or word that there is none.
    pub fn arrived(&mut self, request: RequestId, found: Option<Box<protocol::Predictions>>, run: Option<&Run>) {
        if !self.asked.awaits(request) {
            return;
        }
        let found = found.zip(run).and_then(|(found, run)| EvaluationResult::new(run.id, *found));
        self.asked.take(request, found.as_ref().map(|_| ()));
        let (Some(found), Some(run)) = (found, run) else { return };
        let epoch = match found.moment {
            Moment::Epoch(epoch) => Some(epoch),
            Moment::Now => end_of_epoch(run, found.step),
        };
        let found = Shared::new(found);
        if let Some(epoch) = epoch {
            self.keep_matrix(epoch, &found);
        }
        if self.whole.len() == WHOLE {
            self.whole.pop_front();
        }
        self.whole.push_back(found);
    }

    fn keep_matrix(&mut self, epoch: u32, found: &EvaluationResult) {
        let most = (MATRIX_NUMBERS / found.report.confusion.len().max(1)).max(1);
        if self.matrices.len() >= most {
            self.matrices.pop_first();
        }
        let matrix = EpochMatrix { epoch, score: found.report.score, confusion: found.report.confusion.clone() };
        self.matrices.insert((number(found.part), epoch), Arc::new(matrix));
    }
}

impl State {
    /// Which images are evaluated.
    pub fn evaluated_part(&self) -> Part {
        self.evaluation.part(self.run.as_ref())
    }

    /// Evaluates other images.
    pub fn evaluate_part(&mut self, part: Part) {
        self.evaluation.part = part;
    }

    /// The predictions to look at: of the chosen moment; of the present network the newest.
    pub fn predictions(&self) -> Option<&Shared<EvaluationResult>> {
        let (part, run) = (self.evaluated_part(), self.scene().learner()?);
        let mut of_part = self.evaluation.whole.iter().filter(|found| found.part == part && found.run == run.id);
        match self.moment() {
            Moment::Now => of_part.max_by_key(|found| found.step),
            Moment::Epoch(_) => of_part.rfind(|found| is_of(found, self.moment(), run)),
        }
    }

    /// The matrix of the chosen epoch, where it was seen before and the predictions are not here.
    pub fn epoch_matrix(&self) -> Option<Arc<EpochMatrix>> {
        self.scene().learner().filter(|_| self.predictions().is_none())?;
        self.evaluation.matrices.get(&(number(self.evaluated_part()), self.past()?)).cloned()
    }

    /// Whether there is something to look at, or why not: [`Status::NoNetwork`] where none has learnt anything,
    /// [`Status::Idle`] where it or its images are on their way.
    pub fn evaluation_status(&self) -> Status {
        if !self.run.as_ref().is_some_and(Run::trained) {
            return Status::NoNetwork;
        }
        if self.scene().learner().is_none() {
            return Status::Idle;
        }
        match self.evaluation.asked.status() {
            Status::Gone if self.predictions().is_none() => Status::Gone,
            Status::Idle | Status::NoNetwork | Status::Gone | Status::Ready => Status::Ready,
            pending @ Status::Pending { .. } => pending,
        }
    }
}

/// Whether a network that trains has gone so far since a question that it may be evaluated again.
fn is_due(scene: Scene<'_>, run: &Run, last: &Wish) -> bool {
    let since = run.epochs.get(last.epochs..).unwrap_or_default();
    let images = match (last.part, run.built) {
        (Part::Test, _) => scene.dataset.images(Split::Test).unwrap_or(0),
        (Part::Validation, built) => built.map_or(0, |built| built.validation as usize),
        (Part::Train, built) => built.map_or(0, |built| built.train as usize),
    };
    let trained = run.built.map_or(0, |built| built.train as usize) * since.len();
    since.iter().map(|epoch| epoch.seconds).sum::<f64>() >= PACE && trained >= TRAINED_FOR_EACH * images
}

/// Whether predictions are of this moment of a run, also where they were asked for as the present one.
fn is_of(found: &EvaluationResult, moment: Moment, run: &Run) -> bool {
    match moment {
        Moment::Now => found.moment == Moment::Now,
        Moment::Epoch(epoch) => found.moment == moment || end_of_epoch(run, found.step) == Some(epoch),
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
