//! The tab of figures, and what it shares with the tab of wrong answers: which images, and how far the examination is.

use model::protocol::{Moment, Part};

use super::Language;
use crate::examined::Figure;
use crate::format;

/// What the tab says.
pub struct ReportPhrases {
    /// Choice of the images.
    pub part: &'static str,
    /// The test images.
    pub test: &'static str,
    /// The validation images.
    pub validation: &'static str,
    /// The training images.
    pub train: &'static str,
    /// No network has learnt anything.
    pub untrained: &'static str,
    /// The images or the network are on their way.
    pub not_ready: &'static str,
    /// The weights of that moment are not there any more.
    pub gone: &'static str,
    /// Names the list of figures.
    pub figures: &'static str,
    /// Asks for a figure's formula.
    pub formula: &'static str,
    /// Heading of the table.
    pub table: &'static str,
    /// What a press on a column's heading does.
    pub sort: &'static str,
    /// Column of classes, and its meaning.
    pub class: (&'static str, &'static str),
    /// Column of the number of images, and its meaning.
    pub support: (&'static str, &'static str),
    /// Column of precisions, and its meaning.
    pub precision: (&'static str, &'static str),
    /// Column of recalls, and its meaning.
    pub recall: (&'static str, &'static str),
    /// Column of F1, and its meaning.
    pub f1: (&'static str, &'static str),
    /// Column of areas, and its meaning.
    pub auc: (&'static str, &'static str),
    /// Row of the means.
    pub means: &'static str,
    /// Heading of the curves.
    pub roc: &'static str,
    /// Axis below.
    pub false_positives: &'static str,
    /// Axis upwards.
    pub true_positives: &'static str,
    /// What to do with the curves.
    pub roc_hint: &'static str,
    /// Shows the corner of the curves alone.
    pub roc_zoom: &'static str,
    /// Explains it.
    pub roc_zoom_help: &'static str,
    /// The same where there is little room, and the mean of the curves.
    pub mean: &'static str,
    /// In the key: the curve of a class.
    pub roc_class: &'static str,
    /// In the key: a network that guesses.
    pub roc_chance: &'static str,
    /// Heading of the matrix.
    pub confusion: &'static str,
    /// Names what its numbers are.
    pub show: &'static str,
    /// Numbers of images.
    pub counts: &'static str,
    /// Shares of the row.
    pub shares: &'static str,
    /// The rows.
    pub truth: &'static str,
    /// The columns.
    pub answer: &'static str,
    /// What to do with it.
    pub confusion_hint: &'static str,
    /// The steps of the colours.
    pub scale: &'static str,
    /// Closes the images of a cell.
    pub close: &'static str,
}

/// Spanish.
static ES: ReportPhrases = ReportPhrases {
    part: "Imágenes",
    test: "Prueba (test)",
    validation: "Validación",
    train: "Entrenamiento",
    untrained: "Aún no hay nada que examinar: la red no ha aprendido. Pulsa «Entrenar», y sus resultados aparecerán aquí \
                y seguirán al entrenamiento época a época.",
    not_ready: "Las imágenes o la red vienen en camino. El informe aparecerá en cuanto estén.",
    gone: "Los pesos de ese momento ya no se guardan. Vuelve al presente o elige otra época.",
    figures: "Medidas",
    formula: "Fórmula",
    table: "Por clase",
    sort: "Pulsa para ordenar.",
    class: ("Clase", "La clase, frente a todas las demás."),
    support: ("Soporte", "Cuántas imágenes hay de la clase (support)."),
    precision: ("Precisión", "De las imágenes que la red llamó así, cuántas lo eran (precision)."),
    recall: (
        "Exhaustividad",
        "De las imágenes de la clase, cuántas reconoció la red (recall): la exactitud dentro de la clase.",
    ),
    f1: ("F1", "Media armónica de precisión y exhaustividad."),
    auc: ("AUC", "Área bajo la curva ROC de la clase frente a las demás."),
    means: "Media (macro)",
    roc: "Curvas ROC",
    false_positives: "tasa de falsos positivos",
    true_positives: "tasa de verdaderos positivos",
    roc_hint: "Señala una curva o un nombre.",
    roc_zoom: "Ampliar la esquina",
    roc_zoom_help: "Las curvas de una buena red se apretujan en la esquina de arriba a la izquierda.",
    mean: "Media",
    roc_class: "Una clase",
    roc_chance: "Al azar",
    confusion: "Matriz de confusión",
    show: "Números",
    counts: "Imágenes",
    shares: "% de la fila",
    truth: "Clase verdadera",
    answer: "Respuesta",
    confusion_hint: "Señala una celda; púlsala para ver sus imágenes. Con el teclado: flechas e Intro.",
    scale: "Color, de la fila:",
    close: "Cerrar",
};

