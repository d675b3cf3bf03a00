//! The guided lesson that is given: which step, what was answered, what was found.
//!
//! Going from step to step changes nothing of the page; only [`State::set_up`] does, and what was there before can be
//! had back. What the student does is noticed by [`State::follow_lesson`] after each change.

mod condition;
mod watch;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use spec::Spec;

use super::{Notice, State, Tab};
use crate::rules::lesson::{Answer, Figure, Figures, Index, Lesson, Question, Step};
use crate::rules::permalink;

pub use condition::is_done;
use watch::Watch;

/// The longest name of a lesson that a message repeats, characters.
const MAX_ECHO: usize = 40;

/// A student's answer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// The place of an option.
    Choice(usize),
    /// A number.
    Number(f64),
}

/// What is remembered of a step.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The answer.
    pub answer: Option<Given>,
    /// Whether the task was done.
    pub done: bool,
    /// What was measured.
    pub figures: Figures,
}

/// What is remembered of a lesson.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// The step in view, from 0.
    pub step: usize,
    /// Whether its end was reached once.
    pub finished: bool,
    /// What is remembered of each step, by its name.
    pub records: BTreeMap<String, Record>,
}

/// What outlives the page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Saved {
    /// Of each lesson that was begun.
    pub lessons: BTreeMap<String, Progress>,
    /// The settings from before the first [`State::set_up`].
    pub before: Option<Spec>,
}

/// The guided lesson that is given, and what is remembered of all.
#[derive(Debug, Default)]
pub struct LessonState {
    /// What outlives the page.
    saved: Saved,
    /// Whether it was read.
    loaded: bool,
    open: Option<String>,
    script: Option<Arc<Lesson>>,
    watch: Watch,
}

impl LessonState {
    /// The name of the lesson that is open.
    pub fn open(&self) -> Option<&str> {
        self.open.as_deref()
    }

    /// The lesson that is open, once its text is there.
    pub fn script(&self) -> Option<&Arc<Lesson>> {
        self.script.as_ref()
    }

    /// What outlives the page, once it was read.
    pub fn saved(&self) -> Option<&Saved> {
        self.loaded.then_some(&self.saved)
    }

    /// What is remembered of a lesson.
    pub fn progress(&self, id: &str) -> Option<&Progress> {
        self.saved.lessons.get(id)
    }

    /// Whether there are settings to go back to.
    pub fn can_restore(&self) -> bool {
        self.saved.before.is_some()
    }

    /// The place of the step in view, from 0.
    pub fn place(&self) -> usize {
        let place = self.open().and_then(|id| self.progress(id)).map_or(0, |progress| progress.step);
        // Remembered from a longer version of the lesson.
        place.min(self.script.as_ref().map_or(0, |script| script.steps.len().saturating_sub(1)))
    }

    /// The step in view.
    pub fn step(&self) -> Option<&Step> {
        self.script.as_ref()?.steps.get(self.place())
    }

    /// What is remembered of a step of the open lesson.
    pub fn record(&self, step: &str) -> Option<&Record> {
        self.progress(self.open()?)?.records.get(step)
    }

    /// A figure for a text of the step in view: its own, or that of another step.
    pub fn figure(&self, step: Option<&str>, figure: Figure) -> Option<f64> {
        let step = step.or_else(|| self.step().map(|step| step.id.as_str()))?;
        self.record(step)?.figures.get(&figure).copied()
    }

    /// A search for a learning rate has ended with this suggestion.
    pub(super) fn rate_found(&mut self, rate: Option<f64>) {
        self.watch.rate = rate.or(self.watch.rate);
    }

    fn progress_mut(&mut self) -> Option<&mut Progress> {
        Some(self.saved.lessons.entry(self.open.clone()?).or_default())
    }

    fn record_mut(&mut self, step: &str) -> Option<&mut Record> {
        Some(self.progress_mut()?.records.entry(step.to_owned()).or_default())
    }
}

/// What a step shows now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Whether the task is done, or there is none.
    pub done: bool,
    /// Whether the question is in view.
    pub asked: bool,
    /// Whether an answer can be given or changed.
    pub can_answer: bool,
    /// Whether what was found is told.
    pub told: bool,
}

impl Stage {
    /// What a step shows, given what is remembered of it.
    pub fn of(step: &Step, record: Option<&Record>) -> Self {
        let done = step.task.is_none() || record.is_some_and(|record| record.done);
        let answered = record.is_some_and(|record| record.answer.is_some());
        let Some(question) = &step.question else {
            return Self { done, asked: false, can_answer: false, told: done };
        };
        // A prediction is made before, and left out where somebody just went ahead. What only reasoning can tell is
        // told after an answer.
        let reasoned = question.after || step.task.is_none();
        let told = done && (answered || !reasoned);
        Self { done, asked: done || !question.after, can_answer: !told, told }
    }
}

/// Whether an answer is right; `None` where only a run can tell.
pub fn is_right(question: &Question, given: Given) -> Option<bool> {
    match (&question.answer, given) {
        (Answer::Choice { right, .. }, Given::Choice(place)) => right.map(|right| right == place),
        (Answer::Number { right, .. }, Given::Number(number)) => right.map(|right| (right - number).abs() < 1e-9),
        (Answer::Choice { .. }, Given::Number(_)) | (Answer::Number { .. }, Given::Choice(_)) => None,
    }
}

impl State {
    /// Opens a lesson at the step where it was left, in its tab.
    pub fn open_lesson(&mut self, id: &str) {
        self.open_tab(Some(Tab::Lessons));
        self.notices.forget(|notice| matches!(notice, Notice::UnknownLesson(_)));
        if self.lesson.open() != Some(id) {
            self.lesson.open = Some(id.to_owned());
            self.lesson.script = None;
            self.lesson.watch = Watch::default();
        }
    }

