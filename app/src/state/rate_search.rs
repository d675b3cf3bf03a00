//! The search for a learning rate: what is asked of the worker and what it has found.

use model::protocol::{Command, RatePoint, RateSuggestion, RequestId, RunError};
use model::spec::Spec;

use super::State;

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
        let mut own = self.spec.clone();
        own.optimizer.set_learning_rate(draft.optimizer.learning_rate());
        own == *draft
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
    /// Why there can be no search now, if so.
    pub fn no_rate_search(&self) -> Option<NoSearch> {
        if self.draft_error.is_some() {
            Some(NoSearch::Draft)
        } else if self.workers.active().is_none() {
            Some(NoSearch::Worker)
        } else if !self.dataset.is_ready(self.draft.dataset) {
            Some(NoSearch::Data)
        } else {
            None
        }
    }

    /// Seeks a learning rate for the settings in view. The network that stands is left alone.
    pub fn search_rate(&mut self) {
        if self.no_rate_search().is_some() {
            return;
        }
        let request = self.next_request();
        let spec = self.draft.clone();
        let command = Command::SearchRate { request, spec: Box::new(spec.clone()) };
        self.workers.send(command, &mut self.orders);
        self.rate_search =
            Some(RateSearch { request, spec, points: Vec::new(), total: 0, result: None, replaced: None });
    }

    /// Ends the search; what was found so far counts.
    pub fn stop_rate_search(&mut self) {
        if let Some(search) = self.rate_search.as_ref().filter(|search| search.result.is_none()) {
            self.workers.send(Command::StopRateSearch { request: search.request }, &mut self.orders);
        }
    }

    /// Takes the suggested rate into the settings, or puts the one back that it replaced.
    pub fn use_rate(&mut self, back: bool) {
        let Some(search) = &mut self.rate_search else { return };
        let Some(rate) = (if back { search.replaced } else { search.suggestion().map(|s| tidy(s.rate)) }) else {
            return;
        };
        search.replaced = (!back).then(|| self.draft.optimizer.learning_rate());
        self.edit(|spec| spec.optimizer.set_learning_rate(rate));
    }

    pub(super) fn rate_points(&mut self, request: RequestId, first: u32, points: &[RatePoint], total: u32) {
        if let Some(search) = self.rate_search.as_mut().filter(|search| search.request == request) {
            search.points.truncate(first as usize);
            search.points.extend_from_slice(points);
            search.total = total;
        }
    }

    pub(super) fn rate_search_ended(&mut self, request: RequestId, result: Result<Option<RateSuggestion>, RunError>) {
        if let Some(search) = self.rate_search.as_mut().filter(|search| search.request == request) {
            search.result = Some(result);
        }
    }

    /// The worker that searched is gone, or its images are.
    pub(super) fn forget_rate_search(&mut self) {
        self.rate_search = None;
    }
}

/// Two digits: a search knows a rate no better, and a person can say it.
pub fn tidy(rate: f64) -> f64 {
    format!("{rate:.1e}").parse().unwrap_or(rate)
}
