//! Specs that together use every choice, and each number at another value than the usual one. What is tested over them is
//! tested for whatever is added to the choices.

use super::{
    Activation, Augmentation, Decay, EarlyStopping, Initializer, Layer, LayerKind, Number, Optimizer, Padding,
    PixelScale, Regularization, Schedule, Spec, SpecPart, Step, Validation,
};
use crate::catalogue::DatasetId;

/// All examples; each can be trained.
pub fn examples() -> Vec<Spec> {
    let choices = choices();
    let changed = choices.iter().flat_map(|spec| parts(spec).into_iter().flat_map(|part| with_each_number(spec, part)));
    choices.iter().cloned().chain(changed).collect()
}

/// Each choice with its usual numbers.
pub fn choices() -> Vec<Spec> {
    let usual = Spec::default;
    let layers = |layer| Spec { layers: vec![layer], ..usual() };
    let padded = LayerKind::ALL.into_iter().flat_map(|kind| Padding::ALL.map(|padding| with_padding(kind, padding)));
    let regularization = Regularization { l2: 1e-4, clip_norm: Some(Regularization::CLIP_NORM.usual) };
    let mut specs = vec![usual(), Spec { layers: vec![], ..usual() }, Spec { shuffle: false, ..usual() }];
    specs.extend(DatasetId::ALL.map(|dataset| Spec { dataset, ..usual() }));
    specs.extend(PixelScale::ALL.map(|scale| Spec { scale, ..usual() }));
    specs.extend(padded.map(layers));
    specs.extend(Activation::ALL.map(|activation| layers(Layer::dense(7, activation))));
    specs.extend(Initializer::ALL.map(|initializer| Spec { initializer, ..usual() }));
    specs.extend(optimizers().map(|optimizer| Spec { optimizer, ..usual() }));
    specs.extend(Decay::ALL.map(|decay| Spec { schedule: Schedule { decay, warm_up: 0.5 }, ..usual() }));
    specs.extend(Validation::ALL.map(|validation| Spec { validation, ..usual() }));
    specs.push(Spec { augmentation: Some(Augmentation::default()), ..usual() });
    specs.push(Spec { early_stopping: Some(EarlyStopping::default()), ..usual() });
    specs.push(Spec { regularization, ..usual() });
    specs
}

/// Every update rule.
pub fn optimizers() -> impl Iterator<Item = Optimizer> {
    Optimizer::ALL.into_iter().chain([Optimizer::NESTEROV])
}

fn with_padding(kind: LayerKind, padding: Padding) -> Layer {
    let mut layer = kind.usual();
    if let Some(place) = layer.padding_mut() {
        *place = padding;
    }
    layer
}

/// The parts of a spec that may have numbers.
pub fn parts(spec: &Spec) -> Vec<SpecPart> {
    use SpecPart::{Augmentation, EarlyStopping, Layer, Optimizer, Regularization, Schedule};
    let others = [Optimizer, Schedule, Regularization, EarlyStopping, Augmentation];
    (1..=spec.layers.len()).map(Layer).chain(others).collect()
}

fn with_each_number(spec: &Spec, part: SpecPart) -> Vec<Spec> {
    let numbers: Vec<&Number> = spec.clone().numbers(part).into_iter().map(|(number, _)| number).collect();
    let change = |number: &Number| {
        let between = (number.usual + number.most) / 2.0;
        let mut spec = spec.clone();
        spec.set_number(part, number.id, if number.step == Step::One { between.floor() } else { between });
        spec
    };
    numbers.into_iter().map(change).collect()
}
