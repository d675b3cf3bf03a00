//! What questions are answered from: the data set, the run with its past, and the network that ships with the page.

use std::rc::Rc;

use serde_bytes::ByteBuf;

use super::{Begun, History, Snapshot, Task, begin};
use crate::device::{Device, DeviceLost};
use crate::network::{Network, read_network};
use crate::session::{RateSearch, Session};
use images::dataset::{Augmenter, Dataset, Images};
use spec::Spec;
use spec::catalogue::DatasetId;
use spec::protocol::{Answer, LabelledImage, Moment, Predictor, Question, RunError, RunId, Split};

/// The most images of one answer.
const MAX_IMAGES: usize = 1_000;

/// The most augmented copies of one answer.
const MAX_COPIES: u32 = 100;

/// The network that ships with the page and answers before any other is trained.
pub struct BuiltIn {
    snapshot: Snapshot,
    /// What its images are.
    dataset: DatasetId,
}

impl BuiltIn {
    /// The network of a file, if it is one. On the CPU: it answers one image at a time.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (spec, scaling, tensors) = read_network(bytes).ok()?;
        let network = Network::with_weights(&spec, tensors, &Device::cpu()).ok()?;
        Some(Self { snapshot: Snapshot::new(&spec, network, scaling, Moment::Now, 0), dataset: spec.dataset })
    }
}

/// A run with its past.
#[derive(Clone, Copy)]
pub struct RunSource<'a> {
    /// Which.
    pub id: RunId,
    /// As it is.
    pub session: &'a Session,
    /// As it was.
    pub history: &'a History,
}

/// What questions are answered from.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The data set that is wanted, whether it is here or not.
    pub wanted: DatasetId,
    /// The one that is here.
    pub data: Option<&'a Rc<Dataset>>,
    /// The device that new networks train on.
    pub device: Option<&'a Device>,
    /// The run.
    pub run: Option<RunSource<'a>>,
    /// The network that ships with the page, once it has come.
    pub built_in: Option<&'a BuiltIn>,
}

impl<'a> Sources<'a> {
    /// Answers a question, or begins to.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub async fn begin(&self, question: &Question) -> Result<Begun, DeviceLost> {
        let answer = match question {
            Question::Images { split, indices } => self.images(*split, indices).map(Answer::Images),
            Question::ClassMeans { split } => self.class_means(*split).map(Answer::ClassMeans),
            Question::Augmented { spec, index, count } => self.augmented(spec, *index, *count),
            Question::LearningRate { spec } => match self.search(spec) {
                Ok(search) => return Ok(Begun::Task(Task::learning_rate(search))),
                Err(error) => Some(Answer::LearningRate(Err(error))),
            },
            Question::Prediction { moment, image } => self.predict(*moment, image).await?,
            Question::Network { run: id, moment, what } => {
                let Some(run) = self.run.filter(|run| run.id == *id) else { return Ok(Begun::Answered(None)) };
                let Some(snapshot) = run.history.snapshot(*moment, run.session) else {
                    return Ok(Begun::Answered(None));
                };
                return begin(what, snapshot, run.session).await;
            }
        };
        Ok(Begun::Answered(answer))
    }

    /// The device and the data of a network with these settings.
    ///
    /// # Errors
    /// [`RunError::NoDataset`]
    pub fn ingredients(&self, spec: &Spec) -> Result<(Rc<Dataset>, Device), RunError> {
        let data = self.data.filter(|data| data.id == spec.dataset).ok_or(RunError::NoDataset)?;
        Ok((data.clone(), self.device.ok_or(RunError::NoDataset)?.clone()))
    }

    fn search(&self, spec: &Spec) -> Result<RateSearch, RunError> {
        let (data, device) = self.ingredients(spec)?;
        Ok(RateSearch::new(spec.clone(), data, device)?)
    }

    fn split(&self, split: Split) -> Option<&'a Images> {
        let data = self.data?;
        Some(match split {
            Split::Train => &data.train,
            Split::Test => &data.test,
        })
    }

    fn images(&self, split: Split, indices: &[u32]) -> Option<Vec<LabelledImage>> {
        let images = self.split(split)?;
        let one = |&index: &u32| {
            let pixels = images.image(index as usize)?.to_vec();
            Some(LabelledImage { index, label: images.labels()[index as usize], pixels })
        };
        Some(indices.iter().take(MAX_IMAGES).filter_map(one).collect())
    }

    fn class_means(&self, split: Split) -> Option<Vec<ByteBuf>> {
        let means = self.split(split)?.means(self.data?.id.info().classes);
        Some(means.into_iter().map(ByteBuf::from).collect())
    }

    /// An image as the first epochs see it; of one that is not there nothing can be shown.
    fn augmented(&self, spec: &Spec, index: u32, count: u32) -> Option<Answer> {
        let original = self.images(Split::Train, &[index])?.pop()?;
        let shape = self.data?.id.info().shape;
        let augmenter = spec.augmentation.map(|settings| Augmenter::new(settings, spec.seed, shape));
        let copy = |epoch| {
            let Some(augmenter) = augmenter else { return original.clone() };
            let mut pixels = Vec::with_capacity(original.pixels.len());
            augmenter.apply(&original.pixels, epoch, index, &mut pixels);
            LabelledImage { pixels, ..original }
        };
        let changed = (0..count.min(MAX_COPIES)).map(copy).collect();
        Some(Answer::Augmented { original, changed })
    }

    /// The class probabilities of an image: by the run's network of that moment once it has learnt something, otherwise
    /// by the built-in one where it is for such images.
    async fn predict(&self, moment: Moment, image: &[u8]) -> Result<Option<Answer>, DeviceLost> {
        let trained = self.run.is_some_and(|run| run.session.place().step > 0);
        let built_in = self.built_in.filter(|built_in| !trained && built_in.dataset == self.wanted);
        let (by, probabilities) = match (built_in, self.run) {
            (Some(built_in), _) => (Predictor::BuiltIn, built_in.snapshot.predict(image).await?),
            (None, Some(RunSource { id, session, history })) => {
                let snapshot = history.snapshot(moment, session).unwrap_or_else(|| Snapshot::of(session));
                (Predictor::Run { run: id, step: snapshot.step }, snapshot.predict(image).await?)
            }
            (None, None) => return Ok(None),
        };
        Ok(probabilities.map(|probabilities| Answer::Prediction { by, probabilities }))
    }
}