/// English.
static EN: ReportPhrases = ReportPhrases {
    part: "Images",
    test: "Test",
    validation: "Validation",
    train: "Training",
    untrained: "There is nothing to examine yet: the network has learnt nothing. Press “Train”; its results appear here \
                and follow the training epoch by epoch.",
    not_ready: "The images or the network are on their way. The report appears as soon as they are here.",
    gone: "The weights of that moment are not kept any more. Go back to the present or choose another epoch.",
    figures: "Figures",
    formula: "Formula",
    table: "By class",
    sort: "Press to sort.",
    class: ("Class", "The class, against all others."),
    support: ("Support", "How many images there are of the class."),
    precision: ("Precision", "Of the images that the network called so, how many were."),
    recall: ("Recall", "Of the images of the class, how many the network recognised: the accuracy within the class."),
    f1: ("F1", "Harmonic mean of precision and recall."),
    auc: ("AUC", "Area under the ROC curve of the class against the others."),
    means: "Mean (macro)",
    roc: "ROC curves",
    false_positives: "false positive rate",
    true_positives: "true positive rate",
    roc_hint: "Point at a curve or a name.",
    roc_zoom: "Enlarge the corner",
    roc_zoom_help: "The curves of a good network crowd into the upper left corner.",
    mean: "Mean",
    roc_class: "A class",
    roc_chance: "Chance",
    confusion: "Confusion matrix",
    show: "Numbers",
    counts: "Images",
    shares: "% of the row",
    truth: "True class",
    answer: "Answer",
    confusion_hint: "Point at a cell; press it to see its images. By keyboard: arrow keys and Enter.",
    scale: "Colour, of the row:",
    close: "Close",
};

/// What the tab says in a language.
pub fn phrases(language: Language) -> &'static ReportPhrases {
    match language {
        Language::Es => &ES,
        Language::En => &EN,
    }
}

/// The name of a part.
pub fn part(language: Language, part: Part) -> &'static str {
    let phrases = phrases(language);
    match part {
        Part::Test => phrases.test,
        Part::Validation => phrases.validation,
        Part::Train => phrases.train,
    }
}

/// So many images, in words.
pub fn images(language: Language, count: usize) -> String {
    let number = format::whole(language, count as f64);
    match (language, count) {
        (Language::Es, 1) => format!("{number} imagen"),
        (Language::Es, _) => format!("{number} imágenes"),
        (Language::En, 1) => format!("{number} image"),
        (Language::En, _) => format!("{number} images"),
    }
}

/// What was examined.
pub fn examined(language: Language, of: Part, count: usize, moment: Moment, step: u64) -> String {
    let images = format!("{}: {}", part(language, of), images(language, count));
    let word = match (language, step) {
        (Language::Es, 1) => "paso",
        (Language::Es, _) => "pasos",
        (Language::En, 1) => "step",
        (Language::En, _) => "steps",
    };
    let steps = format!("{} {word}", format::whole(language, step as f64));
    match (language, moment) {
        (Language::Es, Moment::Now) => format!("{images}; la red tras {steps}"),
        (Language::Es, Moment::Epoch(epoch)) => format!("{images}; la red tras la época {} ({steps})", epoch + 1),
        (Language::En, Moment::Now) => format!("{images}; the network after {steps}"),
        (Language::En, Moment::Epoch(epoch)) => format!("{images}; the network after epoch {} ({steps})", epoch + 1),
    }
}

