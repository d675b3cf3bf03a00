//! The tab of runs: table, overlay and ready comparisons.

use super::Language;
use crate::compare::{Column, Pair, Start};
use crate::format;

/// What the tab of runs says.
pub struct RunPhrases {
    /// Names the table.
    pub table: &'static str,
    /// Before anything was trained.
    pub empty: &'static str,
    /// Before a run's number.
    pub run: &'static str,
    /// Names the box that shows a run's curves.
    pub show: &'static str,
    /// Why no more runs can be shown.
    pub full: &'static str,
    /// Shows the newest runs again.
    pub newest: &'static str,
    /// Explains it.
    pub newest_help: &'static str,
    /// Hides the settings that are the same in all runs shown.
    pub only_different: &'static str,
    /// Explains it.
    pub only_different_help: &'static str,
    /// In the heading of a column in which the runs shown differ.
    pub differs: &'static str,
    /// Sorts by a column.
    pub sort: &'static str,
    /// The run that trains or waits now.
    pub live: &'static str,
    /// The field with a run's name.
    pub name: &'static str,
    /// Shows in the empty field.
    pub name_hint: &'static str,
    /// Takes a run's settings.
    pub take: &'static str,
    /// Explains it.
    pub take_help: &'static str,
    /// Takes a run off the list.
    pub remove: &'static str,
    /// Takes all runs off the list.
    pub remove_all: &'static str,
    /// Explains that the list is short-lived.
    pub kept: &'static str,
    /// Heading of the column of first weights.
    pub start: &'static str,
    /// Explains fair comparisons.
    pub start_help: &'static str,
    /// The run that the others are compared with.
    pub reference: &'static str,
    /// Makes a run that one.
    pub refer: &'static str,
    /// Its first weights came from a file.
    pub from_file: &'static str,
    /// Keeps the seed.
    pub fair: &'static str,
    /// Heading of the column of buttons.
    pub actions: &'static str,
    /// The overlaid curves.
    pub overlay: &'static str,
    /// Where no run is shown.
    pub nothing_shown: &'static str,

    /// The menu of ready comparisons.
    pub pairs: &'static str,
    /// Explains it.
    pub pairs_help: &'static str,
    /// The longest that a run of a pair may be.
    pub most_epochs: &'static str,
    /// Explains it.
    pub most_epochs_help: &'static str,
    /// Before “1 of 2”.
    pub comparing: &'static str,
    /// Gives the comparison up.
    pub cancel: &'static str,
    /// Brings back the settings from before the comparison.
    pub own_settings: &'static str,

    /// A person's own images, as a data set.
    pub own_images: &'static str,
    /// After a number of epochs.
    pub epochs: &'static str,
    /// A single one.
    pub epoch: &'static str,
    /// Validation: none.
    pub no_validation: &'static str,
    /// Validation: before a number of images.
    pub first: &'static str,
    /// Validation: before a share.
    pub last: &'static str,
    /// Validation: after a share.
    pub random: &'static str,
    /// Validation: the test images.
    pub test_set: &'static str,
    /// First weights that are all zero.
    pub zeros: &'static str,
    /// Early stopping, before its patience.
    pub early: &'static str,
    /// With augmentation.
    pub augmented: &'static str,
    /// Without shuffling.
    pub in_order: &'static str,
    /// A schedule with steps.
    pub steps: &'static str,
    /// A warm-up, before its epochs.
    pub warm_up: &'static str,
}

