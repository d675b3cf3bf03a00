//! The search for a learning rate: what is asked of the worker and what it has found.

use spec::Spec;
use spec::protocol::{Command, Question, RatePoint, RateSuggestion, RequestId, RunError};

use super::State;
use super::questions::Topic;
use crate::format;

/// A search for a learning rate.
#[derive(Clone, Debug, PartialEq)]
pub struct RateSearch {
    request: RequestId,
    /// The settings whose rate is sought.
    pub spec: Spec,
    /// What was found so far.
    pub points: Vec<RatePoint>,
    /// Points that the whole search will have; 0 before it is known.
    pub total: u32,
    /// What it suggests once it has ended, or why it could not be.
    pub result: Option<Result<Option<RateSuggestion>, RunError>>,
    /// The rate that its suggestion took the place of.
    pub replaced: Option<f64>,
}

impl RateSearch {
    /// The suggestion, once there is one.
    pub fn suggestion(&self) -> Option<RateSuggestion> {
        match self.result {
            Some(Ok(suggestion)) => suggestion,
            Some(Err(_)) | None => None,
        }
    }

    /// Whether other settings are wanted than those that were searched for: only the rate itself may differ.
    pub fn is_for(&self, draft: &Spec) -> bool {
        self.spec.same_but_rate(draft)
    }

    /// Takes points in place of all from the first one on.
    pub(super) fn advance(&mut self, first: u32, points: &[RatePoint], total: u32) {
        self.points.truncate(first as usize);
        self.points.extend_from_slice(points);
        self.total = total;
    }

    /// It has ended; gives the rate that it suggests.
    pub(super) fn end(&mut self, result: Option<Result<Option<RateSuggestion>, RunError>>) -> Option<f64> {
        self.result = Some(result.unwrap_or(Ok(None)));
        self.suggestion().map(|suggestion| suggestion.rate)
    }
}

/// Why there can be no search now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSearch {
    /// The settings are invalid.
    Draft,
    /// The images are not there.
    Data,
    /// No worker computes yet.
    Worker,
}

impl State {
    /// The last search for a learning rate.
    pub fn rate_search(&self) -> Option<&RateSearch> {
        self.looking.rate_search.as_ref()
    }

    /// Why there can be no search now, if so.
    pub fn no_rate_search(&self) -> Option<NoSearch> {
        if self.draft_error.is_some() {
            Some(NoSearch::Draft)
        } else if self.workers.active().is_none() {
            Some(NoSearch::Worker)
        } else if !self.scene().has_images() {
            Some(NoSearch::Data)
        } else {
            None
        }
    }

    /// Seeks a learning rate for the settings in view. The network that stands is left alone.
    pub fn search_rate(&mut self) {
        let Some(worker) = self.workers.active().filter(|_| self.no_rate_search().is_none()) else { return };
        let spec = self.draft.clone();
        let question = Question::LearningRate { spec: Box::new(spec.clone()) };
        let request = self.outbox.ask(worker, Topic::LearningRate, question);
        let search = RateSearch { request, spec, points: Vec::new(), total: 0, result: None, replaced: None };
        self.looking.rate_search = Some(search);
    }

    /// Ends the search; what was found so far counts.
    pub fn stop_rate_search(&mut self) {
        if let Some(search) = self.rate_search().filter(|search| search.result.is_none()) {
            self.send(Command::Withdraw { request: search.request });
        }
    }

    /// Takes the suggested rate into the settings, or puts the one back that it replaced.
    pub fn use_rate(&mut self, back: bool) {
        let Some(search) = &mut self.looking.rate_search else { return };
        let Some(rate) = (if back { search.replaced } else { search.suggestion().map(|s| tidy(s.rate)) }) else {
            return;
        };
        search.replaced = (!back).then(|| self.draft.optimizer.learning_rate());
        self.edit(|spec| spec.optimizer.set_learning_rate(rate));
    }
}

/// Two digits: a search knows a rate no better, and a person can say it.
pub fn tidy(rate: f64) -> f64 {
    format::read(&format!("{rate:.1e}")).unwrap_or(rate)
}
