//! Images that are looked at while answers are gone through: asked for as they come into view, and kept for a while.

use std::collections::VecDeque;
use std::sync::Arc;

use spec::device::DeviceKind;
use spec::protocol::{LabelledImage, Question, RequestId, Split};

use crate::state::State;
use crate::state::outbox::Outbox;
use crate::state::questions::{Asked, Topic};

/// Images of one question.
const AT_ONCE: usize = 60;
/// Images that wait to be asked for: two pages, however fast somebody turns them.
const WAITING: usize = 120;
/// Images that are kept.
const KEPT: usize = 480;

type Place = (Split, u32);

/// Images by their places in the files.
#[derive(Debug, Default)]
pub struct Gallery {
    /// Oldest first.
    here: VecDeque<(Split, Arc<LabelledImage>)>,
    /// Wanted and not asked for, the newest wish last.
    wanted: Vec<Place>,
    /// The file of the question under way.
    asked: Asked<Split, ()>,
}

impl Gallery {
    fn find(&self, (split, index): Place) -> Option<&Arc<LabelledImage>> {
        self.here.iter().find(|(other, image)| *other == split && image.index == index).map(|(_, image)| image)
    }

    fn want(&mut self, places: impl Iterator<Item = Place>) {
        for place in places {
            if self.find(place).is_some() {
                continue;
            }
            self.wanted.retain(|wanted| *wanted != place);
            self.wanted.push(place);
        }
        let over = self.wanted.len().saturating_sub(WAITING);
        self.wanted.drain(..over);
    }

    /// The newest wishes, all of one file.
    fn next(&mut self) -> Option<(Split, Vec<u32>)> {
        let (split, _) = *self.wanted.last()?;
        let of_split = self.wanted.iter().filter(|(other, _)| *other == split);
        let skipped = of_split.clone().count().saturating_sub(AT_ONCE);
        let indices: Vec<u32> = of_split.skip(skipped).map(|(_, index)| *index).collect();
        self.wanted.retain(|(other, index)| *other != split || !indices.contains(index));
        Some((split, indices))
    }

    fn keep(&mut self, split: Split, images: Vec<LabelledImage>) {
        let new = images.into_iter().map(|image| (split, Arc::new(image)));
        self.here.extend(new);
        let over = self.here.len().saturating_sub(KEPT);
        self.here.drain(..over);
    }
}

impl Gallery {
    /// Asks for the newest wishes, one question at a time.
    pub fn follow(&mut self, worker: DeviceKind, outbox: &mut Outbox) {
        if self.asked.is_pending() {
            return;
        }
        let Some((split, indices)) = self.next() else { return };
        self.asked.ask(outbox.ask(worker, Topic::Gallery, Question::Images { split, indices }), split);
    }

    pub fn images_arrived(&mut self, request: RequestId, images: Vec<LabelledImage>) {
        let Some(split) = self.asked.question().copied().filter(|_| self.asked.awaits(request)) else { return };
        self.asked.forget();
        self.keep(split, images);
    }
}

impl State {
    /// An image, where it is here.
    pub fn picture(&self, split: Split, index: u32) -> Option<Arc<LabelledImage>> {
        self.evaluation.gallery.find((split, index)).cloned()
    }

    /// Images that somebody looks at; those that are not here are asked for.
    pub fn want_pictures(&mut self, split: Split, indices: &[u32]) {
        self.evaluation.gallery.want(indices.iter().map(|index| (split, *index)));
    }
}
