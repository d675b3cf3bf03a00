//! What the page shows and what is there to be asked about, as the parts of the state see it.

use spec::Spec;
use spec::protocol::{Moment, RunId, Split};

use super::{DatasetState, Presence, Run, State, Tab};

/// What is in view.
#[derive(Debug, Default)]
pub(super) struct InView {
    /// The tab that is open.
    pub tab: Option<Tab>,
    /// The image that the network is asked about: the bytes of the pad or of a test image.
    pub image: Option<Vec<u8>>,
    /// Whose weights are looked at.
    pub moment: Moment,
    /// The run that was asked about; answers about another count no more.
    pub run: Option<RunId>,
}

/// What a part of the state needs to know of the others to say what it wants.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub draft: &'a Spec,
    pub dataset: &'a DatasetState,
    pub run: Option<&'a Run>,
    pub in_view: &'a InView,
}

impl<'a> Scene<'a> {
    pub fn new(draft: &'a Spec, dataset: &'a DatasetState, run: Option<&'a Run>, in_view: &'a InView) -> Self {
        Self { draft, dataset, run, in_view }
    }

    /// Whether the images that the settings are for are in the worker.
    pub fn has_images(self) -> bool {
        self.dataset.is_ready(self.draft.dataset)
    }

    /// How many images of each class the training and the test file have, once they are there.
    pub fn class_counts(self) -> Option<[&'a [u32]; 2]> {
        match self.dataset {
            DatasetState::Ready { id, train, test, .. } if *id == self.draft.dataset => Some([train, test]),
            DatasetState::Ready { .. }
            | DatasetState::Absent
            | DatasetState::Loading { .. }
            | DatasetState::Failed { .. } => None,
        }
    }

    /// Images of a part: those that are there, before that those of the catalogue.
    pub fn images(self, split: Split) -> usize {
        let info = self.draft.dataset.info();
        self.dataset.images(split).unwrap_or(match split {
            Split::Train => info.train,
            Split::Test => info.test,
        })
    }

    /// The network that can be asked: it stands, and is for the images in view.
    pub fn network(self) -> Option<&'a Run> {
        self.run.filter(|run| run.presence == Presence::Ready && run.spec.dataset == self.draft.dataset)
    }

    /// The network that stands, whatever its images.
    pub fn standing(self) -> Option<RunId> {
        self.run.filter(|run| run.presence == Presence::Ready).map(|run| run.id)
    }

    /// The network that can be evaluated: it has learnt something, and its images are in the worker.
    pub fn learner(self) -> Option<&'a Run> {
        self.network().filter(|run| run.trained() && self.has_images())
    }

    /// The image in view, unless the network is for other images: of another size, or with other classes.
    pub fn image(self) -> Option<&'a [u8]> {
        let dataset = self.draft.dataset;
        let size: usize = dataset.info().shape.iter().product();
        let is_asked = self.run.is_none_or(|run| run.spec.dataset == dataset);
        self.in_view.image.as_deref().filter(|image| is_asked && image.len() == size)
    }
}

impl State {
    pub(super) fn scene(&self) -> Scene<'_> {
        Scene::new(&self.draft, &self.dataset, self.run.as_ref(), &self.in_view)
    }
}
