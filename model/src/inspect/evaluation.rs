//! Evaluating a network: its predictions over many images, and then their figures, piece by piece, so that the caller can
//! do other things between. Training may go on meanwhile.

use std::rc::Rc;

use super::{Snapshot, gather};
use crate::device::DeviceLost;
use crate::metrics::{Roc, Totals, figures, roc, softmax};
use crate::session::Session;
use images::dataset::{Dataset, Holdout};
use spec::protocol::{Part, Predictions, Split, bytes};

/// The most numbers of an evaluation: 32 MB. Of more images so many are evaluated, spread evenly. The data sets of the
/// catalogue have 600,000 at most.
const MOST_NUMBERS: usize = 8 << 20;

/// Images of a run that go through a network batch by batch.
pub(super) struct Batches {
    snapshot: Snapshot,
    data: Rc<Dataset>,
    /// In which file the images are.
    split: Split,
    /// Their places there.
    pub indices: Vec<u32>,
    /// Images done.
    done: usize,
    /// Classes of the data set.
    pub classes: usize,
}

/// How many images a part of a run has.
pub fn count(session: &Session, part: Part) -> u32 {
    images(session, part).map_or(0, |(_, images)| images.len() as u32)
}

/// The images of a part, and in which file they are; `None` where the settings hold none back.
fn images(session: &Session, part: Part) -> Option<(Split, Vec<u32>)> {
    let test = || (0..session.data().test.len() as u32).collect();
    Some(match (part, &session.partition().holdout) {
        (Part::Train, _) => (Split::Train, session.partition().train.clone()),
        (Part::Validation, Holdout::None) => return None,
        (Part::Validation, Holdout::Train(images)) => (Split::Train, images.clone()),
        (Part::Validation, Holdout::Test) | (Part::Test, _) => (Split::Test, test()),
    })
}

impl Batches {
    /// The images of a part; `None` where the settings hold none back.
    pub fn new(snapshot: Snapshot, session: &Session, part: Part) -> Option<Self> {
        let data = session.data().clone();
        let (split, indices) = images(session, part)?;
        let classes = data.id.info().classes;
        Some(Self { snapshot, split, indices, done: 0, classes, data })
    }

    /// The logits of the next batch, `[images, classes]` row by row, and the images' labels.
    pub async fn next(&mut self) -> Result<(Vec<f32>, Vec<u8>), DeviceLost> {
        let images = match self.split {
            Split::Train => &self.data.train,
            Split::Test => &self.data.test,
        };
        let end = (self.done + self.snapshot.batch).min(self.indices.len());
        let (bytes, labels) = gather(images, self.indices[self.done..end].iter().map(|&index| index as usize));
        let logits = self.snapshot.logits(&bytes, labels.len()).await?;
        self.done = end;
        Ok((logits, labels))
    }

    /// Whether all images have gone through.
    pub fn are_done(&self) -> bool {
        self.done >= self.indices.len()
    }
}

/// An evaluation under way.
pub struct Evaluation {
    part: Part,
    batches: Batches,
    /// Of the images that are done.
    labels: Vec<u8>,
    probabilities: Vec<f32>,
    totals: Totals,
    /// Of the classes that are done, once all images are.
    curves: Vec<Option<Roc>>,
}

impl Evaluation {
    /// Begins to evaluate a network of a run on a part of the run's images; `None` where the part has none.
    pub fn new(snapshot: Snapshot, session: &Session, part: Part) -> Option<Self> {
        let mut batches = Batches::new(snapshot, session, part)?;
        batches.indices = spread(batches.indices, MOST_NUMBERS / batches.classes);
        let images = batches.indices.len();
        (images > 0).then(|| Self {
            part,
            labels: Vec::with_capacity(images),
            probabilities: Vec::with_capacity(images * batches.classes),
            batches,
            totals: Totals::default(),
            curves: Vec::new(),
        })
    }

    /// Images done, and in all.
    pub fn progress(&self) -> [u32; 2] {
        [self.labels.len() as u32, self.batches.indices.len() as u32]
    }

    /// Evaluates the next batch of images or, after the last one, the next class; whether there is more to do.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub async fn step(&mut self) -> Result<bool, DeviceLost> {
        let classes = self.batches.classes;
        if self.batches.are_done() {
            self.curves.push(roc(&self.probabilities, &self.labels, classes, self.curves.len()));
        } else {
            let (logits, labels) = self.batches.next().await?;
            self.totals.add_logits(&logits, &labels, classes);
            self.probabilities.extend(logits.chunks_exact(classes).flat_map(softmax));
            self.labels.extend(labels);
        }
        Ok(self.curves.len() < classes)
    }

    /// The predictions and their figures, once there is no more to do.
    pub fn finish(self) -> Predictions {
        let Self { part, batches, labels, probabilities, totals, curves } = self;
        let report = figures(&probabilities, &labels, batches.classes, totals.loss, curves);
        Predictions {
            moment: batches.snapshot.moment,
            step: batches.snapshot.step,
            part,
            split: batches.split,
            indices: batches.indices,
            labels,
            probabilities: bytes(&probabilities),
            report,
        }
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
    fn of_too_many_images_some_are_evaluated_evenly() {
        assert_eq!(spread((0..10).collect(), 10), (0..10).collect::<Vec<_>>());
        assert_eq!(spread((0..10).collect(), 9), [0, 2, 4, 6, 8]);
        assert_eq!(spread((0..10).collect(), 3), [0, 4, 8]);
        assert_eq!(spread(vec![], 3), [0; 0]);
    }
}
