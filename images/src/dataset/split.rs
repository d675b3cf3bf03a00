//! Which images train and which validate.

use rand::seq::SliceRandom;

use crate::seed::{Purpose, rng};
use spec::Validation;

/// The images that validate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holdout {
    /// None.
    None,
    /// These training images.
    Train(Vec<u32>),
    /// All test images.
    Test,
}

/// Which images train and which validate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    /// Training images, in the order of the file.
    pub train: Vec<u32>,
    /// Validation images, in the order of the file.
    pub holdout: Holdout,
}

impl Partition {
    /// Divides `count` training images.
    pub fn new(validation: Validation, count: usize) -> Self {
        let all = || (0..count as u32).collect::<Vec<_>>();
        let held = validation.held_back(count).min(count);
        match validation {
            Validation::None => Self { train: all(), holdout: Holdout::None },
            Validation::TestSet => Self { train: all(), holdout: Holdout::Test },
            Validation::First(_) | Validation::LastFraction(_) | Validation::RandomFraction { .. } if held == 0 => {
                Self { train: all(), holdout: Holdout::None }
            }
            Validation::First(_) => {
                let mut held_back = all();
                let train = held_back.split_off(held);
                Self { train, holdout: Holdout::Train(held_back) }
            }
            Validation::LastFraction(_) => {
                let mut train = all();
                let held_back = train.split_off(count - held);
                Self { train, holdout: Holdout::Train(held_back) }
            }
            Validation::RandomFraction { seed, .. } => {
                let mut train = all();
                train.shuffle(&mut rng(seed, Purpose::Holdout, 0));
                let mut held_back = train.split_off(count - held);
                train.sort_unstable();
                held_back.sort_unstable();
                Self { train, holdout: Holdout::Train(held_back) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(validation: Validation) -> Vec<u32> {
        let Partition { train, holdout } = Partition::new(validation, 10);
        let Holdout::Train(held) = holdout else { panic!("some are held back") };
        let mut both = [train, held.clone()].concat();
        both.sort_unstable();
        assert_eq!(both, (0..10).collect::<Vec<_>>(), "every image is in one part");
        held
    }

    #[test]
    fn each_kind_holds_back_what_it_says() {
        assert_eq!(held(Validation::First(3)), [0, 1, 2]);
        assert_eq!(held(Validation::LastFraction(0.2)), [8, 9]);
        let random = |seed| held(Validation::RandomFraction { fraction: 0.3, seed });
        assert_eq!(random(1).len(), 3);
        assert_eq!(random(1), random(1));
        assert!((2..9).any(|seed| random(seed) != random(1)));
    }

    #[test]
    fn nothing_held_back_is_none() {
        for validation in [Validation::None, Validation::First(0), Validation::LastFraction(0.0)] {
            assert_eq!(Partition::new(validation, 10).holdout, Holdout::None);
        }
        assert_eq!(Partition::new(Validation::TestSet, 10).holdout, Holdout::Test);
    }
}
