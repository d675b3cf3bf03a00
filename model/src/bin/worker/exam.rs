//! An examination under way: beside the run, whose training goes on.

use model::protocol::{Event, Moment, RequestId};
use model::session::{Examination, Session};

use crate::clock::{self, PACE, QUANTUM};
use crate::page;
use crate::run::lost;

pub struct Exam {
    request: RequestId,
    moment: Moment,
    /// Steps that the examined weights had taken.
    step: u64,
    examination: Examination,
    told: f64,
}

impl Exam {
    pub fn begin(request: RequestId, moment: Moment, step: u64, examination: Examination) -> Self {
        let mut exam = Self { request, moment, step, examination, told: 0.0 };
        exam.tell();
        exam
    }

    /// Works for a moment; gives itself back where there is more to do.
    pub async fn work(mut self, session: &Session) -> Option<Self> {
        let until = clock::now() + QUANTUM;
        while !self.examination.is_complete() {
            if let Err(error) = session.examine(&mut self.examination).await {
                lost(error.to_string());
                return None;
            }
            let now = clock::now();
            if now - self.told > PACE {
                self.tell();
            }
            if now >= until {
                return Some(self);
            }
        }
        let result = self.examination.finish(self.moment, self.step);
        page::send(&Event::Examined { request: self.request, result: Some(Box::new(result)) });
        None
    }

    /// Ends it without a result: its run is gone.
    pub fn abandon(self) {
        page::send(&Event::Examined { request: self.request, result: None });
    }

    fn tell(&mut self) {
        self.told = clock::now();
        let (done, total) = (self.examination.done(), self.examination.total());
        page::send(&Event::Examining { request: self.request, done, total });
    }
}