/// Spanish.
pub static ES: RunPhrases = RunPhrases {
    table: "Entrenamientos de esta visita",
    empty: "Aquí aparecerá cada red que entrenes, con sus ajustes y su resultado. Entrena una, o elige una comparación \
            lista.",
    run: "Nº",
    show: "Mostrar curvas",
    full: "Como mucho seis a la vez: quita antes otro.",
    newest: "Ver los últimos",
    newest_help: "Muestra los tres entrenamientos más recientes",
    only_different: "Solo lo que cambia",
    only_different_help: "Oculta los ajustes que son iguales en todos los entrenamientos mostrados",
    differs: "distinto",
    sort: "Ordenar por esta columna",
    live: "en uso",
    name: "Nombre",
    name_hint: "ponle nombre",
    take: "Usar ajustes",
    take_help: "Pone estos ajustes en los paneles; la red entrenada queda como está hasta que entrenes de nuevo",
    remove: "Quitar de la lista",
    remove_all: "Vaciar la lista",
    kept: "La lista guarda hasta 50 entrenamientos y dura hasta que cierres o recargues la página.",
    start: "Inicio",
    start_help: "Los primeros pesos salen de la semilla y de la forma de cada capa. Con la misma semilla y la misma \
                 forma, dos redes empiezan igual: lo que las separa es el ajuste que cambiaste y no el azar.",
    reference: "referencia",
    refer: "Comparar los primeros pesos con los de este",
    from_file: "archivo",
    fair: "Para comparar con justicia, no cambies la semilla.",
    actions: "Acciones",
    overlay: "Curvas comparadas",
    nothing_shown: "Marca entrenamientos en la tabla para ver sus curvas.",
    pairs: "Comparaciones preparadas",
    pairs_help: "Entrena dos redes, una tras otra, que solo se distinguen en una cosa",
    most_epochs: "Épocas máximas",
    most_epochs_help: "Acorta los entrenamientos de la comparación si hay poco tiempo",
    comparing: "Comparando",
    cancel: "Dejar la comparación",
    own_settings: "Volver a mis ajustes",
    own_images: "imágenes propias",
    epochs: "épocas",
    epoch: "época",
    no_validation: "sin validación",
    first: "primeras",
    last: "último",
    random: "al azar",
    test_set: "las de prueba",
    zeros: "pesos 0",
    early: "paciencia",
    augmented: "aumentadas",
    in_order: "en orden",
    steps: "escalones",
    warm_up: "calentamiento",
};

/// English.
pub static EN: RunPhrases = RunPhrases {
    table: "The runs of this visit",
    empty: "Each network that you train will appear here with its settings and its result. Train one, or choose a \
            ready comparison.",
    run: "No.",
    show: "Show curves",
    full: "At most six at once: take another one away first.",
    newest: "Show the newest",
    newest_help: "Shows the three newest runs",
    only_different: "Only what differs",
    only_different_help: "Hides the settings that are the same in all runs shown",
    differs: "differs",
    sort: "Sort by this column",
    live: "in use",
    name: "Name",
    name_hint: "name it",
    take: "Use settings",
    take_help: "Puts these settings into the panels; the trained network stays as it is until you train anew",
    remove: "Take off the list",
    remove_all: "Clear the list",
    kept: "The list keeps up to 50 runs and lasts until you close or reload the page.",
    start: "Start",
    start_help: "The first weights come from the seed and each layer's shape. With the same seed and shape two networks \
                 begin alike: what sets them apart is the setting that you changed, and not chance.",
    reference: "reference",
    refer: "Compare the first weights with those of this one",
    from_file: "file",
    fair: "For a fair comparison, keep the seed.",
    actions: "Actions",
    overlay: "Curves compared",
    nothing_shown: "Tick runs in the table to see their curves.",
    pairs: "Ready comparisons",
    pairs_help: "Trains two networks, one after the other, that differ in one thing only",
    most_epochs: "Most epochs",
    most_epochs_help: "Shortens the runs of the comparison where time is short",
    comparing: "Comparing",
    cancel: "Leave the comparison",
    own_settings: "Back to my settings",
    own_images: "own images",
    epochs: "epochs",
    epoch: "epoch",
    no_validation: "no validation",
    first: "first",
    last: "last",
    random: "at random",
    test_set: "test set",
    zeros: "zero weights",
    early: "patience",
    augmented: "augmented",
    in_order: "in order",
    steps: "steps",
    warm_up: "warm-up",
};

/// The phrases of a language, for words that are put together.
pub fn words(language: Language) -> &'static RunPhrases {
    language.later_phrases().runs
}

