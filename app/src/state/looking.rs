//! What is looked at: sample images, a test image, and what the network thinks of the image in view.

use spec::device::DeviceKind;
use spec::protocol::{Answer, LabelledImage, Moment, Predictor, Question, RequestId, RunId, Split};

use super::augment::Augmented;
use super::dice::Dice;
use super::outbox::Outbox;
use super::questions::{Asked, Topic};
use super::scene::Scene;
use super::{RateSearch, State};
use crate::rules::shared::Shared;

/// Sample images in view: 5 × 5.
const SAMPLES: usize = 25;

/// The answer of a network to the image in view.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// A probability a class.
    pub probabilities: Vec<f32>,
    /// Who answered.
    pub by: Predictor,
}

/// A question about the image in view.
#[derive(Debug)]
pub(super) struct Glance {
    image: Vec<u8>,
    moment: Moment,
    /// Who can answer: a worker, its network and its images.
    by: (DeviceKind, Option<RunId>, bool),
    /// How often the network had learnt; of an earlier epoch 0, which learns nothing more.
    learnt: u64,
}

/// Images to look at, and what is asked about them.
#[derive(Debug)]
pub(super) struct Looking {
    /// What the network thinks of the image in view.
    pub prediction: Asked<Glance, Prediction>,
    /// Images of the data set.
    pub samples: Asked<u32, Vec<LabelledImage>>,
    /// A test image to try the network on.
    pub test_image: Asked<u32, LabelledImage>,
    pub augmented: Augmented,
    /// The last search for a learning rate.
    pub rate_search: Option<RateSearch>,
    pub dice: Dice,
    /// Counted up whenever the network that stands has learnt.
    learnt: u64,
    /// Counted up whenever other samples are wanted.
    samples_wanted: u32,
    /// Counted up whenever another test image is wanted; 0 where none is.
    test_image_wanted: u32,
}

impl Looking {
    pub fn new(drawable: bool, dice: u64) -> Self {
        Self {
            prediction: Asked::default(),
            samples: Asked::default(),
            test_image: Asked::default(),
            augmented: Augmented::default(),
            rate_search: None,
            dice: Dice(dice),
            learnt: 0,
            samples_wanted: 0,
            // Where images cannot be drawn there is always one to look at.
            test_image_wanted: u32::from(!drawable),
        }
    }

    /// Other images: nothing of the old ones stays.
    pub fn change_dataset(&mut self, drawable: bool) {
        *self = Self { augmented: self.augmented.emptied(), ..Self::new(drawable, self.dice.0) };
    }

    pub fn lose_worker(&mut self) {
        self.prediction.lose();
        self.samples.lose();
        self.test_image.lose();
        self.augmented = self.augmented.emptied();
        self.rate_search = None;
    }

    /// The network that stands has learnt.
    pub fn learn(&mut self) {
        self.learnt += 1;
    }

    /// A question that no network could answer yet is asked once more.
    pub fn tick(&mut self) {
        self.prediction.lose();
    }

    /// Asks the newest network about the image in view: at once if it is another image or another network, and if the
    /// network has learnt, at the pace of the answers.
    pub fn follow_prediction(&mut self, scene: Scene<'_>, worker: Option<DeviceKind>, outbox: &mut Outbox) {
        let (Some(worker), Some(image)) = (worker, scene.image()) else { return self.prediction.lose() };
        let moment = scene.in_view.moment;
        let learnt = match moment {
            Moment::Now => self.learnt,
            Moment::Epoch(_) => 0,
        };
        let by = (worker, scene.standing(), scene.has_images());
        let same = |last: &Glance| last.image == image && last.moment == moment && last.by == by;
        if self.prediction.is_new(same) || self.prediction.is_due(|last| last.learnt == learnt) {
            let glance = Glance { image: image.to_vec(), moment, by, learnt };
            let question = Question::Prediction { moment, image: image.to_vec() };
            self.prediction.ask(outbox.ask(worker, Topic::Prediction, question), glance);
        }
    }

    /// Asks for the images that are to be looked at. Their data set is there; `rests` says whether the settings are
    /// valid and have not changed for a moment.
    pub fn follow_images(&mut self, scene: Scene<'_>, rests: bool, worker: DeviceKind, outbox: &mut Outbox) {
        let images = |split, count, dice: &mut Dice| {
            let indices = (0..count).map(|_| dice.roll(scene.images(split))).collect();
            Question::Images { split, indices }
        };
        let wanted = self.samples_wanted;
        if self.samples.is_due(|last| *last == wanted) {
            let question = images(Split::Train, SAMPLES, &mut self.dice);
            self.samples.ask(outbox.ask(worker, Topic::Samples, question), wanted);
        }
        let wanted = self.test_image_wanted;
        if wanted > 0 && self.test_image.is_new(|last| *last == wanted) {
            let question = images(Split::Test, 1, &mut self.dice);
            self.test_image.ask(outbox.ask(worker, Topic::TestImage, question), wanted);
        }
        if rests {
            self.augmented.follow(scene, &mut self.dice, worker, outbox);
        }
    }

    pub fn predicted(&mut self, request: RequestId, answer: Option<Answer>) {
        // Without an answer it stays awaited: it is asked for again at the next tick.
        let Some(Answer::Prediction { by, probabilities }) = answer else { return };
        self.prediction.take(request, Some(Prediction { probabilities, by }));
    }
}

impl State {
    /// Images of the data set, to look at.
    pub fn samples(&self) -> &[LabelledImage] {
        self.looking.samples.answer().map_or(&[], |samples| samples)
    }

    /// A test image to try the network on.
    pub fn test_image(&self) -> Option<&LabelledImage> {
        self.looking.test_image.answer().map(|image| &**image)
    }

    /// What the network thinks of the image in view.
    pub fn prediction(&self) -> Option<&Shared<Prediction>> {
        self.looking.prediction.answer()
    }

    /// Other sample images.
    pub fn new_samples(&mut self) {
        self.looking.samples_wanted += 1;
    }

    /// Puts another test image in view.
    pub fn another_test_image(&mut self) {
        self.looking.test_image_wanted += 1;
    }

    /// Another image is in view, or none.
    pub fn look_at(&mut self, image: Option<Vec<u8>>) {
        if image.is_none() {
            self.looking.prediction.forget();
        }
        self.in_view.image = image;
    }

    /// The bytes of the image in view.
    pub fn image_in_view(&self) -> Option<&[u8]> {
        self.in_view.image.as_deref()
    }

    /// The true class of the image in view, where it is a test image.
    pub fn truth(&self) -> Option<u8> {
        let image = self.test_image()?;
        (self.image_in_view() == Some(&image.pixels)).then_some(image.label)
    }
}
