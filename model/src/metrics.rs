//! Figures from logits and probabilities, computed on the CPU in 64 bits from what was read back. Plain slices: no
//! tensor comes here.

mod report;
mod roc;

pub use report::{figures, report};
pub use roc::{MOST_POINTS, Roc, roc};

use spec::math::{exp, ln};
use spec::protocol::Score;

/// Sums over images, from which means are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Totals {
    /// Sum of the images' cross-entropies, nats.
    pub loss: f64,
    /// Images answered right.
    pub correct: f64,
    /// Images.
    pub images: f64,
}

impl Totals {
    /// Adds the images of a batch.
    ///
    /// # Shapes
    /// - logits: `[batch, classes]`, row by row
    /// - labels: `[batch]`
    pub fn add_logits(&mut self, logits: &[f32], labels: &[u8], classes: usize) {
        for (row, &label) in logits.chunks_exact(classes).zip(labels) {
            self.loss += cross_entropy(row, usize::from(label));
            self.correct += f64::from(u8::from(argmax(row) == usize::from(label)));
            self.images += 1.0;
        }
    }

    /// Adds other images.
    pub fn add(&mut self, other: Self) {
        self.loss += other.loss;
        self.correct += other.correct;
        self.images += other.images;
    }

    /// The means; zeros where there is no image.
    pub fn score(&self) -> Score {
        let images = self.images.max(1.0);
        Score { loss: self.loss / images, accuracy: self.correct / images, images: self.images as u32 }
    }
}

/// Softmax: eᶻ over the sum of all eᶻ, with the largest z taken off first so that nothing overflows.
pub fn softmax(logits: &[f32]) -> Vec<f32> {
    let top = largest(logits);
    let powers: Vec<f64> = logits.iter().map(|&z| exp(f64::from(z) - top)).collect();
    let sum: f64 = powers.iter().sum();
    powers.iter().map(|power| (power / sum) as f32).collect()
}

/// `−ln softmax(logits)[label]`
fn cross_entropy(logits: &[f32], label: usize) -> f64 {
    let top = largest(logits);
    let sum: f64 = logits.iter().map(|&z| exp(f64::from(z) - top)).sum();
    ln(sum) + top - logits.get(label).map_or(f64::NAN, |&z| f64::from(z))
}

/// The class that logits answer, as everywhere; the first where there are no numbers.
pub fn argmax(logits: &[f32]) -> usize {
    spec::argmax(logits).unwrap_or(0)
}

fn largest(numbers: &[f32]) -> f64 {
    numbers.iter().copied().fold(f64::NEG_INFINITY, |top, z| top.max(f64::from(z)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn softmax_sums_to_one_and_does_not_overflow() {
        let p = softmax(&[1000.0, 1000.0, -1000.0]);
        assert_eq!(p, [0.5, 0.5, 0.0]);
    }

    #[test]
    fn totals_are_means_of_the_images() {
        let mut totals = Totals::default();
        totals.add_logits(&[0.0, 0.0, 3.0_f32.ln(), 0.0], &[0, 1], 2);
        let score = totals.score();
        assert!((score.loss - (2.0_f64.ln() + 4.0_f64.ln()) / 2.0).abs() < 1e-7);
        assert_eq!((score.accuracy, score.images), (0.5, 2));
    }
}
