//! Guided lessons as plain data: what is told, set up, done, asked and found, step by step.
//!
//! They are files beside the page, fetched when a lesson is opened: its steps, without a word (`public/lessons/`), and
//! its words in the reader's language (`public/lessons/es/`), found by the steps' ids. What is measured is never among
//! them: a text has places for figures, which the student's own runs fill.

mod figure;
mod markup;
mod words;

use serde::Deserialize;

pub use figure::{Figure, Figures};
pub use markup::{Span, spans};
pub use words::{StepWords, Titles, Words};

/// The list of lessons, `lessons/index.json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// In the order in which they are given.
    pub lessons: Vec<Entry>,
}

/// What the list says of a lesson.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Names it in links and files.
    pub id: String,
    /// The group that it belongs to.
    pub theme: Theme,
    /// Minutes that a class needs.
    pub minutes: u32,
}

/// A group of lessons: those of one notebook of the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Ten classes of clothes: pixels and the learning rate.
    Clothes,
    /// Networks of dense layers, and how they are judged.
    Digits,
    /// What a network is made of; photographs.
    Networks,
    /// Learning by heart, and larger networks.
    Overfitting,
    /// How learning works inside.
    Inside,
}

/// A lesson, `lessons/<id>.json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// Its name, as in the list.
    pub id: String,
    /// What is done, one after the other.
    pub steps: Vec<Step>,
}

/// A step of a lesson.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Names it within the lesson: its words and the figures of other steps are found by it.
    pub id: String,
    /// Formulas, one a line, the same in every language.
    #[serde(default)]
    pub formulas: Vec<String>,
    /// Settings that one press puts in place.
    #[serde(default)]
    pub setup: Option<Setup>,
    /// What the student does.
    #[serde(default)]
    pub task: Option<Task>,
    /// What the student is asked.
    #[serde(default)]
    pub question: Option<Question>,
}

/// Settings that one press puts in place.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// The settings, as the fragment of a link.
    pub link: String,
    /// The same with fewer epochs, for a class that is short of time.
    #[serde(default)]
    pub short: Option<String>,
}

/// What the student does.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// How it is noticed that it is done.
    pub done: Condition,
    /// The `data-testid` of the control that it is about.
    #[serde(default)]
    pub focus: Option<String>,
}

/// What can be noticed of the page.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "when", rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// A run of this step has ended and was measured on the test images.
    RunFinished,
    /// A run of this step has done so many epochs.
    EpochReached {
        /// Epochs.
        epochs: usize,
    },
    /// A run of this step has taken so many steps.
    StepsTaken {
        /// Steps.
        steps: u64,
    },
    /// The network in view was measured on the test images as it is.
    TestMeasured,
    /// The network thinks something of an image.
    PredictionShown,
    /// So many test images were tried.
    TestImages {
        /// Images.
        count: usize,
    },
    /// So many drawings were begun.
    Drawings {
        /// Drawings.
        count: usize,
    },
    /// Other images of the data set were looked at.
    SamplesRenewed,
    /// The settings agree with these, as the fragment of a link: parts that it does not name may be anything.
    SettingIs {
        /// The fragment.
        link: String,
    },
    /// A search for a learning rate suggested one.
    RateFound,
    /// The table of runs was opened.
    RunsOpened,
}

impl Condition {
    /// Whether it is about a run that belongs to the step.
    pub fn is_of_a_run(&self) -> bool {
        match self {
            Self::RunFinished | Self::EpochReached { .. } | Self::StepsTaken { .. } => true,
            Self::TestMeasured
            | Self::PredictionShown
            | Self::TestImages { .. }
            | Self::Drawings { .. }
            | Self::SamplesRenewed
            | Self::SettingIs { .. }
            | Self::RateFound
            | Self::RunsOpened => false,
        }
    }
}

/// What the student is asked.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Whether it is asked only when the task is done; otherwise it is a prediction.
    #[serde(default)]
    pub after: bool,
    /// What can be answered.
    pub answer: Answer,
}

/// What can be answered.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// One of two to four.
    Choice {
        /// How many.
        options: usize,
        /// The place of the right one, where reasoning alone can tell.
        #[serde(default)]
        right: Option<usize>,
    },
    /// A number.
    Number {
        /// What stands behind it.
        unit: Unit,
        /// The right one, where reasoning alone can tell.
        #[serde(default)]
        right: Option<f64>,
        /// The figure that will be put beside it.
        #[serde(default)]
        measured: Option<Figure>,
    },
}

/// What stands behind a number that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Per cent, 0–100.
    Percent,
    /// Nothing.
    Plain,
}

impl Lesson {
    /// The step of this name.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }
}

#[cfg(test)]
mod tests;
