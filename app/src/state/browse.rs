//! Looking through the data set: random images, by class where one is chosen, one of them in numbers, and the mean
//! image of each class.
//!
//! The worker gives images by their places alone and the page does not know their classes. For a class it therefore
//! walks through the file in wide strides and keeps what is of that class; each place is visited once at most.

use std::sync::Arc;

use spec::device::DeviceKind;
use spec::protocol::{LabelledImage, Question, RequestId, Split};

use super::dice::Dice;
use super::outbox::Outbox;
use super::questions::{Asked, Topic};
use super::scene::Scene;
use super::{Bytes, State, Tab};

/// Sides of the grid that can be chosen, images.
pub const SIDES: [usize; 3] = [2, 3, 5];
/// Images that are asked for at once; the worker's limit.
const MOST_AT_ONCE: usize = 1_000;
/// Images that are looked through for those of a rare class.
const MOST_IN_ALL: usize = 20_000;

/// What is looked at of the data set.
#[derive(Debug)]
pub struct Browse {
    /// Images along a side of the grid.
    pub side: usize,
    /// From which part.
    pub split: Split,
    /// Of which class; of all where there is none.
    pub class: Option<u8>,
    /// The images in the grid, `side`² where there are so many.
    pub images: Vec<Arc<LabelledImage>>,
    /// The one that is shown in numbers.
    pub chosen: Option<Arc<LabelledImage>>,
    walk: Option<Walk>,
    /// Whether the images in view are of an older choice.
    old: bool,
    /// The question under way for images of the grid.
    grid: Asked<(), ()>,
    /// Of the training and of the test images, a class each; empty where it has no image.
    means: [Asked<(), Vec<Bytes>>; 2],
}

impl Default for Browse {
    fn default() -> Self {
        Self {
            side: 3,
            split: Split::Train,
            class: None,
            images: Vec::new(),
            chosen: None,
            walk: None,
            old: false,
            grid: Asked::default(),
            means: Default::default(),
        }
    }
}

impl Browse {
    /// The mean image of each class of the part in view, once known; empty bytes where a class has no image.
    pub fn means(&self) -> Option<&[Bytes]> {
        self.means[place(self.split)].answer().map(|images| &images[..])
    }

    /// Whether images are on their way.
    pub fn looking(&self) -> bool {
        self.grid.is_pending()
    }

    /// Begins anew; what is in view stays until the first answer.
    fn again(&mut self) {
        self.walk = None;
        self.old = true;
        self.grid.forget();
    }

    fn choose(&mut self, side: usize, split: Split, class: Option<u8>) {
        if (self.side, self.split, self.class) != (side, split, class) {
            (self.side, self.split, self.class) = (side, split, class);
            self.again();
        }
    }

    /// Another data set: nothing of the old one stays.
    pub(super) fn change_dataset(&mut self) {
        let Self { side, split, .. } = *self;
        *self = Self { side, split, ..Self::default() };
    }

    /// What was asked of the worker that is gone is asked again.
    pub(super) fn lose_worker(&mut self) {
        self.grid.lose();
        self.means.iter_mut().for_each(Asked::lose);
    }

    /// Asks for what the open tab lacks. The data set is there.
    pub(super) fn follow(&mut self, scene: Scene<'_>, dice: &mut Dice, worker: DeviceKind, outbox: &mut Outbox) {
        let Some(counts) = scene.class_counts().filter(|_| scene.in_view.tab == Some(Tab::Data)) else { return };
        let split = self.split;
        let means = &mut self.means[place(split)];
        if means.is_due(|()| true) {
            means.ask(outbox.ask(worker, Topic::Means(split), Question::ClassMeans { split }), ());
        }
        if let Some(indices) = self.missing(counts[place(split)], dice) {
            self.grid.ask(outbox.ask(worker, Topic::Grid, Question::Images { split, indices }), ());
        }
    }

