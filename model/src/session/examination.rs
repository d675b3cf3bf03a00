//! Examining a network: its outputs over many images, and then their figures, piece by piece, so that the caller can do
//! other things between. Training may go on meanwhile: the network that is examined stays as it was at the beginning.

use super::evaluation::batch;
use super::{Session, SessionError};
use crate::dataset::Holdout;
use crate::metrics::{Roc, Totals, figures, roc, softmax};
use crate::network::Network;
use crate::protocol::{self, Moment, Part, Split};

/// The most numbers of an examination: 32 MB. Of more images so many are examined, spread evenly. The data sets of the
/// catalogue have 600,000 at most.
const MOST_NUMBERS: usize = 8 << 20;

/// An examination under way.
pub struct Examination {
    part: Part,
    split: Split,
    indices: Vec<u32>,
    network: Network,
    classes: usize,
    /// Those of the images that are done.
    labels: Vec<u8>,
    probabilities: Vec<f32>,
    totals: Totals,
    /// Of the classes that are done, once all images are.
    curves: Vec<Option<Roc>>,
}

impl Examination {
    /// Images done.
    pub fn done(&self) -> u32 {
        self.labels.len() as u32
    }

    /// Images in all.
    pub fn total(&self) -> u32 {
        self.indices.len() as u32
    }

    /// Whether all is done.
    pub fn is_complete(&self) -> bool {
        self.curves.len() >= self.classes
    }

    /// What was found with the weights of this moment, which had taken so many steps. To be called when all is done.
    pub fn finish(self, moment: Moment, step: u64) -> protocol::Examination {
        let Self { part, split, indices, classes, labels, probabilities, totals, curves, .. } = self;
        let report = figures(&probabilities, &labels, classes, totals.loss, curves);
        let probabilities = protocol::bytes(&probabilities);
        protocol::Examination { moment, step, part, split, indices, labels, probabilities, report }
    }
}

impl Session {
    /// The images of a part, and in which file they are; `None` where the spec holds none back.
    pub(super) fn part(&self, part: Part) -> Option<(Split, Vec<u32>)> {
        let test = || (0..self.data.test.len() as u32).collect();
        match (part, &self.partition.holdout) {
            (Part::Train, _) => Some((Split::Train, self.partition.train.clone())),
            (Part::Validation, Holdout::None) => None,
            (Part::Validation, Holdout::Train(images)) => Some((Split::Train, images.clone())),
            (Part::Validation, Holdout::Test) | (Part::Test, _) => Some((Split::Test, test())),
        }
    }

    /// Begins to examine a network, the run's own or one that it had, on a part of the run's images; `None` where the
    /// part has none.
    pub fn examination(&self, part: Part, network: Network) -> Option<Examination> {
        let classes = self.spec.dataset.info().classes;
        let (split, images) = self.part(part)?;
        let indices = spread(images, MOST_NUMBERS / classes);
        (!indices.is_empty()).then(|| Examination {
            part,
            split,
            labels: Vec::with_capacity(indices.len()),
            probabilities: Vec::with_capacity(indices.len() * classes),
            indices,
            network,
            classes,
            totals: Totals::default(),
            curves: Vec::new(),
        })
    }

    /// Examines the next batch of images or, after the last one, the next class.
    ///
    /// # Errors
    /// [`SessionError::Device`] where the device is lost.
    pub async fn examine(&self, examination: &mut Examination) -> Result<(), SessionError> {
        let Examination { split, indices, network, classes, labels, probabilities, totals, curves, .. } = examination;
        let rest = &indices[labels.len()..];
        if rest.is_empty() {
            curves.push(roc(probabilities, labels, *classes, curves.len()));
            return Ok(());
        }
        let images = &rest[..rest.len().min(batch(&self.spec, network))];
        let (logits, true_classes) = self.outputs(network, *split, images).await?;
        totals.add_logits(&logits, &true_classes, *classes);
        probabilities.extend(logits.chunks_exact(*classes).flat_map(softmax));
        labels.extend(true_classes);
        Ok(())
    }
}

/// At most about `most` of them, spread evenly.
fn spread(images: Vec<u32>, most: usize) -> Vec<u32> {
    let every = images.len().div_ceil(most.max(1)).max(1);
    images.into_iter().step_by(every).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_too_many_images_some_are_examined_evenly() {
        assert_eq!(spread((0..10).collect(), 10), (0..10).collect::<Vec<_>>());
        assert_eq!(spread((0..10).collect(), 9), [0, 2, 4, 6, 8]);
        assert_eq!(spread((0..10).collect(), 3), [0, 4, 8]);
        assert_eq!(spread(vec![], 3), [0; 0]);
    }
}
