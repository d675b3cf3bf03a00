use serde::Deserialize;

use super::*;

/// What scikit-learn finds; `fixture.py` wrote it.
#[derive(Deserialize)]
struct Fixture {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    count: usize,
    length: usize,
    explained: [f64; 2],
    axes: [Vec<f64>; 2],
}

fn plane(rows: Vec<f32>, count: usize) -> Plane {
    let mut search = Pca::new(rows, count);
    while search.step() {}
    assert!(search.turns < MOST_TURNS, "it converges");
    search.plane().expect("finite numbers")
}

#[test]
fn the_plane_is_that_of_scikit_learn() {
    let fixture: Fixture = serde_json::from_str(include_str!("fixture.json")).expect("sound");
    for Case { count, length, explained, axes } in fixture.cases {
        let number = |place: usize| {
            let (i, j) = (place / length, place % length);
            ((i * i * 7 + i * j * 5 + j * 13 + i * 3) % 101) as f64 / 101.0 / (1 + j % 9) as f64
        };
        let found = plane((0..count * length).map(|place| number(place) as f32).collect(), count);
        for axis in 0..2 {
            let off = (found.explained[axis] - explained[axis]).abs();
            assert!(off < 1e-7, "{count}×{length}: {:?} and not {explained:?}", found.explained);
            let ours = &found.axes[axis * length..][..length];
            let along: f64 = ours.iter().zip(&axes[axis]).map(|(&a, b)| f64::from(a) * b).sum();
            for (a, b) in ours.iter().zip(&axes[axis]) {
                assert!((f64::from(*a) - b * along.signum()).abs() < 1e-5, "{count}×{length}: axis {axis}");
            }
            let most = ours.iter().fold(0.0_f32, |most, part| if part.abs() > most.abs() { *part } else { most });
            assert!(most > 0.0, "the greatest part is positive");
        }
    }
}

#[test]
fn points_are_their_vectors_less_the_mean_along_the_axes() {
    let rows: Vec<f32> = (0..30 * 9).map(|place| ((place * place * 37 + place) % 53) as f32).collect();
    let found = plane(rows.clone(), 30);
    for (row, point) in rows.chunks_exact(9).zip(found.points.chunks_exact(2)) {
        for (axis, found_at) in found.axes.chunks_exact(9).zip(point) {
            let at: f32 = row.iter().zip(&found.mean).zip(axis).map(|((x, mean), part)| (x - mean) * part).sum();
            assert!((at - found_at).abs() < 1e-3, "{found_at} and not {at}");
        }
    }
}

#[test]
fn two_directions_in_which_they_differ_alike_are_both_found() {
    // ±3 along the second number, ±3 along the fourth, ±1 along the first: 9, 9 and 1 of 19.
    let mut rows = vec![0.0_f32; 6 * 20];
    for (row, (place, value)) in [(1, 3.0), (1, -3.0), (3, 3.0), (3, -3.0), (0, 1.0), (0, -1.0)].into_iter().enumerate()
    {
        rows[row * 20 + place] = value;
    }
    let found = plane(rows, 6);
    for (axis, parts) in found.axes.chunks_exact(20).enumerate() {
        assert!((found.explained[axis] - 9.0 / 19.0).abs() < 1e-9);
        assert!((parts[1] * parts[1] + parts[3] * parts[3] - 1.0).abs() < 1e-6, "{parts:?}");
    }
}

#[test]
fn vectors_on_a_line_in_a_point_or_of_one_number_have_a_plane_too() {
    let line = plane((0..10).flat_map(|step| [3.0 * step as f32, 4.0 * step as f32, 5.0]).collect(), 10);
    let near = |a: f32, b: f32| (a - b).abs() < 1e-6;
    assert!(near(line.axes[0], 0.6) && near(line.axes[1], 0.8) && near(line.axes[2], 0.0), "{:?}", line.axes);
    assert!((line.explained[0] - 1.0).abs() < 1e-9 && line.explained[1] < 1e-9);
    let length: f32 = line.axes[3..].iter().map(|part| part * part).sum();
    assert!(near(length, 1.0), "the second axis has a length all the same");

    let point = plane(vec![2.5; 40], 10);
    assert_eq!((point.explained, point.points), ([0.0; 2], vec![0.0; 20]));
    let one = plane(vec![1.0, 2.0, 6.0], 3);
    assert_eq!(one.axes, [1.0, 0.0]);
    assert_eq!(one.points, [-2.0, 0.0, -1.0, 0.0, 3.0, 0.0]);
    let single = plane(vec![1.0, 2.0, 6.0], 1);
    assert_eq!((single.mean, single.points), (vec![1.0, 2.0, 6.0], vec![0.0, 0.0]));
}

#[test]
fn numbers_that_are_not_finite_have_no_plane() {
    for bad in [f32::NAN, f32::INFINITY] {
        let mut search = Pca::new(vec![1.0, 2.0, bad, 3.0, 4.0, 5.0], 3);
        assert!(!search.step());
        assert!(search.plane().is_none());
    }
}

#[test]
fn a_plane_is_found_piece_by_piece_the_same_again() {
    let rows: Vec<f32> = (0..500 * 300).map(|place| ((place * 7919 % 1009) * (place % 300)) as f32).collect();
    let mut search = Pca::new(rows.clone(), 500);
    assert!(search.step() && search.next > 0, "one step is no whole turn");
    while search.step() {}
    let (one, two) = (search.plane().expect("finite"), plane(rows, 500));
    assert_eq!((one.axes, one.points), (two.axes, two.points));
}
