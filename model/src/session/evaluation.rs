//! Measuring the network on many images, batch by batch, so that the caller can do other things between.

use super::{Session, SessionError};
use crate::device::DeviceKind;
use crate::metrics::Totals;
use crate::network::Network;
use crate::protocol::{Part, Score, Split};
use crate::spec::Spec;

/// The most images of one forward pass: enough to fill a device.
const MOST_IMAGES: usize = 250;

/// Numbers between the layers in one forward pass. On the CPU that is about 10 ms of work, so that training and
/// predictions are not held up; a GPU is faster, but each read of it takes its time.
fn most_numbers(device: DeviceKind) -> usize {
    match device {
        DeviceKind::Cpu => 1_000_000,
        DeviceKind::Webgpu => 16_000_000,
    }
}

/// Images of one forward pass of a network with these settings.
pub(super) fn batch(spec: &Spec, network: &Network) -> usize {
    (most_numbers(network.device_kind()) / spec.numbers_per_image().max(1)).clamp(1, MOST_IMAGES)
}

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
    split: Split,
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
        let (part, first) = match set {
            EvaluationSet::Validation => (Part::Validation, None),
            EvaluationSet::Test { first } => (Part::Test, first),
        };
        let (split, mut images) = self.part(part)?;
        images.truncate(first.map_or(usize::MAX, |first| first as usize));
        Some(Evaluation { images, split, next: 0, totals: Totals::default() })
    }

    /// Measures the next batch.
    ///
    /// # Errors
    /// [`SessionError::Device`] where the device is lost.
    pub async fn evaluate(&self, evaluation: &mut Evaluation) -> Result<(), SessionError> {
        let end = (evaluation.next + batch(&self.spec, &self.network)).min(evaluation.images.len());
        let images = &evaluation.images[evaluation.next..end];
        let (logits, labels) = self.outputs(&self.network, evaluation.split, images).await?;
        evaluation.totals.add_logits(&logits, &labels, self.spec.dataset.info().classes);
        evaluation.next = end;
        Ok(())
    }

    /// The logits that a network gives for some images, `[images, classes]` row by row, and their classes.
    pub(super) async fn outputs(
        &self,
        network: &Network,
        split: Split,
        batch: &[u32],
    ) -> Result<(Vec<f32>, Vec<u8>), SessionError> {
        let images = match split {
            Split::Train => &self.data.train,
            Split::Test => &self.data.test,
        };
        let (pixels, labels) = self.assemble(images, batch, None);
        let input = self.input(&pixels);
        let lost = |error| SessionError::Device(format!("{error:?}"));
        let data = network.forward(input).into_data_async().await.map_err(lost)?;
        let logits = data.try_to_vec::<f32>().map_err(|error| SessionError::Device(format!("{error:?}")))?;
        Ok((logits, labels))
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
