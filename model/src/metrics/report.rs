//! The figures of a classifier over some images. Each equals scikit-learn's (`tests/metrics.rs`).

use super::argmax;
use super::roc::{Roc, roc};
use spec::protocol::{ClassFigures, Means, Report, Score};

/// All figures at once. `loss` is the sum of the images' cross-entropies, nats: it is made of logits, as a probability that
/// is rounded to 0 would make it infinite. See [`super::Totals`].
///
/// # Shapes
/// - probabilities: `[images, classes]`, row by row
/// - labels: `[images]`
pub fn report(probabilities: &[f32], labels: &[u8], classes: usize, loss: f64) -> Report {
    let curves = (0..classes).map(|class| roc(probabilities, labels, classes, class)).collect();
    figures(probabilities, labels, classes, loss, curves)
}

/// The figures, given the curves of all classes: they are what takes long, and so can be made one by one.
///
/// # Shapes
/// As [`report`]; curves: `[classes]`
pub fn figures(probabilities: &[f32], labels: &[u8], classes: usize, loss: f64, curves: Vec<Option<Roc>>) -> Report {
    let confusion = confusion(probabilities, labels, classes);
    let classes: Vec<ClassFigures> =
        curves.into_iter().enumerate().map(|(class, curve)| one_class(&confusion, class, curve)).collect();
    let correct: u32 = (0..classes.len()).map(|class| confusion[class * classes.len() + class]).sum();
    let images: u32 = confusion.iter().sum();
    let means = means(&confusion, &classes);
    let share = |number: f64| number / f64::from(images.max(1));
    let score = Score { loss: share(loss), accuracy: share(f64::from(correct)), images };
    Report { score, confusion, classes, means }
}

/// How many images of each class (row) were taken for each class (column): `[classes, classes]`.
fn confusion(probabilities: &[f32], labels: &[u8], classes: usize) -> Vec<u32> {
    let mut counts = vec![0; classes * classes];
    for (row, &label) in probabilities.chunks_exact(classes).zip(labels) {
        if let Some(count) = counts.get_mut(usize::from(label) * classes + argmax(row)) {
            *count += 1;
        }
    }
    counts
}

fn one_class(confusion: &[u32], class: usize, curve: Option<Roc>) -> ClassFigures {
    let Count { hits, support, taken } = Count::of(confusion, class);
    let (auc, roc) = curve.map_or((None, Vec::new()), |curve| (Some(curve.area), curve.points));
    ClassFigures {
        support,
        precision: ratio(f64::from(hits), f64::from(taken)),
        recall: ratio(f64::from(hits), f64::from(support)),
        f1: ratio(2.0 * f64::from(hits), f64::from(support) + f64::from(taken)),
        auc,
        roc,
    }
}

/// What a confusion matrix says of one class.
struct Count {
    /// Its images that were taken for it.
    hits: u32,
    /// Its images.
    support: u32,
    /// Images that were taken for it.
    taken: u32,
}

impl Count {
    fn of(confusion: &[u32], class: usize) -> Self {
        let classes = confusion.len().isqrt();
        Self {
            hits: confusion[class * classes + class],
            support: confusion[class * classes..][..classes].iter().sum(),
            taken: confusion.iter().skip(class).step_by(classes).sum(),
        }
    }
}

/// scikit-learn's `average="macro"`: classes that are neither label nor answer do not count.
fn means(confusion: &[u32], classes: &[ClassFigures]) -> Means {
    let occur: Vec<&ClassFigures> = classes
        .iter()
        .enumerate()
        .filter(|(class, _)| {
            let Count { hits: _, support, taken } = Count::of(confusion, *class);
            support > 0 || taken > 0
        })
        .map(|(_, figures)| figures)
        .collect();
    let mean =
        |figure: fn(&ClassFigures) -> f64| ratio(occur.iter().map(|figures| figure(figures)).sum(), occur.len() as f64);
    let areas: Vec<f64> = classes.iter().filter_map(|figures| figures.auc).collect();
    Means {
        precision: mean(|figures| figures.precision),
        recall: mean(|figures| figures.recall),
        f1: mean(|figures| figures.f1),
        auc: (!areas.is_empty()).then(|| areas.iter().sum::<f64>() / areas.len() as f64),
    }
}

/// A share; 0 of nothing.
fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_worked_out_by_hand() {
        // Of three images of class 0 two are recognised, one is taken for class 2; class 1 is neither label nor answer.
        let probabilities = [0.8, 0.1, 0.1, 0.6, 0.1, 0.3, 0.2, 0.1, 0.7, 0.3, 0.1, 0.6];
        let found = report(&probabilities, &[0, 0, 0, 2], 3, 2.0);
        assert_eq!(found.score, Score { loss: 0.5, accuracy: 0.75, images: 4 });
        assert_eq!(found.confusion, [2, 0, 1, 0, 0, 0, 0, 0, 1]);
        let of = |class: usize| {
            let ClassFigures { support, precision, recall, f1, auc, roc: _ } = found.classes[class].clone();
            (support, precision, recall, f1, auc)
        };
        assert_eq!(of(0), (3, 1.0, 2.0 / 3.0, 0.8, Some(2.0 / 3.0)));
        assert_eq!(of(1), (0, 0.0, 0.0, 0.0, None));
        assert_eq!(of(2), (1, 0.5, 1.0, 2.0 / 3.0, Some(2.0 / 3.0)));
        let Means { precision, recall, f1, auc } = found.means;
        assert_eq!((precision, recall, auc), (0.75, (2.0 / 3.0 + 1.0) / 2.0, Some(2.0 / 3.0)));
        assert!((f1 - (0.8 + 2.0 / 3.0) / 2.0).abs() < 1e-15);
    }

    #[test]
    fn no_images_and_no_numbers_give_figures_all_the_same() {
        let none = report(&[], &[], 2, 0.0);
        assert_eq!(none.score, Score { loss: 0.0, accuracy: 0.0, images: 0 });
        assert_eq!(none.means, Means { precision: 0.0, recall: 0.0, f1: 0.0, auc: None });
        let lost = report(&[f32::NAN; 4], &[0, 1], 2, f64::NAN);
        assert_eq!((lost.confusion, lost.means.auc), (vec![1, 0, 1, 0], None));
    }
}
