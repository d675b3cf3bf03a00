//! Small drawings as plain data: a scale each way and lines within a frame, which the page shows as one SVG.
//!
//! What is drawn before there is anything to follow (a schedule, a histogram, a function) needs no canvas: colours come
//! from the style, and the numbers are tested as they are.

use std::fmt::Write as _;

use super::axis::Axis;
use super::series::Place;

/// From the left edge to the axis, pixels.
const LEFT: f64 = 46.0;
/// From the axis to the lower edge, pixels: numbers and the axis' name.
const BELOW: f64 = 34.0;
/// From the frame to the upper edge, pixels: the name of the axis upwards.
const ABOVE: f64 = 26.0;
/// From the frame to the right edge, pixels: half a number's width.
const BESIDE: f64 = 14.0;

/// An axis of a sketch.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
    log: bool,
    /// Where it carries a number.
    ticks: Vec<f64>,
    /// Decimals that tell its ticks apart; powers of ten are written out.
    decimals: usize,
}

impl Scale {
    /// From `low` to at least `high` in at most `most` round steps, and none smaller than `least`.
    pub fn linear(low: f64, high: f64, most: usize, least: f64) -> Self {
        let Axis { low, high, ticks, decimals } = Axis::stepped(low, high, most, least);
        Self { low, high, log: false, ticks, decimals }
    }

    /// From exactly `low` to exactly `high`, with numbers at these places.
    pub fn exact(low: f64, high: f64, ticks: &[f64], decimals: usize) -> Self {
        Self { low, high, log: false, ticks: ticks.to_vec(), decimals }
    }

    /// From `low` to `high`, both above 0, each power of ten equally far from the next.
    pub fn logarithmic(low: f64, high: f64) -> Self {
        let low = low.max(1e-300);
        let high = high.max(low * 10.0);
        let [first, last] = [low.log10() - 1e-9, high.log10() + 1e-9];
        let decades = (first.ceil() as i32)..=(last.floor() as i32);
        Self { low, high, log: true, ticks: decades.map(|power| 10_f64.powi(power)).collect(), decimals: 0 }
    }

    /// Where a value lies, as a share of the axis from its low end.
    fn share(&self, value: f64) -> f64 {
        if self.log {
            (value / self.low).log10() / (self.high / self.low).log10()
        } else {
            (value - self.low) / (self.high - self.low)
        }
    }

    fn text(&self, tick: f64, decimal: &dyn Fn(f64, usize) -> String) -> String {
        if self.log {
            // 10⁻⁴ as a person writes it: with the digits that it has and no more.
            let power = tick.log10().round() as i32;
            if (-3..=3).contains(&power) {
                decimal(tick, power.min(0).unsigned_abs() as usize)
            } else {
                power_of_ten(power)
            }
        } else {
            decimal(tick, self.decimals)
        }
    }
}

/// `10⁻⁴`
pub fn power_of_ten(power: i32) -> String {
    let digits = power.to_string();
    let raised = digits.chars().map(|digit| match digit.to_digit(10) {
        Some(digit) => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][digit as usize],
        None => '⁻',
    });
    "10".chars().chain(raised).collect()
}

/// A number at an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its place along the axis, pixels of the sketch.
    pub at: f64,
    /// What it says.
    pub text: String,
}

/// A path with its look.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// A class of `styles/parts/sketch.css`.
    pub class: &'static str,
    /// SVG path data, pixels of the sketch.
    pub path: String,
}

/// A word within the frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Its left or right end and its base line, pixels of the sketch.
    pub at: Place,
    /// Whether it ends there instead of beginning.
    pub ends: bool,
    /// What it says.
    pub text: String,
}

/// A small drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    /// Width and height, pixels.
    pub size: (f64, f64),
    /// Left, top, right and bottom of the frame, pixels.
    pub frame: [f64; 4],
    /// Numbers below the frame.
    pub x_ticks: Vec<Tick>,
    /// Numbers left of it.
    pub y_ticks: Vec<Tick>,
    /// What they count.
    pub names: [String; 2],
    /// What is drawn, from below to above.
    pub strokes: Vec<Stroke>,
    /// Words in it.
    pub labels: Vec<Label>,
    scales: [Scale; 2],
}

impl Sketch {
    /// An empty frame of this size with its axes, their names, and numbers as `decimal` writes them.
    pub fn new(size: (f64, f64), x: Scale, y: Scale, names: [&str; 2], decimal: &dyn Fn(f64, usize) -> String) -> Self {
        let frame = [LEFT, ABOVE, (size.0 - BESIDE).max(LEFT + 1.0), (size.1 - BELOW).max(ABOVE + 1.0)];
        let [left, top, right, bottom] = frame;
        let tick = |scale: &Scale, value: f64, from: f64, to: f64| Tick {
            at: round(from + scale.share(value) * (to - from)),
            text: scale.text(value, decimal),
        };
        Self {
            size,
            frame,
            x_ticks: x.ticks.iter().map(|value| tick(&x, *value, left, right)).collect(),
            y_ticks: y.ticks.iter().map(|value| tick(&y, *value, bottom, top)).collect(),
            names: names.map(str::to_owned),
            strokes: Vec::new(),
            labels: Vec::new(),
            scales: [x, y],
        }
    }

