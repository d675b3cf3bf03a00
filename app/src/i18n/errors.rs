//! Errors of settings, links and runs in the reader's language.

use spec::protocol::RunError;
use spec::{SpecError, SpecPart};

use super::Language;
use crate::format;
use crate::rules::permalink::LinkError;

/// Why the settings cannot be trained, and what to change.
pub fn spec(language: Language, error: &SpecError) -> String {
    sentence(&settings(language, error))
}

/// Why a network could not be made.
pub fn run(language: Language, error: &RunError) -> String {
    let phrases = language.phrases().errors().run();
    match error {
        RunError::Spec(error) => spec(language, error),
        RunError::Weights(detail) => phrases.weights(detail),
        RunError::NoDataset => phrases.no_dataset().to_owned(),
        RunError::Checkpoint(detail) => phrases.checkpoint(detail),
    }
}

/// Why a part of the link was ignored.
pub fn link(language: Language, error: &LinkError) -> String {
    let phrases = language.phrases().errors().link();
    sentence(&match error {
        LinkError::TooLong { bytes, max } => phrases.too_long(bytes, max),
        LinkError::Unknown { name } => phrases.unknown(name),
        LinkError::Twice { name } => phrases.twice(name),
        LinkError::Unreadable { name, value, expected } => phrases.unreadable(name, value, expected),
        LinkError::Invalid { name, value, error } => phrases.invalid(name, value, settings(language, error)),
    })
}

/// With a capital at its beginning, unless a file's name is there, and a full stop at its end.
pub(super) fn sentence(text: &str) -> String {
    let name = text.split([' ', ':']).next().is_some_and(|word| word.contains(['.', '/', '_']));
    let (first, rest) = text.split_at(if name { 0 } else { text.chars().next().map_or(0, char::len_utf8) });
    format::uppercase(first) + rest + "."
}

/// Why the settings cannot be trained, as a part of a sentence.
fn settings(language: Language, error: &SpecError) -> String {
    let phrases = language.phrases().errors().settings();
    match error {
        SpecError::Json(detail) => phrases.json(detail),
        SpecError::TooLong { bytes, max } => phrases.too_long(bytes, max),
        SpecError::Layers { layers, max } => phrases.layers(layers, max),
        SpecError::Number { part: SpecPart::Layer(layer), id, value, least, most } if id == "units" => {
            phrases.units(layer, value, least, most)
        }
        SpecError::Number { part, id, value, least, most } => {
            let name = language.phrases().numbers().names().get(id).unwrap_or(id);
            match part {
                SpecPart::Layer(layer) => phrases.layer_number(layer, name, value, least, most),
                SpecPart::Optimizer | SpecPart::Regularization => phrases.number(name, value, least, most),
                SpecPart::Schedule => phrases.schedule_number(name, value, least, most),
                SpecPart::EarlyStopping => phrases.early_stopping_number(name, value, least, most),
                SpecPart::Augmentation => phrases.augmentation_number(name, value, least, most),
            }
        }
        SpecError::NeedsImage { layer, after } => phrases.needs_image(layer, after),
        SpecError::Window { layer, window, height, width } => phrases.window(layer, window, height, width),
        SpecError::Parameters { parameters, max } => phrases.parameters(parameters, max),
        SpecError::Batch { batch, max } => phrases.batch(batch, max),
        SpecError::Memory { numbers, max } => {
            let [megabytes, max] = [numbers, max].map(|numbers| numbers * 4 / 1_000_000);
            phrases.memory(megabytes, max)
        }
        SpecError::Epochs { epochs, max } => phrases.epochs(epochs, max),
        SpecError::LearningRate { rate, max } => phrases.learning_rate(rate, max),
        SpecError::NothingToWatch => phrases.nothing_to_watch().to_owned(),
        SpecError::Images => phrases.images().to_owned(),
        SpecError::Validation { train } => phrases.validation(train),
    }
}

#[cfg(test)]
mod tests {
    use spec::{SpecError, SpecPart};

    use super::{Language, link, settings, spec};
    use crate::rules::permalink;

