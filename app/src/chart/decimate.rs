//! Fewer points, same picture.

use super::series::Place;

/// Of the points that share a column of the screen keeps the first, the least, the greatest and the last: drawn with
/// lines the result covers the same pixels. The points go from left to right.
pub fn decimate(places: &[Place], low: f64, high: f64, columns: usize) -> Vec<Place> {
    if places.len() <= columns * 4 || columns == 0 || high <= low {
        return places.to_vec();
    }
    let column = |place: &Place| ((place.0 - low) / (high - low) * columns as f64) as usize;
    places.chunk_by(|a, b| column(a) == column(b)).flat_map(outline).collect()
}

/// The first, least, greatest and last of a column's points, in their order and each once.
fn outline(points: &[Place]) -> impl Iterator<Item = Place> {
    let by_value = |a: &usize, b: &usize| points[*a].1.total_cmp(&points[*b].1);
    let least = (0..points.len()).min_by(by_value).unwrap_or(0);
    let greatest = (0..points.len()).max_by(by_value).unwrap_or(0);
    let mut kept = [0, least, greatest, points.len() - 1].to_vec();
    kept.sort_unstable();
    kept.dedup();
    kept.into_iter().map(|index| points[index])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noisy(count: usize) -> Vec<Place> {
        (0..count).map(|i| (i as f64 / count as f64 * 10.0, (i as f64 * 0.7).sin())).collect()
    }

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(decimate(&noisy(100), 0.0, 10.0, 200), noisy(100));
        assert_eq!(decimate(&[], 0.0, 10.0, 200), []);
    }

    #[test]
    fn each_column_keeps_its_ends_and_its_peaks() {
        let (places, columns) = (noisy(50_000), 300);
        let fewer = decimate(&places, 0.0, 10.0, columns);
        assert!(fewer.len() <= columns * 4, "{}", fewer.len());
        assert_eq!((fewer.first(), fewer.last()), (places.first(), places.last()));
        assert!(fewer.is_sorted_by(|a, b| a.0 < b.0));
        let peak = |p: &[Place], sign: f64| p.iter().map(|(_, v)| v * sign).fold(f64::MIN, f64::max);
        for part in 0..10 {
            let within = |p: &[Place]| p.iter().copied().filter(|(at, _)| *at as usize == part).collect::<Vec<_>>();
            for sign in [1.0, -1.0] {
                assert_eq!(peak(&within(&fewer), sign), peak(&within(&places), sign));
            }
        }
    }
}