    /// Where a place lies, pixels. Beyond the axis upwards it lies at its end.
    fn place(&self, (x, y): Place) -> Place {
        let [left, top, right, bottom] = self.frame;
        let up = self.scales[1].share(y).clamp(0.0, 1.0);
        (round(left + self.scales[0].share(x) * (right - left)), round(bottom - up * (bottom - top)))
    }

    /// Adds a line through places; numbers that are none are left out.
    pub fn line(&mut self, class: &'static str, places: impl IntoIterator<Item = Place>) {
        let mut path = String::new();
        for place in places.into_iter().filter(|(x, y)| x.is_finite() && y.is_finite()) {
            let (x, y) = self.place(place);
            let letter = if path.is_empty() { 'M' } else { 'L' };
            // A string takes everything.
            let _ = write!(path, "{letter}{x} {y}");
        }
        self.strokes.push(Stroke { class, path });
    }

    /// Adds bars from the axis up, each from one place of the axis to another.
    pub fn bars(&mut self, class: &'static str, bars: impl IntoIterator<Item = (f64, f64, f64)>) {
        let mut path = String::new();
        for (from, to, value) in bars.into_iter().filter(|(_, _, value)| *value > 0.0) {
            let ((x, y), (end, _)) = (self.place((from, value)), self.place((to, value)));
            let _ = write!(path, "M{x} {}V{y}H{end}V{}Z", self.frame[3], self.frame[3]);
        }
        self.strokes.push(Stroke { class, path });
    }

    /// Adds a line over the whole height at a place of the axis below, with a word beside it.
    pub fn mark(&mut self, class: &'static str, x: f64, text: String) {
        let [left, top, right, bottom] = self.frame;
        let (at, _) = self.place((x, 0.0));
        if !(left..=right).contains(&at) {
            return;
        }
        self.strokes.push(Stroke { class, path: format!("M{at} {top}V{bottom}") });
        let ends = at > (left + right) / 2.0;
        let beside = if ends { at - 5.0 } else { at + 5.0 };
        self.labels.push(Label { at: (beside, top + 12.0), ends, text });
    }

    /// Adds a dot.
    pub fn dot(&mut self, class: &'static str, place: Place) {
        let (x, y) = self.place(place);
        let path = format!("M{} {y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z", x - 4.0);
        self.strokes.push(Stroke { class, path });
    }
}

/// To a tenth of a pixel: finer is not seen.
fn round(pixels: f64) -> f64 {
    (pixels * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn plain(value: f64, decimals: usize) -> String {
        format!("{value:.decimals$}")
    }

    fn texts(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| &tick.text[..]).collect()
    }

    #[test]
    fn a_line_goes_where_its_numbers_say() {
        let (x, y) = (Scale::linear(0.0, 10.0, 5, 1.0), Scale::linear(0.0, 1.0, 2, 0.1));
        let mut sketch = Sketch::new((160.0, 160.0), x, y, ["epochs", "rate"], &plain);
        assert_eq!((sketch.frame, texts(&sketch.y_ticks)), ([46.0, 26.0, 146.0, 126.0], vec!["0.0", "0.5", "1.0"]));
        assert_eq!(texts(&sketch.x_ticks), ["0", "2", "4", "6", "8", "10"]);
        sketch.line("sketch-main", [(0.0, 0.0), (5.0, f64::NAN), (5.0, 0.5), (10.0, 7.0)]);
        assert_eq!(sketch.strokes[0].path, "M46 126L96 76L146 26");
        sketch.bars("sketch-bars", [(0.0, 1.0, 0.5), (1.0, 2.0, 0.0)]);
        assert_eq!(sketch.strokes[1].path, "M46 126V76H56V126Z");
    }

    #[test]
    fn a_logarithmic_axis_has_its_powers_of_ten() {
        let (x, y) = (Scale::logarithmic(1e-6, 1.0), Scale::exact(0.0, 1.0, &[], 0));
        let mut sketch = Sketch::new((160.0, 160.0), x, y, ["", ""], &plain);
        assert_eq!(texts(&sketch.x_ticks), ["10⁻⁶", "10⁻⁵", "10⁻⁴", "0.001", "0.01", "0.1", "1"]);
        sketch.mark("sketch-mark", 1e-3, "here".to_owned());
        assert_eq!(sketch.strokes[0].path, "M96 26V126");
        sketch.mark("sketch-mark", 1e3, "beyond".to_owned());
        assert_eq!(sketch.labels.len(), 1, "a mark beyond the axis is none");
    }

    #[test]
    fn extreme_scales_leave_finite_places() {
        let mut sketch =
            Sketch::new((10.0, 10.0), Scale::logarithmic(0.0, 0.0), Scale::linear(0.0, 0.0, 5, 1e-9), ["", ""], &plain);
        sketch.line("sketch-main", [(1.0, 1e300), (f64::INFINITY, 0.0)]);
        assert!(!sketch.strokes[0].path.contains("NaN") && !sketch.strokes[0].path.contains("inf"), "{sketch:?}");
    }
}
