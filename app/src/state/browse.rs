//! Looking through the data set: random images, by class where one is chosen, one of them in numbers, and the mean
//! image of each class.
//!
//! The worker gives images by their places alone and the page does not know their classes. For a class it therefore
//! walks through the file in wide strides and keeps what is of that class; each place is visited once at most.

use std::sync::Arc;

use model::protocol::{Command, LabelledImage, RequestId, Split};

use super::{Bytes, DatasetState, State, Tab};

/// Sides of the grid that can be chosen, images.
pub const SIDES: [usize; 3] = [2, 3, 5];
/// Images that are asked for at once; the worker's limit.
const MOST_AT_ONCE: usize = 1_000;
/// Images that are looked through for those of a rare class.
const MOST_IN_ALL: usize = 20_000;

/// What is looked at of the data set.
#[derive(Clone, Debug, PartialEq)]
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
    asked: Option<RequestId>,
    /// Of the training and of the test images.
    means: [Means; 2],
}

/// The mean images of a part.
#[derive(Clone, Debug, Default, PartialEq)]
enum Means {
    #[default]
    Unknown,
    Asked(RequestId),
    /// A class each; empty where it has no image.
    Known(Vec<Bytes>),
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
            asked: None,
            means: Default::default(),
        }
    }
}

impl Browse {
    /// The mean image of each class of the part in view, once known; empty bytes where a class has no image.
    pub fn means(&self) -> Option<&[Bytes]> {
        match &self.means[place(self.split)] {
            Means::Known(images) => Some(images),
            Means::Unknown | Means::Asked(_) => None,
        }
    }

    /// Whether images are on their way.
    pub fn looking(&self) -> bool {
        self.asked.is_some()
    }

    /// Begins anew; what is in view stays until the first answer.
    fn again(&mut self) {
        self.walk = None;
        self.old = true;
        self.asked = None;
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
    /// The tab that looks through the data set has been opened.
    pub fn open_browse(&mut self) {
        self.reconcile();
    }

    /// A grid with so many images along its side.
    pub fn browse_side(&mut self, side: usize) {
        if self.browse.side != side && SIDES.contains(&side) {
            self.browse.side = side;
            self.browse_again();
        }
    }

    /// Images of another part.
    pub fn browse_split(&mut self, split: Split) {
        if self.browse.split != split {
            self.browse.split = split;
            self.browse_again();
        }
    }

    /// Images of one class, or of all.
    pub fn browse_class(&mut self, class: Option<u8>) {
        if self.browse.class != class {
            self.browse.class = class;
            self.browse_again();
        }
    }

    /// Other images of the same kind.
    pub fn browse_again(&mut self) {
        self.browse.again();
        self.reconcile();
    }

    /// Shows the image at this place of the grid in numbers.
    pub fn browse_choose(&mut self, place: usize) {
        if let Some(image) = self.browse.images.get(place) {
            self.browse.chosen = Some(image.clone());
        }
    }

    /// How many images of each class there are in the training and test files; `None` before the data set is there.
    pub fn class_counts(&self) -> Option<[&[u32]; 2]> {
        match &self.dataset {
            DatasetState::Ready { id, train, test, .. } if *id == self.draft.dataset => Some([train, test]),
            DatasetState::Ready { .. }
            | DatasetState::Absent
            | DatasetState::Loading { .. }
            | DatasetState::Failed { .. } => None,
        }
    }

    /// Asks for what the open tab lacks.
    pub(super) fn ask_browse(&mut self) {
        if self.tab == Some(Tab::Data) {
            self.ask_means();
            self.ask_browsed();
        }
    }

    fn ask_means(&mut self) {
        let split = self.browse.split;
        if self.browse.means[place(split)] == Means::Unknown {
            let request = self.next_request();
            self.browse.means[place(split)] = Means::Asked(request);
            self.workers.send(Command::MeanImages { request, split }, &mut self.orders);
        }
    }

    fn ask_browsed(&mut self) {
        let split = self.browse.split;
        let Some(counts) = self.class_counts() else { return };
        let counts = counts[place(split)];
        let end: usize = counts.iter().map(|count| *count as usize).sum();
        let of_class = match self.browse.class {
            Some(class) => counts.get(usize::from(class)).map_or(0, |count| *count as usize),
            None => end,
        };
        let wanted = of_class.min(self.browse.side * self.browse.side);
        if self.browse.asked.is_some() || end == 0 {
            return;
        }
        if self.browse.old && wanted == 0 {
            self.browse.images.clear();
        }
        let found = if self.browse.old { 0 } else { self.browse.images.len() };
        let missing = wanted.saturating_sub(found);
        if missing == 0 {
            return;
        }
        // A little more than are needed on average.
        let likely = missing * end * 5 / (of_class * 4) + missing;
        let most = if self.browse.class.is_some() { likely.min(MOST_AT_ONCE) } else { missing };
        if self.browse.walk.is_none() {
            let [start, dice] = [self.roll(end), self.roll(end)].map(|place| place as usize);
            self.browse.walk = Some(Walk::new(start, dice, end));
        }
        let indices = self.browse.walk.as_mut().map(|walk| walk.take(most)).unwrap_or_default();
        if indices.is_empty() {
            return;
        }
        let request = self.next_request();
        self.browse.asked = Some(request);
        self.workers.send(Command::Images { request, split, indices }, &mut self.orders);
    }

    /// Takes images that were asked for; says whether they were.
    pub(super) fn browsed(&mut self, request: RequestId, images: &[LabelledImage]) -> bool {
        let browse = &mut self.browse;
        if browse.asked != Some(request) {
            return false;
        }
        browse.asked = None;
        if std::mem::take(&mut browse.old) {
            browse.images.clear();
        }
        let fits = |image: &&LabelledImage| browse.class.is_none_or(|class| image.label == class);
        browse.images.extend(images.iter().filter(fits).cloned().map(Arc::new));
        browse.images.truncate(browse.side * browse.side);
        if browse.chosen.is_none() {
            browse.chosen = browse.images.first().cloned();
        }
        true
    }

    pub(super) fn mean_images(&mut self, request: RequestId, split: Split, images: Vec<Bytes>) {
        let means = &mut self.browse.means[place(split)];
        if *means == Means::Asked(request) {
            *means = Means::Known(images);
        }
    }

    /// What was asked of the worker that is gone is asked again.
    pub(super) fn browse_loses_worker(&mut self) {
        self.browse.asked = None;
        for means in &mut self.browse.means {
            if matches!(means, Means::Asked(_)) {
                *means = Means::Unknown;
            }
        }
    }

    /// Another data set: nothing of the old one stays.
    pub(super) fn forget_browsed(&mut self) {
        let Browse { side, split, .. } = self.browse;
        self.browse = Browse { side, split, ..Browse::default() };
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
