//! What augmentation makes of an image, to be looked at before it is trained with.

use spec::Augmentation;
use spec::device::DeviceKind;
use spec::protocol::{Answer, LabelledImage, Question, RequestId, Split};

use super::State;
use super::dice::Dice;
use super::outbox::Outbox;
use super::questions::{Asked, Topic};
use super::scene::Scene;

/// Changed copies in view.
const COPIES: u32 = 7;

/// An image and what augmentation makes of it.
#[derive(Debug, Default)]
pub(super) struct Augmented {
    /// Whether somebody looks.
    open: bool,
    /// The place in the file of the image in view; none before the first.
    index: Option<u32>,
    /// By the augmentation, the seed and the image's place: the image, then its changed copies.
    asked: Asked<(Augmentation, u64, u32), Vec<LabelledImage>>,
}

impl Augmented {
    /// As before the first question.
    pub fn emptied(&self) -> Self {
        Self { open: self.open, ..Self::default() }
    }

    /// Asks what the settings, which rest, make of the image in view. Their data set is there.
    pub fn follow(&mut self, scene: Scene<'_>, dice: &mut Dice, worker: DeviceKind, outbox: &mut Outbox) {
        let Some(augmentation) = scene.draft.augmentation.filter(|_| self.open) else { return };
        let index = *self.index.get_or_insert_with(|| dice.roll(scene.images(Split::Train)));
        let wanted = (augmentation, scene.draft.seed, index);
        if self.asked.is_new(|last| *last == wanted) {
            let question = Question::Augmented { spec: Box::new(scene.draft.clone()), index, count: COPIES };
            self.asked.ask(outbox.ask(worker, Topic::Augmented, question), wanted);
        }
    }

    pub fn arrived(&mut self, request: RequestId, answer: Option<Answer>) {
        if let Some(Answer::Augmented { original, changed }) = answer {
            self.asked.take(request, Some(std::iter::once(original).chain(changed).collect()));
        }
    }
}

impl State {
    /// Somebody looks at the thumbnails, or does not any more.
    pub fn watch_augmentation(&mut self, open: bool) {
        self.looking.augmented.open = open;
    }

    /// Puts another image in view.
    pub fn another_augmented(&mut self) {
        self.looking.augmented.index = None;
    }

    /// The image, then its changed copies.
    pub fn thumbnails(&self) -> &[LabelledImage] {
        self.looking.augmented.asked.answer().map_or(&[], |images| images)
    }
}
