//! Notices: what went wrong and what to do, or what happened.

use model::device::DeviceKind;

use super::{Language, errors, own};
use crate::state::Notice;

/// What stands around the notices.
pub struct NoticePhrases {
    /// Takes a notice away.
    pub dismiss: &'static str,
    /// Brings the network back that was put aside.
    pub undo: &'static str,
}

/// Spanish.
pub static ES: NoticePhrases = NoticePhrases { dismiss: "Cerrar", undo: "Deshacer" };

/// English.
pub static EN: NoticePhrases = NoticePhrases { dismiss: "Close", undo: "Undo" };

/// A notice in words.
pub fn text(language: Language, notice: &Notice) -> String {
    match (language, notice) {
        (_, Notice::Link(error)) => errors::link(language, error),
        (_, Notice::Refused(error)) => errors::run(language, error),
        (Language::Es, Notice::Diverged { step }) => format!(
            "En el paso {step} la pérdida dejó de ser un número: la red divergió. Baja la tasa de aprendizaje y entrena \
             de nuevo; se conservan los últimos pesos buenos."
        ),
        (Language::En, Notice::Diverged { step }) => format!(
            "At step {step} the loss was no number any more: the network diverged. Lower the learning rate and train \
             anew; the last good weights are kept."
        ),
        (Language::Es, Notice::WorkerLost { kind: DeviceKind::Webgpu }) => {
            "La tarjeta gráfica dejó de responder. Sigue el procesador: la red espera en su último punto guardado; \
             pulsa Seguir."
                .to_owned()
        }
        (Language::En, Notice::WorkerLost { kind: DeviceKind::Webgpu }) => {
            "The graphics card stopped answering. The processor takes over: the network waits at its last saved point; \
             press Resume."
                .to_owned()
        }
        (Language::Es, Notice::WorkerLost { kind: DeviceKind::Cpu }) => {
            "El motor de cálculo se detuvo y se ha iniciado otro: la red espera en su último punto guardado; pulsa \
             Seguir."
                .to_owned()
        }
        (Language::En, Notice::WorkerLost { kind: DeviceKind::Cpu }) => {
            "The engine stopped and a new one was started: the network waits at its last saved point; press Resume."
                .to_owned()
        }
        (Language::Es, Notice::PutAside) => "La red entrenada dejó su sitio a una nueva.".to_owned(),
        (Language::En, Notice::PutAside) => "The trained network made room for a new one.".to_owned(),
        (Language::Es, Notice::RunsRemoved { runs: 1 }) => "Un entrenamiento quitado de la lista.".to_owned(),
        (Language::En, Notice::RunsRemoved { runs: 1 }) => "One run taken off the list.".to_owned(),
        (Language::Es, Notice::RunsRemoved { runs }) => format!("{runs} entrenamientos quitados de la lista."),
        (Language::En, Notice::RunsRemoved { runs }) => format!("{runs} runs taken off the list."),
        (Language::Es, Notice::OwnSettings) => "La comparación usa sus propios ajustes; los tuyos esperan.".to_owned(),
        (Language::En, Notice::OwnSettings) => "The comparison has settings of its own; yours are waiting.".to_owned(),
        (Language::Es, Notice::ComparisonLeft) => {
            "La comparación terminó antes de tiempo: cambiaron la red o los ajustes. Los entrenamientos hechos \
             siguen en la lista."
                .to_owned()
        }
        (Language::En, Notice::ComparisonLeft) => {
            "The comparison ended early: the network or the settings were changed. The runs done so far stay in the \
             list."
                .to_owned()
        }
        (Language::Es, Notice::File(detail)) => format!("No se pudo abrir el archivo: {detail}. Elige otro."),
        (Language::En, Notice::File(detail)) => format!("The file could not be opened: {detail}. Choose another."),
        (Language::Es, Notice::NotTaken) => "El navegador no pudo pintar esta imagen: guárdala como SVG.".to_owned(),
        (Language::En, Notice::NotTaken) => "The browser could not paint this picture: save it as SVG.".to_owned(),
        (Language::Es, Notice::UnknownLesson(id)) => {
            format!("No hay ninguna lección «{id}». Elige una de la lista.")
        }
        (Language::En, Notice::UnknownLesson(id)) => {
            format!("There is no lesson “{id}”. Choose one from the list.")
        }
        (_, Notice::NotKept(error)) => own::not_kept(language, error),
        (Language::Es, Notice::LinkCopied) => "Enlace copiado: quien lo abra tendrá estos mismos ajustes.".to_owned(),
        (Language::En, Notice::LinkCopied) => "Link copied: whoever opens it has these same settings.".to_owned(),
        (Language::Es, Notice::LessonCopied) => "Enlace copiado: quien lo abra empezará esta lección.".to_owned(),
        (Language::En, Notice::LessonCopied) => "Link copied: whoever opens it starts this lesson.".to_owned(),
        (Language::Es, Notice::LinkNotCopied) => {
            "El navegador no permitió copiar: el enlace está en la barra de direcciones.".to_owned()
        }
        (Language::En, Notice::LinkNotCopied) => {
            "The browser did not allow copying: the link is in the address bar.".to_owned()
        }
    }
}
