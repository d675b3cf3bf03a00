//! The ROC curve of one class against the rest, and the area under it (Fawcett 2006, "An introduction to ROC analysis",
//! sections 4 and 7).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The most points of a curve that are kept. On a drawing of any size the rest cannot be told from it.
pub const MOST_POINTS: usize = 200;

/// A curve and the area under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Roc {
    /// The area under the whole curve, by trapezoids.
    pub area: f64,
    /// From (0, 0) to (1, 1): false positive rate and true positive rate, at most [`MOST_POINTS`].
    pub points: Vec<(f32, f32)>,
}

/// A corner of a curve: false positives and true positives so far. Whole numbers, so that areas are exact.
type Corner = (u64, u64);

/// The curve of `class`; `None` where all images, or none, are of it, or where a probability is no number. Images
/// with the same probability are passed in one stroke, as no threshold tells them apart. O(n log n).
///
/// # Shapes
/// - probabilities: `[images, classes]`, row by row
/// - labels: `[images]`
pub fn roc(probabilities: &[f32], labels: &[u8], classes: usize, class: usize) -> Option<Roc> {
    let rows = probabilities.chunks_exact(classes).zip(labels);
    let mut images: Vec<(f32, bool)> = rows.map(|(row, &label)| (row[class], usize::from(label) == class)).collect();
    if images.iter().any(|(probability, _)| probability.is_nan()) {
        return None;
    }
    images.sort_unstable_by(|(a, _), (b, _)| b.total_cmp(a));
    let corners = corners(&images);
    let &(negatives, positives) = corners.last()?;
    if negatives == 0 || positives == 0 {
        return None;
    }
    let twice: u64 = corners.windows(2).map(|pair| (pair[1].0 - pair[0].0) * (pair[0].1 + pair[1].1)).sum();
    let rates = |(x, y): Corner| ((x as f64 / negatives as f64) as f32, (y as f64 / positives as f64) as f32);
    Some(Roc {
        area: twice as f64 / 2.0 / (negatives as f64 * positives as f64),
        points: thin(&corners).into_iter().map(rates).collect(),
    })
}

/// The curve through images in the order of falling probability, from (0, 0): a corner where it turns. Of images that are
/// all of the class, or all of others, only the last leaves one; the area is the same.
fn corners(images: &[(f32, bool)]) -> Vec<Corner> {
    let mut corners = vec![(0, 0)];
    let (mut x, mut y) = (0, 0);
    for same in images.chunk_by(|(a, _), (b, _)| a == b) {
        let hits = same.iter().filter(|(_, hit)| *hit).count() as u64;
        x += same.len() as u64 - hits;
        y += hits;
        let along =
            |before: Corner, last: Corner| (before.0 == last.0 && last.0 == x) || (before.1 == last.1 && last.1 == y);
        if let [.., before, last] = corners[..]
            && along(before, last)
        {
            corners.pop();
        }
        corners.push((x, y));
    }
    corners
}

