//! The points of the training curve: at fixed steps, so that the same run gives the same curve at any speed.

use model::metrics::Totals;
use model::session::{Reading, Session};
use spec::protocol::Point;

/// Points of an epoch.
const POINTS_PER_EPOCH: u32 = 50;

pub struct Curve {
    /// Steps between two points.
    every: u32,
    /// Points that wait to be handed out.
    waiting: Vec<Point>,
    totals: Totals,
}

impl Curve {
    pub fn new(session: &Session) -> Self {
        let every = (session.steps_per_epoch() / POINTS_PER_EPOCH).max(1);
        Self { every, waiting: Vec::new(), totals: Totals::default() }
    }

    /// Whether a point ends here, so that the device must be read now.
    pub fn is_due(&self, session: &Session) -> bool {
        session.place().step_in_epoch.is_multiple_of(self.every)
    }

    /// Adds what was read; where a point ends here, it waits to be handed out.
    pub fn add(&mut self, reading: Reading, session: &Session) {
        self.totals.add(reading.totals);
        if !self.is_due(session) {
            return;
        }
        let place = session.place();
        let score = std::mem::take(&mut self.totals).score();
        let epoch = place.epoch as f32 + place.step_in_epoch as f32 / session.steps_per_epoch().max(1) as f32;
        self.waiting.push(Point { epoch, loss: score.loss as f32, accuracy: score.accuracy as f32 });
    }

    /// The points that were not handed out yet.
    pub fn take(&mut self) -> Vec<Point> {
        std::mem::take(&mut self.waiting)
    }
}