/// No activation, where activations are listed.
pub fn linear(language: Language) -> &'static str {
    match language {
        Language::Es => "lineal",
        Language::En => "linear",
    }
}

/// The momentum of gradient descent, before its number.
pub fn momentum(language: Language) -> &'static str {
    match language {
        Language::Es => "momento",
        Language::En => "momentum",
    }
}

/// The heading of a column, and what it means.
pub fn column(language: Language, column: Column) -> (&'static str, &'static str) {
    match (column, language) {
        (Column::Run, Language::Es) => ("Nº", "En el orden en que se entrenaron"),
        (Column::Run, Language::En) => ("No.", "In the order in which they were trained"),
        (Column::Dataset, Language::Es) => ("Datos", "Conjunto de imágenes"),
        (Column::Dataset, Language::En) => ("Data", "Set of images"),
        (Column::Scale, Language::Es) => ("Píxeles", "Cómo ve la red cada píxel"),
        (Column::Scale, Language::En) => ("Pixels", "How the network sees a pixel"),
        (Column::Validation, Language::Es) => ("Apartadas", "Imágenes de validación"),
        (Column::Validation, Language::En) => ("Held back", "Validation images"),
        (Column::Layers, Language::Es) => ("Red", "Neuronas de cada capa y activaciones"),
        (Column::Layers, Language::En) => ("Network", "Units of each layer, and activations"),
        (Column::Optimizer, Language::Es) => ("Optimizador", "Regla y tasa de aprendizaje"),
        (Column::Optimizer, Language::En) => ("Optimizer", "Rule and learning rate"),
        (Column::Batch, Language::Es) => ("Lote", "Imágenes por paso"),
        (Column::Batch, Language::En) => ("Batch", "Images per step"),
        (Column::Epochs, Language::Es) => ("Épocas", "Épocas hechas, de las pedidas"),
        (Column::Epochs, Language::En) => ("Epochs", "Epochs done, of those asked for"),
        (Column::Seed, Language::Es) => ("Semilla", "De ella salen los primeros pesos y el orden de las imágenes"),
        (Column::Seed, Language::En) => ("Seed", "The first weights and the order of the images come from it"),
        (Column::Marks, Language::Es) => ("Además", "Pesos iniciales, tasa variable, regularización y aumento"),
        (Column::Marks, Language::En) => ("Also", "First weights, schedule, regularisation and augmentation"),
        (Column::TrainLoss, Language::Es) => ("Pérd. entr.", "Pérdida de la última época, entrenamiento (nats)"),
        (Column::TrainLoss, Language::En) => ("Train loss", "Loss of the last epoch, training (nats)"),
        (Column::TrainAccuracy, Language::Es) => ("Exact. entr.", "Exactitud de la última época, entrenamiento"),
        (Column::TrainAccuracy, Language::En) => ("Train acc.", "Accuracy of the last epoch, training"),
        (Column::ValidationLoss, Language::Es) => ("Pérd. val.", "Pérdida de la última época, validación (nats)"),
        (Column::ValidationLoss, Language::En) => ("Val. loss", "Loss of the last epoch, validation (nats)"),
        (Column::ValidationAccuracy, Language::Es) => ("Exact. val.", "Exactitud de la última época, validación"),
        (Column::ValidationAccuracy, Language::En) => ("Val. acc.", "Accuracy of the last epoch, validation"),
        (Column::TestLoss, Language::Es) => ("Pérd. prueba", "Pérdida con las imágenes de prueba (nats)"),
        (Column::TestLoss, Language::En) => ("Test loss", "Loss on the test images (nats)"),
        (Column::TestAccuracy, Language::Es) => ("Exact. prueba", "Exactitud con las imágenes de prueba"),
        (Column::TestAccuracy, Language::En) => ("Test acc.", "Accuracy on the test images"),
        (Column::Seconds, Language::Es) => ("Tiempo (s)", "Segundos entrenando y validando"),
        (Column::Seconds, Language::En) => ("Time (s)", "Seconds spent training and validating"),
    }
}