    /// The places in the file that are looked through next for images of the grid, given how many images of each class
    /// it has; `None` where none are missing or an answer is awaited.
    fn missing(&mut self, counts: &[u32], dice: &mut Dice) -> Option<Vec<u32>> {
        let end: usize = counts.iter().map(|count| *count as usize).sum();
        let of_class = match self.class {
            Some(class) => counts.get(usize::from(class)).map_or(0, |count| *count as usize),
            None => end,
        };
        let wanted = of_class.min(self.side * self.side);
        if self.looking() || end == 0 {
            return None;
        }
        if self.old && wanted == 0 {
            self.images.clear();
        }
        let found = if self.old { 0 } else { self.images.len() };
        let missing = wanted.saturating_sub(found);
        if missing == 0 {
            return None;
        }
        // A little more than are needed on average.
        let likely = missing * end * 5 / (of_class * 4) + missing;
        let most = if self.class.is_some() { likely.min(MOST_AT_ONCE) } else { missing };
        let walk = self.walk.get_or_insert_with(|| {
            let [start, dice] = [dice.roll(end), dice.roll(end)].map(|place| place as usize);
            Walk::new(start, dice, end)
        });
        Some(walk.take(most)).filter(|indices| !indices.is_empty())
    }

    pub(super) fn images_arrived(&mut self, request: RequestId, images: Vec<LabelledImage>) {
        if !self.grid.awaits(request) {
            return;
        }
        self.grid.forget();
        if std::mem::take(&mut self.old) {
            self.images.clear();
        }
        let fits = |image: &LabelledImage| self.class.is_none_or(|class| image.label == class);
        self.images.extend(images.into_iter().filter(fits).map(Arc::new));
        self.images.truncate(self.side * self.side);
        if self.chosen.is_none() {
            self.chosen = self.images.first().cloned();
        }
    }

    pub(super) fn means_arrived(&mut self, request: RequestId, split: Split, images: Option<Vec<Bytes>>) {
        self.means[place(split)].take(request, images);
    }
}

fn place(split: Split) -> usize {
    match split {
        Split::Train => 0,
        Split::Test => 1,
    }
}

/// Visits each place of a file once, far apart from each other.
#[derive(Clone, Debug, PartialEq)]
struct Walk {
    at: usize,
    stride: usize,
    end: usize,
    left: usize,
}

impl Walk {
    /// Through `end` places from `start`, in strides that `dice` chooses.
    fn new(start: usize, dice: usize, end: usize) -> Self {
        let third = end / 3 + 1;
        let stride = (third + dice % third..).find(|stride| coprime(*stride, end)).unwrap_or(1);
        Self { at: start, stride, end, left: end.min(MOST_IN_ALL) }
    }

    /// The next places, at most so many.
    fn take(&mut self, count: usize) -> Vec<u32> {
        let count = count.min(self.left);
        self.left -= count;
        let mut next = || {
            self.at = (self.at + self.stride) % self.end;
            self.at as u32
        };
        (0..count).map(|_| next()).collect()
    }
}

/// Whether no number above 1 divides both (Euclid).
fn coprime(mut a: usize, mut b: usize) -> bool {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

impl State {
    /// A grid with so many images along its side.
    pub fn browse_side(&mut self, side: usize) {
        let side = SIDES.into_iter().find(|known| *known == side).unwrap_or(self.browse.side);
        self.browse.choose(side, self.browse.split, self.browse.class);
    }

    /// Images of another part.
    pub fn browse_split(&mut self, split: Split) {
        self.browse.choose(self.browse.side, split, self.browse.class);
    }

    /// Images of one class, or of all.
    pub fn browse_class(&mut self, class: Option<u8>) {
        self.browse.choose(self.browse.side, self.browse.split, class);
    }

    /// Other images of the same kind.
    pub fn browse_again(&mut self) {
        self.browse.again();
    }

    /// Shows the image at this place of the grid in numbers.
    pub fn browse_choose(&mut self, place: usize) {
        if let Some(image) = self.browse.images.get(place) {
            self.browse.chosen = Some(image.clone());
        }
    }

    /// How many images of each class there are in the training and test files; `None` before the data set is there.
    pub fn class_counts(&self) -> Option<[&[u32]; 2]> {
        self.scene().class_counts()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_visits_each_place_once() {
        for end in [1, 2, 3, 9, 10, 60, 1_000, 9_973] {
            for dice in [0, 1, 7, 300] {
                let mut walk = Walk::new(dice % end, dice, end);
                let mut seen = [walk.take(7), walk.take(end), walk.take(1)].concat();
                seen.sort_unstable();
                assert_eq!(seen, (0..end as u32).collect::<Vec<_>>(), "{end} {dice}");
            }
        }
        assert_eq!(Walk::new(0, 5, 60_000).take(100_000).len(), MOST_IN_ALL);
    }
}
