//! The images that a network learns from, and in which order it sees them.
//!
//! What is resident where: the bytes of one data set (47 MB for 60,000 training and 7.8 MB for 10,000 test images
//! of 28×28) stay in the worker's memory as they are in the file, one byte a value. Each batch is made from them on
//! the way to the device ([`crate::pixels`]); the device holds one batch at a time.

mod augment;
mod cifar;
mod files;
mod gzip;
mod idx;
mod order;
mod split;

pub use augment::Augmenter;
pub use cifar::{Batch as CifarBatch, MOST_BYTES as MOST_CIFAR_BYTES, read_batch as read_cifar_batch};
pub use files::{LoadError, assemble, checksum, pack_own};
pub use idx::{read_images, read_labels};
pub use order::Order;
pub use split::{Holdout, Partition};

use spec::catalogue::DatasetId;
pub use spec::import_error::{CifarError, GzipError, IdxError};

/// Labelled images as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Images {
    /// All images one after the other; rows of pixels, channels last.
    pixels: Vec<u8>,
    /// A class a image.
    labels: Vec<u8>,
    /// Bytes of one image.
    size: usize,
}

impl Images {
    /// Images of `size` bytes each and their labels.
    ///
    /// # Panics
    /// Where the lengths do not belong together; the readers check them before.
    pub fn new(pixels: Vec<u8>, labels: Vec<u8>, size: usize) -> Self {
        assert_eq!(pixels.len(), labels.len() * size, "every image has a label");
        Self { pixels, labels, size }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The bytes of one image, if there are so many.
    pub fn image(&self, index: usize) -> Option<&[u8]> {
        self.pixels.get(index.checked_mul(self.size)?..)?.get(..self.size)
    }

    /// All bytes.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// All classes.
    pub fn labels(&self) -> &[u8] {
        &self.labels
    }

    /// How often each byte occurs among the pixels.
    pub fn histogram(&self) -> [u64; 256] {
        let mut histogram = [0; 256];
        for &byte in &self.pixels {
            histogram[usize::from(byte)] += 1;
        }
        histogram
    }

    /// How many images each of `classes` classes has.
    pub fn counts(&self, classes: usize) -> Vec<u32> {
        let mut counts = vec![0; classes];
        for &label in &self.labels {
            if let Some(count) = counts.get_mut(usize::from(label)) {
                *count += 1;
            }
        }
        counts
    }

    /// The mean image of each of `classes` classes, rounded to bytes, a half upwards; empty where a class has no image.
    pub fn means(&self, classes: usize) -> Vec<Vec<u8>> {
        let mut sums = vec![vec![0_u64; self.size]; classes];
        for (image, &label) in self.pixels.chunks_exact(self.size).zip(&self.labels) {
            if let Some(sums) = sums.get_mut(usize::from(label)) {
                sums.iter_mut().zip(image).for_each(|(sum, &byte)| *sum += u64::from(byte));
            }
        }
        let mean = |(sums, count): (Vec<u64>, u32)| match u64::from(count) {
            0 => Vec::new(),
            count => sums.iter().map(|sum| ((2 * sum + count) / (2 * count)) as u8).collect(),
        };
        sums.into_iter().zip(self.counts(classes)).map(mean).collect()
    }
}

/// A whole data set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// Which.
    pub id: DatasetId,
    /// For training, those to be held back for validation included.
    pub train: Images,
    /// For the final test.
    pub test: Images,
}

#[cfg(test)]
mod tests {
    use super::Images;

    #[test]
    fn a_mean_image_is_rounded_and_a_class_without_images_has_none() {
        let images = Images::new(vec![0, 255, 1, 255, 7, 9, 3, 255], vec![0, 0, 2, 0], 2);
        assert_eq!(images.means(4), [vec![1, 255], vec![], vec![7, 9], vec![]]);
        let half = Images::new(vec![1, 2, 2, 2], vec![1, 1], 2);
        assert_eq!(half.means(2), [vec![], vec![2, 2]]);
    }

    #[test]
    fn a_mean_is_over_the_images_of_its_class_alone() {
        let bright = Images::new(vec![255; 70_000], vec![0; 70_000], 1);
        assert_eq!(bright.means(2), [vec![255], vec![]]);
    }
}
