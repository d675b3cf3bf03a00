//! The strip below the sheet.

use crate::state::Tab;

/// What the strip says.
pub struct StripPhrases {
    /// Names the list of tabs.
    pub tabs: &'static str,
    /// Closes the open tab.
    pub close: &'static str,
    /// The search for a learning rate.
    pub rate: &'static str,
    /// The runs.
    pub runs: &'static str,
    /// The lessons.
    pub lessons: &'static str,
    /// The explanations.
    pub explain: &'static str,
}

impl StripPhrases {
    /// The name of a tab.
    pub fn tab(&self, tab: Tab) -> &'static str {
        match tab {
            Tab::Rate => self.rate,
            Tab::Runs => self.runs,
            Tab::Lessons => self.lessons,
            Tab::Explain => self.explain,
        }
    }
}

/// Spanish.
pub static ES: StripPhrases = StripPhrases {
    tabs: "Más herramientas",
    close: "Cerrar",
    rate: "Buscar tasa",
    runs: "Entrenamientos",
    lessons: "Lecciones",
    explain: "Explicaciones",
};

/// English.
pub static EN: StripPhrases = StripPhrases {
    tabs: "More tools",
    close: "Close",
    rate: "Find a rate",
    runs: "Runs",
    lessons: "Lessons",
    explain: "Explain",
};
