//! The settings of a link: one row each, in the order in which they are read and written.

use std::sync::LazyLock;

use spec::catalogue::{DatasetId, UserImages};
use spec::{
    Augmentation, Decay, EarlyStopping, Entry, Initializer, Number, Numbers, Optimizer, PixelScale, Spec, SpecPart,
    Validation,
};

use super::layers::{self, take_number};
use crate::format;

/// A setting of a link.
pub(super) struct Part {
    /// Its name in the link.
    pub name: &'static str,
    /// What it could say, in English; the names in it are the same in every language.
    pub expected: String,
    text: Text,
}

/// How a setting is written.
enum Text {
    /// A number that has this name in links.
    Number(SpecPart),
    /// Text of its own; what is read is `None` where it cannot be.
    Own(fn(&Spec) -> String, fn(&mut Spec, &str) -> Option<()>),
}

impl Part {
    fn own(
        name: &'static str,
        expected: impl Into<String>,
        write: fn(&Spec) -> String,
        read: fn(&mut Spec, &str) -> Option<()>,
    ) -> Self {
        Self { name, expected: expected.into(), text: Text::Own(write, read) }
    }

    fn number(part: SpecPart, name: &'static str, expected: impl Into<String>) -> Self {
        Self { name, expected: expected.into(), text: Text::Number(part) }
    }

    /// Its text, `None` where it is what it usually is.
    pub(super) fn write(&self, spec: &Spec) -> Option<String> {
        match self.text {
            Text::Number(part) => {
                let mut spec = spec.clone();
                let (number, place) = self.find(spec.numbers(part))?;
                (place.get() != number.usual).then(|| place.get().to_string())
            }
            Text::Own(write, _) => Some(write(spec)).filter(|text| *text != write(&Spec::default())),
        }
    }

    /// Takes its text into a spec; `None` where it cannot be read.
    pub(super) fn read(&self, spec: &mut Spec, text: &str) -> Option<()> {
        match self.text {
            Text::Number(part) => {
                let (_, mut place) = self.find(spec.numbers(part))?;
                take_number(&mut place, text)
            }
            Text::Own(_, read) => read(spec, text),
        }
    }

    fn find<'a>(&self, numbers: Vec<Entry<'a>>) -> Option<Entry<'a>> {
        numbers.into_iter().find(|(number, _)| number.link == self.name)
    }
}

/// All settings. An optimizer comes before its numbers.
pub(super) static PARTS: LazyLock<Vec<Part>> = LazyLock::new(all);

