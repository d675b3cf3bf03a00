use super::*;

fn stroke(points: &[[f32; 2]]) -> Stroke {
    points.iter().copied().map(Point::from).collect()
}

/// A seven with its bar: two strokes, slanted, no symmetry.
fn seven() -> Vec<Stroke> {
    vec![
        stroke(&[[10.0, 12.0], [31.5, 10.0], [52.0, 11.0], [41.0, 38.0], [27.0, 71.0]]),
        stroke(&[[22.0, 40.0], [49.0, 37.5]]),
    ]
}

/// A spiral of many points.
fn spiral(points: usize) -> Stroke {
    (0..points)
        .map(|i| {
            let turn = i as f32 / (points - 1) as f32;
            Point { x: turn * (turn * 40.0).cos(), y: turn * (turn * 40.0).sin() }
        })
        .collect()
}

fn changed(strokes: &[Stroke], change: impl Fn(Point) -> Point) -> Vec<Stroke> {
    strokes.iter().map(|stroke| stroke.iter().copied().map(&change).collect()).collect()
}

fn largest_difference(a: &[u8], b: &[u8]) -> u8 {
    a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
}

fn mass(image: &[u8]) -> [f32; 2] {
    let coverage: raster::Coverage = std::array::from_fn(|i| f32::from(image[i]));
    raster::centre_of_mass(&coverage)
}

/// First and last column, first and last row with ink.
fn bounds(image: &[u8]) -> [usize; 4] {
    let columns: Vec<_> = (0..SIDE).filter(|x| (0..SIDE).any(|y| image[y * SIDE + x] > 8)).collect();
    let rows: Vec<_> = (0..SIDE).filter(|y| (0..SIDE).any(|x| image[y * SIDE + x] > 8)).collect();
    [columns[0], columns[columns.len() - 1], rows[0], rows[rows.len() - 1]]
}

#[test]
fn an_empty_pad_is_no_image() {
    assert_eq!(render(&[]), None);
    assert_eq!(render(&[vec![], vec![]]), None);
    assert_eq!(render(&[stroke(&[[f32::NAN, 1.0], [1.0, f32::INFINITY]])]), None);
}

#[test]
fn size_and_place_on_the_pad_make_no_difference() {
    let expected = render(&seven()).unwrap();
    for scale in [0.013, 0.5, 1.0, 7.7, 1_000.0] {
        for (dx, dy) in [(0.0, 0.0), (-333.3, 12.1), (90.0, 250.7)] {
            let moved = changed(&seven(), |p| Point { x: p.x * scale + dx * scale, y: p.y * scale + dy * scale });
            let image = render(&moved).unwrap();
            assert!(largest_difference(&image, &expected) <= 1, "scale {scale}, moved by {dx}, {dy}");
        }
    }
}

#[test]
fn rounding_to_whole_screen_pixels_hardly_shows() {
    let large = changed(&seven(), |p| Point { x: p.x * 4.1, y: p.y * 4.1 });
    let rounded = changed(&large, |p| Point { x: p.x.round(), y: p.y.round() });
    assert!(largest_difference(&render(&large).unwrap(), &render(&rounded).unwrap()) <= 24);
}

#[test]
fn ink_fits_its_box_and_lies_around_the_centre() {
    let image = render(&seven()).unwrap();
    let [left, right, top, bottom] = bounds(&image);
    assert!((19..=21).contains(&(bottom - top + 1)), "{top}–{bottom}");
    assert!(right - left < 20, "{left}–{right}");
    for centre in mass(&image) {
        assert!((centre - CENTRE).abs() < 0.02, "{centre}");
    }
    assert_eq!(image.iter().max(), Some(&255));
}

#[test]
fn a_wide_drawing_stays_wide() {
    let [left, right, top, bottom] = bounds(&render(&[stroke(&[[0.0, 0.0], [80.0, 1.0]])]).unwrap());
    assert!((19..=21).contains(&(right - left + 1)), "{left}–{right}");
    assert!(bottom - top <= 4, "{top}–{bottom}");
}

