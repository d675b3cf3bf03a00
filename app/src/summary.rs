//! A run's settings in a few words: `784-128-10 · ReLU`, `Adam 0.001`.

use spec::{
    Activation, Conv, Decay, Initializer, Layer, Numbers, Optimizer, PixelScale, Pool, Regularization, Schedule, Spec,
    Validation,
};

use crate::format::{self, shortest};
use crate::i18n::{layers, network};
use crate::language::Language;

/// The layers: sizes from the image to the output, then the activations that occur, each once.
pub fn layers(language: Language, spec: &Spec) -> String {
    let rows = spec.summary();
    let output = rows.last().map_or(0, |row| row.output.len()).to_string();
    let hidden = spec.layers.iter().map(|layer| self::layer(language, layer));
    let dense = spec.layers.iter().all(|layer| matches!(layer, Layer::Dense(_)));
    let sizes = if dense {
        let input = rows.first().map_or(0, |row| row.output.len()).to_string();
        [input].into_iter().chain(hidden).chain([output]).collect::<Vec<_>>().join("-")
    } else {
        let input = rows.first().map_or_else(String::new, |row| format::shape(row.output));
        [input].into_iter().chain(hidden).chain([output]).collect::<Vec<_>>().join(", ")
    };
    let mut words: Vec<&str> = Vec::new();
    for activation in spec.layers.iter().filter_map(Layer::activation) {
        let word = if activation == Activation::None {
            language.phrases().runs().linear()
        } else {
            network::activation(language, activation)
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    if words.is_empty() { sizes } else { format!("{sizes} · {}", words.join(", ")) }
}

fn layer(language: Language, layer: &Layer) -> String {
    match layer {
        Layer::Dense(dense) => dense.units.to_string(),
        Layer::Conv(Conv { filters, kernel, stride, .. }) => {
            let stride = if *stride == 1 { String::new() } else { format!("/{stride}") };
            format!("conv\u{a0}{filters}({kernel}×{kernel}{stride})")
        }
        Layer::Pool(Pool { size, .. }) => {
            format!("{}({size}×{size})", layer.kind().id())
        }
        Layer::Flatten => format::lowercase(self::layers::short_kind(language, layer.kind())),
        Layer::Dropout(dropout) => format!("dropout\u{a0}{}", shortest(language, dropout.rate)),
        Layer::BatchNorm(_) => "batch\u{a0}norm".to_owned(),
    }
}

/// The update rule and its rate, then its other numbers where they are not the usual ones.
pub fn optimizer(language: Language, optimizer: &Optimizer) -> String {
    let numbers =
        optimizer.values().into_iter().filter(|(usual, value)| usual.id != "learning_rate" && *value != usual.usual);
    let mut text = format!("{}\u{a0}{}", optimizer.title(), shortest(language, optimizer.learning_rate()));
    for (usual, value) in numbers {
        let name = if usual.symbol.is_empty() { language.phrases().runs().momentum() } else { usual.symbol };
        text += &format!(", {name}\u{a0}{}", shortest(language, value));
    }
    text
}

/// The pixels' scale.
pub fn scale(scale: PixelScale) -> &'static str {
    match scale {
        PixelScale::Raw => "0–255",
        PixelScale::Unit => "0–1",
        PixelScale::Standardized => "μ 0, σ 1",
    }
}

/// Which images validate.
pub fn validation(language: Language, validation: Validation) -> String {
    let phrases = language.phrases().runs();
    let share = |share: f64| format::percent(language, share, 0);
    match validation {
        Validation::None => phrases.no_validation().to_owned(),
        Validation::First(count) => format!("{} {}", phrases.first(), format::whole(language, count as f64)),
        Validation::LastFraction(fraction) => format!("{} {}", phrases.last(), share(fraction)),
        Validation::RandomFraction { fraction, .. } => format!("{} {}", share(fraction), phrases.random()),
        Validation::TestSet => phrases.test_set().to_owned(),
    }
}

/// All else that is not usual, as short marks; empty where everything is.
pub fn marks(language: Language, spec: &Spec) -> String {
    let phrases = language.phrases().runs();
    let usual = Spec::default();
    let mut marks = Vec::new();
    if spec.initializer != usual.initializer {
        marks.push(
            match spec.initializer {
                Initializer::GlorotUniform => "Glorot",
                Initializer::HeUniform => "He",
                Initializer::Zeros => phrases.zeros(),
            }
            .to_owned(),
        );
    }
    marks.extend(schedule(language, &spec.schedule));
    let Regularization { l2, clip_norm } = spec.regularization;
    if l2 > 0.0 {
        marks.push(format!("L2\u{a0}{}", shortest(language, l2)));
    }
    marks.extend(clip_norm.map(|norm| format!("‖g‖\u{a0}≤\u{a0}{}", shortest(language, norm))));
    marks.extend(spec.early_stopping.map(|stopping| format!("{}\u{a0}{}", phrases.early(), stopping.patience)));
    marks.extend(spec.augmentation.map(|augmentation| {
        let elastic = if augmentation.elastic > 0.0 { "~" } else { "" };
        format!("{}{elastic}", phrases.augmented())
    }));
    if !spec.shuffle {
        marks.push(phrases.in_order().to_owned());
    }
    marks.join(" · ")
}

fn schedule(language: Language, schedule: &Schedule) -> Vec<String> {
    let phrases = language.phrases().runs();
    let number = |value| shortest(language, value);
    let decay = match schedule.decay {
        Decay::Constant => None,
        Decay::Step { every, factor } => {
            Some(format!("{}\u{a0}×{}/{}", phrases.steps(), number(factor), number(every)))
        }
        Decay::Exponential { every, factor } => Some(format!("exp\u{a0}×{}/{}", number(factor), number(every))),
        Decay::Cosine { end } => Some(format!("cos\u{a0}→{}", number(end))),
    };
    let warm_up = (schedule.warm_up > 0.0).then(|| format!("{}\u{a0}{}", phrases.warm_up(), number(schedule.warm_up)));
    decay.into_iter().chain(warm_up).collect()
}

/// A run's settings in one line, for a legend or a reader of the screen.
pub fn line(language: Language, spec: &Spec) -> String {
    let words = language.phrases().runs();
    let mut parts = vec![
        layers(language, spec),
        optimizer(language, &spec.optimizer),
        scale(spec.scale).to_owned(),
        format!("{} {}", spec.epochs, if spec.epochs == 1 { words.epoch() } else { words.epochs() }),
    ];
    parts.push(marks(language, spec));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::architecture::ReadyNetwork;
    use spec::{Augmentation, EarlyStopping};

    fn plain(text: String) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn layers_are_told_as_people_write_them() {
        let mut spec = Spec::default();
        assert_eq!(layers(Language::Es, &spec), "784-128-10 · ReLU");
        spec.layers = vec![];
        assert_eq!(layers(Language::En, &spec), "784-10");
        spec.layers = vec![Layer::dense(32, Activation::Relu), Layer::dense(16, Activation::None)];
        assert_eq!(layers(Language::En, &spec), "784-32-16-10 · ReLU, linear");
        assert_eq!(layers(Language::Es, &spec), "784-32-16-10 · ReLU, lineal");
        spec.layers = ReadyNetwork::SmallCnn.layers();
        assert_eq!(
            plain(layers(Language::En, &spec)),
            "28×28, conv 16(3×3), max(2×2), conv 32(3×3), max(2×2), flatten, 64, 10 · ReLU"
        );
    }

    #[test]
    fn an_optimizer_tells_what_is_not_usual() {
        assert_eq!(plain(optimizer(Language::Es, &Optimizer::adam())), "Adam 0,001");
        assert_eq!(plain(optimizer(Language::En, &Optimizer::momentum())), "SGD 0.01, momentum 0.9");
        let rule = Optimizer::Adam { learning_rate: 0.5, beta_1: 0.8, beta_2: 0.999, epsilon: 1e-7 };
        assert_eq!(plain(optimizer(Language::En, &rule)), "Adam 0.5, β₁ 0.8");
        for rule in Optimizer::ALL {
            let text = plain(optimizer(Language::En, &rule));
            let usual = format!("{} {}", rule.title(), rule.usual_rate());
            assert!(text == usual || text == "SGD 0.01, momentum 0.9", "{text}");
        }
    }

    #[test]
    fn usual_settings_have_no_marks_and_others_all() {
        assert_eq!(marks(Language::Es, &Spec::default()), "");
        let spec = Spec {
            initializer: Initializer::HeUniform,
            schedule: Schedule { decay: Decay::Exponential { every: 20.0, factor: 10.0 }, warm_up: 1.5 },
            regularization: Regularization { l2: 0.001, clip_norm: Some(1.0) },
            early_stopping: Some(EarlyStopping { patience: 4 }),
            augmentation: Some(Augmentation::default()),
            shuffle: false,
            ..Spec::default()
        };
        assert_eq!(
            plain(marks(Language::En, &spec)),
            "He · exp ×10/20 · warm-up 1.5 · L2 0.001 · ‖g‖ ≤ 1 · patience 4 · augmented · in order"
        );
    }

    #[test]
    fn validation_is_told_with_its_number() {
        assert_eq!(plain(validation(Language::Es, Validation::LastFraction(0.1))), "último 10 %");
        assert_eq!(plain(validation(Language::En, Validation::First(500))), "first 500");
        assert_eq!(validation(Language::En, Validation::TestSet), "test set");
    }
}
