//! A search for a learning rate: short runs of its own whose rate grows from step to step (Smith 2015, "Cyclical
//! Learning Rates for Training Neural Networks", section 3.3).

use std::rc::Rc;

use super::{Session, SessionError, Step, TrainingError};
use crate::device::{Device, DeviceLost};
use images::dataset::Dataset;
use spec::protocol::{RatePoint, RateSuggestion};
use spec::{Schedule, Spec, math};

/// Rate of the first step.
const FIRST: f64 = 1e-6;

/// Rate of the last step.
const LAST: f64 = 10.0;

/// Share of the past in the smoothed loss: it looks back about 20 steps.
const SMOOTHING: f64 = 0.95;

/// Steps by which the smoothed loss lags: the mean age of what it is made of.
const LAG: usize = 19;

/// A smoothed loss of so many times the least is as good as least.
const NEAR: f64 = 1.05;

/// The search ends once the smoothed loss is so many times its least.
const BEYOND: f64 = 4.0;

/// Networks that a search trains side by side, each from first weights and in an order of its own.
///
/// What one network finds depends on its first weights. Measured with 24 seeds on Fashion-MNIST with two layers of 4
/// units: one network suggests rates that differ by a factor of 6 (23 with raw pixels), the mean loss of three by 3 (4).
const STARTS: u64 = 3;

/// Above so many trainable numbers one network has to do: chance says less there, and three would take long.
const MANY_PARAMETERS: usize = 200_000;

/// What the seed of one network is more than that of the one before (2⁶⁴ over the golden ratio): so much that searches
/// with neighbouring seeds have no network in common.
const NEXT_SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// A search under way.
pub struct RateSearch {
    /// The networks; all have taken the same number of steps.
    sessions: Vec<Session>,
    points: Vec<RatePoint>,
    /// The exponential mean, before its bias is taken out.
    mean: f64,
    diverged_at: Option<f64>,
}

impl RateSearch {
    /// Steps of a whole search: 50 for each factor of 10.
    pub const STEPS: u32 = 350;

    /// A search for the rate of these settings, on networks of its own.
    ///
    /// # Errors
    /// As [`Session::new`].
    pub fn new(spec: Spec, data: Rc<Dataset>, device: Device) -> Result<Self, SessionError> {
        spec.check().map_err(SessionError::Spec)?;
        // The search has its own schedule, and goes over small data sets as often as it must.
        let spec = Spec { schedule: Schedule::default(), early_stopping: None, epochs: Self::STEPS as usize, ..spec };
        let start = |seed| Session::new(Spec { seed, ..spec.clone() }, None, Rc::clone(&data), device.clone());
        let sessions = seeds(&spec).map(start).collect::<Result<_, _>>()?;
        Ok(Self { sessions, points: Vec::new(), mean: 0.0, diverged_at: None })
    }

    /// Rate of a step, counted from 0: each so many times the one before.
    fn rate(step: usize) -> f64 {
        FIRST * math::pow(LAST / FIRST, step as f64 / f64::from(Self::STEPS - 1))
    }

    /// Lets every network take one step and waits for their losses; whether another is to follow.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub async fn step(&mut self) -> Result<bool, DeviceLost> {
        if self.diverged_at.is_some() || self.points.len() >= Self::STEPS as usize {
            return Ok(false);
        }
        let rate = Self::rate(self.points.len());
        let mut sum = 0.0;
        for session in &mut self.sessions {
            match step(session, rate).await {
                Ok(Some(loss)) => sum += loss,
                Ok(None) => return Ok(false),
                Err(TrainingError::Diverged { .. }) => {
                    self.diverged_at = Some(rate);
                    return Ok(false);
                }
                Err(TrainingError::Lost(error)) => return Err(error),
            }
        }
        self.add(rate, sum / self.sessions.len() as f64);
        Ok(self.diverged_at.is_none() && self.points.len() < Self::STEPS as usize)
    }

    fn add(&mut self, rate: f64, loss: f64) {
        self.mean = SMOOTHING * self.mean + (1.0 - SMOOTHING) * loss;
        let smooth = self.mean / (1.0 - SMOOTHING.powi(self.points.len() as i32 + 1));
        self.points.push(RatePoint { rate, loss, smooth });
        let least = settled(&self.points).iter().map(|point| point.smooth).fold(f64::INFINITY, f64::min);
        if smooth > BEYOND * least {
            self.diverged_at = Some(rate);
        }
    }

    /// The points so far.
    pub fn points(&self) -> &[RatePoint] {
        &self.points
    }

    /// What the points so far suggest; `None` where they are too few.
    pub fn suggestion(&self) -> Option<RateSuggestion> {
        suggest(&self.points, self.diverged_at)
    }
}

