//! What can be found out about a network: predictions, the outputs of its layers, its weights, saliency maps, a projection
//! of its last hidden layer, and an evaluation over many images.
//!
//! All of it looks at a [`Snapshot`], which stays as it is while its run goes on. What takes long is a [`Task`]: it is
//! worked on step by step, so that the caller can do other things between. Nothing here knows a browser or a clock.

mod budget;
mod evaluation;
mod history;
mod occlusion;
mod pca;
mod projection;
mod questions;
mod scoring;
mod snapshot;
mod sources;

pub use budget::TimeBudget;
pub use evaluation::{Evaluation, count};
pub use history::History;
pub use occlusion::Occlusion;
pub use projection::Projector;
pub use questions::{PACE, QUANTUM, Questions, lost};
pub use scoring::{Scoring, score};
pub use snapshot::Snapshot;
pub use sources::{BuiltIn, RunSource, Sources};

use crate::device::DeviceLost;
use crate::session::{RateSearch, Session};
use images::dataset::Images;
use spec::protocol::{Answer, Ask, Method, Partial};

/// How far a [`Task`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do.
    Working {
        /// Images, squares or steps done.
        done: u32,
        /// The same in all.
        total: u32,
    },
    /// [`Task::finish`] is due.
    Complete,
}

/// An answer that takes long.
pub enum Task {
    /// A saliency map by covering parts of the image.
    Occlusion(Occlusion),
    /// Many images in two dimensions.
    Projection(Projector),
    /// Predictions for many images, and their figures.
    Evaluation(Evaluation),
    /// A search for a learning rate.
    LearningRate {
        /// The search.
        search: Box<RateSearch>,
        /// How many of its points [`Task::so_far`] has given.
        given: usize,
    },
}

/// What is known of an answer at once.
#[expect(clippy::large_enum_variant, reason = "there is one at a time, and only until it is taken apart")]
pub enum Begun {
    /// All; `None` where there is no such answer.
    Answered(Option<Answer>),
    /// Nothing yet.
    Task(Task),
}

impl Begun {
    fn task(task: Option<Task>) -> Self {
        task.map_or(Self::Answered(None), Self::Task)
    }
}

/// Answers a question about a network of this run, or begins to.
///
/// # Errors
/// [`DeviceLost`]
pub async fn begin(ask: &Ask, snapshot: Snapshot, session: &Session) -> Result<Begun, DeviceLost> {
    let answer = match ask {
        Ask::Activations { image } => snapshot.activations(image).await?.map(Box::new).map(Answer::Activations),
        Ask::Weights { layer } => snapshot.weights(*layer).await?.map(Box::new).map(Answer::Weights),
        Ask::Saliency { class, method: Method::Gradient, image } => {
            snapshot.gradient(image, *class).await?.map(Box::new).map(Answer::Saliency)
        }
        Ask::Saliency { class, method: Method::Occlusion { side }, image } => {
            return Ok(Begun::task(Occlusion::new(snapshot, image.clone(), *class, *side).map(Task::Occlusion)));
        }
        Ask::Projection { count } => {
            return Ok(Begun::task(Projector::new(snapshot, session.data().clone(), *count).map(Task::Projection)));
        }
        Ask::Evaluation { part } => {
            return Ok(Begun::task(Evaluation::new(snapshot, session, *part).map(Task::Evaluation)));
        }
    };
    Ok(Begun::Answered(answer))
}

impl Task {
    /// A search for a learning rate.
    pub fn learning_rate(search: RateSearch) -> Self {
        Self::LearningRate { search: Box::new(search), given: 0 }
    }

    /// Works for a moment.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub async fn step(&mut self) -> Result<Progress, DeviceLost> {
        let goes_on = match self {
            Self::Occlusion(occlusion) => occlusion.step().await?,
            Self::Projection(projector) => projector.step().await?,
            Self::Evaluation(evaluation) => evaluation.step().await?,
            Self::LearningRate { search, .. } => search.step().await?,
        };
        Ok(if goes_on { self.progress() } else { Progress::Complete })
    }

    /// How far it is, as long as there is more to do.
    pub fn progress(&self) -> Progress {
        let [done, total] = match self {
            Self::Occlusion(occlusion) => occlusion.progress(),
            Self::Projection(projector) => projector.progress(),
            Self::Evaluation(evaluation) => evaluation.progress(),
            Self::LearningRate { search, .. } => [search.points().len() as u32, RateSearch::STEPS],
        };
        Progress::Working { done, total }
    }

    /// What is known already and was not given yet.
    pub fn so_far(&mut self) -> Option<Partial> {
        match self {
            Self::Occlusion(_) | Self::Projection(_) | Self::Evaluation(_) => None,
            Self::LearningRate { search, given } => {
                let points = search.points()[*given..].to_vec();
                let first = std::mem::replace(given, search.points().len()) as u32;
                (!points.is_empty()).then_some(Partial::RatePoints { first, points })
            }
        }
    }

    /// The answer, once there is no more to do; `None` where numbers are not finite. A search for a learning rate can be
    /// ended before.
    pub fn finish(self) -> Option<Answer> {
        match self {
            Self::Occlusion(occlusion) => Some(Answer::Saliency(Box::new(occlusion.finish()))),
            Self::Projection(projector) => projector.finish().map(Box::new).map(Answer::Projection),
            Self::Evaluation(evaluation) => Some(Answer::Evaluation(Box::new(evaluation.finish()))),
            Self::LearningRate { search, .. } => Some(Answer::LearningRate(Ok(search.suggestion()))),
        }
    }
}

/// The bytes of some images, one after the other, and their labels. Places past the end are left out.
fn gather(images: &Images, places: impl Iterator<Item = usize>) -> (Vec<u8>, Vec<u8>) {
    let (mut bytes, mut labels) = (Vec::new(), Vec::new());
    for place in places {
        let Some(image) = images.image(place) else { continue };
        bytes.extend_from_slice(image);
        labels.push(images.labels()[place]);
    }
    (bytes, labels)
}

#[cfg(test)]
mod tests;
