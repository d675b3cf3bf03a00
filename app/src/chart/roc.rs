//! ROC curves: of all images that are not of a class, the share that gets at least so much of it, against the same
//! share of those that are.

use spec::protocol::ClassFigures;

use super::series::Place;
use super::sketch::{Scale, Sketch};

/// Places of the mean curve along the axis below.
const MEAN_STEPS: u32 = 100;
/// How near to a curve one has to point, as a share of the axes.
const NEAR: f64 = 0.06;

/// The part of the square that is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Its right end; the left one is 0.
    right: f64,
    /// Its lower end; the upper one is 1.
    low: f64,
}

impl Window {
    /// All of it.
    pub const WHOLE: Self = Self { right: 1.0, low: 0.0 };
    /// The corner in which the curves of good networks lie.
    pub const CORNER: Self = Self { right: 0.1, low: 0.9 };

    fn scales(self) -> (Scale, Scale) {
        let fifths = |low: f64, high: f64| (0..=5).map(|step| low + (high - low) * f64::from(step) / 5.0).collect();
        let across: Vec<f64> = fifths(0.0, self.right);
        let upwards: Vec<f64> = fifths(self.low, 1.0);
        let decimals = if self == Self::WHOLE { 1 } else { 2 };
        (Scale::exact(0.0, self.right, &across, decimals), Scale::exact(self.low, 1.0, &upwards, decimals))
    }

    /// A curve up to the right end.
    fn cut(self, curve: Vec<Place>) -> Vec<Place> {
        if curve.is_empty() {
            return curve;
        }
        let end = (self.right, at(&curve, self.right));
        curve.into_iter().filter(|place| place.0 < self.right).chain([end]).collect()
    }
}

/// The curves, that of the class `on` last and above the others.
pub fn sketch(
    classes: &[ClassFigures],
    on: Option<usize>,
    window: Window,
    size: (f64, f64),
    names: [&str; 2],
    decimal: &dyn Fn(f64, usize) -> String,
) -> Sketch {
    let (across, upwards) = window.scales();
    let mut sketch = Sketch::new(size, across, upwards, names, decimal);
    sketch.line("roc-chance", window.cut(vec![(0.0, 0.0), (1.0, 1.0)]));
    for class in classes.iter().filter(|class| !class.roc.is_empty()) {
        sketch.line("roc-class", window.cut(places(class).collect()));
    }
    sketch.line("roc-mean", window.cut(mean(classes)));
    if let Some(class) = on.and_then(|on| classes.get(on)) {
        sketch.line("roc-on", window.cut(places(class).collect()));
    }
    sketch
}

/// The mean of the curves that there are, upwards.
pub fn mean(classes: &[ClassFigures]) -> Vec<Place> {
    let curves: Vec<Vec<Place>> =
        classes.iter().filter(|class| !class.roc.is_empty()).map(|class| places(class).collect()).collect();
    if curves.is_empty() {
        return Vec::new();
    }
    let height = |x: f64| curves.iter().map(|curve| at(curve, x)).sum::<f64>() / curves.len() as f64;
    let steps = (0..=MEAN_STEPS).map(|step| f64::from(step) / f64::from(MEAN_STEPS));
    std::iter::once((0.0, 0.0)).chain(steps.map(|x| (x, height(x)))).collect()
}

/// The class whose curve is nearest to a place, if one is near.
pub fn nearest(classes: &[ClassFigures], window: Window, place: Place) -> Option<usize> {
    // As it is seen: shares of the window.
    let seen = |(x, y): Place| (x / window.right, (y - window.low) / (1.0 - window.low));
    let place = seen(place);
    let distance = |class: &ClassFigures| {
        let curve: Vec<Place> = places(class).map(seen).collect();
        curve.windows(2).map(|ends| from_line(place, ends[0], ends[1])).fold(f64::INFINITY, f64::min)
    };
    let distances = classes.iter().map(distance).enumerate();
    distances.filter(|(_, distance)| *distance <= NEAR).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(class, _)| class)
}

