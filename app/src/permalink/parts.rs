//! The settings of a link: one row each, in the order in which they are read and written.

use model::catalogue::{DatasetId, OwnImages};
use model::spec::{Augmentation, Decay, EarlyStopping, Initializer, Optimizer, PixelScale, Spec, Validation};

use super::layers;

/// A setting of a link.
pub(super) struct Part {
    /// Its name in the link.
    pub name: &'static str,
    /// Whether it is written also where it equals the default spec's: then `write` itself decides.
    pub always: bool,
    /// Its text, `None` where there is nothing to say.
    pub write: fn(&Spec) -> Option<String>,
    /// Takes its text into a spec; `None` where it cannot be read.
    pub read: fn(&mut Spec, &str) -> Option<()>,
    /// What it could say, in English; the names in it are the same in every language.
    pub expected: &'static str,
}

pub(super) const PARTS: &[Part] = &[
    Part {
        name: "data",
        always: false,
        write: |spec| Some(dataset_text(spec.dataset)),
        read: |spec, text| dataset(text).map(|id| spec.dataset = id),
        expected: "mnist, fashion-mnist, cifar-10",
    },
    Part {
        name: "scale",
        always: false,
        write: |spec| Some(scale_name(spec.scale).to_owned()),
        read: |spec, text| PixelScale::ALL.into_iter().find(|s| scale_name(*s) == text).map(|s| spec.scale = s),
        expected: "unit, raw, standardized",
    },
    Part {
        name: "layers",
        always: false,
        write: |spec| Some(layers::write(&spec.layers)),
        read: |spec, text| layers::read(text).map(|layers| spec.layers = layers),
        expected: "128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
    },
    Part {
        name: "init",
        always: false,
        write: |spec| Some(initializer_name(spec.initializer).to_owned()),
        read: |spec, text| {
            Initializer::ALL.into_iter().find(|i| initializer_name(*i) == text).map(|i| spec.initializer = i)
        },
        expected: "glorot, he, zeros",
    },
    Part {
        name: "opt",
        always: false,
        write: |spec| Some(optimizer_name(&spec.optimizer).to_owned()),
        read: |spec, text| {
            let all = [Optimizer::adam(), Optimizer::sgd(), Optimizer::rmsprop(), Optimizer::adagrad()];
            all.into_iter().find(|o| optimizer_name(o) == text).map(|o| spec.optimizer = o)
        },
        expected: "adam, sgd, rmsprop, adagrad",
    },
    Part {
        name: "rate",
        always: true,
        write: |spec| {
            let rate = spec.optimizer.learning_rate();
            (rate != usual(&spec.optimizer).learning_rate()).then(|| rate.to_string())
        },
        read: |spec, text| real(text).map(|rate| spec.optimizer.set_learning_rate(rate)),
        expected: "0.001",
    },
    Part {
        name: "momentum",
        always: true,
        write: |spec| match spec.optimizer {
            Optimizer::Sgd { momentum, .. } => (momentum != 0.0).then(|| momentum.to_string()),
            Optimizer::Adam { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adagrad { .. } => None,
        },
        read: |spec, text| match &mut spec.optimizer {
            Optimizer::Sgd { momentum, .. } => real(text).map(|value| *momentum = value),
            Optimizer::Adam { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adagrad { .. } => None,
        },
        expected: "0.9 (opt=sgd)",
    },
    Part {
        name: "nesterov",
        always: true,
        write: |spec| match spec.optimizer {
            Optimizer::Sgd { nesterov, .. } => nesterov.then(|| "yes".to_owned()),
            Optimizer::Adam { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adagrad { .. } => None,
        },
        read: |spec, text| match &mut spec.optimizer {
            Optimizer::Sgd { nesterov, .. } => yes(text).map(|value| *nesterov = value),
            Optimizer::Adam { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adagrad { .. } => None,
        },
        expected: "yes, no (opt=sgd)",
    },
    Part {
        name: "beta1",
        always: true,
        write: |spec| match spec.optimizer {
            Optimizer::Adam { beta_1, .. } => (beta_1 != 0.9).then(|| beta_1.to_string()),
            Optimizer::Sgd { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adagrad { .. } => None,
        },
        read: |spec, text| match &mut spec.optimizer {
            Optimizer::Adam { beta_1, .. } => real(text).map(|value| *beta_1 = value),
            Optimizer::Sgd { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adagrad { .. } => None,
        },
        expected: "0.9 (opt=adam)",
    },
    Part {
        name: "beta2",
        always: true,
        write: |spec| match spec.optimizer {
            Optimizer::Adam { beta_2, .. } => (beta_2 != 0.999).then(|| beta_2.to_string()),
            Optimizer::Sgd { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adagrad { .. } => None,
        },
        read: |spec, text| match &mut spec.optimizer {
            Optimizer::Adam { beta_2, .. } => real(text).map(|value| *beta_2 = value),
            Optimizer::Sgd { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adagrad { .. } => None,
        },
        expected: "0.999 (opt=adam)",
    },
    Part {
        name: "rho",
        always: true,
        write: |spec| match spec.optimizer {
            Optimizer::Rmsprop { rho, .. } => (rho != 0.9).then(|| rho.to_string()),
            Optimizer::Sgd { .. } | Optimizer::Adam { .. } | Optimizer::Adagrad { .. } => None,
        },
        read: |spec, text| match &mut spec.optimizer {
            Optimizer::Rmsprop { rho, .. } => real(text).map(|value| *rho = value),
            Optimizer::Sgd { .. } | Optimizer::Adam { .. } | Optimizer::Adagrad { .. } => None,
        },
        expected: "0.9 (opt=rmsprop)",
    },
    Part {
        name: "accumulator",
        always: true,
        write: |spec| match spec.optimizer {
            Optimizer::Adagrad { initial_accumulator_value: value, .. } => (value != 0.1).then(|| value.to_string()),
            Optimizer::Sgd { .. } | Optimizer::Adam { .. } | Optimizer::Rmsprop { .. } => None,
        },
        read: |spec, text| match &mut spec.optimizer {
            Optimizer::Adagrad { initial_accumulator_value, .. } => {
                real(text).map(|value| *initial_accumulator_value = value)
            }
            Optimizer::Sgd { .. } | Optimizer::Adam { .. } | Optimizer::Rmsprop { .. } => None,
        },
        expected: "0.1 (opt=adagrad)",
    },
    Part {
        name: "epsilon",
        always: true,
        write: |spec| match spec.optimizer {
            Optimizer::Adam { epsilon, .. }
            | Optimizer::Rmsprop { epsilon, .. }
            | Optimizer::Adagrad { epsilon, .. } => (epsilon != 1e-7).then(|| epsilon.to_string()),
            Optimizer::Sgd { .. } => None,
        },
        read: |spec, text| match &mut spec.optimizer {
            Optimizer::Adam { epsilon, .. }
            | Optimizer::Rmsprop { epsilon, .. }
            | Optimizer::Adagrad { epsilon, .. } => real(text).map(|value| *epsilon = value),
            Optimizer::Sgd { .. } => None,
        },
        expected: "1e-7 (opt=adam, opt=rmsprop, opt=adagrad)",
    },
    Part {
        name: "schedule",
        always: false,
        write: |spec| Some(decay_text(spec.schedule.decay)),
        read: |spec, text| decay(text).map(|decay| spec.schedule.decay = decay),
        expected: "constant, step:5:0.5 (epochs:factor), exp:20:10 (epochs:factor), cosine:0 (share left)",
    },
    Part {
        name: "warmup",
        always: false,
        write: |spec| Some(spec.schedule.warm_up.to_string()),
        read: |spec, text| real(text).map(|epochs| spec.schedule.warm_up = epochs),
        expected: "0.5 (epochs)",
    },
    Part {
        name: "l2",
        always: false,
        write: |spec| Some(spec.regularization.l2.to_string()),
        read: |spec, text| real(text).map(|l2| spec.regularization.l2 = l2),
        expected: "0.0001",
    },
    Part {
        name: "clip",
        always: false,
        write: |spec| Some(spec.regularization.clip_norm.map_or_else(|| "none".to_owned(), |norm| norm.to_string())),
        read: |spec, text| or_none(text, real).map(|norm| spec.regularization.clip_norm = norm),
        expected: "1, none",
    },
    Part {
        name: "batch",
        always: false,
        write: |spec| Some(spec.batch_size.to_string()),
        read: |spec, text| text.parse().ok().map(|size| spec.batch_size = size),
        expected: "128",
    },
    Part {
        name: "epochs",
        always: false,
        write: |spec| Some(spec.epochs.to_string()),
        read: |spec, text| text.parse().ok().map(|epochs| spec.epochs = epochs),
        expected: "10",
    },
    Part {
        name: "val",
        always: false,
        write: |spec| Some(validation_text(spec.validation)),
        read: |spec, text| validation(text).map(|validation| spec.validation = validation),
        expected: "none, first:10000, last:0.1, random:0.1:42 (share:seed), test",
    },
    Part {
        name: "stop",
        always: false,
        write: |spec| Some(spec.early_stopping.map_or_else(|| "none".to_owned(), |s| s.patience.to_string())),
        read: |spec, text| {
            or_none(text, |text| text.parse().ok().map(|patience| EarlyStopping { patience }))
                .map(|stopping| spec.early_stopping = stopping)
        },
        expected: "3 (epochs), none",
    },
    Part {
        name: "seed",
        always: false,
        write: |spec| Some(spec.seed.to_string()),
        read: |spec, text| text.parse().ok().map(|seed| spec.seed = seed),
        expected: "42",
    },
    Part {
        name: "shuffle",
        always: false,
        write: |spec| Some(if spec.shuffle { "yes" } else { "no" }.to_owned()),
        read: |spec, text| yes(text).map(|shuffle| spec.shuffle = shuffle),
        expected: "yes, no",
    },
    Part {
        name: "augment",
        always: false,
        write: |spec| Some(spec.augmentation.map_or_else(|| "none".to_owned(), augmentation_text)),
        read: |spec, text| augmentation(text).map(|augmentation| spec.augmentation = augmentation),
        expected: "1:10:0.1:0.1 (shift:rotate:scale:shear, and :elastic), none",
    },
];

/// A person's own images as `own:28x28x1:3:120:30:1a2b3c4d` (shape, classes, training and test images, checksum).
fn dataset_text(dataset: DatasetId) -> String {
    match dataset {
        DatasetId::Own(OwnImages { shape: [height, width, channels], classes, train, test, checksum }) => {
            format!("own:{height}x{width}x{channels}:{classes}:{train}:{test}:{checksum:08x}")
        }
        DatasetId::Mnist | DatasetId::FashionMnist | DatasetId::Cifar10 => dataset.info().id.to_owned(),
    }
}

fn dataset(text: &str) -> Option<DatasetId> {
    let Some(text) = text.strip_prefix("own:") else { return DatasetId::from_id(text) };
    let pieces: Vec<&str> = text.split(':').collect();
    let &[shape, classes, train, test, checksum] = &pieces[..] else { return None };
    let shape: Vec<usize> = shape.split('x').map(|side| side.parse().ok()).collect::<Option<_>>()?;
    let images = OwnImages {
        shape: shape.try_into().ok()?,
        classes: classes.parse().ok()?,
        train: train.parse().ok()?,
        test: test.parse().ok()?,
        checksum: u32::from_str_radix(checksum, 16).ok()?,
    };
    images.is_possible().then_some(DatasetId::Own(images))
}

/// The optimizer of the same rule with its usual numbers.
fn usual(optimizer: &Optimizer) -> Optimizer {
    match optimizer {
        Optimizer::Sgd { .. } => Optimizer::sgd(),
        Optimizer::Adam { .. } => Optimizer::adam(),
        Optimizer::Rmsprop { .. } => Optimizer::rmsprop(),
        Optimizer::Adagrad { .. } => Optimizer::adagrad(),
    }
}

/// A decimal number; neither `inf` nor `NaN`.
fn real(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// What `read` makes of a text, or `none`.
fn or_none<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text == "none" { Some(None) } else { read(text).map(Some) }
}

fn yes(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn scale_name(scale: PixelScale) -> &'static str {
    match scale {
        PixelScale::Unit => "unit",
        PixelScale::Raw => "raw",
        PixelScale::Standardized => "standardized",
    }
}

fn initializer_name(initializer: Initializer) -> &'static str {
    match initializer {
        Initializer::GlorotUniform => "glorot",
        Initializer::HeUniform => "he",
        Initializer::Zeros => "zeros",
    }
}

fn optimizer_name(optimizer: &Optimizer) -> &'static str {
    match optimizer {
        Optimizer::Sgd { .. } => "sgd",
        Optimizer::Adam { .. } => "adam",
        Optimizer::Rmsprop { .. } => "rmsprop",
        Optimizer::Adagrad { .. } => "adagrad",
    }
}

fn decay_text(decay: Decay) -> String {
    match decay {
        Decay::Constant => "constant".to_owned(),
        Decay::Step { every, factor } => format!("step:{every}:{factor}"),
        Decay::Exponential { every, factor } => format!("exp:{every}:{factor}"),
        Decay::Cosine { end } => format!("cosine:{end}"),
    }
}

fn decay(text: &str) -> Option<Decay> {
    let pieces: Vec<&str> = text.split(':').collect();
    match pieces[..] {
        ["constant"] => Some(Decay::Constant),
        ["step", every, factor] => Some(Decay::Step { every: real(every)?, factor: real(factor)? }),
        ["exp", every, factor] => Some(Decay::Exponential { every: real(every)?, factor: real(factor)? }),
        ["cosine", end] => Some(Decay::Cosine { end: real(end)? }),
        _ => None,
    }
}

fn validation_text(validation: Validation) -> String {
    match validation {
        Validation::None => "none".to_owned(),
        Validation::First(count) => format!("first:{count}"),
        Validation::LastFraction(fraction) => format!("last:{fraction}"),
        Validation::RandomFraction { fraction, seed } => format!("random:{fraction}:{seed}"),
        Validation::TestSet => "test".to_owned(),
    }
}

fn validation(text: &str) -> Option<Validation> {
    let mut pieces = text.split(':');
    let validation = match pieces.next()? {
        "none" => Validation::None,
        "first" => Validation::First(pieces.next()?.parse().ok()?),
        "last" => Validation::LastFraction(real(pieces.next()?)?),
        "random" => Validation::RandomFraction {
            fraction: real(pieces.next()?)?,
            seed: pieces.next().map_or(Some(0), |seed| seed.parse().ok())?,
        },
        "test" => Validation::TestSet,
        _ => return None,
    };
    pieces.next().is_none().then_some(validation)
}

fn augmentation_text(augmentation: Augmentation) -> String {
    let Augmentation { shift, rotate, scale, shear, elastic } = augmentation;
    let affine = format!("{shift}:{rotate}:{scale}:{shear}");
    if elastic == 0.0 { affine } else { format!("{affine}:{elastic}") }
}

fn augmentation(text: &str) -> Option<Option<Augmentation>> {
    if text == "none" {
        return Some(None);
    }
    let numbers: Vec<f32> =
        text.split(':').map(|piece| real(piece).map(|value| value as f32)).collect::<Option<_>>()?;
    let (affine, elastic) = match numbers[..] {
        [ref affine @ .., elastic] if affine.len() == 4 => (affine, elastic),
        ref affine => (affine, 0.0),
    };
    let &[shift, rotate, scale, shear] = affine else { return None };
    Some(Some(Augmentation { shift, rotate, scale, shear, elastic }))
}
