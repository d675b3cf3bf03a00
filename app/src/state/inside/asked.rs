//! A question that is asked again and again, and its newest answer.

use std::ops::Deref;
use std::sync::Arc;

use model::protocol::RequestId;

/// A large value that is shared and never changed. Equal to itself alone, so that a comparison costs nothing.
#[derive(Debug)]
pub struct Held<T>(Arc<T>);

impl<T> Held<T> {
    /// Holds a value.
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Held<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A question of one kind: what was asked last, and the newest answer. One is under way at a time.
#[derive(Clone, Debug)]
pub struct Asked<Q, A> {
    awaited: Option<RequestId>,
    question: Option<Q>,
    answer: Option<Held<A>>,
}

impl<Q, A> Default for Asked<Q, A> {
    fn default() -> Self {
        Self { awaited: None, question: None, answer: None }
    }
}

impl<Q, A> Asked<Q, A> {
    /// Whether a question is to be asked now: none is under way, and the last one is not `known` to be the same.
    pub(in crate::state) fn is_due(&self, known: impl Fn(&Q) -> bool) -> bool {
        self.awaited.is_none() && !self.question.as_ref().is_some_and(known)
    }

    pub(in crate::state) fn ask(&mut self, request: RequestId, question: Q) {
        (self.awaited, self.question) = (Some(request), Some(question));
    }

    /// Whether the answer to this question is awaited.
    pub(in crate::state) fn awaits(&self, request: RequestId) -> bool {
        self.awaited == Some(request)
    }

    /// Takes an answer, unless it is to an older question. That there is none is an answer too.
    pub(in crate::state) fn take(&mut self, request: RequestId, answer: Option<Box<A>>) {
        if self.awaits(request) {
            self.awaited = None;
            self.answer = answer.map(|answer| Held::new(*answer));
        }
    }

    /// Lets the same question be asked once more.
    pub(in crate::state) fn again(&mut self) {
        self.question = None;
    }

    /// Nothing that was asked or answered counts any more.
    pub(in crate::state) fn forget(&mut self) {
        *self = Self::default();
    }

    /// The newest answer.
    pub fn answer(&self) -> Option<&Held<A>> {
        self.answer.as_ref()
    }

    /// Whether an answer is under way.
    pub fn waits(&self) -> bool {
        self.awaited.is_some()
    }

    /// Whether the worker could not answer.
    pub fn came_to_nothing(&self) -> bool {
        self.awaited.is_none() && self.question.is_some() && self.answer.is_none()
    }
}