#[test]
fn a_heavy_corner_with_a_long_tail_loses_no_ink() {
    let mut strokes: Vec<Stroke> = (0..40).map(|i| stroke(&[[0.0, i as f32], [40.0, i as f32]])).collect();
    strokes.push(stroke(&[[0.0, 0.0], [150.0, 150.0]]));
    let image = render(&strokes).unwrap();
    let [left, right, top, bottom] = bounds(&image);
    assert!(right - left >= 19 && bottom - top >= 19, "{left}–{right}, {top}–{bottom}");
}

#[test]
fn a_dot_is_a_dot() {
    let image = render(&[stroke(&[[250.0, 3.0]])]).unwrap();
    let [left, right, top, bottom] = bounds(&image);
    assert!(right - left <= 3 && bottom - top <= 3, "{left}–{right}, {top}–{bottom}");
    assert_eq!(image[14 * SIDE + 14], 255);
    // The same point again and again is the same dot.
    assert_eq!(render(&[stroke(&[[250.0, 3.0]; 9]), stroke(&[[250.0, 3.0]])]), Some(image));
}

#[test]
fn extreme_coordinates_still_give_the_drawing() {
    let line = [[-f32::MAX, -f32::MAX], [f32::MAX, f32::MAX]];
    assert_eq!(render(&[stroke(&line)]), render(&[stroke(&[[0.0, 0.0], [1.0, 1.0]])]));
    let tiny = [[0.0, 0.0], [f32::MIN_POSITIVE, f32::MIN_POSITIVE]];
    assert_eq!(render(&[stroke(&tiny)]), render(&[stroke(&[[0.0, 0.0], [1.0, 1.0]])]));
    let with_holes = [[f32::NAN, 4.0], [0.0, 0.0], [f32::INFINITY, 0.0], [1.0, 1.0]];
    assert_eq!(render(&[stroke(&with_holes)]), render(&[stroke(&[[0.0, 0.0], [1.0, 1.0]])]));
}

#[test]
fn more_points_than_a_hand_makes_give_the_same_drawing_in_bounded_time() {
    let few = render(&[spiral(2_000)]).unwrap();
    let many = render(&[spiral(100_000)]).unwrap();
    assert!(largest_difference(&few, &many) <= 8, "{}", largest_difference(&few, &many));
    // 100,000 lines across the whole pad: the work is that of the few thousand which are kept.
    let scribble: Stroke =
        (0..100_000).map(|i| Point { x: (i % 2) as f32, y: (i * 7 % 1_000) as f32 / 999.0 }).collect();
    assert!(render(&[scribble]).is_some());
    assert_eq!(frame::fit(&[spiral(100_000)]).unwrap().len(), 4_000);
}

#[test]
fn a_drawing_has_one_form_as_text() {
    let text = "[[[10.5,12.0],[31.5,10.0]],[[1e-7,3.0]]]";
    let strokes: Vec<Stroke> = serde_json::from_str(text).unwrap();
    assert_eq!(strokes, vec![stroke(&[[10.5, 12.0], [31.5, 10.0]]), stroke(&[[1e-7, 3.0]])]);
    assert_eq!(serde_json::to_string(&strokes).unwrap(), text);
}

/// The reason for [`CENTRE`]: a test image that went this way would stay where it is.
#[test]
fn mnist_moves_by_less_than_a_pixel() {
    use std::io::Read;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../public/datasets/mnist/t10k-images-idx3-ubyte.gz");
    let Ok(file) = std::fs::File::open(path) else {
        eprintln!("skipped: no {path} (cargo xtask datasets)");
        return;
    };
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(file).read_to_end(&mut bytes).unwrap();
    let images = bytes[16..].chunks_exact(SIDE * SIDE);
    assert_eq!(images.len(), 10_000);
    for (index, image) in images.enumerate() {
        let furthest = mass(image).into_iter().map(|mass| (mass - CENTRE).abs()).fold(0.0, f32::max);
        assert!(furthest < 0.51, "image {index} would move by {furthest} pixels");
    }
}
