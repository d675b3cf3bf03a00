//! How the learning rate changes during a run.

use std::f64::consts::PI;

use serde::{Deserialize, Serialize};

use super::SpecError;

/// How the learning rate changes during a run: the optimizer's own rate times [`Schedule::factor`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Schedule {
    /// What happens after the warm-up.
    pub decay: Decay,
    /// Epochs in which the rate first grows evenly from nearly 0 (Goyal et al. 2017); 0 for none.
    pub warm_up: f64,
}

/// What the rate does from epoch to epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decay {
    /// Stays.
    #[default]
    Constant,
    /// factor^⌊epoch / every⌋
    Step {
        /// Epochs between two steps.
        every: f64,
        /// What each step multiplies by.
        factor: f64,
    },
    /// factor^(epoch / every), the epoch whole and counted from 0: with 10 and 20 it is the growing rate
    /// 10^(epoch / 20) of a search by hand.
    Exponential {
        /// Epochs in which the rate is multiplied by `factor`.
        every: f64,
        /// What it is multiplied by; above 1 the rate grows.
        factor: f64,
    },
    /// end + (1 − end) · (1 + cos(π · t)) / 2, t being the share of all steps done (Loshchilov & Hutter 2016).
    Cosine {
        /// Share of the rate that is left at the end.
        end: f64,
    },
}

impl Schedule {
    /// What the optimizer's rate is multiplied by at a step.
    ///
    /// `step` counts all steps from 0. The warm-up gives the first step a share of the rate, not none of it.
    pub fn factor(&self, step: u64, steps_per_epoch: u32, epochs: usize) -> f64 {
        let steps_per_epoch = f64::from(steps_per_epoch.max(1));
        let epoch = (step as f64 / steps_per_epoch).floor();
        let decayed = match self.decay {
            Decay::Constant => 1.0,
            Decay::Step { every, factor } => factor.powf((epoch / every).floor()),
            Decay::Exponential { every, factor } => factor.powf(epoch / every),
            Decay::Cosine { end } => {
                let share = (step as f64 / (steps_per_epoch * epochs.max(1) as f64)).min(1.0);
                end + (1.0 - end) * (1.0 + (PI * share).cos()) / 2.0
            }
        };
        let warm_up = self.warm_up * steps_per_epoch;
        let warmed = if (step as f64) < warm_up { (step as f64 + 1.0) / (warm_up + 1.0) } else { 1.0 };
        decayed * warmed
    }

    /// Whether each number lies where its formula is defined.
    ///
    /// # Errors
    /// [`SpecError::ScheduleNumber`]
    pub fn check(&self) -> Result<(), SpecError> {
        within("warm_up", self.warm_up, 0.0, 1_000.0)?;
        match self.decay {
            Decay::Constant => Ok(()),
            Decay::Step { every, factor } => {
                within("every", every, 1.0, 1_000.0).and(within("factor", factor, 1e-3, 1.0))
            }
            Decay::Exponential { every, factor } => {
                within("every", every, 0.1, 1_000.0).and(within("factor", factor, 1e-3, 1e3))
            }
            Decay::Cosine { end } => within("end", end, 0.0, 1.0),
        }
    }
}

fn within(name: &str, value: f64, min: f64, max: f64) -> Result<(), SpecError> {
    if (min..=max).contains(&value) {
        return Ok(());
    }
    Err(SpecError::ScheduleNumber { name: name.to_owned(), value, min, max })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factors(schedule: Schedule, steps: &[u64]) -> Vec<f64> {
        // Ten steps an epoch, forty epochs.
        steps.iter().map(|&step| schedule.factor(step, 10, 40)).collect()
    }

    #[test]
    fn each_decay_follows_its_formula() {
        let decay = |decay| Schedule { decay, warm_up: 0.0 };
        assert_eq!(factors(decay(Decay::Constant), &[0, 399]), [1.0, 1.0]);
        assert_eq!(factors(decay(Decay::Step { every: 2.0, factor: 0.5 }), &[0, 19, 20, 40]), [1.0, 1.0, 0.5, 0.25]);
        let grows = decay(Decay::Exponential { every: 20.0, factor: 10.0 });
        assert_eq!(factors(grows, &[0, 9, 200, 209, 390]), [1.0, 1.0, 10.0, 10.0, 10_f64.powf(39.0 / 20.0)]);
        let cosine = factors(decay(Decay::Cosine { end: 0.1 }), &[0, 200, 400, 500]);
        for (found, wanted) in cosine.iter().zip([1.0, 0.55, 0.1, 0.1]) {
            assert!((found - wanted).abs() < 1e-12, "{cosine:?}");
        }
    }

    #[test]
    fn a_warm_up_grows_evenly_to_the_whole_rate() {
        let schedule = Schedule { warm_up: 0.4, ..Schedule::default() };
        assert_eq!(factors(schedule, &[0, 1, 3, 4, 5]), [0.2, 0.4, 0.8, 1.0, 1.0]);
    }
}