/// The seeds of the networks that a search trains; the first is that of the settings.
pub(super) fn seeds(spec: &Spec) -> impl Iterator<Item = u64> {
    let starts = if spec.parameters() > MANY_PARAMETERS { 1 } else { STARTS };
    let first = spec.seed;
    (0..starts).map(move |start| first.wrapping_add(start.wrapping_mul(NEXT_SEED)))
}

/// Takes one step with this rate and gives its loss; `None` where there was none left to take.
async fn step(session: &mut Session, rate: f64) -> Result<Option<f64>, TrainingError> {
    if session.set_learning_rate(rate).is_err() {
        return Ok(None);
    }
    let step = session.step();
    let reading = session.read().await?;
    if step == Step::EndOfEpoch {
        // Nobody asks for the figures of the epoch; their sum begins anew.
        session.end_epoch().await?;
    }
    Ok(reading.map(|reading| reading.last_loss))
}

/// The points whose smoothed loss is made of enough steps: the first may be low by chance.
fn settled(points: &[RatePoint]) -> &[RatePoint] {
    points.get(LAG..).unwrap_or_default()
}

/// A tenth of the rate from which on the loss is as good as least.
///
/// A tenth of the rate of the least loss is the usual rule (Gugger 2018, "How Do You Find A Good Learning Rate"). But
/// near its least the curve is flat and its least point is chance, so the first point within 5 % of the least counts;
/// and the smoothed loss lags, so the rate is that of as many steps before as the smoothing looks back. Measured with
/// 24 seeds on Fashion-MNIST with two layers of 4 units it gives 8.9e-4–2.8e-3 (6.8e-4–2.6e-3 with raw pixels).
fn suggest(points: &[RatePoint], diverged_at: Option<f64>) -> Option<RateSuggestion> {
    let settled = settled(points);
    let least = settled.iter().min_by(|a, b| a.smooth.total_cmp(&b.smooth))?;
    // Its place among the settled points is its place among all, less the lag.
    let place = settled.iter().position(|point| point.smooth <= NEAR * least.smooth)?;
    // At 0 the loss was as low from the beginning: it fell nowhere.
    if place == 0 {
        return None;
    }
    Some(RateSuggestion { rate: points[place].rate / 10.0, least_at: least.rate, diverged_at })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points with these losses at the rates of a search.
    fn points(losses: impl Iterator<Item = f64>) -> Vec<RatePoint> {
        let at = |(step, loss)| RatePoint { rate: RateSearch::rate(step), loss, smooth: loss };
        losses.enumerate().map(at).collect()
    }

    #[test]
    fn rates_grow_evenly_on_a_log_axis() {
        assert_eq!(RateSearch::rate(0), 1e-6);
        let last = RateSearch::rate(RateSearch::STEPS as usize - 1);
        assert!((last - 10.0).abs() < 1e-9, "{last}");
        let (one, two) = (RateSearch::rate(101) / RateSearch::rate(100), RateSearch::rate(301) / RateSearch::rate(300));
        assert!((one - two).abs() < 1e-9);
    }

    #[test]
    fn the_suggestion_is_a_tenth_of_where_the_loss_has_fallen() {
        // Down from step 100 to step 200, flat to 300 with a dip at 280, then up.
        let losses = (0..350).map(|step| match step {
            0..100 => 2.0,
            100..200 => 2.0 - f64::from(step - 100) / 100.0,
            280 => 0.99,
            200..300 => 1.0,
            _ => 3.0,
        });
        let found = suggest(&points(losses), Some(5.0)).expect("it falls");
        // At most 1.05 · 0.99 from step 197 on: 2 − 0.97 = 1.03.
        assert_eq!(found.rate, RateSearch::rate(197 - LAG) / 10.0);
        assert_eq!((found.least_at, found.diverged_at), (RateSearch::rate(280), Some(5.0)));
    }

    #[test]
    fn a_lucky_first_batch_decides_nothing() {
        let fall = |step: u32| if step < 150 { 2.0 } else { 1.0 };
        let lucky = points((0..350).map(|step| if step == 0 { 0.01 } else { fall(step) }));
        assert_eq!(suggest(&lucky, None), suggest(&points((0..350).map(fall)), None));
        assert!(suggest(&lucky, None).is_some());
    }

    #[test]
    fn a_loss_that_falls_nowhere_suggests_nothing() {
        assert_eq!(suggest(&[], None), None);
        assert_eq!(suggest(&points((0..350).map(|_| 2.3)), None), None);
        assert_eq!(suggest(&points((0..350).map(|step| 2.3 + f64::from(step))), None), None);
    }
}
