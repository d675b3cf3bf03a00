//! What the page wants to know of the worker: the one way in which all its questions are asked and answered.
//!
//! Each question has a [`Topic`], whose part of the state says what is wanted; an [`Asked`] compares that with what was
//! asked last, so that nothing is asked twice and an older answer never counts.

use spec::protocol::{Answer, Partial, RequestId, Split};

use super::{DatasetState, State};
use crate::rules::shared::Shared;

/// Who gets an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    Samples,
    TestImage,
    Prediction,
    Augmented,
    LearningRate,
    /// The mean images of a part.
    Means(Split),
    /// The grid of the tab that shows the data set.
    Grid,
    /// The images of answers that are gone through.
    Gallery,
    Evaluation,
    Activations,
    Weights,
    Gradient,
    Occlusion,
    Projection,
    /// The image that is pointed at in the projection.
    Pointed,
}

/// How it stands with what somebody looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing was asked.
    Idle,
    /// No network can be asked.
    NoNetwork,
    /// An answer is awaited.
    Pending {
        /// How much of it is computed.
        done: u32,
        /// Of how much; 0 before it is known.
        total: u32,
    },
    /// The worker could not answer: the weights of that moment are not kept.
    Gone,
    /// There is an answer.
    Ready,
}

/// A question that may be asked again and again: what was asked last, and the newest answer.
#[derive(Clone, Debug)]
pub struct Asked<Q, A> {
    awaited: Option<RequestId>,
    progress: (u32, u32),
    question: Option<Q>,
    answer: Option<Shared<A>>,
}

impl<Q, A> Default for Asked<Q, A> {
    fn default() -> Self {
        Self { awaited: None, progress: (0, 0), question: None, answer: None }
    }
}

impl<Q, A> Asked<Q, A> {
    /// Whether a question is to be asked now: none is under way, and the last one is not `known` to be the same.
    pub(super) fn is_due(&self, known: impl Fn(&Q) -> bool) -> bool {
        self.awaited.is_none() && self.is_new(known)
    }

    /// Whether the last question is not `known` to be the same, whatever is under way.
    pub(super) fn is_new(&self, known: impl Fn(&Q) -> bool) -> bool {
        !self.question.as_ref().is_some_and(known)
    }

    pub(super) fn ask(&mut self, request: RequestId, question: Q) {
        (self.awaited, self.progress, self.question) = (Some(request), (0, 0), Some(question));
    }

    /// What was asked last.
    pub(super) fn question(&self) -> Option<&Q> {
        self.question.as_ref()
    }

    /// So much of the answer is computed.
    pub(super) fn advance(&mut self, request: RequestId, done: u32, total: u32) {
        if self.awaits(request) {
            self.progress = (done, total);
        }
    }

    /// Takes an answer, unless it is to an older question. That there is none is an answer too.
    pub(super) fn take(&mut self, request: RequestId, answer: Option<A>) {
        if self.awaits(request) {
            self.awaited = None;
            self.answer = answer.map(Shared::new);
        }
    }

    /// Whether the answer to this question is awaited.
    pub(super) fn awaits(&self, request: RequestId) -> bool {
        self.awaited == Some(request)
    }

    /// Lets the same question be asked once more.
    pub(super) fn again(&mut self) {
        self.question = None;
    }

    /// An answer that is awaited will not come, or is not wanted any more: the same question may be asked at once.
    pub(super) fn lose(&mut self) {
        if self.awaited.take().is_some() {
            self.question = None;
        }
    }

    /// Nothing that was asked or answered counts any more.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// The newest answer.
    pub fn answer(&self) -> Option<&Shared<A>> {
        self.answer.as_ref()
    }

    /// How it stands with the last question.
    pub fn status(&self) -> Status {
        let (done, total) = self.progress;
        match (self.awaited, &self.answer, &self.question) {
            (Some(_), _, _) => Status::Pending { done, total },
            (None, Some(_), _) => Status::Ready,
            (None, None, Some(_)) => Status::Gone,
            (None, None, None) => Status::Idle,
        }
    }

    /// Whether an answer is awaited.
    pub fn is_pending(&self) -> bool {
        self.awaited.is_some()
    }

    /// As after this answer.
    #[cfg(test)]
    pub(super) fn know(&mut self, answer: A) {
        self.answer = Some(Shared::new(answer));
    }
}

/// The content of an answer, where it is of the kind that was asked for.
macro_rules! content {
    ($answer:expr, $kind:ident) => {
        if let Some(Answer::$kind(content)) = $answer { Some(content) } else { None }
    };
}

impl State {
    /// Part of an answer is computed.
    pub(super) fn answering(&mut self, request: RequestId, done: u32, total: u32, so_far: Option<Partial>) {
        let topic = self.outbox.topic(request);
        if topic == Some(Topic::Evaluation) {
            self.evaluation.asked.advance(request, done, total);
        }
        if let (Some(Topic::LearningRate), Some(Partial::RatePoints { first, points })) = (topic, so_far)
            && let Some(search) = &mut self.looking.rate_search
        {
            search.advance(first, &points, total);
        }
    }

    /// An answer has come, or word that there is none.
    pub(super) fn answered(&mut self, request: RequestId, answer: Option<Answer>) {
        let Some(topic) = self.outbox.close(request) else { return };
        let (looking, inside) = (&mut self.looking, &mut self.inside);
        let images = |answer| content!(answer, Images).unwrap_or_default();
        match topic {
            Topic::Samples => looking.samples.take(request, content!(answer, Images)),
            Topic::TestImage => looking.test_image.take(request, images(answer).into_iter().next()),
            Topic::Prediction => looking.predicted(request, answer),
            Topic::Augmented => looking.augmented.arrived(request, answer),
            Topic::LearningRate => {
                let result = content!(answer, LearningRate);
                let found = looking.rate_search.as_mut().and_then(|search| search.end(result));
                self.lesson.rate_found(found);
            }
            Topic::Means(split) => {
                let means = content!(answer, ClassMeans);
                let shared = means.map(|means| means.into_iter().map(|mean| mean.into_vec().into()).collect());
                self.browse.means_arrived(request, split, shared);
            }
            Topic::Grid => self.browse.images_arrived(request, images(answer)),
            Topic::Gallery => self.evaluation.gallery.images_arrived(request, images(answer)),
            Topic::Evaluation => {
                self.evaluation.arrived(request, content!(answer, Evaluation), self.run.as_ref());
            }
            Topic::Activations => inside.activations.take(request, content!(answer, Activations).map(|answer| *answer)),
            Topic::Weights => inside.weights.take(request, content!(answer, Weights).map(|answer| *answer)),
            Topic::Gradient => inside.gradient.take(request, content!(answer, Saliency).map(|answer| *answer)),
            Topic::Occlusion => inside.occlusion.take(request, content!(answer, Saliency).map(|answer| *answer)),
            Topic::Projection => inside.projection.take(request, content!(answer, Projection).map(|answer| *answer)),
            Topic::Pointed => inside.image_arrived(request, images(answer).into_iter().next()),
        }
    }

    /// Nothing that was asked of a worker is answered any more: all is asked again of the next one.
    pub(super) fn lose_worker(&mut self) {
        self.outbox.lose_worker();
        self.dataset = DatasetState::Absent;
        self.looking.lose_worker();
        self.browse.lose_worker();
        self.evaluation.forget();
        self.inside.forget();
        self.queue_loses_worker();
        self.run_leaves_worker();
        if let Some(run) = &mut self.training.candidate {
            run.leave_worker();
        }
    }
}