fn all() -> Vec<Part> {
    let mut parts = vec![
        Part::own(
            "data",
            DatasetId::ALL.map(|dataset| dataset.info().id).join(", "),
            |spec| dataset_text(spec.dataset),
            |spec, text| dataset(text).map(|id| spec.dataset = id),
        ),
        Part::own(
            "scale",
            PixelScale::ALL.map(PixelScale::id).join(", "),
            |spec| spec.scale.id().to_owned(),
            |spec, text| PixelScale::from_id(text).map(|scale| spec.scale = scale),
        ),
        Part::own(
            "layers",
            "128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
            |spec| layers::write(&spec.layers),
            |spec, text| layers::read(text).map(|layers| spec.layers = layers),
        ),
        Part::own(
            "init",
            Initializer::ALL.map(Initializer::id).join(", "),
            |spec| spec.initializer.id().to_owned(),
            |spec, text| Initializer::from_id(text).map(|initializer| spec.initializer = initializer),
        ),
        Part::own(
            "opt",
            rule_names(),
            |spec| spec.optimizer.name().to_owned(),
            |spec, text| Optimizer::ALL.into_iter().find(|rule| rule.name() == text).map(|rule| spec.optimizer = rule),
        ),
    ];
    parts.extend(optimizer_numbers());
    parts.extend([
        Part::own(
            "nesterov",
            "yes, no (opt=sgd)",
            |spec| yes_or_no({ spec.optimizer }.nesterov_mut().is_some_and(|nesterov| *nesterov)),
            |spec, text| spec.optimizer.nesterov_mut().zip(yes(text)).map(|(nesterov, value)| *nesterov = value),
        ),
        Part::own(
            "schedule",
            "constant, step:5:0.5 (epochs:factor), exp:20:10 (epochs:factor), cosine:0 (share left)",
            |spec| {
                let decay = spec.schedule.decay;
                [decay.link().to_owned()]
                    .into_iter()
                    .chain(decay.values().iter().map(in_place))
                    .collect::<Vec<_>>()
                    .join(":")
            },
            |spec, text| decay(text).map(|decay| spec.schedule.decay = decay),
        ),
        Part::number(SpecPart::Schedule, "warmup", "0.5 (epochs)"),
        Part::number(SpecPart::Regularization, "l2", "0.0001"),
        Part::own(
            "clip",
            "1, none",
            |spec| spec.regularization.clip_norm.map_or_else(none, |norm| norm.to_string()),
            |spec, text| or_none(text, format::read).map(|norm| spec.regularization.clip_norm = norm),
        ),
        Part::own(
            "batch",
            "128",
            |spec| spec.batch_size.to_string(),
            |spec, text| text.parse().ok().map(|size| spec.batch_size = size),
        ),
        Part::own(
            "epochs",
            "10",
            |spec| spec.epochs.to_string(),
            |spec, text| text.parse().ok().map(|epochs| spec.epochs = epochs),
        ),
        Part::own(
            "val",
            "none, first:10000, last:0.1, random:0.1:42 (share:seed), test",
            |spec| validation_text(spec.validation),
            |spec, text| validation(text).map(|validation| spec.validation = validation),
        ),
        Part::own(
            "stop",
            "3 (epochs), none",
            |spec| spec.early_stopping.map_or_else(none, |stopping| stopping.patience.to_string()),
            |spec, text| {
                or_none(text, |text| text.parse().ok().map(|patience| EarlyStopping { patience }))
                    .map(|stopping| spec.early_stopping = stopping)
            },
        ),
        Part::own(
            "seed",
            "42",
            |spec| spec.seed.to_string(),
            |spec, text| text.parse().ok().map(|seed| spec.seed = seed),
        ),
        Part::own(
            "shuffle",
            "yes, no",
            |spec| yes_or_no(spec.shuffle),
            |spec, text| yes(text).map(|shuffle| spec.shuffle = shuffle),
        ),
        Part::own(
            "augment",
            "1:10:0.1:0.1 (shift:rotate:scale:shear, and :elastic), none",
            |spec| spec.augmentation.map_or_else(none, augmentation_text),
            |spec, text| or_none(text, augmentation).map(|augmentation| spec.augmentation = augmentation),
        ),
    ]);
    parts
}

/// The rules by their names in links, where plain gradient descent and momentum are one.
fn rule_names() -> String {
    let mut names = Optimizer::ALL.map(|rule| rule.name()).to_vec();
    names.dedup();
    names.join(", ")
}

/// The numbers of all rules, each once and in the order of every rule that has it, with an example and these rules.
fn optimizer_numbers() -> Vec<Part> {
    let mut names: Vec<&'static str> = Vec::new();
    for rule in Optimizer::ALL {
        let mut at = names.len();
        for (number, _) in rule.values().iter().rev() {
            match names.iter().position(|name| *name == number.link) {
                Some(place) => at = place,
                None => names.insert(at, number.link),
            }
        }
    }
    let part = |name| {
        let has = |rule: &Optimizer| rule.values().into_iter().find(|(number, _)| number.link == name);
        let rules: Vec<&Optimizer> = Optimizer::ALL.iter().filter(|rule| has(rule).is_some()).collect();
        // The last rule's, since gradient descent without momentum comes first and is no example of it.
        let example = rules.last().and_then(|rule| has(rule)).map_or(0.0, |(_, value)| value);
        let mut opts: Vec<String> = rules.iter().map(|rule| format!("opt={}", rule.name())).collect();
        opts.dedup();
        let all = rules.len() == Optimizer::ALL.len();
        let expected = if all { example.to_string() } else { format!("{example} ({})", opts.join(", ")) };
        Part::number(SpecPart::Optimizer, name, expected)
    };
    names.into_iter().map(part).collect()
}