/// What is being examined, where its matrix is known from before; the epoch counts from 0.
pub fn awaited(language: Language, of: Part, epoch: u32) -> String {
    let (part, epoch) = (part(language, of), epoch + 1);
    match language {
        Language::Es => format!("{part}; la red tras la época {epoch}"),
        Language::En => format!("{part}; the network after epoch {epoch}"),
    }
}

/// How far an examination has come.
pub fn examining(language: Language, done: u32, total: u32) -> String {
    let [done, all] = [done, total].map(|images| format::whole(language, f64::from(images)));
    match (language, total) {
        (Language::Es, 0) => "Examinando la red…".to_owned(),
        (Language::Es, _) => format!("Examinando la red: {done} de {all} imágenes…"),
        (Language::En, 0) => "Examining the network…".to_owned(),
        (Language::En, _) => format!("Examining the network: {done} of {all} images…"),
    }
}

/// A cell of the confusion matrix in a sentence.
pub fn cell(language: Language, count: u32, share: f64, truth: &str, answer: Option<&str>) -> String {
    let share = format::percent(language, share, 1);
    let number = images(language, count as usize);
    match (language, answer, count) {
        (Language::Es, Some(answer), 1) => {
            format!("{number} de {truth} tomada por {answer} ({share} de las de {truth})")
        }
        (Language::Es, Some(answer), _) => {
            format!("{number} de {truth} tomadas por {answer} ({share} de las de {truth})")
        }
        (Language::Es, None, 1) => format!("{number} de {truth} reconocida ({share} de las de {truth})"),
        (Language::Es, None, _) => format!("{number} de {truth} reconocidas ({share} de las de {truth})"),
        (Language::En, Some(answer), _) => {
            format!("{number} of {truth} taken for {answer} ({share} of those of {truth})")
        }
        (Language::En, None, _) => format!("{number} of {truth} recognised ({share} of those of {truth})"),
    }
}

/// A figure's name, what it says, and its formula, a line each.
pub struct FigureWords {
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub words: &'static str,
    /// Its formula.
    pub formula: &'static [&'static str],
}

