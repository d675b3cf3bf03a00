//! A search for a learning rate: loss against rate.

use spec::protocol::{RatePoint, RateSuggestion};

use super::sketch::{Scale, Sketch};

/// The loss is shown up to so many times its first smoothed value: beyond, it has diverged.
const MOST_LOSS: f64 = 1.6;

/// The words on the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Words<'a> {
    /// The axis of rates and that of losses, with its unit.
    pub names: [&'a str; 2],
    /// At the suggestion.
    pub suggestion: String,
}

/// Loss against rate: raw points faint, the smoothed line above them, and the suggestion marked.
pub fn sketch(
    points: &[RatePoint],
    suggestion: Option<RateSuggestion>,
    size: (f64, f64),
    words: Words<'_>,
    decimal: &dyn Fn(f64, usize) -> String,
) -> Sketch {
    let rates = points.iter().map(|point| point.rate).filter(|rate| *rate > 0.0 && rate.is_finite());
    let low = rates.clone().fold(f64::INFINITY, f64::min);
    let high = rates.fold(0.0, f64::max);
    let (low, high) = if low < high { (low, high) } else { (1e-6, 1.0) };
    let smooth = || points.iter().map(|point| point.smooth).filter(|loss| loss.is_finite());
    // Before there is a curve: what guessing among ten classes costs, ln 10 = 2.3 nats.
    let first = smooth().next().unwrap_or(2.3).max(1e-3);
    let most = smooth().fold(first, f64::max).min(first * MOST_LOSS);
    let (x, y) = (Scale::logarithmic(low, high), Scale::linear(0.0, most, 5, 1e-3));
    let mut sketch = Sketch::new(size, x, y, words.names, decimal);
    sketch.line("sketch-faint", points.iter().map(|point| (point.rate, point.loss)));
    sketch.line("sketch-main", points.iter().map(|point| (point.rate, point.smooth)));
    if let Some(suggestion) = suggestion {
        sketch.mark("sketch-mark", suggestion.rate, words.suggestion);
        let nearest = |rate: f64| {
            let far = |point: &RatePoint| (point.rate / rate).ln().abs();
            points.iter().min_by(|a, b| far(a).total_cmp(&far(b)))
        };
        for (class, rate) in [("sketch-dot-hollow", suggestion.least_at), ("sketch-dot", suggestion.rate)] {
            if let Some(point) = nearest(rate) {
                sketch.dot(class, (point.rate, point.smooth));
            }
        }
    }
    sketch
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points() -> Vec<RatePoint> {
        let point = |i: i32| {
            let smooth = if i < 40 { 2.3 - 0.04 * f64::from(i) } else { 0.7 + f64::from(i - 40) };
            RatePoint { rate: 10_f64.powf(-6.0 + f64::from(i) / 10.0), loss: smooth + 0.1, smooth }
        };
        (0..=60).map(point).collect()
    }

    fn draw(points: &[RatePoint], suggestion: Option<RateSuggestion>) -> Sketch {
        let words = Words { names: ["rate", "loss"], suggestion: "0.001".to_owned() };
        let plain = |value: f64, decimals: usize| format!("{value:.decimals$}");
        sketch(points, suggestion, (160.0, 160.0), words, &plain)
    }

    #[test]
    fn the_suggestion_is_marked_on_a_logarithmic_axis() {
        let suggestion = RateSuggestion { rate: 1e-3, least_at: 1e-2, diverged_at: Some(0.1) };
        let drawn = draw(&points(), Some(suggestion));
        assert_eq!(drawn.x_ticks.len(), 7);
        let classes: Vec<_> = drawn.strokes.iter().map(|stroke| stroke.class).collect();
        assert_eq!(classes, ["sketch-faint", "sketch-main", "sketch-mark", "sketch-dot-hollow", "sketch-dot"]);
        assert_eq!(drawn.strokes[2].path, "M96 26V126");
        assert_eq!(drawn.labels[0].text, "0.001");
    }

    #[test]
    fn a_loss_that_diverged_does_not_press_the_rest_flat() {
        let drawn = draw(&points(), None);
        let top: f64 = drawn.y_ticks.last().and_then(|tick| tick.text.parse().ok()).expect("a number");
        assert!((3.0..=4.0).contains(&top), "{top}");
    }

    #[test]
    fn before_the_first_point_there_are_axes() {
        let drawn = draw(&[], None);
        assert_eq!((drawn.x_ticks.len(), &drawn.strokes[1].path[..]), (7, ""));
        let broken = RatePoint { rate: f64::NAN, loss: f64::INFINITY, smooth: f64::NAN };
        draw(&[broken, broken], Some(RateSuggestion { rate: f64::NAN, least_at: 0.0, diverged_at: None }));
    }
}
