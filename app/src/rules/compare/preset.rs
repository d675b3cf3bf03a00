//! Ready comparisons: two runs that differ in one thing, as the lessons train them.

use spec::catalogue::DatasetId;
use spec::{Activation, Layer, Optimizer, PixelScale, Spec, Validation};

/// Two runs that differ in one thing. All but [`Preset::Rate`] set everything; both runs have one seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preset {
    /// Fashion-MNIST, 4-4 ReLU: pixels 0–255 against 0–1.
    Scale,
    /// Fashion-MNIST: 128 units against 500.
    Units,
    /// Fashion-MNIST, 128 ReLU: 10 epochs against 20.
    Epochs,
    /// MNIST, 200 units on raw pixels: no activation against tanh.
    Activation,
    /// MNIST, 32-16 ReLU: gradient descent against Adam.
    Optimizer,
    /// The person's own settings: the optimizer's usual rate against the one that is set, such as a search found.
    Rate,
}

impl Preset {
    /// All of them, in the order in which a list shows them.
    pub const ALL: [Self; 6] = [Self::Scale, Self::Rate, Self::Activation, Self::Optimizer, Self::Units, Self::Epochs];

    /// Its name in test ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Scale => "scale",
            Self::Units => "units",
            // Not “epochs”, which is the field for their number.
            Self::Epochs => "epochs-20",
            Self::Activation => "activation",
            Self::Optimizer => "optimizer",
            Self::Rate => "rate",
        }
    }

    /// The settings of its two runs, none longer than `most_epochs`; where the length itself is compared, the second
    /// run is twice as long. `None` where the person's own settings leave nothing to compare.
    pub fn specs(self, own: &Spec, most_epochs: usize) -> Option<[Spec; 2]> {
        let shorter = |epochs: usize| epochs.min(most_epochs.max(1));
        let fashion = |units: &[usize]| Spec {
            dataset: DatasetId::FashionMnist,
            layers: dense(units, Activation::Relu),
            batch_size: 32,
            epochs: shorter(10),
            validation: Validation::None,
            ..Spec::default()
        };
        let pair = match self {
            Self::Scale => [PixelScale::Raw, PixelScale::Unit].map(|scale| Spec {
                scale,
                validation: Validation::TestSet,
                ..fashion(&[4, 4])
            }),
            Self::Units => [fashion(&[128]), fashion(&[500])],
            Self::Epochs => [1, 2].map(|times| Spec { epochs: shorter(10) * times, ..fashion(&[128]) }),
            Self::Activation => [Activation::None, Activation::Tanh].map(|activation| Spec {
                scale: PixelScale::Raw,
                layers: dense(&[200], activation),
                batch_size: 32,
                epochs: shorter(30),
                ..Spec::default()
            }),
            Self::Optimizer => [Optimizer::sgd(), Optimizer::adam()].map(|optimizer| Spec {
                layers: dense(&[32, 16], Activation::Relu),
                optimizer,
                epochs: shorter(10),
                validation: Validation::None,
                ..Spec::default()
            }),
            Self::Rate => {
                let rates = [own.optimizer.usual_rate(), own.optimizer.learning_rate()];
                if rates[0] == rates[1] || own.check().is_err() {
                    return None;
                }
                rates.map(|rate| {
                    let mut spec = Spec { epochs: shorter(own.epochs), ..own.clone() };
                    spec.optimizer.set_learning_rate(rate);
                    spec
                })
            }
        };
        Some(pair)
    }
}

fn dense(units: &[usize], activation: Activation) -> Vec<Layer> {
    units.iter().map(|units| Layer::dense(*units, activation)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Start, start};
    use super::*;

    fn own() -> Spec {
        let mut own = Spec { seed: 5, ..Spec::default() };
        own.optimizer.set_learning_rate(0.01);
        own
    }

    #[test]
    fn the_runs_of_a_pair_can_be_trained_and_differ_in_one_thing() {
        for pair in Preset::ALL {
            let [a, b] = pair.specs(&own(), 1_000).expect("the own rate is not the usual one");
            assert_eq!((a.check(), b.check()), (Ok(()), Ok(())), "{pair:?}");
            let differing = Column::ALL.into_iter().filter(|column| column.differs(&a, &b)).collect::<Vec<_>>();
            let wanted = match pair {
                Preset::Scale => Column::Scale,
                Preset::Units | Preset::Activation => Column::Layers,
                Preset::Epochs => Column::Epochs,
                Preset::Optimizer | Preset::Rate => Column::Optimizer,
            };
            assert_eq!(differing, [wanted], "{pair:?}");
            let fair = start(&a, false, &b, false);
            assert_eq!(fair == Start::Same, pair != Preset::Units, "{pair:?}: {fair:?}");
        }
    }

    #[test]
    fn the_lessons_numbers_are_theirs() {
        let epochs = |pair: Preset, most| pair.specs(&own(), most).map(|[a, b]| (a.epochs, b.epochs));
        assert_eq!(epochs(Preset::Scale, 1_000), Some((10, 10)));
        assert_eq!(epochs(Preset::Epochs, 1_000), Some((10, 20)));
        assert_eq!(epochs(Preset::Activation, 1_000), Some((30, 30)));
        assert_eq!(epochs(Preset::Epochs, 1), Some((1, 2)));
        assert_eq!(epochs(Preset::Activation, 0), Some((1, 1)));
        let [raw, _] = Preset::Scale.specs(&own(), 10).expect("it needs nothing");
        assert_eq!((raw.dataset, raw.validation, raw.batch_size), (DatasetId::FashionMnist, Validation::TestSet, 32));
        let [sgd, adam] = Preset::Optimizer.specs(&own(), 10).expect("it needs nothing");
        assert_eq!((sgd.optimizer.learning_rate(), adam.optimizer.learning_rate()), (0.01, 0.001));
    }

    #[test]
    fn a_rate_is_compared_with_the_usual_one_only_where_it_is_another() {
        let [usual, found] = Preset::Rate.specs(&own(), 3).expect("0.01 is not 0.001");
        assert_eq!((usual.optimizer.learning_rate(), found.optimizer.learning_rate()), (0.001, 0.01));
        assert_eq!((usual.seed, usual.epochs), (5, 3));
        assert_eq!(Preset::Rate.specs(&Spec::default(), 3), None);
        assert_eq!(Preset::Rate.specs(&Spec { epochs: 0, ..own() }, 3), None, "settings that cannot be trained");
    }
}