/// What a place of a sketch, pixels, stands for.
pub fn shares(sketch: &Sketch, window: Window, (x, y): Place) -> Place {
    let [left, top, right, bottom] = sketch.frame;
    let (across, up) = ((x - left) / (right - left).max(1.0), (bottom - y) / (bottom - top).max(1.0));
    (across * window.right, window.low + up * (1.0 - window.low))
}

fn places(class: &ClassFigures) -> impl Iterator<Item = Place> + '_ {
    class.roc.iter().map(|(x, y)| (f64::from(*x), f64::from(*y)))
}

/// The height of a rising curve; where it rises straight up, the upper end.
fn at(curve: &[Place], x: f64) -> f64 {
    let after = curve.partition_point(|place| place.0 <= x);
    match (after.checked_sub(1).map(|before| curve[before]), curve.get(after)) {
        (Some(before), Some(next)) => before.1 + (next.1 - before.1) * (x - before.0) / (next.0 - before.0),
        (Some(last), None) => last.1,
        (None, Some(_)) | (None, None) => 0.0,
    }
}

/// The distance of a place from a straight line between two.
fn from_line(place: Place, a: Place, b: Place) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((place.0 - a.0) * dx + (place.1 - a.1) * dy) / length } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    (place.0 - a.0 - along * dx).hypot(place.1 - a.1 - along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(roc: &[(f32, f32)]) -> ClassFigures {
        ClassFigures { support: 1, precision: 1.0, recall: 1.0, f1: 1.0, auc: None, roc: roc.to_vec() }
    }

    /// A perfect curve, one no better than chance, and a class without a curve.
    fn three() -> [ClassFigures; 3] {
        [class(&[(0.0, 0.0), (0.0, 1.0), (1.0, 1.0)]), class(&[(0.0, 0.0), (1.0, 1.0)]), class(&[])]
    }

    #[test]
    fn the_mean_curve_lies_between() {
        let mean = mean(&three());
        assert_eq!((mean[0], mean[1], mean[51], mean[101]), ((0.0, 0.0), (0.0, 0.5), (0.5, 0.75), (1.0, 1.0)));
        assert!(super::mean(&[class(&[])]).is_empty());
    }

    #[test]
    fn the_nearest_curve_is_named() {
        let classes = three();
        assert_eq!(nearest(&classes, Window::WHOLE, (0.5, 0.98)), Some(0));
        assert_eq!(nearest(&classes, Window::WHOLE, (0.5, 0.47)), Some(1));
        assert_eq!(nearest(&classes, Window::WHOLE, (0.8, 0.2)), None);
        assert_eq!(nearest(&classes, Window::CORNER, (0.05, 0.98)), None, "as far as it looks");
    }

    #[test]
    fn the_curve_that_is_pointed_at_lies_above_the_others() {
        let plain = |value: f64, decimals: usize| format!("{value:.decimals$}");
        let sketch = sketch(&three(), Some(1), Window::WHOLE, (160.0, 160.0), ["false", "true"], &plain);
        let classes: Vec<_> = sketch.strokes.iter().map(|stroke| stroke.class).collect();
        assert_eq!(classes, ["roc-chance", "roc-class", "roc-class", "roc-mean", "roc-on"]);
        assert_eq!(sketch.strokes[4].path, "M46 126L146 26");
        assert_eq!(shares(&sketch, Window::WHOLE, (96.0, 76.0)), (0.5, 0.5));
    }

    #[test]
    fn the_corner_shows_curves_up_to_its_right_end() {
        let plain = |value: f64, decimals: usize| format!("{value:.decimals$}");
        let sketch = sketch(&three(), Some(0), Window::CORNER, (160.0, 160.0), ["false", "true"], &plain);
        assert_eq!(sketch.strokes[4].path, "M46 126L46 26L146 26");
        assert_eq!(sketch.strokes[0].path, "M46 126L146 126", "below the corner");
        let ticks: Vec<_> = sketch.y_ticks.iter().map(|tick| &tick.text[..]).collect();
        assert_eq!(ticks, ["0.90", "0.92", "0.94", "0.96", "0.98", "1.00"]);
    }
}
