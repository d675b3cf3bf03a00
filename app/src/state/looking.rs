//! What is looked at: sample images, a test image, and what the network thinks of the image in view.

use model::protocol::{Command, LabelledImage, Moment, Predictor, RequestId, Split};

use super::{Prediction, State};

/// Sample images in view: 5 × 5.
const SAMPLES: usize = 25;

impl State {
    /// Asks for the images that are to be looked at.
    pub(super) fn ask_images(&mut self) {
        if self.samples_wanted && self.samples_asked.is_none() {
            self.ask_samples();
        }
        if std::mem::take(&mut self.test_image_wanted) {
            self.ask_test_image();
        }
    }

    fn ask_test_image(&mut self) {
        let end = self.dataset.images(Split::Test).unwrap_or(self.draft.dataset.info().test);
        let index = self.roll(end);
        let request = self.next_request();
        self.test_image_asked = Some(request);
        let command = Command::Images { request, split: Split::Test, indices: vec![index] };
        self.workers.send(command, &mut self.orders);
    }

    fn ask_samples(&mut self) {
        let end = self.dataset.images(Split::Train).unwrap_or(self.draft.dataset.info().train);
        let indices = (0..SAMPLES).map(|_| self.roll(end)).collect();
        let request = self.next_request();
        self.samples_wanted = false;
        self.samples_asked = Some(request);
        self.workers.send(Command::Images { request, split: Split::Train, indices }, &mut self.orders);
    }

    pub(super) fn images(&mut self, request: RequestId, split: Split, images: Vec<LabelledImage>) {
        if self.browsed(request, &images) {
            return;
        }
        if self.samples_asked == Some(request) {
            self.samples_asked = None;
            self.samples = images;
        } else if self.test_image_asked == Some(request) && split == Split::Test {
            self.test_image_asked = None;
            self.test_image = images.into_iter().next();
        } else {
            self.point_arrived(request, &images);
            self.pictures_arrived(request, split, images);
        }
    }

    pub(super) fn predicted(&mut self, request: RequestId, by: Predictor, probabilities: Vec<f32>) {
        if self.predict_asked != Some(request) {
            return;
        }
        self.predict_asked = None;
        self.prediction = Some(Prediction { probabilities, by });
        if std::mem::take(&mut self.predict_again) {
            self.ask_prediction();
        }
    }

    /// Asks what the newest network thinks of the image in view. An older question needs no answer any more.
    pub(super) fn ask_prediction(&mut self) {
        self.predict_asked = None;
        self.predict_again = false;
        // A network for images of another size cannot say anything; the one that follows the settings will be asked.
        let foreign = |image: &Vec<u8>| {
            let run = self.run.as_ref();
            run.is_some_and(|run| run.spec.dataset.info().shape.iter().product::<usize>() != image.len())
        };
        let Some(image) = self.looking_at.clone().filter(|image| !foreign(image)) else { return };
        let request = self.next_request();
        if self.workers.send_predict(Command::Predict { request, moment: self.moment, image }, &mut self.orders) {
            self.predict_asked = Some(request);
        }
    }

    /// Asks again because the network has learnt, at the pace of the answers.
    pub(super) fn follow_prediction(&mut self) {
        // An earlier epoch's weights learn nothing more.
        if self.moment != Moment::Now {
            return;
        }
        if self.predict_asked.is_some() {
            self.predict_again = true;
        } else {
            self.ask_prediction();
        }
    }

    /// The true class of the image in view, where it is a test image.
    pub fn truth(&self) -> Option<u8> {
        let image = self.test_image.as_ref()?;
        (self.looking_at.as_ref() == Some(&image.pixels)).then_some(image.label)
    }

    /// A random place below `end` (SplitMix64: fair enough to pick images).
    pub(super) fn roll(&mut self, end: usize) -> u32 {
        self.dice = self.dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.dice;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end.max(1) as u64) as u32
    }
}
