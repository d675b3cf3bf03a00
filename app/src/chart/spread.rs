//! How numbers are spread: a histogram of weights, on an axis that seldom jumps while they move.

use super::sketch::{Scale, Sketch};

/// Bars of a histogram: odd, so that one of them stands over 0.
pub const BARS: usize = 41;

/// A histogram of numbers around 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// The axis reaches so far to either side of 0.
    pub reach: f64,
    /// The greatest distance from 0.
    pub most: f64,
    /// How many numbers lie under each bar.
    pub counts: [u32; BARS],
    /// Mean of the numbers.
    pub mean: f64,
    /// Their standard deviation.
    pub deviation: f64,
    /// How many there are; what is no finite number is left out.
    pub numbers: usize,
}

impl Spread {
    /// Of numbers.
    pub fn of(values: &[f32]) -> Self {
        let finite = || values.iter().filter(|value| value.is_finite()).map(|value| f64::from(*value));
        let (mut most, mut sum, mut squares, mut numbers) = (0.0_f64, 0.0, 0.0, 0_usize);
        for value in finite() {
            most = most.max(value.abs());
            sum += value;
            squares += value * value;
            numbers += 1;
        }
        let reach = round_up(most);
        let mut counts = [0; BARS];
        for value in finite() {
            let share = (value / reach + 1.0) / 2.0;
            counts[((share * BARS as f64) as usize).min(BARS - 1)] += 1;
        }
        let mean = sum / numbers.max(1) as f64;
        let deviation = (squares / numbers.max(1) as f64 - mean * mean).max(0.0).sqrt();
        Self { reach, most, counts, mean, deviation, numbers }
    }
}

/// The next of a few round numbers times a power of ten: an axis that weights do not leave with every step.
fn round_up(most: f64) -> f64 {
    if most <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powi(most.log10().floor() as i32);
    let steps = [1.0, 1.5, 2.0, 2.5, 3.0, 5.0, 10.0].map(|step| step * power);
    steps.into_iter().find(|step| *step >= most).unwrap_or(most)
}

/// The fewest decimals that write a number as it is, at most 12.
fn decimals_of(number: f64) -> usize {
    let whole = |decimals: &usize| {
        let shifted = number * 10_f64.powi(*decimals as i32);
        (shifted - shifted.round()).abs() <= 1e-6 * shifted.abs()
    };
    (0..12).find(whole).unwrap_or(12)
}

/// The drawing of a histogram; its bars are shares of the numbers, per cent.
pub fn sketch(spread: &Spread, size: (f64, f64), names: [&str; 2], decimal: &dyn Fn(f64, usize) -> String) -> Sketch {
    let reach = spread.reach;
    let ticks = [-reach, -reach / 2.0, 0.0, reach / 2.0, reach];
    let percent = |count: u32| 100.0 * f64::from(count) / spread.numbers.max(1) as f64;
    let most = percent(spread.counts.iter().copied().max().unwrap_or(0));
    let x = Scale::exact(-reach, reach, &ticks, decimals_of(reach / 2.0));
    let upwards: &[f64] = if most > 0.0 { &[0.0, most] } else { &[] };
    let y = Scale::exact(0.0, if most > 0.0 { most } else { 1.0 }, upwards, usize::from(most < 10.0));
    let mut sketch = Sketch::new(size, x, y, names, decimal);
    let at = |bar: usize| reach * (2.0 * bar as f64 / BARS as f64 - 1.0);
    let bars = spread.counts.iter().enumerate().map(|(bar, count)| (at(bar), at(bar + 1), percent(*count)));
    sketch.bars("sketch-bars", bars);
    sketch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counted_around_zero() {
        let spread = Spread::of(&[-0.3, 0.0, 0.0, 0.3, f32::NAN]);
        assert_eq!((spread.reach, spread.numbers), (0.5, 4));
        assert_eq!((spread.counts[BARS / 2], spread.counts.iter().sum::<u32>()), (2, 4));
        assert!(spread.mean.abs() < 1e-9 && (spread.deviation - 0.3 / 2_f64.sqrt()).abs() < 1e-6, "{spread:?}");
        assert_eq!(spread.counts.iter().rev().copied().collect::<Vec<_>>(), spread.counts, "it is symmetric");
    }

    #[test]
    fn the_axis_keeps_its_ends_while_weights_move() {
        for (most, reach) in [(0.0, 1.0), (0.11, 0.15), (0.19, 0.2), (0.21, 0.25), (0.7, 1.0), (1.0, 1.0), (4e-9, 5e-9)]
        {
            assert!((Spread::of(&[most as f32]).reach / reach - 1.0).abs() < 1e-6, "{most}");
        }
        assert_eq!(Spread::of(&[]).numbers, 0);
    }

    #[test]
    fn a_drawing_has_finite_bars() {
        let plain = |value: f64, decimals: usize| format!("{value:.decimals$}");
        let drawn = sketch(&Spread::of(&[0.1, -0.1, 0.15]), (260.0, 120.0), ["", ""], &plain);
        assert_eq!(
            drawn.x_ticks.iter().map(|tick| &tick.text[..]).collect::<Vec<_>>(),
            ["-0.2", "-0.1", "0.0", "0.1", "0.2"]
        );
        assert_eq!(drawn.y_ticks.iter().map(|tick| &tick.text[..]).collect::<Vec<_>>(), ["0", "33"]);
        assert_eq!([0.075, 0.1, 2.0, 1.25e-4].map(decimals_of), [3, 1, 0, 6]);
        assert!(sketch(&Spread::of(&[]), (260.0, 120.0), ["", ""], &plain).y_ticks.is_empty());
        assert!(drawn.strokes[0].path.matches('M').count() == 3 && !drawn.strokes[0].path.contains("NaN"));
    }
}
