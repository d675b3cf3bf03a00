//! The questions of the page: which of them wait, which are worked on, and in what order they are answered.
//!
//! What is quick is answered at once, of each kind the newest question only. What takes long is worked on in turn, a moment
//! at a time; while a network trains, within a [`TimeBudget`]. A search for a learning rate is training itself: it shares
//! the time with the run half and half. The clock is the caller's.

use std::collections::VecDeque;

use super::sources::Sources;
use super::{Begun, Progress, Task, TimeBudget};
use crate::device::DeviceLost;
use spec::catalogue::DatasetId;
use spec::protocol::{Answer, Event, Failure, FailureKind, Question, RequestId};

/// Milliseconds of work before new messages are looked for: well below the 100 ms in which a stroke is answered.
pub const QUANTUM: f64 = 8.0;

/// Milliseconds between two reports of progress: nobody reads faster, and each costs the page a frame, which on two
/// cores is taken from the training.
pub const PACE: f64 = 125.0;

/// Milliseconds since some moment.
pub type Clock<'a> = &'a dyn Fn() -> f64;

/// Where events go.
pub type Tell<'a> = &'a mut dyn FnMut(Event);

/// What was asked and is not answered yet.
#[derive(Default)]
pub struct Questions {
    /// Not begun, the oldest first.
    waiting: Vec<(RequestId, Question)>,
    /// Worked on in turn, within the budget.
    tasks: VecDeque<Running>,
    /// The search for a learning rate.
    search: VecDeque<Running>,
    budget: TimeBudget,
}

/// A question that is worked on.
struct Running {
    request: RequestId,
    question: Question,
    task: Task,
    /// When its progress was told last.
    told: f64,
}

impl Running {
    fn tell(&mut self, now: f64, tell: Tell<'_>) {
        self.told = now;
        if let Progress::Working { done, total } = self.task.progress() {
            tell(Event::Answering { request: self.request, done, total, so_far: self.task.so_far() });
        }
    }

    /// Answers with what was found, of a search so far.
    fn finish(mut self, now: f64, tell: Tell<'_>) {
        if matches!(self.task, Task::LearningRate { .. }) {
            self.tell(now, tell);
        }
        tell(Event::Answered { request: self.request, answer: self.task.finish() });
    }
}

impl Questions {
    /// Takes a question. Of an older one of its kind nothing more is heard.
    pub fn ask(&mut self, request: RequestId, question: Question) {
        self.waiting.retain(|(_, older)| !question.replaces(older));
        self.tasks.retain(|older| !question.replaces(&older.question));
        self.search.retain(|older| !question.replaces(&older.question));
        self.waiting.push((request, question));
    }

    /// Gives up a question. A search for a learning rate is answered with what it has found so far.
    pub fn withdraw(&mut self, request: RequestId, now: f64, tell: Tell<'_>) {
        self.tasks.retain(|running| running.request != request);
        self.end_search(|search| search.request == request, now, tell);
        for (_, question) in self.waiting.extract_if(.., |(waiting, _)| *waiting == request) {
            if matches!(question, Question::LearningRate { .. }) {
                tell(Event::Answered { request, answer: Some(Answer::LearningRate(Ok(None))) });
            }
        }
    }

    /// The run makes room for another: questions about its network cannot be answered any more.
    pub fn lose_run(&mut self, tell: Tell<'_>) {
        for running in self.tasks.drain(..) {
            tell(Event::Answered { request: running.request, answer: None });
        }
    }

    /// The data set makes room for this one: a search on another ends with what it has found.
    pub fn change_dataset(&mut self, dataset: DatasetId, now: f64, tell: Tell<'_>) {
        let on_another =
            |search: &Running| matches!(&search.question, Question::LearningRate { spec } if spec.dataset != dataset);
        self.end_search(on_another, now, tell);
    }

    fn end_search(&mut self, which: impl Fn(&Running) -> bool, now: f64, tell: Tell<'_>) {
        if self.search.front().is_some_and(which)
            && let Some(search) = self.search.pop_front()
        {
            search.finish(now, tell);
        }
    }

    /// Whether nothing is to be answered.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.tasks.is_empty() && self.search.is_empty()
    }

    /// Answers what waits, or begins to.
    pub async fn answer(&mut self, sources: &Sources<'_>, now: Clock<'_>, tell: Tell<'_>) {
        for (request, question) in std::mem::take(&mut self.waiting) {
            match sources.begin(&question).await {
                Ok(Begun::Answered(answer)) => tell(Event::Answered { request, answer }),
                Ok(Begun::Task(task)) => {
                    let trains = matches!(task, Task::LearningRate { .. });
                    let mut running = Running { request, question, task, told: 0.0 };
                    running.tell(now(), tell);
                    if trains { &mut self.search } else { &mut self.tasks }.push_back(running);
                }
                Err(error) => tell(lost(&error)),
            }
        }
    }

    /// Works for a moment on what takes long, and for one on a search for a learning rate. `trained` is how many
    /// milliseconds a network has just trained; `None` where none trains.
    pub async fn work(&mut self, trained: Option<f64>, now: Clock<'_>, tell: Tell<'_>) {
        match trained {
            Some(milliseconds) => self.budget.earn(milliseconds),
            None => self.budget = TimeBudget::default(),
        }
        if self.budget.is_left() {
            let begin = now();
            advance(&mut self.tasks, now, tell).await;
            self.budget.spend(now() - begin);
        }
        advance(&mut self.search, now, tell).await;
    }
}

/// Works for a moment on each in turn.
async fn advance(tasks: &mut VecDeque<Running>, now: Clock<'_>, tell: Tell<'_>) {
    let until = now() + QUANTUM;
    while let Some(mut running) = tasks.pop_front() {
        match running.task.step().await {
            Ok(Progress::Working { .. }) => {
                if now() - running.told > PACE {
                    running.tell(now(), tell);
                }
                tasks.push_back(running);
            }
            Ok(Progress::Complete) => running.finish(now(), tell),
            Err(error) => tell(lost(&error)),
        }
        if now() >= until {
            return;
        }
    }
}

/// What the page is told of a lost device: it takes the run up on another one.
pub fn lost(error: &DeviceLost) -> Event {
    Event::Failed(Failure { kind: FailureKind::Lost, detail: error.to_string() })
}

#[cfg(test)]
mod tests;
