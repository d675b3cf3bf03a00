//! The run's figures as two curves.

use spec::Spec;
use spec::protocol::{EpochRecord, Point};

use crate::i18n::phrases::ChartPhrases;
use crate::state::Run;

/// What a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurveKind {
    /// Mean cross-entropy, nats.
    Loss,
    /// Share answered right; the chart shows per cent.
    Accuracy,
}

impl CurveKind {
    /// The heading of its chart.
    pub fn heading(self, phrases: ChartPhrases) -> &'static str {
        match self {
            Self::Loss => phrases.loss(),
            Self::Accuracy => phrases.accuracy(),
        }
    }
}

/// All that a chart needs to know of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CurveData {
    /// The training curve.
    pub points: Vec<Point>,
    /// The epochs that have ended.
    pub epochs: Vec<EpochRecord>,
    /// Epochs that the run will have, the length of the axis.
    pub total_epochs: u32,
}

impl CurveData {
    /// Of the run, or of the settings where there is none.
    pub fn of(run: Option<&Run>, draft: &Spec) -> Self {
        match run {
            Some(run) => {
                Self { points: run.points.clone(), epochs: run.epochs.clone(), total_epochs: run.spec.epochs as u32 }
            }
            None => Self { total_epochs: draft.epochs as u32, ..Self::default() },
        }
    }
}

/// Epochs, and nats or per cent.
pub type Place = (f64, f64);

/// The two curves of a chart, from left to right, finite numbers only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Over the training images, while they are visited.
    pub training: Vec<Place>,
    /// Over the validation images, at each epoch's end.
    pub validation: Vec<Place>,
}

impl Series {
    /// The curves of one kind.
    pub fn of(kind: CurveKind, data: &CurveData) -> Self {
        let training = data.points.iter().map(|point| {
            (
                f64::from(point.epoch),
                match kind {
                    CurveKind::Loss => f64::from(point.loss),
                    CurveKind::Accuracy => f64::from(point.accuracy) * 100.0,
                },
            )
        });
        let validation = data.epochs.iter().filter_map(|record| {
            let score = record.validation?;
            let value = match kind {
                CurveKind::Loss => score.loss,
                CurveKind::Accuracy => score.accuracy * 100.0,
            };
            Some((f64::from(record.epoch) + 1.0, value))
        });
        Self { training: finite(training), validation: finite(validation) }
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.training.is_empty() && self.validation.is_empty()
    }

    /// The places that the cursor stops at: every training point, or the validation points where there is none.
    pub fn stops(&self) -> &[Place] {
        if self.training.is_empty() { &self.validation } else { &self.training }
    }

    /// What the curves say at an epoch: the nearest training point, and the last validation up to there.
    pub fn at(&self, epoch: f64) -> Reading {
        let training = nearest(&self.training, epoch).map(|index| self.training[index]);
        let at = training.map_or(epoch, |(at, _)| at);
        // Half a thousandth of an epoch: the last training point of an epoch and its validation share a place.
        let known = self.validation.partition_point(|(end, _)| *end <= at + 5e-4);
        Reading { epoch: at, training, validation: known.checked_sub(1).map(|last| self.validation[last]) }
    }

    /// The newest figures; `None` where there are none.
    pub fn newest(&self) -> Option<Reading> {
        let training = self.training.last().copied();
        let validation = self.validation.last().copied();
        let epoch = training.or(validation)?.0;
        Some(Reading { epoch, training, validation })
    }
}

/// What the curves say at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The place, epochs.
    pub epoch: f64,
    /// The training point.
    pub training: Option<Place>,
    /// The validation point, at the end of the epoch before.
    pub validation: Option<Place>,
}

/// The index of the place nearest to an epoch, in places that go from left to right.
pub fn nearest(places: &[Place], epoch: f64) -> Option<usize> {
    let after = places.partition_point(|(at, _)| *at < epoch);
    let candidates = after.saturating_sub(1)..(after + 1).min(places.len());
    candidates.min_by(|&a, &b| (places[a].0 - epoch).abs().total_cmp(&(places[b].0 - epoch).abs()))
}

fn finite(places: impl Iterator<Item = Place>) -> Vec<Place> {
    places.filter(|(epoch, value)| epoch.is_finite() && value.is_finite()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::protocol::Score;

    pub(crate) fn data() -> CurveData {
        let score = |loss, accuracy| Score { loss, accuracy, images: 10 };
        CurveData {
            points: (1..=8)
                .map(|i| Point { epoch: i as f32 / 4.0, loss: 2.0 / i as f32, accuracy: 1.0 - 1.0 / (i + 1) as f32 })
                .collect(),
            epochs: (0..2)
                .map(|epoch| EpochRecord {
                    epoch,
                    train: score(1.0, 0.5),
                    validation: Some(score(0.5 + f64::from(epoch), 0.75)),
                    seconds: 1.0,
                    learning_rate: 0.001,
                })
                .collect(),
            total_epochs: 4,
        }
    }

    #[test]
    fn accuracy_is_shown_in_per_cent() {
        let series = Series::of(CurveKind::Accuracy, &data());
        assert_eq!(series.training[0], (0.25, 50.0));
        assert_eq!(series.validation, [(1.0, 75.0), (2.0, 75.0)]);
    }

    #[test]
    fn the_nearest_point_is_read_and_the_validation_known_there() {
        let series = Series::of(CurveKind::Loss, &data());
        let reading = series.at(1.1);
        assert_eq!(reading.training, Some((1.0, 0.5)));
        assert_eq!(reading.validation, Some((1.0, 0.5)));
        assert_eq!(series.at(0.2).validation, None);
        assert_eq!(series.at(99.0), series.newest().expect("there are points"));
        assert_eq!(series.at(-5.0).training, Some((0.25, 2.0)));
    }

    #[test]
    fn numbers_that_are_none_are_left_out() {
        let mut broken = data();
        broken.points[3].loss = f32::NAN;
        broken.points[4].loss = f32::INFINITY;
        assert_eq!(Series::of(CurveKind::Loss, &broken).training.len(), 6);
        assert_eq!(Series::of(CurveKind::Loss, &CurveData::default()).newest(), None);
        assert_eq!(nearest(&[], 1.0), None);
    }
}
