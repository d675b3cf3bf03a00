//! The map of the last hidden layer: where an image lies, and which point is meant.

use spec::protocol::{Activations, PrincipalComponents};

/// A place in the plane of the two principal components, or on the canvas.
pub type Place = (f64, f64);

/// From the edge of the canvas to the outermost point, pixels.
const EDGE: f64 = 14.0;

/// Where an image lies: (x − mean) · axes. `None` where the two are not of the same network.
pub fn project(projection: &PrincipalComponents, looked: &Activations) -> Option<Place> {
    let x = looked.layers.get(projection.layer as usize)?.values();
    let (mean, axes) = (projection.mean.values(), projection.axes.values());
    if x.is_empty() || x.len() != mean.len() || axes.len() != 2 * x.len() {
        return None;
    }
    let along = |axis: &[f32]| -> f64 {
        let parts = x.iter().zip(&mean).zip(axis);
        parts.map(|((x, mean), axis)| (f64::from(*x) - f64::from(*mean)) * f64::from(*axis)).sum()
    };
    let (first, second) = axes.split_at(x.len());
    let place = (along(first), along(second));
    (place.0.is_finite() && place.1.is_finite()).then_some(place)
}

/// The pairs of a list of numbers.
pub fn pairs(values: &[f32]) -> Vec<Place> {
    values.chunks_exact(2).map(|pair| (f64::from(pair[0]), f64::from(pair[1]))).collect()
}

/// From the plane to a canvas: both axes to the same scale, so that distances are true.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    centre: Place,
    scale: f64,
    middle: Place,
}

impl View {
    /// Shows all points on a canvas of this size.
    pub fn new(points: &[Place], (width, height): (f64, f64)) -> Self {
        let finite = || points.iter().filter(|(x, y)| x.is_finite() && y.is_finite());
        let ends = |pick: fn(&Place) -> f64| {
            finite().map(pick).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
        };
        let (x, y) = (ends(|point| point.0), ends(|point| point.1));
        let room = |length: f64| (length - 2.0 * EDGE).max(1.0);
        let scale = |(low, high): (f64, f64), length: f64| room(length) / (high - low).max(1e-9);
        let (centre, scale) = if x.0 <= x.1 {
            (((x.0 + x.1) / 2.0, (y.0 + y.1) / 2.0), scale(x, width).min(scale(y, height)))
        } else {
            ((0.0, 0.0), 1.0)
        };
        Self { centre, scale, middle: (width / 2.0, height / 2.0) }
    }

    /// Where a place of the plane lies, pixels from the upper left.
    pub fn place(&self, (x, y): Place) -> Place {
        let Self { centre, scale, middle } = self;
        (middle.0 + (x - centre.0) * scale, middle.1 - (y - centre.1) * scale)
    }

    /// Whether a place of the plane is on the canvas.
    pub fn shows(&self, place: Place) -> bool {
        let (x, y) = self.place(place);
        (0.0..=2.0 * self.middle.0).contains(&x) && (0.0..=2.0 * self.middle.1).contains(&y)
    }
}

/// The nearest of the points that count, if it is within so many pixels.
pub fn nearest(points: &[Place], at: Place, within: f64, counts: impl Fn(usize) -> bool) -> Option<usize> {
    let distance = |(x, y): &Place| (x - at.0).hypot(y - at.1);
    let near = points.iter().enumerate().filter(|(i, point)| counts(*i) && distance(point) <= within);
    near.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1))).map(|(i, _)| i)
}

/// The next of the points that count in a direction (one of ±x, ±y): near, and rather straight ahead than aside.
pub fn next(points: &[Place], from: usize, (dx, dy): Place, counts: impl Fn(usize) -> bool) -> Option<usize> {
    let start = points.get(from)?;
    let cost = |(x, y): &Place| {
        let (x, y) = (x - start.0, y - start.1);
        let (ahead, aside) = (x * dx + y * dy, (x * dy - y * dx).abs());
        (ahead > 0.0 && aside <= 2.0 * ahead).then_some(ahead + 2.0 * aside)
    };
    let candidates = points.iter().enumerate().filter(|(i, _)| *i != from && counts(*i));
    let costs = candidates.filter_map(|(i, point)| Some((i, cost(point)?)));
    costs.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::protocol::{Array, Moment};

    fn looked(values: &[f32]) -> Activations {
        let layers = vec![Array::new(vec![1], &[0.0]), Array::new(vec![values.len() as u32], values)];
        Activations { moment: Moment::Now, step: 0, layers, probabilities: vec![] }
    }

    #[test]
    fn an_image_lies_where_the_axes_say() {
        let projection = PrincipalComponents {
            layer: 1,
            mean: Array::new(vec![3], &[1.0, 1.0, 1.0]),
            axes: Array::new(vec![2, 3], &[1.0, 0.0, 0.0, 0.0, 0.6, 0.8]),
            explained: [0.5, 0.25],
        };
        let place = project(&projection, &looked(&[3.0, 2.0, 0.0])).expect("they belong together");
        assert!((place.0 - 2.0).abs() < 1e-6 && (place.1 + 0.2).abs() < 1e-6, "{place:?}");
        assert_eq!(project(&projection, &looked(&[3.0, 2.0])), None, "another network");
        assert_eq!(project(&projection, &looked(&[f32::NAN, 0.0, 0.0])), None);
        assert_eq!(project(&PrincipalComponents { layer: 7, ..projection }, &looked(&[3.0, 2.0, 0.0])), None);
    }

    #[test]
    fn both_axes_have_the_same_scale_and_all_points_show() {
        let points = [(0.0, 0.0), (10.0, 5.0), (f64::NAN, 0.0)];
        let view = View::new(&points, (228.0, 228.0));
        assert_eq!(view.place((0.0, 0.0)), (14.0, 164.0));
        assert_eq!(view.place((10.0, 5.0)), (214.0, 64.0));
        assert!(view.shows((10.0, 5.0)) && !view.shows((30.0, 0.0)));
        let (x, y) = View::new(&[], (100.0, 100.0)).place((0.0, 0.0));
        assert_eq!((x, y), (50.0, 50.0));
        let (x, y) = View::new(&[(3.0, 3.0)], (100.0, 100.0)).place((3.0, 3.0));
        assert_eq!((x, y), (50.0, 50.0));
    }

    #[test]
    fn points_are_found_by_pointer_and_arrow_keys() {
        let points = [(0.0, 0.0), (10.0, 1.0), (12.0, 30.0), (-5.0, 0.0)];
        assert_eq!(nearest(&points, (9.0, 0.0), 5.0, |_| true), Some(1));
        assert_eq!(nearest(&points, (9.0, 0.0), 5.0, |i| i != 1), None, "its class is hidden");
        assert_eq!(next(&points, 0, (1.0, 0.0), |_| true), Some(1));
        assert_eq!(next(&points, 0, (-1.0, 0.0), |_| true), Some(3));
        assert_eq!(next(&points, 0, (0.0, 1.0), |_| true), Some(2));
        assert_eq!(next(&points, 0, (0.0, -1.0), |_| true), None);
    }
}