/// The words about a figure.
pub fn figure(language: Language, figure: Figure) -> FigureWords {
    let (name, words, formula): (_, _, &'static [&'static str]) = match (language, figure) {
        (Language::Es, Figure::Accuracy) => (
            "Exactitud",
            "La parte de las imágenes que la red responde bien (accuracy).",
            &["exactitud = imágenes acertadas / N"],
        ),
        (Language::En, Figure::Accuracy) => (
            "Accuracy",
            "The share of the images that the network answers right.",
            &["accuracy = images answered right / N"],
        ),
        (Language::Es, Figure::Loss) => (
            "Pérdida",
            "Entropía cruzada media: cuánto le falta a la probabilidad de la clase verdadera para ser 1 (loss).",
            &["L = −(1/N) · Σᵢ ln pᵢ", "pᵢ: probabilidad que la red da a la clase verdadera de la imagen i"],
        ),
        (Language::En, Figure::Loss) => (
            "Loss",
            "Mean cross-entropy: how far the probability of the true class is from 1.",
            &["L = −(1/N) · Σᵢ ln pᵢ", "pᵢ: the probability that the network gives to the true class of image i"],
        ),
        (Language::Es, Figure::Precision) => (
            "Precisión (macro)",
            "De las imágenes que la red llama k, la parte que lo es (precision); media de todas las clases.",
            &[
                "Pₖ = Cₖₖ / Σᵢ Cᵢₖ",
                "P = (1/K) · Σₖ Pₖ",
                "C: matriz de confusión, filas verdaderas, columnas respuestas",
            ],
        ),
        (Language::En, Figure::Precision) => (
            "Precision (macro)",
            "Of the images that the network calls k, the share that is; mean of all classes.",
            &["Pₖ = Cₖₖ / Σᵢ Cᵢₖ", "P = (1/K) · Σₖ Pₖ", "C: confusion matrix, rows are true, columns are answers"],
        ),
        (Language::Es, Figure::Recall) => (
            "Exhaustividad (macro)",
            "De las imágenes de la clase k, la parte que la red reconoce (recall), o sea la exactitud dentro de la clase; \
             media de todas las clases.",
            &[
                "Rₖ = Cₖₖ / Σⱼ Cₖⱼ",
                "R = (1/K) · Σₖ Rₖ",
                "C: matriz de confusión, filas verdaderas, columnas respuestas",
            ],
        ),
        (Language::En, Figure::Recall) => (
            "Recall (macro)",
            "Of the images of class k, the share that the network recognises, which is the accuracy within the class; mean \
             of all classes.",
            &["Rₖ = Cₖₖ / Σⱼ Cₖⱼ", "R = (1/K) · Σₖ Rₖ", "C: confusion matrix, rows are true, columns are answers"],
        ),
        (Language::Es, Figure::F1) => (
            "F1 (macro)",
            "Media armónica de precisión y exhaustividad de cada clase: solo es alta si ambas lo son.",
            &["F₁ₖ = 2 · Pₖ · Rₖ / (Pₖ + Rₖ)", "F₁ = (1/K) · Σₖ F₁ₖ"],
        ),
        (Language::En, Figure::F1) => (
            "F1 (macro)",
            "Harmonic mean of precision and recall of each class: high only where both are.",
            &["F₁ₖ = 2 · Pₖ · Rₖ / (Pₖ + Rₖ)", "F₁ = (1/K) · Σₖ F₁ₖ"],
        ),
        (Language::Es, Figure::Auc) => (
            "ROC-AUC (macro)",
            "La probabilidad de que una imagen de la clase k reciba más de k que una que no lo es; los empates cuentan \
             medio. Media de todas las clases.",
            &[
                "AUCₖ = P(pₖ(x) > pₖ(x′)) + ½ · P(pₖ(x) = pₖ(x′))",
                "x de la clase k, x′ de otra",
                "AUC = (1/K) · Σₖ AUCₖ",
            ],
        ),
        (Language::En, Figure::Auc) => (
            "ROC-AUC (macro)",
            "The probability that an image of class k gets more of k than one that is not; ties count half. Mean of all \
             classes.",
            &[
                "AUCₖ = P(pₖ(x) > pₖ(x′)) + ½ · P(pₖ(x) = pₖ(x′))",
                "x of class k, x′ of another",
                "AUC = (1/K) · Σₖ AUCₖ",
            ],
        ),
    };
    FigureWords { name, words, formula }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_told_in_a_sentence() {
        assert_eq!(cell(Language::En, 12, 0.012, "4", Some("9")), "12 images of 4 taken for 9 (1.2% of those of 4)");
        assert_eq!(
            cell(Language::Es, 1, 0.012, "4", Some("9")).replace('\u{a0}', " "),
            "1 imagen de 4 tomada por 9 (1,2 % de las de 4)"
        );
        assert_eq!(
            cell(Language::Es, 0, 0.0, "4", None).replace('\u{a0}', " "),
            "0 imágenes de 4 reconocidas (0,0 % de las de 4)"
        );
    }

    #[test]
    fn what_was_examined_is_said() {
        assert_eq!(
            examined(Language::En, Part::Test, 10_000, Moment::Epoch(2), 1_266),
            "Test: 10000 images; the network after epoch 3 (1266 steps)"
        );
        assert_eq!(
            examined(Language::Es, Part::Test, 1, Moment::Now, 1),
            "Prueba (test): 1 imagen; la red tras 1 paso"
        );
        assert_eq!(examining(Language::Es, 10, 20), "Examinando la red: 10 de 20 imágenes…");
    }
}
