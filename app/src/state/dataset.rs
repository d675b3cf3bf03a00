//! What the computing worker holds of the data set.

use spec::catalogue::DatasetId;
use spec::protocol::{DataError, Split};

/// What the computing worker holds of the data set.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum DatasetState {
    /// Nothing yet.
    #[default]
    Absent,
    /// On its way.
    Loading {
        /// Which.
        id: DatasetId,
        /// Bytes so far.
        received: u64,
        /// Bytes in all, 0 before it is known.
        total: u64,
    },
    /// In memory.
    Ready {
        /// Which.
        id: DatasetId,
        /// Training images of each class.
        train: Vec<u32>,
        /// Test images of each class.
        test: Vec<u32>,
        /// How often each byte occurs among the training images' pixels.
        histogram: Vec<u64>,
    },
    /// Not to be had.
    Failed {
        /// Which.
        id: DatasetId,
        /// Why.
        error: DataError,
    },
}

impl DatasetState {
    /// Which data set this is about.
    pub fn id(&self) -> Option<DatasetId> {
        match self {
            Self::Absent => None,
            Self::Loading { id, .. } | Self::Ready { id, .. } | Self::Failed { id, .. } => Some(*id),
        }
    }

    /// Whether this data set is in memory.
    pub fn is_ready(&self, wanted: DatasetId) -> bool {
        match self {
            Self::Ready { id, .. } => *id == wanted,
            Self::Absent | Self::Loading { .. } | Self::Failed { .. } => false,
        }
    }

    /// How many images of a part there are, once the data set is in memory. The catalogue knows what is usual; a
    /// person's own copy may hold fewer.
    pub fn images(&self, split: Split) -> Option<usize> {
        match self {
            Self::Ready { train, test, .. } => {
                let counts = match split {
                    Split::Train => train,
                    Split::Test => test,
                };
                Some(counts.iter().map(|count| *count as usize).sum())
            }
            Self::Absent | Self::Loading { .. } | Self::Failed { .. } => None,
        }
    }

    /// Bytes of the awaited data set have arrived.
    pub(super) fn progress(&mut self, dataset: DatasetId, bytes: u64, all: u64) {
        match self {
            Self::Loading { id, received, total } if *id == dataset => (*received, *total) = (bytes, all),
            Self::Absent | Self::Loading { .. } | Self::Ready { .. } | Self::Failed { .. } => {}
        }
    }

    /// The awaited data set is there.
    pub(super) fn ready(&mut self, dataset: DatasetId, train: Vec<u32>, test: Vec<u32>, histogram: Vec<u64>) {
        if self.id() == Some(dataset) {
            *self = Self::Ready { id: dataset, train, test, histogram };
        }
    }

    /// The awaited data set cannot be had.
    pub(super) fn failed(&mut self, dataset: DatasetId, error: DataError) {
        if self.id() == Some(dataset) {
            *self = Self::Failed { id: dataset, error };
        }
    }
}
