//! The words of the lessons in one language.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The titles of the lessons, `lessons/<language>/index.json`: by the lesson's id.
pub type Titles = BTreeMap<String, String>;

/// The words of a lesson, `lessons/<language>/<lesson>.json`: by the step's id.
pub type Words = BTreeMap<String, StepWords>;

/// The words of a step, in the markup of [`super::spans`]; options are plain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepWords {
    /// Its title.
    pub title: String,
    /// What is told, in paragraphs.
    pub text: Vec<String>,
    /// What the student does; empty where the step has no task.
    #[serde(default)]
    pub task: String,
    /// What the student is asked; empty where the step has no question.
    #[serde(default)]
    pub question: String,
    /// What can be chosen for an answer.
    #[serde(default)]
    pub options: Vec<String>,
    /// Paragraphs that come after the task and the answer.
    pub found: Vec<String>,
}
