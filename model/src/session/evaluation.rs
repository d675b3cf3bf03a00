//! Measuring the network on many images, batch by batch, so that the caller can do other things between.

use super::{Session, SessionError};
use crate::dataset::{Holdout, Images};
use crate::metrics::Totals;
use crate::protocol::Score;

/// Images of one forward pass. Large enough to fill a device, small enough that a waiting prediction is soon heard.
const BATCH: usize = 250;

/// On which images to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvaluationSet {
    /// Those that the spec holds back.
    Validation,
    /// The test images, at most so many of the first.
    Test {
        /// At most so many; `None` for all.
        first: Option<u32>,
    },
}

/// A measurement under way. Do not step the session before it ends.
#[derive(Debug)]
pub struct Evaluation {
    images: Vec<u32>,
    from_test: bool,
    next: usize,
    totals: Totals,
}

impl Evaluation {
    /// The figures, once all images are measured.
    pub fn score(&self) -> Option<Score> {
        (self.next >= self.images.len()).then(|| self.totals.score())
    }

    /// Images in all.
    pub fn images(&self) -> u32 {
        self.images.len() as u32
    }
}

impl Session {
    /// Begins a measurement; `None` where the spec holds no images back.
    pub fn evaluation(&self, set: EvaluationSet) -> Option<Evaluation> {
        let test = self.data.test.len() as u32;
        let (images, from_test) = match (set, &self.partition.holdout) {
            (EvaluationSet::Validation, Holdout::None) => return None,
            (EvaluationSet::Validation, Holdout::Train(images)) => (images.clone(), false),
            (EvaluationSet::Validation, Holdout::Test) => ((0..test).collect(), true),
            (EvaluationSet::Test { first }, _) => ((0..first.unwrap_or(test).min(test)).collect(), true),
        };
        Some(Evaluation { images, from_test, next: 0, totals: Totals::default() })
    }

    /// Measures the next batch.
    ///
    /// # Errors
    /// [`SessionError::Device`] where the device is lost.
    pub async fn evaluate(&self, evaluation: &mut Evaluation) -> Result<(), SessionError> {
        let end = (evaluation.next + BATCH).min(evaluation.images.len());
        let batch = &evaluation.images[evaluation.next..end];
        let source: &Images = if evaluation.from_test { &self.data.test } else { &self.data.train };
        let (input, labels) = self.assemble(source, batch, None);
        let input = self.upload(input, [batch.len(), self.network.inputs()]);
        let lost = |error| SessionError::Device(format!("{error:?}"));
        let data = self.network.forward(input).into_data_async().await.map_err(lost)?;
        let logits = data.try_to_vec::<f32>().map_err(|error| SessionError::Device(format!("{error:?}")))?;
        evaluation.totals.add_logits(&logits, &labels, self.spec.dataset.info().classes);
        evaluation.next = end;
        Ok(())
    }

    /// Measures all images at once.
    ///
    /// # Errors
    /// [`SessionError::Device`] where the device is lost.
    pub async fn evaluate_all(&self, set: EvaluationSet) -> Result<Option<Score>, SessionError> {
        let Some(mut evaluation) = self.evaluation(set) else { return Ok(None) };
        while evaluation.score().is_none() {
            self.evaluate(&mut evaluation).await?;
        }
        Ok(evaluation.score())
    }
}