/// How a run's first weights are related to the reference's.
pub fn start(language: Language, start: Start) -> String {
    match (start, language) {
        (Start::Same, Language::Es) => "mismo inicio".to_owned(),
        (Start::Same, Language::En) => "same start".to_owned(),
        (Start::Partly { same, of }, Language::Es) => format!("{same} de {of} capas"),
        (Start::Partly { same, of }, Language::En) => format!("{same} of {of} layers"),
        (Start::Other, Language::Es) => "otro inicio".to_owned(),
        (Start::Other, Language::En) => "other start".to_owned(),
        (Start::File, _) => words(language).from_file.to_owned(),
    }
}

/// A ready comparison: its name, and what is trained.
pub fn pair(language: Language, pair: Pair) -> (&'static str, &'static str) {
    match (pair, language) {
        (Pair::Scale, Language::Es) => ("Píxeles 0–255 o 0–1", "Fashion-MNIST, red 4-4 ReLU, 10 épocas."),
        (Pair::Scale, Language::En) => ("Pixels 0–255 or 0–1", "Fashion-MNIST, 4-4 ReLU, 10 epochs."),
        (Pair::Units, Language::Es) => ("128 o 500 neuronas", "Fashion-MNIST, una capa ReLU, 10 épocas."),
        (Pair::Units, Language::En) => ("128 or 500 units", "Fashion-MNIST, one ReLU layer, 10 epochs."),
        (Pair::Epochs, Language::Es) => ("10 o 20 épocas", "Fashion-MNIST, 128 ReLU."),
        (Pair::Epochs, Language::En) => ("10 or 20 epochs", "Fashion-MNIST, 128 ReLU."),
        (Pair::Activation, Language::Es) => ("Sin activación o tanh", "MNIST, 200 neuronas, 30 épocas."),
        (Pair::Activation, Language::En) => ("No activation or tanh", "MNIST, 200 units, 30 epochs."),
        (Pair::Optimizer, Language::Es) => ("SGD o Adam", "MNIST, red 32-16 ReLU, 10 épocas."),
        (Pair::Optimizer, Language::En) => ("SGD or Adam", "MNIST, 32-16 ReLU, 10 epochs."),
        (Pair::Rate, Language::Es) => {
            ("Tasa usual o la tuya", "Tus ajustes, con la tasa usual y con la que has puesto o encontrado.")
        }
        (Pair::Rate, Language::En) => {
            ("Usual rate or yours", "Your settings, with the usual rate and with the one that you set or found.")
        }
    }
}

/// Why a ready comparison cannot be chosen.
pub fn no_pair(language: Language) -> &'static str {
    match language {
        Language::Es => "Pon antes otra tasa de aprendizaje, o búscala en la pestaña «Buscar tasa».",
        Language::En => "Set another learning rate first, or find one in the tab “Find a rate”.",
    }
}

/// How far a comparison is.
pub fn of(language: Language, number: usize, all: usize) -> String {
    match language {
        Language::Es => format!("{number} de {all}"),
        Language::En => format!("{number} of {all}"),
    }
}

/// The last figures of a curve, in words.
pub fn figures(language: Language, training: Option<f64>, validation: Option<f64>, accuracy: bool) -> String {
    let write = |value: Option<f64>| match value {
        None => "–".to_owned(),
        Some(value) if accuracy => format::percent(language, value / 100.0, 1),
        Some(value) => format::decimal(language, value, 3),
    };
    let chart = language.phrases().chart;
    format!("{} {}, {} {}", chart.training, write(training), chart.validation, write(validation))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ready_comparison_is_told_in_a_sentence() {
        for language in Language::ALL {
            for pair in Pair::ALL {
                let (name, text) = self::pair(language, pair);
                assert!(name.chars().count() <= 24, "{name}");
                assert!(text.ends_with('.'), "{text}");
            }
        }
    }

    #[test]
    fn headings_are_short_and_explained() {
        for language in Language::ALL {
            for column in Column::ALL {
                let (heading, help) = self::column(language, column);
                assert!(heading.chars().count() <= 14, "{heading}");
                assert!(!help.is_empty());
            }
        }
    }
}
