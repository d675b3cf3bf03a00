//! What an evaluation found, ready to be looked at: which images are in a cell of the confusion matrix, which answers
//! are wrong and in what order, and the way through them.
//!
//! A place is an image's position in the evaluation; its index is its position in the data set's file.

mod listing;

pub use listing::{Group, Listing, Order, Wanted, random_places, walk};

use spec::protocol::{Moment, Part, Predictions, Report, RunId, Split};

use crate::rules::shared::Shared;

/// An evaluation with the answers that its probabilities give.
#[derive(Debug)]
pub struct EvaluationResult {
    /// Whose network.
    pub run: RunId,
    /// Whose weights answered.
    pub moment: Moment,
    /// Steps that they had taken.
    pub step: u64,
    /// Which images.
    pub part: Part,
    /// In which file they are.
    pub split: Split,
    /// The figures.
    pub report: Report,
    indices: Vec<u32>,
    labels: Vec<u8>,
    answers: Vec<u8>,
    /// `[images, classes]` row by row.
    probabilities: Vec<f32>,
}

/// One image of an examination.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answered<'a> {
    /// Its place in the file.
    pub index: u32,
    /// Its class.
    pub label: u8,
    /// The class that it was taken for.
    pub answer: u8,
    /// A probability a class.
    pub probabilities: &'a [f32],
}

impl Answered<'_> {
    /// Whether the answer is the image's class.
    pub fn right(&self) -> bool {
        self.label == self.answer
    }

    /// The probability of the answer.
    pub fn certainty(&self) -> f32 {
        self.probabilities.get(usize::from(self.answer)).copied().unwrap_or(0.0)
    }
}

impl EvaluationResult {
    /// Takes an examination; `None` where its parts do not fit each other.
    pub fn new(run: RunId, examination: Predictions) -> Option<Self> {
        let probabilities = examination.probabilities();
        let Predictions { moment, step, part, split, indices, labels, probabilities: _, report } = examination;
        let classes = report.classes.len();
        let fits = classes > 0
            && report.confusion.len() == classes * classes
            && indices.len() == labels.len()
            && probabilities.len() == labels.len() * classes
            && labels.iter().all(|label| usize::from(*label) < classes);
        let answers = fits.then(|| probabilities.chunks_exact(classes).map(answer).collect())?;
        Some(Self { run, moment, step, part, split, report, indices, labels, answers, probabilities })
    }

    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.report.classes.len()
    }

    /// How many images there are.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The image at a place.
    pub fn at(&self, place: u32) -> Option<Answered<'_>> {
        let place = place as usize;
        let classes = self.classes();
        Some(Answered {
            index: *self.indices.get(place)?,
            label: *self.labels.get(place)?,
            answer: *self.answers.get(place)?,
            probabilities: self.probabilities.get(place * classes..(place + 1) * classes)?,
        })
    }

    /// The places of the images of a class that were taken for a class, most certain first.
    pub fn cell(&self, label: u8, answer: u8) -> Vec<u32> {
        let mut places = self.places(|seen_label, seen_answer| (seen_label, seen_answer) == (label, answer));
        self.sort_by_certainty(&mut places);
        places
    }

    /// The places of the images whose class and answer are wanted.
    fn places(&self, wanted: impl Fn(u8, u8) -> bool) -> Vec<u32> {
        let pairs = self.labels.iter().zip(&self.answers).enumerate();
        pairs.filter(|(_, (label, answer))| wanted(**label, **answer)).map(|(place, _)| place as u32).collect()
    }

    /// Most certain first; of equals the first.
    fn sort_by_certainty(&self, places: &mut [u32]) {
        let certainty = |place: u32| self.at(place).map_or(0.0, |image| image.certainty());
        places.sort_by(|a, b| certainty(*b).total_cmp(&certainty(*a)).then(a.cmp(b)));
    }
}

/// The class with the greatest probability, also where there are no numbers: as the worker has it, so that a cell of its
/// matrix counts the same images.
fn answer(probabilities: &[f32]) -> u8 {
    spec::argmax(probabilities).unwrap_or(0) as u8
}

/// A figure of the whole examination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Share answered right.
    Accuracy,
    /// Mean cross-entropy.
    Loss,
    /// Mean of the classes' precisions.
    Precision,
    /// Mean of the classes' recalls.
    Recall,
    /// Mean of the classes' F1.
    F1,
    /// Mean of the classes' areas under the ROC curve.
    Auc,
}

impl Figure {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Accuracy, Self::Loss, Self::Precision, Self::Recall, Self::F1, Self::Auc];

    /// Its name, which does not change with the language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accuracy => "accuracy",
            Self::Loss => "loss",
            Self::Precision => "precision",
            Self::Recall => "recall",
            Self::F1 => "f1",
            Self::Auc => "auc",
        }
    }

    /// Its value; `None` where there is no area.
    pub fn of(self, report: &Report) -> Option<f64> {
        match self {
            Self::Accuracy => Some(report.score.accuracy),
            Self::Loss => Some(report.score.loss),
            Self::Precision => Some(report.means.precision),
            Self::Recall => Some(report.means.recall),
            Self::F1 => Some(report.means.f1),
            Self::Auc => report.means.auc,
        }
    }
}

/// Results that are shared.
pub type Seen = Shared<EvaluationResult>;

/// The share of a row of a confusion matrix; 0 of an empty row.
pub fn share_of_row(confusion: &[u32], classes: usize, row: usize, column: usize) -> f64 {
    let of = confusion.get(row * classes..(row + 1) * classes).unwrap_or_default();
    let sum: u64 = of.iter().map(|count| u64::from(*count)).sum();
    of.get(column).map_or(0.0, |count| f64::from(*count) / sum.max(1) as f64)
}

/// Steps of the colour scale above none.
pub const LEVELS: u32 = 10;

/// The step of the colour scale of a share: 0 for none, otherwise 1 to [`LEVELS`], whose upper bounds are 1 %, 4 %, 9 %,
/// … 100 %. Equal steps of the root let the few per cent that are mistaken be seen beside the many that are not.
pub fn level(share: f64) -> u32 {
    if share > 0.0 { ((share.min(1.0).sqrt() * f64::from(LEVELS) - 1e-9).ceil() as u32).clamp(1, LEVELS) } else { 0 }
}

#[cfg(test)]
mod tests;
