//! How the learning rate changes during a run.

use std::f64::consts::PI;

use serde::{Deserialize, Serialize};

use super::number::{Entry, Number, Numbers, Step};
use crate::math;

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
            Decay::Step { every, factor } => math::pow(factor, (epoch / every).floor()),
            Decay::Exponential { every, factor } => math::pow(factor, epoch / every),
            Decay::Cosine { end } => {
                let share = (step as f64 / (steps_per_epoch * epochs.max(1) as f64)).min(1.0);
                end + (1.0 - end) * (1.0 + math::cos(PI * share)) / 2.0
            }
        };
        let warm_up = self.warm_up * steps_per_epoch;
        let warmed = if (step as f64) < warm_up { (step as f64 + 1.0) / (warm_up + 1.0) } else { 1.0 };
        decayed * warmed
    }
}

const WARM_UP: Number =
    Number::new("warm_up", 0.0, [0.0, 1_000.0], Step::By(0.5)).link("warmup").test_id("warm-up").topic("warm-up");
const STEP_EVERY: Number = every(2.0, 1.0);
const STEP_FACTOR: Number = factor(0.5, 1.0);
/// With [`GROWTH_FACTOR`] the growing rate 10^(epoch / 20).
const GROWTH_EVERY: Number = every(20.0, 0.1);
const GROWTH_FACTOR: Number = factor(10.0, 1e3);
const END: Number = Number::new("end", 0.0, [0.0, 1.0], Step::By(0.1)).test_id("schedule-end").topic("schedule");

const fn every(usual: f64, least: f64) -> Number {
    Number::new("every", usual, [least, 1_000.0], Step::By(1.0)).test_id("schedule-every").topic("schedule")
}

const fn factor(usual: f64, most: f64) -> Number {
    Number::new("factor", usual, [1e-3, most], Step::By(0.1)).test_id("schedule-factor").topic("schedule")
}

impl Decay {
    /// All of them with their usual numbers, in the order in which a list shows them.
    pub const ALL: [Self; 4] = [
        Self::Constant,
        Self::Step { every: STEP_EVERY.usual, factor: STEP_FACTOR.usual },
        Self::Exponential { every: GROWTH_EVERY.usual, factor: GROWTH_FACTOR.usual },
        Self::Cosine { end: END.usual },
    ];

    /// Its name in lists and test ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::Step { .. } => "step",
            Self::Exponential { .. } => "exponential",
            Self::Cosine { .. } => "cosine",
        }
    }

    /// Its name in links, where it was short from the first.
    pub fn link(self) -> &'static str {
        match self {
            Self::Exponential { .. } => "exp",
            Self::Constant | Self::Step { .. } | Self::Cosine { .. } => self.id(),
        }
    }

    /// The decay of an id with its usual numbers.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decay| decay.id() == id)
    }
}

impl Numbers for Decay {
    fn numbers(&mut self) -> Vec<Entry<'_>> {
        match self {
            Self::Constant => vec![],
            Self::Step { every, factor } => vec![(&STEP_EVERY, every.into()), (&STEP_FACTOR, factor.into())],
            Self::Exponential { every, factor } => {
                vec![(&GROWTH_EVERY, every.into()), (&GROWTH_FACTOR, factor.into())]
            }
            Self::Cosine { end } => vec![(&END, end.into())],
        }
    }
}

impl Numbers for Schedule {
    fn numbers(&mut self) -> Vec<Entry<'_>> {
        let mut numbers = self.decay.numbers();
        numbers.push((&WARM_UP, (&mut self.warm_up).into()));
        numbers
    }
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
        assert_eq!(factors(grows, &[0, 9, 200, 209, 390]), [1.0, 1.0, 10.0, 10.0, math::pow(10.0, 39.0 / 20.0)]);
        let cosine = factors(decay(Decay::Cosine { end: 0.1 }), &[0, 200, 400, 500]);
        for (found, wanted) in cosine.iter().zip([1.0, 0.55, 0.1, 0.1]) {
            assert!((found - wanted).abs() < 1e-12, "{cosine:?}");
        }
    }

    #[test]
    fn every_decay_begins_with_the_whole_rate_and_stays_finite() {
        for decay in Decay::ALL {
            let all = factors(Schedule { decay, warm_up: 0.0 }, &[0, 1, 200, 399, 1_000]);
            assert_eq!(all[0], 1.0, "{decay:?}");
            assert!(all.iter().all(|factor| factor.is_finite() && *factor >= 0.0), "{decay:?}: {all:?}");
            assert_eq!(all[3] == 1.0, decay == Decay::Constant, "{decay:?}: {all:?}");
        }
    }

    #[test]
    fn a_warm_up_grows_evenly_to_the_whole_rate() {
        let schedule = Schedule { warm_up: 0.4, ..Schedule::default() };
        assert_eq!(factors(schedule, &[0, 1, 3, 4, 5]), [0.2, 0.4, 0.8, 1.0, 1.0]);
    }
}
