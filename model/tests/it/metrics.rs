//! Every figure of a report equals scikit-learn's on the same 32-bit numbers. `fixtures/metrics.py` wrote what is wanted,
//! with the versions that `fixtures/metrics.json` names.

use std::path::{Path, PathBuf};

use model::metrics::{MOST_POINTS, Totals, report, softmax};
use serde::Deserialize;
use spec::protocol::Report;

/// How far a figure may be from scikit-learn's.
const NEAR: f64 = 1e-9;

#[derive(Deserialize)]
struct Fixture {
    made_up: Vec<Case>,
    real: Wanted,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    made: Made,
    wanted: Wanted,
}

/// Rules for outputs; `made_up` in `metrics.py` says what each is.
#[derive(Deserialize)]
struct Made {
    seed: u64,
    images: usize,
    classes: usize,
    labels: Vec<u8>,
    answers: Vec<u8>,
    votes: u64,
    luck: u64,
    logits: bool,
}

#[derive(Deserialize)]
struct Wanted {
    checksum: u64,
    accuracy: f64,
    confusion: Vec<u32>,
    support: Vec<u32>,
    precision: Vec<f64>,
    recall: Vec<f64>,
    f1: Vec<f64>,
    auc: Vec<Option<f64>>,
    means: WantedMeans,
    loss: Option<f64>,
    /// A point for each threshold of each class: all x, all y.
    curves: Option<Vec<[Vec<f64>; 2]>>,
}

#[derive(Deserialize)]
struct WantedMeans {
    precision: f64,
    recall: f64,
    f1: f64,
    auc: Option<f64>,
}

/// What a network has put out.
struct Outputs {
    labels: Vec<u8>,
    probabilities: Vec<f32>,
    classes: usize,
    /// Sum of the cross-entropies, where there are logits.
    loss: f64,
}

impl Outputs {
    fn of_logits(logits: &[f32], labels: Vec<u8>, classes: usize) -> Self {
        let mut totals = Totals::default();
        totals.add_logits(logits, &labels, classes);
        let probabilities = logits.chunks_exact(classes).flat_map(softmax).collect();
        Self { labels, probabilities, classes, loss: totals.loss }
    }

    fn made(rules: &Made) -> Self {
        let mut draws = Draws(rules.seed);
        let (mut labels, mut counts) = (Vec::new(), Vec::new());
        for _ in 0..rules.images {
            let label = draws.one_of(&rules.labels);
            let mut row = vec![0.0_f32; rules.classes];
            for _ in 0..rules.votes {
                let lucky = draws.below(100) < rules.luck;
                let choice = draws.one_of(&rules.answers);
                let voted = if lucky && rules.answers.contains(&label) { label } else { choice };
                row[usize::from(voted)] += 1.0;
            }
            labels.push(label);
            counts.extend(row);
        }
        if rules.logits {
            let logits: Vec<f32> = counts.iter().map(|count| count / 4.0).collect();
            return Self::of_logits(&logits, labels, rules.classes);
        }
        let probabilities = counts.iter().map(|count| count / rules.votes as f32).collect();
        Self { labels, probabilities, classes: rules.classes, loss: 0.0 }
    }

    fn checksum(&self) -> u64 {
        let numbers = self.probabilities.iter().zip(1_u64..);
        numbers.fold(0, |sum, (p, place)| sum.wrapping_add(u64::from(p.to_bits()).wrapping_mul(place)))
    }

    fn report(&self) -> Report {
        report(&self.probabilities, &self.labels, self.classes, self.loss)
    }
}

/// Knuth's 64-bit linear congruential generator (MMIX), its upper 31 bits.
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn one_of(&mut self, classes: &[u8]) -> u8 {
        classes[self.below(classes.len() as u64) as usize]
    }
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn fixture() -> Fixture {
    let text = std::fs::read_to_string(path("metrics.json")).expect("the fixture is there");
    serde_json::from_str(&text).expect("it has every figure")
}

