//! What stands around the lessons' own texts.

use super::Language;
use crate::format;
use crate::lesson::{Figure, Text, Theme};

/// What stands around the lessons' own texts.
pub struct LessonPhrases {
    /// Heading of the list.
    pub choose: &'static str,
    /// While texts are on their way.
    pub loading: &'static str,
    /// Texts did not come.
    pub failed: &'static str,
    /// Fetches them again.
    pub retry: &'static str,
    /// After a number of minutes.
    pub minutes: &'static str,
    /// A lesson that was given to its end.
    pub finished: &'static str,
    /// A lesson that was begun.
    pub begun: &'static str,
    /// Groups of lessons.
    themes: [&'static str; 5],
    /// Back to the list.
    pub leave: &'static str,
    /// Copies the link to the lesson.
    pub copy_link: &'static str,
    /// Brings the settings back from before.
    pub restore: &'static str,
    /// Explains it.
    pub restore_help: &'static str,
    /// Names the row of dots.
    pub steps: &'static str,
    /// Before the number of a step.
    pub step: &'static str,
    /// Between the number of a step and that of all.
    pub of: &'static str,
    /// The step before.
    pub back: &'static str,
    /// The next step.
    pub next: &'static str,
    /// After the last step.
    pub finish: &'static str,
    /// Puts the step's settings in place.
    pub set_up: &'static str,
    /// Explains it.
    pub set_up_help: &'static str,
    /// The same with fewer epochs; their number follows.
    pub set_up_short: &'static str,
    /// One epoch, after its number.
    pub epoch: &'static str,
    /// Several epochs, after their number.
    pub epochs: &'static str,
    /// The settings are in place.
    pub is_set_up: &'static str,
    /// Above what is to be done.
    pub task: &'static str,
    /// It is done.
    pub done: &'static str,
    /// Above a question before a run.
    pub prediction: &'static str,
    /// Above any other question.
    pub question: &'static str,
    /// Gives the number that was typed.
    pub answer: &'static str,
    /// Before what the student predicted.
    pub predicted: &'static str,
    /// Before what was measured.
    pub measured: &'static str,
    /// The answer is right.
    pub right: &'static str,
    /// The answer is not; the right one follows.
    pub wrong: &'static str,
    /// Above what was found.
    pub found: &'static str,
    /// What was found is not told yet: a task waits.
    pub found_after_task: &'static str,
    /// What was found is not told yet: an answer waits.
    pub found_after_answer: &'static str,
    /// A figure that was not measured.
    pub not_measured: &'static str,
}

impl LessonPhrases {
    /// The name of a group of lessons.
    pub fn theme(&self, theme: Theme) -> &'static str {
        let place = match theme {
            Theme::Clothes => 0,
            Theme::Digits => 1,
            Theme::Networks => 2,
            Theme::Overfitting => 3,
            Theme::Inside => 4,
        };
        self.themes[place]
    }
}

/// Spanish.
pub static ES: LessonPhrases = LessonPhrases {
    choose: "Elige una lección",
    loading: "Cargando…",
    failed: "No se pudo cargar la lección",
    retry: "Otra vez",
    minutes: "min",
    finished: "hecha",
    begun: "empezada",
    themes: [
        "1 · Ropa: píxeles y tasa de aprendizaje",
        "2 · Dígitos: capas densas y validación",
        "3 · De la imagen a la red, y las fotos",
        "4 · Memorizar o aprender",
        "5 · El aprendizaje por dentro",
    ],
    leave: "Todas las lecciones",
    copy_link: "Copiar enlace a esta lección",
    restore: "Recuperar mis ajustes",
    restore_help: "Vuelve a los ajustes que tenías antes de la lección",
    steps: "Pasos",
    step: "Paso",
    of: "de",
    back: "Atrás",
    next: "Siguiente",
    finish: "Terminar la lección",
    set_up: "Preparar",
    set_up_help: "Pone los ajustes de este paso; los tuyos se guardan y se pueden recuperar",
    set_up_short: "Preparar más corto:",
    epoch: "época",
    epochs: "épocas",
    is_set_up: "Ajustes listos",
    task: "Te toca",
    done: "Hecho",
    prediction: "Antes de probar: tu predicción",
    question: "Pregunta",
    answer: "Responder",
    predicted: "Tu predicción:",
    measured: "Medido:",
    right: "Correcto.",
    wrong: "No es así. La respuesta es",
    found: "Qué se ve",
    found_after_task: "Aparece cuando termines la tarea.",
    found_after_answer: "Aparece cuando respondas.",
    not_measured: "sin medir",
};

