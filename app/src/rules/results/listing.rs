//! The wrong answers in an order, by groups, and page by page.

use std::collections::BTreeMap;

use super::EvaluationResult;

/// How wrong answers are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Most certain first.
    #[default]
    Certainty,
    /// By pair of class and answer, the most frequent first.
    Pair,
    /// By class.
    Class,
}

impl Order {
    /// All of them, in the order in which a list shows them.
    pub const ALL: [Self; 3] = [Self::Certainty, Self::Pair, Self::Class];

    /// Its name, which does not change with the language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Certainty => "certainty",
            Self::Pair => "pair",
            Self::Class => "class",
        }
    }

    /// The order of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.name() == name)
    }
}

/// Which wrong answers are wanted; `None` means any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of this class.
    pub label: Option<u8>,
    /// Taken for this one.
    pub answer: Option<u8>,
}

/// What the images of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Nothing.
    All,
    /// A class and the class that they were taken for.
    Pair(u8, u8),
    /// A class.
    Class(u8),
}

/// Images in an order, by groups. Places are those of the evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The groups, none of them empty.
    pub groups: Vec<(Group, Vec<u32>)>,
}

impl Listing {
    /// Images without groups.
    pub fn plain(places: Vec<u32>) -> Self {
        Self { groups: if places.is_empty() { Vec::new() } else { vec![(Group::All, places)] } }
    }

    /// How many images there are.
    pub fn len(&self) -> usize {
        self.groups.iter().map(|(_, places)| places.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// All places, in order.
    pub fn places(&self) -> Vec<u32> {
        self.groups.iter().flat_map(|(_, places)| places.iter().copied()).collect()
    }

    /// How many pages of so many images there are; one where there is no image.
    pub fn pages(&self, size: usize) -> usize {
        self.len().div_ceil(size.max(1)).max(1)
    }

    /// The images of a page, counted from 0, by groups; each group with the number of all its images.
    pub fn page(&self, page: usize, size: usize) -> Vec<(Group, usize, Vec<u32>)> {
        let (from, to) = (page * size, (page + 1) * size);
        let mut first = 0;
        let mut parts = Vec::new();
        for (group, places) in &self.groups {
            let [start, end] = [from, to].map(|bound| bound.saturating_sub(first).min(places.len()));
            if start < end {
                parts.push((*group, places.len(), places[start..end].to_vec()));
            }
            first += places.len();
        }
        parts
    }
}

impl EvaluationResult {
    /// The wrong answers that are wanted, in an order. Within a group the most certain come first.
    pub fn wrong(&self, order: Order, wanted: Wanted) -> Listing {
        let is_wanted = |label: u8, answer: u8| {
            label != answer
                && wanted.label.is_none_or(|class| class == label)
                && wanted.answer.is_none_or(|class| class == answer)
        };
        let mut places = self.places(is_wanted);
        self.sort_by_certainty(&mut places);
        let group = |place: u32| match (order, self.at(place)) {
            (Order::Certainty, _) | (_, None) => Group::All,
            (Order::Pair, Some(image)) => Group::Pair(image.label, image.answer),
            (Order::Class, Some(image)) => Group::Class(image.label),
        };
        let mut groups: BTreeMap<Group, Vec<u32>> = BTreeMap::new();
        for place in places {
            groups.entry(group(place)).or_default().push(place);
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        match order {
            // Stable: pairs that are equally frequent stay in the order of their classes.
            Order::Pair => groups.sort_by_key(|(_, places)| std::cmp::Reverse(places.len())),
            Order::Certainty | Order::Class => {}
        }
        Listing { groups }
    }
}

/// The next place of a walk through so many images, or the one before; `None` at its ends.
pub fn walk(at: usize, len: usize, forward: bool) -> Option<usize> {
    if forward { (at + 1 < len).then_some(at + 1) } else { at.checked_sub(1) }
}

/// So many different places below `len`, in random order; all of them where there are no more. The same seed gives the
/// same ones.
pub fn random_places(len: usize, many: usize, seed: u64) -> Vec<u32> {
    let mut state = seed;
    let mut places: Vec<u32> = (0..len as u32).collect();
    let many = many.min(len);
    for place in 0..many {
        // SplitMix64, as elsewhere in the page: fair enough to pick images.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let other = place + ((z ^ (z >> 31)) % (len - place) as u64) as usize;
        places.swap(place, other);
    }
    places.truncate(many);
    places
}