    /// The list of lessons has arrived: a lesson that a link asks for may not be among them.
    pub fn lessons_arrived(&mut self, index: &Index) {
        if let Some(id) = self.lesson.open.take_if(|id| index.lessons.iter().all(|entry| entry.id != *id)) {
            self.lesson.script = None;
            let id = id.chars().filter(|c| !c.is_control()).take(MAX_ECHO).collect();
            self.notices.push(Notice::UnknownLesson(id));
        }
    }

    /// The text of a lesson has arrived.
    pub fn lesson_arrived(&mut self, lesson: Arc<Lesson>) {
        if self.lesson.open() == Some(&lesson.id) {
            self.lesson.script = Some(lesson);
            self.lesson.watch = Watch::new(self);
        }
    }

    /// What an earlier visit left.
    pub fn lessons_remembered(&mut self, saved: Saved) {
        if !self.lesson.loaded {
            self.lesson.loaded = true;
            self.lesson.saved = saved;
        }
    }

    /// Leaves the lesson for the list. Settings and run stay as they are.
    pub fn leave_lesson(&mut self) {
        self.lesson.open = None;
        self.lesson.script = None;
    }

    /// Goes to a step, from 0; nothing else changes.
    pub fn go_to_step(&mut self, place: usize) {
        let steps = self.lesson.script.as_ref().map_or(0, |script| script.steps.len());
        if place >= steps || place == self.lesson.place() {
            return;
        }
        if let Some(progress) = self.lesson.progress_mut() {
            progress.step = place;
        }
        let next = Watch::new(self);
        let last = std::mem::replace(&mut self.lesson.watch, next);
        self.lesson.watch.keep_run_of(last);
    }

    /// The next step; after the last one the lesson is finished and the list comes back.
    pub fn next_step(&mut self) {
        let steps = self.lesson.script.as_ref().map_or(0, |script| script.steps.len());
        let next = self.lesson.place() + 1;
        if next < steps {
            self.go_to_step(next);
        } else if steps > 0 {
            if let Some(progress) = self.lesson.progress_mut() {
                progress.finished = true;
                progress.step = 0;
            }
            self.leave_lesson();
        }
    }

    /// The step before.
    pub fn earlier_step(&mut self) {
        if let Some(place) = self.lesson.place().checked_sub(1) {
            self.go_to_step(place);
        }
    }

    /// The settings of the step in view, with the fewer epochs where a class is short of time.
    fn setup_of_step(&self, short: bool) -> Option<(Spec, Vec<permalink::LinkError>)> {
        let setup = self.lesson.step()?.setup.as_ref()?;
        Some(permalink::read(if short { setup.short.as_ref()? } else { &setup.link }))
    }

    /// Puts the settings of the step in view in place. Those from before are kept.
    pub fn set_up(&mut self, short: bool) {
        let Some((spec, problems)) = self.setup_of_step(short) else { return };
        for problem in problems {
            self.notices.push(Notice::Link(problem));
        }
        let before = self.draft.clone();
        self.lesson.saved.before.get_or_insert(before);
        self.set_draft(spec);
        self.settle();
    }

    /// Whether the settings of the step in view are in place.
    pub fn is_set_up(&self) -> bool {
        [false, true].into_iter().any(|short| self.setup_of_step(short).is_some_and(|(spec, _)| spec == self.draft))
    }

    /// Brings the settings back from before the lesson.
    pub fn restore_settings(&mut self) {
        if let Some(before) = self.lesson.saved.before.take() {
            self.set_draft(before);
            self.settle();
        }
    }

    /// The student answers.
    pub fn answer(&mut self, given: Given) {
        let Some(step) = self.lesson.step().cloned() else { return };
        if !Stage::of(&step, self.lesson.record(&step.id)).can_answer {
            return;
        }
        if let Some(record) = self.lesson.record_mut(&step.id) {
            record.answer = Some(given);
        }
        if step.task.is_none() {
            self.record_figures(&step.id);
        }
    }

    /// Notices what the student did.
    pub(super) fn follow_lesson(&mut self) {
        let Some(script) = self.lesson.script.clone() else { return };
        let mut watch = std::mem::take(&mut self.lesson.watch);
        watch.look(self, &script);
        self.lesson.watch = watch;

        let bound = self.lesson.watch.bound.as_ref().and_then(|(_, step)| script.step(step));
        let of_run = bound.filter(|step| step.task.as_ref().is_some_and(|task| task.done.is_of_a_run()));
        let here = self.lesson.step().filter(|step| step.task.as_ref().is_some_and(|task| !task.done.is_of_a_run()));
        for step in [of_run.cloned(), here.cloned()].into_iter().flatten() {
            let known = self.lesson.record(&step.id).is_some_and(|record| record.done);
            let done = step.task.as_ref().is_some_and(|task| is_done(self, &task.done));
            let run = step.task.as_ref().is_some_and(|task| task.done.is_of_a_run());
            // A run that was trained again is measured again.
            let again = run && self.lesson.watch.anew;
            if done && (!known || again) {
                self.lesson.watch.anew &= !run;
                if let Some(record) = self.lesson.record_mut(&step.id) {
                    record.done = true;
                }
                self.record_figures(&step.id);
            }
        }
    }

    fn record_figures(&mut self, step: &str) {
        let figures = watch::figures(self);
        if let Some(record) = self.lesson.record_mut(step) {
            record.figures = figures;
        }
    }
}

#[cfg(test)]
mod tests;
