//! What augmentation makes of an image, to be looked at before it is trained with.

use model::protocol::{Command, LabelledImage, RequestId, Split};
use model::spec::Augmentation;

use super::State;

/// Changed copies in view.
const COPIES: u32 = 7;

/// An image and what augmentation makes of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thumbnails {
    /// Whether somebody looks.
    open: bool,
    /// The image in view; none before the first.
    index: Option<u32>,
    /// What was asked last, so that nothing is asked twice.
    asked: Option<(RequestId, Augmentation, u64, u32)>,
    /// The image, then its changed copies.
    pub images: Vec<LabelledImage>,
}

impl State {
    /// Somebody looks at the thumbnails, or does not any more.
    pub fn watch_augmentation(&mut self, open: bool) {
        self.thumbnails.open = open;
        self.ask_augmented();
    }

    /// Puts another image in view.
    pub fn another_augmented(&mut self) {
        self.thumbnails.index = None;
        self.ask_augmented();
    }

    /// Asks what the settings make of the image in view, once they rest.
    pub(super) fn ask_augmented(&mut self) {
        let Some(augmentation) = self.draft.augmentation else { return };
        let possible = self.thumbnails.open && self.settled && self.draft_error.is_none();
        if !possible || !self.dataset.is_ready(self.draft.dataset) {
            return;
        }
        let index = match self.thumbnails.index {
            Some(index) => index,
            None => {
                let end = self.dataset.images(Split::Train).unwrap_or(1);
                self.roll(end)
            }
        };
        self.thumbnails.index = Some(index);
        let wish = (augmentation, self.draft.seed, index);
        if self.thumbnails.asked.is_some_and(|(_, augmentation, seed, index)| (augmentation, seed, index) == wish) {
            return;
        }
        let request = self.next_request();
        self.thumbnails.asked = Some((request, wish.0, wish.1, wish.2));
        let command = Command::Augment { request, spec: Box::new(self.draft.clone()), index, count: COPIES };
        self.workers.send(command, &mut self.orders);
    }

    pub(super) fn augmented(&mut self, request: RequestId, original: LabelledImage, changed: Vec<LabelledImage>) {
        if self.thumbnails.asked.is_some_and(|(asked, ..)| asked == request) {
            self.thumbnails.images = std::iter::once(original).chain(changed).collect();
        }
    }

    /// Another data set, or a worker that is gone: the image is asked for again.
    pub(super) fn forget_augmented(&mut self) {
        self.thumbnails = super::augment::Thumbnails { open: self.thumbnails.open, ..Thumbnails::default() };
    }
}