/// Leaves out the corners that change least, until [`MOST_POINTS`] are left and none lies on a straight line between its
/// neighbours (Visvalingam and Whyatt 1993, "Line generalisation by repeated elimination of points"). Both ends stay.
fn thin(corners: &[Corner]) -> Vec<Corner> {
    let last = corners.len() - 1;
    // The neighbours that are left of each corner, and the area that it would take with it.
    let mut before: Vec<usize> = (0..=last).map(|place| place.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..=last).map(|place| (place + 1).min(last)).collect();
    let area = |a: usize, b: usize, c: usize| {
        let [(ax, ay), (bx, by), (cx, cy)] = [corners[a], corners[b], corners[c]];
        // Along the curve neither number falls.
        ((bx - ax) * (cy - ay)).abs_diff((cx - ax) * (by - ay))
    };
    // Both ends have none.
    let inner = |place: usize| place != 0 && place != last;
    let mut areas: Vec<Option<u64>> =
        (0..=last).map(|place| inner(place).then(|| area(place - 1, place, place + 1))).collect();
    let mut least: BinaryHeap<Reverse<(u64, usize)>> =
        areas.iter().enumerate().filter_map(|(place, area)| Some(Reverse(((*area)?, place)))).collect();
    let mut left = corners.len();
    while let Some(Reverse((taken, place))) = least.pop() {
        if areas[place] != Some(taken) {
            // A neighbour went meanwhile: the corner waits elsewhere in the heap, or is gone.
            continue;
        }
        if taken > 0 && left <= MOST_POINTS {
            break;
        }
        areas[place] = None;
        left -= 1;
        let (a, c) = (before[place], after[place]);
        after[a] = c;
        before[c] = a;
        for neighbour in [a, c] {
            if inner(neighbour) {
                let area = area(before[neighbour], neighbour, after[neighbour]);
                areas[neighbour] = Some(area);
                least.push(Reverse((area, neighbour)));
            }
        }
    }
    let stays = |place: &usize| !inner(*place) || areas[*place].is_some();
    (0..=last).filter(stays).map(|place| corners[place]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The curve of the first of two classes.
    fn two(first: &[f32], labels: &[u8]) -> Option<Roc> {
        let probabilities: Vec<f32> = first.iter().flat_map(|&p| [p, 1.0 - p]).collect();
        roc(&probabilities, labels, 2, 0)
    }

    #[test]
    fn a_curve_worked_out_by_hand() {
        // Falling: right, then one right and one wrong together, then wrong.
        let found = two(&[0.5, 0.9, 0.5, 0.1], &[0, 0, 1, 1]).expect("both kinds");
        assert_eq!(found.area, 0.875);
        assert_eq!(found.points, [(0.0, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 1.0)]);
    }

    #[test]
    fn equal_probabilities_know_nothing() {
        let found = two(&[0.3; 5], &[0, 1, 0, 1, 1]).expect("both kinds");
        assert_eq!((found.area, found.points), (0.5, vec![(0.0, 0.0), (1.0, 1.0)]));
    }

    #[test]
    fn a_perfect_order_is_a_right_angle() {
        let found = two(&[0.4, 0.3, 0.2, 0.1], &[0, 0, 1, 1]).expect("both kinds");
        assert_eq!((found.area, found.points), (1.0, vec![(0.0, 0.0), (0.0, 1.0), (1.0, 1.0)]));
    }

    #[test]
    fn one_kind_of_images_or_no_number_has_no_curve() {
        assert_eq!(two(&[0.4, 0.3], &[0, 0]), None);
        assert_eq!(two(&[0.4, 0.3], &[1, 1]), None);
        assert_eq!(two(&[0.4, f32::NAN], &[0, 1]), None);
        assert_eq!(two(&[], &[]), None);
    }

    #[test]
    fn a_thinned_curve_stays_where_the_whole_one_is() {
        // 20,000 images whose probability says a little about their class, no two alike.
        let mut state = 1_u32;
        let mut draw = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 8
        };
        let mut images: Vec<(f32, bool)> = (0..20_000)
            .map(|_| {
                let hit = draw() % 10 == 0;
                ((draw() % 1_000_000 + u32::from(hit) * draw() % 500_000) as f32, hit)
            })
            .collect();
        images.sort_unstable_by(|(a, _), (b, _)| b.total_cmp(a));
        let whole = corners(&images);
        assert!(whole.len() > 10 * MOST_POINTS, "{}", whole.len());
        let thinned = thin(&whole);
        assert_eq!(thinned.len(), MOST_POINTS);
        let &(negatives, positives) = whole.last().expect("an end");
        let mut pairs = thinned.windows(2).peekable();
        for &(x, y) in &whole {
            while pairs.peek().is_some_and(|pair| pair[1].0 + pair[1].1 < x + y) {
                pairs.next();
            }
            let [(ax, ay), (bx, by)] = *pairs.peek().copied().expect("up to the end") else { panic!("pairs") };
            // Where the thinned curve has come as far, counted in images.
            let share = (x + y - ax - ay) as f64 / ((bx + by - ax - ay) as f64);
            let at = |a: u64, b: u64| a as f64 + share * (b - a) as f64;
            let away =
                ((at(ax, bx) - x as f64) / negatives as f64).abs() + ((at(ay, by) - y as f64) / positives as f64).abs();
            assert!(away < 0.01, "({x}, {y}) is {away} away");
        }
    }
}
