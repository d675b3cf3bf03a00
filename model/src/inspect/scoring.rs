//! Loss and accuracy over many images, batch by batch, so that the caller can do other things between.

use super::Snapshot;
use super::evaluation::Batches;
use crate::device::DeviceLost;
use crate::metrics::Totals;
use crate::session::Session;
use spec::protocol::{Part, Score};

/// A measurement of loss and accuracy under way.
pub struct Scoring {
    batches: Batches,
    totals: Totals,
}

impl Scoring {
    /// Begins to measure the network that a run has now, on the first `first` images of a part, or on all of them; `None`
    /// where the settings hold no images back.
    pub fn new(session: &Session, part: Part, first: Option<u32>) -> Option<Self> {
        let mut batches = Batches::new(Snapshot::of(session), session, part)?;
        batches.indices.truncate(first.map_or(usize::MAX, |first| first as usize));
        Some(Self { batches, totals: Totals::default() })
    }

    /// Measures the next batch; the figures, once all images are measured.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub async fn step(&mut self) -> Result<Option<Score>, DeviceLost> {
        if !self.batches.are_done() {
            let (logits, labels) = self.batches.next().await?;
            self.totals.add_logits(&logits, &labels, self.batches.classes);
        }
        Ok(self.batches.are_done().then(|| self.totals.score()))
    }
}

/// Measures all at once.
///
/// # Errors
/// [`DeviceLost`]
pub async fn score(session: &Session, part: Part, first: Option<u32>) -> Result<Option<Score>, DeviceLost> {
    let Some(mut scoring) = Scoring::new(session, part, first) else { return Ok(None) };
    loop {
        if let Some(score) = scoring.step().await? {
            return Ok(Some(score));
        }
    }
}
