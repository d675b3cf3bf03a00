//! The columns of the table of runs.

use spec::Spec;

/// A column of the table of runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The run's number and name.
    Run,
    /// Which images.
    Dataset,
    /// How a pixel becomes a number.
    Scale,
    /// Which images validate.
    Validation,
    /// Sizes of the layers and their activations.
    Layers,
    /// The update rule and its learning rate.
    Optimizer,
    /// Images per step.
    Batch,
    /// Epochs done, of those that were asked for.
    Epochs,
    /// The seed.
    Seed,
    /// All else that is not usual: first weights, schedule, regularisation, augmentation, order.
    Marks,
    /// Loss on the training images in the last epoch, nats.
    TrainLoss,
    /// Share of the training images answered right.
    TrainAccuracy,
    /// Loss on the validation images after the last epoch, nats.
    ValidationLoss,
    /// Share of the validation images answered right.
    ValidationAccuracy,
    /// Loss on the test images, nats.
    TestLoss,
    /// Share of the test images answered right.
    TestAccuracy,
    /// Time spent, seconds.
    Seconds,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Which run it is.
    Name,
    /// What a person chose.
    Setting,
    /// What came of it.
    Figure,
}

impl Column {
    /// All of them, from left to right: which run, what came of it, what was chosen.
    pub const ALL: [Self; 17] = [
        Self::Run,
        Self::TrainLoss,
        Self::TrainAccuracy,
        Self::ValidationLoss,
        Self::ValidationAccuracy,
        Self::TestLoss,
        Self::TestAccuracy,
        Self::Dataset,
        Self::Layers,
        Self::Optimizer,
        Self::Batch,
        Self::Epochs,
        Self::Scale,
        Self::Validation,
        Self::Marks,
        Self::Seed,
        Self::Seconds,
    ];

    /// Its name in test ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Run => "number",
            Self::Dataset => "dataset",
            Self::Scale => "scale",
            Self::Validation => "validation",
            Self::Layers => "layers",
            Self::Optimizer => "optimizer",
            Self::Batch => "batch",
            Self::Epochs => "epochs",
            Self::Seed => "seed",
            Self::Marks => "marks",
            Self::TrainLoss => "train-loss",
            Self::TrainAccuracy => "train-accuracy",
            Self::ValidationLoss => "validation-loss",
            Self::ValidationAccuracy => "validation-accuracy",
            Self::TestLoss => "test-loss",
            Self::TestAccuracy => "test-accuracy",
            Self::Seconds => "seconds",
        }
    }

    /// What it holds.
    pub fn kind(self) -> Kind {
        match self {
            Self::Run => Kind::Name,
            Self::Dataset
            | Self::Scale
            | Self::Validation
            | Self::Layers
            | Self::Optimizer
            | Self::Batch
            | Self::Epochs
            | Self::Seed
            | Self::Marks => Kind::Setting,
            Self::TrainLoss
            | Self::TrainAccuracy
            | Self::ValidationLoss
            | Self::ValidationAccuracy
            | Self::TestLoss
            | Self::TestAccuracy
            | Self::Seconds => Kind::Figure,
        }
    }

    /// Whether two runs differ in this setting; figures always differ and say nothing here.
    pub fn differs(self, a: &Spec, b: &Spec) -> bool {
        match self {
            Self::Dataset => a.dataset != b.dataset,
            Self::Scale => a.scale != b.scale,
            Self::Validation => a.validation != b.validation,
            Self::Layers => a.layers != b.layers,
            Self::Optimizer => a.optimizer != b.optimizer,
            Self::Batch => a.batch_size != b.batch_size,
            Self::Epochs => a.epochs != b.epochs,
            Self::Seed => a.seed != b.seed,
            Self::Marks => {
                a.initializer != b.initializer
                    || a.schedule != b.schedule
                    || a.regularization != b.regularization
                    || a.early_stopping != b.early_stopping
                    || a.augmentation != b.augmentation
                    || a.shuffle != b.shuffle
            }
            Self::Run
            | Self::TrainLoss
            | Self::TrainAccuracy
            | Self::ValidationLoss
            | Self::ValidationAccuracy
            | Self::TestLoss
            | Self::TestAccuracy
            | Self::Seconds => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::catalogue::DatasetId;
    use spec::{Augmentation, EarlyStopping, Initializer, Optimizer, PixelScale, Regularization, Schedule, Validation};

    /// Each setting of a spec is somebody's business: changed alone, it shows in exactly one column.
    #[test]
    fn every_setting_shows_in_one_column() {
        let usual = Spec::default();
        // A setting that is added does not compile here until it has a column, and a line below.
        let Spec {
            dataset: _,
            scale: _,
            layers: _,
            initializer: _,
            optimizer: _,
            schedule: _,
            regularization: _,
            batch_size: _,
            epochs: _,
            validation: _,
            early_stopping: _,
            seed: _,
            shuffle: _,
            augmentation: _,
        } = &usual;
        let spec = || Spec::default();
        let changed = [
            (Column::Dataset, Spec { dataset: DatasetId::FashionMnist, ..spec() }),
            (Column::Scale, Spec { scale: PixelScale::Raw, ..spec() }),
            (Column::Validation, Spec { validation: Validation::None, ..spec() }),
            (Column::Layers, Spec { layers: vec![], ..spec() }),
            (Column::Optimizer, Spec { optimizer: Optimizer::sgd(), ..spec() }),
            (Column::Batch, Spec { batch_size: 32, ..spec() }),
            (Column::Epochs, Spec { epochs: 6, ..spec() }),
            (Column::Seed, Spec { seed: 1, ..spec() }),
            (Column::Marks, Spec { initializer: Initializer::HeUniform, ..spec() }),
            (Column::Marks, Spec { regularization: Regularization { l2: 0.1, clip_norm: None }, ..spec() }),
            (Column::Marks, Spec { early_stopping: Some(EarlyStopping::default()), ..spec() }),
            (Column::Marks, Spec { augmentation: Some(Augmentation::default()), ..spec() }),
            (Column::Marks, Spec { schedule: Schedule { warm_up: 1.0, ..Schedule::default() }, ..spec() }),
            (Column::Marks, Spec { shuffle: false, ..spec() }),
        ];
        for (wanted, other) in changed {
            let found: Vec<_> = Column::ALL.into_iter().filter(|column| column.differs(&usual, &other)).collect();
            assert_eq!(found, [wanted], "{other:?}");
            assert_eq!(wanted.kind(), Kind::Setting);
        }
    }
}