    #[test]
    fn an_error_is_a_sentence_in_either_language() {
        let part = SpecPart::Layer(2);
        let error = SpecError::Number { part, id: "units".to_owned(), value: 0.0, least: 1.0, most: 2_048.0 };
        assert_eq!(spec(Language::En, &error), "Layer 2 has 0 units: choose a number from 1 to 2048.");
        assert_eq!(spec(Language::Es, &error), "La capa 2 tiene 0 neuronas: elige un número de 1 a 2048.");
    }

    #[test]
    fn settings_are_refused_in_the_words_of_the_terminal() {
        let number = |part, id: &str| SpecError::Number { part, id: id.to_owned(), value: 0.5, least: 1.0, most: 2.0 };
        for error in [
            SpecError::Json("l2".to_owned()),
            SpecError::TooLong { bytes: 9, max: 8 },
            SpecError::Layers { layers: 9, max: 8 },
            number(SpecPart::Layer(2), "units"),
            number(SpecPart::Layer(1), "kernel"),
            number(SpecPart::Optimizer, "beta_1"),
            number(SpecPart::Schedule, "warm_up"),
            number(SpecPart::Regularization, "l2"),
            number(SpecPart::EarlyStopping, "patience"),
            number(SpecPart::Augmentation, "shift"),
            SpecError::NeedsImage { layer: 3, after: 2 },
            SpecError::Window { layer: 5, window: 3, height: 1, width: 2 },
            SpecError::Parameters { parameters: 9, max: 8 },
            SpecError::Batch { batch: 0, max: 8 },
            SpecError::Memory { numbers: 9_000_000, max: 8_000_000 },
            SpecError::Epochs { epochs: 9, max: 8 },
            SpecError::LearningRate { rate: 0.0, max: 2.0 },
            SpecError::NothingToWatch,
            SpecError::Images,
            SpecError::Validation { train: 9 },
        ] {
            assert_eq!(settings(Language::En, &error), error.to_string());
        }
    }

    /// Which layer, why, and what to do.
    #[test]
    fn an_impossible_layer_is_told_in_words() {
        let tell = |error| [spec(Language::En, &error), spec(Language::Es, &error)];
        assert_eq!(
            tell(SpecError::NeedsImage { layer: 3, after: 2 }),
            [
                "Layer 3 needs an image, but layer 2 gives a vector: move layer 3 before it.",
                "La capa 3 necesita una imagen, pero la capa 2 da un vector: mueve la capa 3 antes de ella."
            ]
        );
        assert_eq!(
            tell(SpecError::Window { layer: 5, window: 3, height: 1, width: 2 }),
            [
                "Layer 5 has a window of 3×3, but its image has only 1×2 left: use a smaller window, the padding \
                 \"same\", or fewer strides before it.",
                "La capa 5 tiene una ventana de 3×3, pero a su imagen solo le quedan 1×2: usa una ventana menor, el \
                 borde «same» o saltos menores antes."
            ]
        );
        let part = SpecPart::Layer(1);
        let number = |id: &str, value| SpecError::Number { part, id: id.to_owned(), value, least: 1.0, most: 16.0 };
        assert_eq!(
            tell(number("kernel", 17.0)),
            [
                "Layer 1: kernel is 17: choose a number from 1 to 16.",
                "Capa 1: el lado del filtro (kernel) es 17: elige un número de 1 a 16."
            ]
        );
        for name in ["filters", "kernel", "size", "stride", "rate", "momentum", "epsilon"] {
            assert!(
                !spec(Language::Es, &number(name, 0.0)).contains(&format!(" {name} ")),
                "{name} has a Spanish name"
            );
        }
    }

    #[test]
    fn a_schedule_out_of_range_is_told_in_words() {
        let (part, id) = (SpecPart::Schedule, "warm_up".to_owned());
        let error = SpecError::Number { part, id, value: -1.0, least: 0.0, most: 1_000.0 };
        assert_eq!(
            spec(Language::Es, &error),
            "En el plan de la tasa, el calentamiento es -1: elige un número de 0 a 1000."
        );
    }

    #[test]
    fn a_link_error_is_told_in_spanish() {
        let (_, errors) = permalink::read("#batch=0");
        assert_eq!(
            errors.iter().map(|error| link(Language::Es, error)).collect::<Vec<_>>(),
            ["Se ignoró “batch=0” del enlace: el lote es de 0 imágenes: elige un número de 1 a 4096."]
        );
    }
}
