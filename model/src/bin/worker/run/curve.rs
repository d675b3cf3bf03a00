//! The points of the training curve: at fixed steps, so that the same run gives the same curve at any speed.

use model::metrics::Totals;
use model::protocol::Point;
use model::session::{Reading, Session};

/// Points of an epoch.
const POINTS_PER_EPOCH: u32 = 50;

pub struct Curve {
    /// Steps between two points.
    every: u32,
    /// Points sent.
    sent: u32,
    totals: Totals,
}

impl Curve {
    pub fn new(session: &Session) -> Self {
        let every = (session.steps_per_epoch() / POINTS_PER_EPOCH).max(1);
        Self { every, sent: 0, totals: Totals::default() }
    }

    /// Whether a point ends here, so that the device must be read now.
    pub fn is_due(&self, session: &Session) -> bool {
        session.place().step_in_epoch.is_multiple_of(self.every)
    }

    /// Adds what was read; the point that ends here, if one does, and its place in the curve.
    pub fn add(&mut self, reading: Reading, session: &Session) -> Option<(u32, Point)> {
        self.totals.add(reading.totals);
        if !self.is_due(session) {
            return None;
        }
        let place = session.place();
        let score = std::mem::take(&mut self.totals).score();
        let epoch = place.epoch as f32 + place.step_in_epoch as f32 / session.steps_per_epoch().max(1) as f32;
        self.sent += 1;
        Some((self.sent - 1, Point { epoch, loss: score.loss as f32, accuracy: score.accuracy as f32 }))
    }
}
