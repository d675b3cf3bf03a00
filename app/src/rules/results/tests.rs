use spec::protocol::{ClassFigures, Means, Moment, Part, Predictions, Report, RunId, Score, Split};

use super::*;

/// Three classes; each image as its class and its probabilities.
fn predictions(images: &[(u8, [f32; 3])]) -> Predictions {
    let figures = ClassFigures { support: 2, precision: 0.5, recall: 0.5, f1: 0.5, auc: None, roc: Vec::new() };
    Predictions {
        moment: Moment::Now,
        step: 7,
        part: Part::Test,
        split: Split::Test,
        indices: (0..images.len() as u32).map(|place| 100 + place).collect(),
        labels: images.iter().map(|(label, _)| *label).collect(),
        probabilities: images.iter().flat_map(|(_, shares)| shares.iter().flat_map(|p| p.to_le_bytes())).collect(),
        report: Report {
            score: Score { loss: 0.5, accuracy: 0.5, images: images.len() as u32 },
            confusion: vec![0; 9],
            classes: vec![figures; 3],
            means: Means { precision: 0.5, recall: 0.5, f1: 0.5, auc: None },
        },
    }
}

fn seven() -> EvaluationResult {
    let images = [
        (0, [0.9, 0.1, 0.0]),
        (0, [0.3, 0.6, 0.1]),
        (0, [0.1, 0.8, 0.1]),
        (1, [0.7, 0.2, 0.1]),
        (2, [0.1, 0.0, 0.9]),
        (2, [0.0, 0.95, 0.05]),
        (0, [0.2, 0.2, 0.6]),
    ];
    EvaluationResult::new(RunId(1), predictions(&images)).expect("its parts fit")
}

#[test]
fn a_cell_holds_its_images_most_certain_first() {
    let seen = seven();
    assert_eq!(seen.cell(0, 1), [2, 1]);
    assert_eq!((seen.cell(0, 0), seen.cell(1, 2)), (vec![0], vec![]));
    let image = seen.at(2).expect("it is there");
    assert_eq!((image.index, image.label, image.answer, image.certainty(), image.right()), (102, 0, 1, 0.8, false));
    assert_eq!(seen.at(7), None);
}

#[test]
fn of_equal_probabilities_the_first_class_answers() {
    assert_eq!([answer(&[0.2, 0.4, 0.4]), answer(&[0.4, f32::NAN, 0.5]), answer(&[f32::NAN; 3])], [1, 2, 0]);
}

#[test]
fn parts_that_do_not_fit_are_refused() {
    let good = predictions(&[(0, [1.0, 0.0, 0.0])]);
    assert!(EvaluationResult::new(RunId(1), good.clone()).is_some());
    let short = Predictions { probabilities: vec![0; 8], ..good.clone() };
    let foreign = Predictions { labels: vec![3], ..good.clone() };
    let uneven = Predictions { indices: vec![1, 2], ..good };
    for bad in [short, foreign, uneven] {
        assert!(EvaluationResult::new(RunId(1), bad).is_none());
    }
}

#[test]
fn wrong_answers_come_by_certainty_by_pair_and_by_class() {
    let seen = seven();
    let any = Wanted::default();
    assert_eq!(seen.wrong(Order::Certainty, any).places(), [5, 2, 3, 1, 6]);
    assert_eq!(
        seen.wrong(Order::Pair, any).groups,
        [
            (Group::Pair(0, 1), vec![2, 1]),
            (Group::Pair(0, 2), vec![6]),
            (Group::Pair(1, 0), vec![3]),
            (Group::Pair(2, 1), vec![5]),
        ]
    );
    assert_eq!(
        seen.wrong(Order::Class, any).groups,
        [(Group::Class(0), vec![2, 1, 6]), (Group::Class(1), vec![3]), (Group::Class(2), vec![5])]
    );
    let label = Wanted { label: Some(0), answer: None };
    assert_eq!(seen.wrong(Order::Certainty, label).places(), [2, 1, 6]);
    let answer = Wanted { label: None, answer: Some(1) };
    assert_eq!(seen.wrong(Order::Certainty, answer).places(), [5, 2, 1]);
    let both = Wanted { label: Some(1), answer: Some(1) };
    assert!(seen.wrong(Order::Pair, both).is_empty());
}

#[test]
fn pages_cut_groups_and_lose_nothing() {
    let listing = seven().wrong(Order::Class, Wanted::default());
    assert_eq!((listing.len(), listing.pages(2), Listing::default().pages(2)), (5, 3, 1));
    assert_eq!(listing.page(0, 2), [(Group::Class(0), 3, vec![2, 1])]);
    assert_eq!(listing.page(1, 2), [(Group::Class(0), 3, vec![6]), (Group::Class(1), 1, vec![3])]);
    assert_eq!(listing.page(2, 2), [(Group::Class(2), 1, vec![5])]);
    assert_eq!(listing.page(3, 2), []);
}

#[test]
fn a_walk_ends_at_its_ends() {
    assert_eq!(
        [walk(0, 3, true), walk(2, 3, true), walk(2, 3, false), walk(0, 3, false)],
        [Some(1), None, Some(1), None]
    );
}

#[test]
fn random_places_are_different_ones_and_the_same_for_a_seed() {
    let places = random_places(100, 15, 3);
    let mut sorted = places.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!((sorted.len(), &places), (15, &random_places(100, 15, 3)));
    assert_ne!(places, random_places(100, 15, 4));
    assert_eq!((random_places(2, 15, 1).len(), random_places(0, 15, 1)), (2, vec![]));
}

#[test]
fn the_colour_scale_has_steps_at_1_4_9_per_cent() {
    for (share, step) in [
        (0.0, 0),
        (1e-6, 1),
        (0.01, 1),
        (0.010_1, 2),
        (0.04, 2),
        (0.09, 3),
        (0.25, 5),
        (0.811, 10),
        (1.0, 10),
        (2.0, 10),
    ] {
        assert_eq!(level(share), step, "{share}");
    }
    assert_eq!(level(f64::NAN), 0);
    assert_eq!(share_of_row(&[3, 1, 0, 0], 2, 0, 1), 0.25);
    assert_eq!(share_of_row(&[3, 1, 0, 0], 2, 1, 1), 0.0, "an empty row");
}
