//! Where axes begin and end, and where they carry a number.

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};

use super::series::{CurveKind, Place, Series};

/// An axis: its ends and its ticks, in the unit of its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The value at its left or lower end.
    pub low: f64,
    /// The value at its right or upper end.
    pub high: f64,
    /// Where it carries a number, both ends included.
    pub ticks: Vec<f64>,
    /// Decimals that tell its ticks apart.
    pub decimals: usize,
}

impl Axis {
    /// From `low` in at most `most` steps, and none smaller than `least`, to `high` or the next whole step.
    pub(super) fn stepped(low: f64, high: f64, most: usize, least: f64) -> Self {
        let step = Step::at_least(((high - low) / most as f64).max(least));
        // The small share forgives a quotient that is a bit above a whole number.
        let steps = ((high - low) / step.times(1) - 1e-9).ceil().max(1.0) as u32;
        let ticks: Vec<f64> = (0..=steps).map(|count| low + step.times(count)).collect();
        Self { low, high: low + step.times(steps), ticks, decimals: step.exponent.min(0).unsigned_abs() as usize }
    }

    /// Epochs: from 0 to the run's last, numbered at whole epochs.
    pub fn epochs(total: u32, reached: f64) -> Self {
        let last = f64::from(total.max(1)).max(reached.ceil());
        let mut axis = Self::stepped(0.0, last, 6, 1.0);
        // The axis ends with the run, not with a round number.
        axis.high = last;
        axis.ticks.retain(|tick| *tick <= last);
        axis
    }