fn assert_equal(name: &str, outputs: &Outputs, wanted: &Wanted) {
    assert_eq!(outputs.checksum(), wanted.checksum, "{name}: the figures would be of other numbers");
    let Report { score, confusion, classes, means } = outputs.report();
    assert_eq!(confusion, wanted.confusion, "{name}");
    assert_eq!(classes.iter().map(|class| class.support).collect::<Vec<_>>(), wanted.support, "{name}");
    let near = |what: &str, ours: f64, theirs: f64| {
        assert!((ours - theirs).abs() < NEAR, "{name}: {what} is {ours} and not {theirs}");
    };
    near("accuracy", score.accuracy, wanted.accuracy);
    assert_eq!(score.images as usize, outputs.labels.len());
    if let Some(loss) = wanted.loss {
        near("loss", score.loss, loss);
    }
    for (place, class) in classes.iter().enumerate() {
        near(&format!("precision {place}"), class.precision, wanted.precision[place]);
        near(&format!("recall {place}"), class.recall, wanted.recall[place]);
        near(&format!("F1 {place}"), class.f1, wanted.f1[place]);
        assert_eq!(class.auc.is_some(), wanted.auc[place].is_some(), "{name}: area {place}");
        assert_eq!(class.roc.is_empty(), class.auc.is_none(), "{name}: curve {place}");
        assert!(class.roc.len() <= MOST_POINTS, "{name}: curve {place}");
        if let (Some(ours), Some(theirs)) = (class.auc, wanted.auc[place]) {
            near(&format!("area {place}"), ours, theirs);
        }
    }
    near("mean precision", means.precision, wanted.means.precision);
    near("mean recall", means.recall, wanted.means.recall);
    near("mean F1", means.f1, wanted.means.f1);
    assert_eq!(means.auc.is_some(), wanted.means.auc.is_some(), "{name}: mean area");
    if let (Some(ours), Some(theirs)) = (means.auc, wanted.means.auc) {
        near("mean area", ours, theirs);
    }
}

/// Two, ten and thirty-two classes; classes that are never the label, never the answer, neither; all images of one class.
#[test]
fn figures_of_10_000_made_up_outputs_with_ties_equal_scikit_learns() {
    let cases = fixture().made_up;
    assert_eq!(cases.len(), 11);
    for Case { name, made, wanted } in cases {
        assert_eq!(made.images, 10_000);
        assert_equal(&name, &Outputs::made(&made), &wanted);
    }
}

#[test]
fn figures_of_a_trained_networks_outputs_equal_scikit_learns() {
    let file = std::fs::read(path("outputs.bin")).expect("the fixture is there");
    let (labels, logits) = file.split_at(1_000);
    let logits: Vec<f32> = logits.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    assert_eq!(logits.len(), 10_000);
    assert_equal("real", &Outputs::of_logits(&logits, labels.to_vec(), 10), &fixture().real);
}

/// Our curve has none of scikit-learn's points that lie on a straight line, and goes through all of them.
#[test]
fn curves_equal_scikit_learns_without_the_points_on_straight_lines() {
    let mut compared = 0;
    for Case { name, made, wanted } in fixture().made_up {
        let Some(curves) = wanted.curves else { continue };
        for (class, [x, y]) in Outputs::made(&made).report().classes.iter().zip(&curves) {
            let theirs: Vec<(f64, f64)> = x.iter().copied().zip(y.iter().copied()).collect();
            let ours: Vec<(f64, f64)> = class.roc.iter().map(|&(x, y)| (f64::from(x), f64::from(y))).collect();
            let near = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).abs() < 1e-6 && (a.1 - b.1).abs() < 1e-6;
            assert!(ours.iter().all(|point| theirs.iter().any(|other| near(point, other))), "{name}: {ours:?}");
            assert_eq!((ours.first(), ours.last()), (Some(&(0.0, 0.0)), Some(&(1.0, 1.0))));
            for point in &theirs {
                let on = |pair: &[(f64, f64)]| {
                    let [(ax, ay), (bx, by)] = [pair[0], pair[1]];
                    let between = ax - 1e-6 <= point.0 && point.0 <= bx + 1e-6;
                    between && ((bx - ax) * (point.1 - ay) - (point.0 - ax) * (by - ay)).abs() < 1e-6
                };
                assert!(ours.windows(2).any(on), "{name}: {point:?} is not on {ours:?}");
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 10);
}
