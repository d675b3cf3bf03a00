//! The choice of the epoch that is looked back at.

use super::Language;

/// What it says.
pub struct ReplayPhrases {
    /// Names the slider.
    pub slider: &'static str,
    /// Explains it.
    pub help: &'static str,
    /// At its right end.
    pub now: &'static str,
    /// Goes there.
    pub back: &'static str,
}

static ES: ReplayPhrases = ReplayPhrases {
    slider: "Repaso",
    help: "Vuelve a una época anterior: curvas, cifras y predicción muestran la red de entonces. El entrenamiento sigue.",
    now: "ahora",
    back: "Volver a ahora",
};

static EN: ReplayPhrases = ReplayPhrases {
    slider: "Replay",
    help: "Go back to an earlier epoch: curves, figures and prediction show the network of then. Training goes on.",
    now: "now",
    back: "Back to now",
};

/// Its phrases.
pub fn phrases(language: Language) -> &'static ReplayPhrases {
    match language {
        Language::Es => &ES,
        Language::En => &EN,
    }
}

/// The epoch in view, from 0, of so many.
pub fn epoch(language: Language, epoch: u32, epochs: usize) -> String {
    let number = u64::from(epoch) + 1;
    match language {
        Language::Es => format!("época {number} de {epochs}"),
        Language::En => format!("epoch {number} of {epochs}"),
    }
}
