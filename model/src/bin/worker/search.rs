//! A search for a learning rate under way: beside the run, which stays as it is.

use model::catalogue::DatasetId;
use model::protocol::{Event, RequestId};
use model::session::RateSearch;

use crate::clock::{self, PACE, QUANTUM};
use crate::page;
use crate::run::lost;

pub struct Search {
    request: RequestId,
    search: RateSearch,
    /// Points that the page has.
    sent: usize,
    told: f64,
}

impl Search {
    pub fn new(request: RequestId, search: RateSearch) -> Self {
        Self { request, search, sent: 0, told: clock::now() }
    }

    /// The question that asked for it.
    pub fn request(&self) -> RequestId {
        self.request
    }

    /// On which images it learns.
    pub fn dataset(&self) -> DatasetId {
        self.search.spec().dataset
    }

    /// Works for a moment; whether there is more to do.
    pub async fn work(&mut self) -> bool {
        let until = clock::now() + QUANTUM;
        loop {
            match self.search.step().await {
                Ok(true) => {}
                Ok(false) => {
                    self.end();
                    return false;
                }
                Err(error) => {
                    self.end();
                    lost(error.to_string());
                    return false;
                }
            }
            let now = clock::now();
            if now - self.told > PACE {
                self.told = now;
                self.send_points();
            }
            if now >= until {
                return true;
            }
        }
    }

    /// Ends it here: what it has found so far counts.
    pub fn end(&mut self) {
        self.send_points();
        page::send(&Event::RateSearchEnded { request: self.request, result: Ok(self.search.suggestion()) });
    }

    fn send_points(&mut self) {
        let points = self.search.points()[self.sent..].to_vec();
        if points.is_empty() {
            return;
        }
        let first = self.sent as u32;
        self.sent += points.len();
        page::send(&Event::RatePoints { request: self.request, first, points, total: RateSearch::STEPS });
    }
}