/// A number that its place tells from others.
fn in_place((_, value): &(&Number, f64)) -> String {
    value.to_string()
}

/// Takes numbers that their place tells from others; `None` where they are too few or too many.
fn take_in_place(part: &mut impl Numbers, texts: &[&str]) -> Option<()> {
    let numbers = part.numbers();
    if numbers.len() != texts.len() {
        return None;
    }
    for ((_, mut place), text) in numbers.into_iter().zip(texts) {
        take_number(&mut place, text)?;
    }
    Some(())
}

/// A person's own images as `own:28x28x1:3:120:30:1a2b3c4d` (shape, classes, training and test images, checksum).
fn dataset_text(dataset: DatasetId) -> String {
    let Some(images) = dataset.user_images() else { return dataset.info().id.to_owned() };
    let UserImages { shape: [height, width, channels], classes, train, test, checksum } = images;
    format!("own:{height}x{width}x{channels}:{classes}:{train}:{test}:{checksum:08x}")
}

fn dataset(text: &str) -> Option<DatasetId> {
    let Some(text) = text.strip_prefix("own:") else { return DatasetId::from_id(text) };
    let pieces: Vec<&str> = text.split(':').collect();
    let &[shape, classes, train, test, checksum] = &pieces[..] else { return None };
    let shape: Vec<usize> = shape.split('x').map(|side| side.parse().ok()).collect::<Option<_>>()?;
    let images = UserImages {
        shape: shape.try_into().ok()?,
        classes: classes.parse().ok()?,
        train: train.parse().ok()?,
        test: test.parse().ok()?,
        checksum: u32::from_str_radix(checksum, 16).ok()?,
    };
    images.is_possible().then_some(DatasetId::User(images))
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

fn yes_or_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn none() -> String {
    "none".to_owned()
}

fn decay(text: &str) -> Option<Decay> {
    let (name, numbers) = text.split_once(':').map_or((text, vec![]), |(name, rest)| (name, rest.split(':').collect()));
    let mut decay = Decay::ALL.into_iter().find(|decay| decay.link() == name)?;
    take_in_place(&mut decay, &numbers).map(|()| decay)
}

fn validation_text(validation: Validation) -> String {
    let name = validation.id();
    match validation {
        Validation::None | Validation::TestSet => name.to_owned(),
        Validation::First(count) => format!("{name}:{count}"),
        Validation::LastFraction(fraction) => format!("{name}:{fraction}"),
        Validation::RandomFraction { fraction, seed } => format!("{name}:{fraction}:{seed}"),
    }
}

fn validation(text: &str) -> Option<Validation> {
    let mut pieces = text.split(':');
    let mut validation = Validation::from_id(pieces.next()?)?;
    match &mut validation {
        Validation::None | Validation::TestSet => {}
        Validation::First(count) => *count = pieces.next()?.parse().ok()?,
        Validation::LastFraction(fraction) => *fraction = format::read(pieces.next()?)?,
        Validation::RandomFraction { fraction, seed } => {
            *fraction = format::read(pieces.next()?)?;
            *seed = pieces.next().map_or(Some(0), |seed| seed.parse().ok())?;
        }
    }
    pieces.next().is_none().then_some(validation)
}

/// The last number, which came later, is left out where it is 0.
fn augmentation_text(augmentation: Augmentation) -> String {
    let text = augmentation.values().iter().map(in_place).collect::<Vec<_>>().join(":");
    text.strip_suffix(":0").map(str::to_owned).unwrap_or(text)
}

fn augmentation(text: &str) -> Option<Augmentation> {
    let mut texts: Vec<&str> = text.split(':').collect();
    let mut augmentation = Augmentation::default();
    if texts.len() == 4 {
        texts.push("0");
    }
    take_in_place(&mut augmentation, &texts).map(|()| augmentation)
}