/// English.
pub static EN: LessonPhrases = LessonPhrases {
    choose: "Choose a lesson",
    loading: "Loading…",
    failed: "The lesson could not be loaded",
    retry: "Try again",
    minutes: "min",
    finished: "done",
    begun: "begun",
    themes: [
        "1 · Clothes: pixels and the learning rate",
        "2 · Digits: dense layers and validation",
        "3 · From the image to the network, and photographs",
        "4 · Learning by heart, or learning",
        "5 · Learning from the inside",
    ],
    leave: "All lessons",
    copy_link: "Copy link to this lesson",
    restore: "Bring my settings back",
    restore_help: "Back to the settings that you had before the lesson",
    steps: "Steps",
    step: "Step",
    of: "of",
    back: "Back",
    next: "Next",
    finish: "Finish the lesson",
    set_up: "Set up",
    set_up_help: "Puts the settings of this step in place; yours are kept and can be brought back",
    set_up_short: "Set up shorter:",
    epoch: "epoch",
    epochs: "epochs",
    is_set_up: "Settings in place",
    task: "Your turn",
    done: "Done",
    prediction: "Before you try: your prediction",
    question: "Question",
    answer: "Answer",
    predicted: "Your prediction:",
    measured: "Measured:",
    right: "Right.",
    wrong: "Not quite. The answer is",
    found: "What was found",
    found_after_task: "Appears when the task is done.",
    found_after_answer: "Appears when you have answered.",
    not_measured: "not measured",
};

impl Text {
    /// The phrase in a language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Es => &self.es,
            Language::En => &self.en,
        }
    }
}

/// A figure as the reader writes it. A gap is in points of per cent, which the text around it says.
pub fn figure(language: Language, figure: Figure, value: f64) -> String {
    match figure {
        Figure::TestAccuracy | Figure::TrainAccuracy | Figure::ValidationAccuracy => {
            format::percent(language, value, 1)
        }
        Figure::Confidence => format::percent(language, value, 0),
        Figure::Gap => format::decimal(language, value * 100.0, 1),
        Figure::TestLoss | Figure::TrainLoss | Figure::ValidationLoss | Figure::StepLoss => {
            format::decimal(language, value, 3)
        }
        Figure::Epochs | Figure::Parameters => format::whole(language, value),
        Figure::Rate => format::decimal(language, value, decimals(value)),
    }
}

/// Decimals that show two digits of a small number.
fn decimals(value: f64) -> usize {
    let magnitude = value.abs().log10().floor();
    if magnitude.is_finite() { (1.0 - magnitude).clamp(0.0, 8.0) as usize } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{Figure, Language, figure};

    #[test]
    fn figures_are_written_in_the_readers_marks() {
        for (name, value, es, en) in [
            (Figure::TestAccuracy, 0.7971, "79,7\u{a0}%", "79.7%"),
            (Figure::TrainLoss, 2.3027, "2,303", "2.303"),
            (Figure::Gap, 0.0391, "3,9", "3.9"),
            (Figure::Rate, 0.0012, "0,0012", "0.0012"),
            (Figure::Rate, 0.05, "0,050", "0.050"),
            (Figure::Rate, 0.0, "0", "0"),
            (Figure::Confidence, 0.995, "100\u{a0}%", "100%"),
        ] {
            assert_eq!(figure(Language::Es, name, value), es, "{name:?}");
            assert_eq!(figure(Language::En, name, value), en, "{name:?}");
        }
    }
}
