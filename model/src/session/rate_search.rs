//! A search for a learning rate: a short run of its own whose rate grows from step to step (Smith 2015, "Cyclical
//! Learning Rates for Training Neural Networks", section 3.3).

use std::rc::Rc;

use super::{Session, SessionError, Step};
use crate::dataset::Dataset;
use crate::device::Device;
use crate::protocol::{RatePoint, RateSuggestion};
use crate::spec::{Schedule, Spec};

/// Rate of the first step.
const FIRST: f64 = 1e-6;

/// Rate of the last step.
const LAST: f64 = 10.0;

/// Share of the past in the smoothed loss: it looks back about 20 steps.
const SMOOTHING: f64 = 0.95;

/// The search ends once the smoothed loss is so many times its least.
const BEYOND: f64 = 4.0;

/// A search under way.
pub struct RateSearch {
    session: Session,
    points: Vec<RatePoint>,
    /// The exponential mean, before its bias is taken out.
    mean: f64,
    diverged_at: Option<f64>,
}

impl RateSearch {
    /// Steps of a whole search: 50 for each factor of 10.
    pub const STEPS: u32 = 350;

    /// A search for the rate of these settings, on first weights of its own.
    ///
    /// # Errors
    /// As [`Session::new`].
    pub fn new(spec: Spec, data: Rc<Dataset>, device: Device) -> Result<Self, SessionError> {
        spec.check().map_err(SessionError::Spec)?;
        // The search has its own schedule, and goes over small data sets as often as it must.
        let spec = Spec { schedule: Schedule::default(), early_stopping: None, epochs: Self::STEPS as usize, ..spec };
        let session = Session::new(spec, None, data, device)?;
        Ok(Self { session, points: Vec::new(), mean: 0.0, diverged_at: None })
    }

    /// The settings.
    pub fn spec(&self) -> &Spec {
        self.session.spec()
    }

    /// Rate of a step, counted from 0: each so many times the one before.
    fn rate(step: usize) -> f64 {
        FIRST * (LAST / FIRST).powf(step as f64 / f64::from(Self::STEPS - 1))
    }

    /// Takes one step and waits for its loss; whether another is to follow.
    ///
    /// # Errors
    /// [`SessionError::Device`] where the device is lost.
    pub async fn step(&mut self) -> Result<bool, SessionError> {
        if self.diverged_at.is_some() || self.points.len() >= Self::STEPS as usize {
            return Ok(false);
        }
        let rate = Self::rate(self.points.len());
        self.session.set_learning_rate(rate)?;
        let step = self.session.step();
        let reading = match self.session.read().await {
            Ok(reading) => reading,
            Err(SessionError::Diverged { .. }) => {
                self.diverged_at = Some(rate);
                return Ok(false);
            }
            Err(error) => return Err(error),
        };
        if step == Step::EndOfEpoch {
            // Nobody asks for the figures of the epoch; their sum begins anew.
            self.session.end_epoch().await?;
        }
        let Some(reading) = reading else { return Ok(false) };
        self.add(rate, reading.last_loss);
        Ok(self.diverged_at.is_none() && self.points.len() < Self::STEPS as usize)
    }

    fn add(&mut self, rate: f64, loss: f64) {
        self.mean = SMOOTHING * self.mean + (1.0 - SMOOTHING) * loss;
        let smooth = self.mean / (1.0 - SMOOTHING.powi(self.points.len() as i32 + 1));
        self.points.push(RatePoint { rate, loss, smooth });
        let least = self.points.iter().map(|point| point.smooth).fold(f64::INFINITY, f64::min);
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

/// A tenth of the rate at which the smoothed loss is least.
fn suggest(points: &[RatePoint], diverged_at: Option<f64>) -> Option<RateSuggestion> {
    let least = points.iter().min_by(|a, b| a.smooth.total_cmp(&b.smooth))?;
    Some(RateSuggestion { rate: least.rate / 10.0, least_at: least.rate, diverged_at })
}