    /// The values of all curves.
    pub fn values(kind: CurveKind, series: &[&Series], epochs: &Axis) -> Self {
        let shown = settled(series, epochs.high);
        match kind {
            CurveKind::Loss => {
                // Numbers of five digits fit beside the axis: a loss beyond has diverged, below it is nothing.
                let most = shown.iter().copied().fold(0.0, f64::max).min(10_000.0);
                // Before there is a curve: what guessing among ten classes costs, ln 10 = 2.3 nats.
                Self::stepped(0.0, if most > 0.0 { most } else { 2.5 }, 5, 0.001)
            }
            CurveKind::Accuracy => {
                let least = shown.iter().copied().fold(100.0, f64::min);
                let low = [95.0, 90.0, 80.0, 60.0, 0.0].into_iter().find(|low| !shown.is_empty() && least >= *low);
                Self::stepped(low.unwrap_or(0.0), 100.0, 5, 1.0)
            }
        }
    }
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        let part = (value - self.low) / (self.high - self.low);
        from + (part * f64::from(to - from)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        // Asked a second time for the lighter lines between the ticks, of which there are none.
        if hint.weight().allow_light_points() { vec![] } else { self.ticks.clone() }
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

impl ValueFormatter<f64> for Axis {
    fn format(value: &f64) -> String {
        value.to_string()
    }
}

/// Until here the whole fall of the loss is shown, epochs.
const WHOLE: f64 = 2.0;

/// The values that decide the scale. At first all do: a class wants to see the loss fall from its first value. But the
/// first steps are far worse than all later ones and would press them flat in a longer run, so then the first
/// twentieth of the axis, at most an epoch, is left out; the curve enters through the frame. The scale changes once.
fn settled(series: &[&Series], last_epoch: f64) -> Vec<f64> {
    let all = series.iter().flat_map(|series| series.training.iter().chain(&series.validation));
    let newest = series.iter().filter_map(|series| series.newest());
    let reached = newest.map(|newest| newest.epoch).fold(0.0, f64::max);
    let from = if reached > WHOLE { (last_epoch / 20.0).min(1.0) } else { 0.0 };
    all.filter(|(epoch, _)| *epoch >= from).map(|(_, value)| *value).collect()
}

/// `mantissa` · 10^`exponent`: a distance between ticks that people count in.
struct Step {
    mantissa: u32,
    exponent: i32,
}

impl Step {
    /// The least of 1, 2, 5 times a power of ten that is not below a positive value.
    fn at_least(value: f64) -> Self {
        let exponent = value.log10().floor() as i32;
        let lead = value / 10_f64.powi(exponent);
        match [1, 2, 5].into_iter().find(|mantissa| f64::from(*mantissa) >= lead * (1.0 - 1e-9)) {
            Some(mantissa) => Self { mantissa, exponent },
            None => Self { mantissa: 1, exponent: exponent + 1 },
        }
    }

    /// So many steps. Divides by whole powers of ten, so that 3 · 0.1 is the number written 0.3.
    fn times(&self, count: u32) -> f64 {
        let steps = f64::from(count) * f64::from(self.mantissa);
        if self.exponent < 0 { steps / 10_f64.powi(-self.exponent) } else { steps * 10_f64.powi(self.exponent) }
    }
}

/// The part of a curve within the frame, as pieces: where it crosses the lower or upper end it is cut there.
pub fn clip(places: &[Place], axis: &Axis) -> Vec<Vec<Place>> {
    let inside = |value: f64| (axis.low..=axis.high).contains(&value);
    let mut pieces: Vec<Vec<Place>> = Vec::new();
    let mut open = false;
    for (index, &place) in places.iter().enumerate() {
        if let Some(before) = index.checked_sub(1).map(|i| places[i])
            && let Some(cut) = crossings(before, place, axis)
        {
            for at in cut {
                if !open {
                    pieces.push(Vec::new());
                }
                pieces.last_mut().expect("one was begun").push(at);
                open = !open;
            }
        }
        if inside(place.1) {
            if !open {
                pieces.push(Vec::new());
                open = true;
            }
            pieces.last_mut().expect("one was begun").push(place);
        }
    }
    pieces
}

/// Where the line between two places leaves or enters the frame, in order; `None` where it does neither.
fn crossings(from: Place, to: Place, axis: &Axis) -> Option<Vec<Place>> {
    let mut parts: Vec<(f64, f64)> = [axis.low, axis.high]
        .into_iter()
        .filter(|end| (from.1 < *end && to.1 > *end) || (from.1 > *end && to.1 < *end))
        .map(|end| ((end - from.1) / (to.1 - from.1), end))
        .collect();
    parts.sort_by(|a, b| a.0.total_cmp(&b.0));
    if parts.is_empty() {
        return None;
    }
    Some(parts.into_iter().map(|(part, end)| (from.0 + part * (to.0 - from.0), end)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(training: &[Place]) -> Series {
        Series { training: training.to_vec(), validation: vec![] }
    }

    #[test]
    fn epochs_are_numbered_at_whole_ones() {
        assert_eq!(Axis::epochs(5, 0.0).ticks, [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(Axis::epochs(1, 0.4).ticks, [0.0, 1.0]);
        let long = Axis::epochs(47, 3.2);
        assert_eq!((long.high, long.ticks), (47.0, vec![0.0, 10.0, 20.0, 30.0, 40.0]));
        assert_eq!(Axis::epochs(3, 4.5).high, 5.0);
        assert_eq!(Axis::epochs(0, 0.0).high, 1.0);
    }

    #[test]
    fn the_whole_fall_is_seen_until_it_would_press_the_rest_flat() {
        let epochs = Axis::epochs(5, 0.0);
        let mut places = vec![(0.01, 2.3), (0.2, 0.8), (0.5, 0.31), (1.0, 0.2), (2.0, 0.1)];
        let high = |places: &[Place]| Axis::values(CurveKind::Loss, &[&series(places)], &epochs).high;
        assert_eq!(high(&[]), 2.5);
        assert_eq!(high(&places[..1]), 2.5);
        assert_eq!(high(&places), 2.5);
        places.push((2.1, 0.1));
        let axis = Axis::values(CurveKind::Loss, &[&series(&places)], &epochs);
        assert_eq!((axis.low, axis.high, axis.decimals), (0.0, 0.4, 1));
    }

    #[test]
    fn accuracy_ends_at_a_hundred_and_begins_at_a_round_number() {
        let epochs = Axis::epochs(5, 0.0);
        let ends = |values: &[Place]| {
            let axis = Axis::values(CurveKind::Accuracy, &[&series(values)], &epochs);
            assert_eq!(axis.ticks.last(), Some(&100.0));
            (axis.low, axis.high)
        };
        assert_eq!(ends(&[]), (0.0, 100.0));
        assert_eq!(ends(&[(0.1, 10.0), (0.6, 91.0), (1.0, 97.0)]), (0.0, 100.0));
        assert_eq!(ends(&[(0.1, 10.0), (0.6, 91.0), (2.5, 97.0)]), (90.0, 100.0));
        assert_eq!(ends(&[(0.6, 82.0)]), (80.0, 100.0));
        assert_eq!(ends(&[(0.6, 32.0)]), (0.0, 100.0));
        assert_eq!(ends(&[(0.6, 100.0)]), (95.0, 100.0));
    }

    #[test]
    fn ticks_are_round_numbers_within_any_range() {
        for power in -2..4 {
            for lead in [1.0, 1.7, 2.3, 4.9, 9.99] {
                let value = lead * 10_f64.powi(power);
                let axis = Axis::values(CurveKind::Loss, &[&series(&[(4.0, value)])], &Axis::epochs(5, 0.0));
                assert!(axis.high >= value * (1.0 - 1e-9) && axis.high <= value * 2.01, "{value}: {axis:?}");
                assert!((3..=6).contains(&axis.ticks.len()), "{value}: {axis:?}");
            }
        }
    }

    #[test]
    fn extreme_values_leave_readable_axes() {
        let ends = |value| {
            let axis = Axis::values(CurveKind::Loss, &[&series(&[(4.0, value)])], &Axis::epochs(5, 0.0));
            (axis.high, axis.ticks.len())
        };
        assert_eq!(ends(f64::MAX), (10_000.0, 6));
        assert_eq!(ends(1e-300), (0.001, 2));
        assert_eq!(ends(0.0), (2.5, 6));
    }

    #[test]
    fn a_curve_is_cut_at_the_frame() {
        let axis = Axis { low: 0.0, high: 1.0, ticks: vec![], decimals: 0 };
        assert_eq!(
            clip(&[(0.0, 3.0), (1.0, 0.5), (2.0, 0.5), (3.0, 1.5), (4.0, 2.0), (5.0, 0.0)], &axis),
            [vec![(0.8, 1.0), (1.0, 0.5), (2.0, 0.5), (2.5, 1.0)], vec![(4.5, 1.0), (5.0, 0.0)]]
        );
        assert_eq!(clip(&[(0.0, 2.0), (1.0, -1.0)], &axis).concat().len(), 2);
        assert!(clip(&[(0.0, 2.0), (1.0, 3.0)], &axis).is_empty());
    }
}
