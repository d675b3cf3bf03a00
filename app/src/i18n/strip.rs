//! The strip below the sheet.

use crate::state::Tab;

/// What the strip says.
pub struct StripPhrases {
    /// Names the list of tabs.
    pub tabs: &'static str,
    /// Gives the open tab the whole page, and takes it back.
    pub taller: &'static str,
    /// Closes the open tab.
    pub close: &'static str,
    /// What a tab opens is being loaded.
    pub coming: &'static str,
    /// It could not be loaded.
    pub failed: &'static str,
    /// Loads it again.
    pub retry: &'static str,
    /// Opens the menu of files.
    pub take_away: &'static str,
    /// Explains it.
    pub take_away_help: &'static str,
    /// What is in the data set.
    pub data: &'static str,
    /// The figures.
    pub report: &'static str,
    /// The wrong answers.
    pub errors: &'static str,
    /// What is inside the network.
    pub inside: &'static str,
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
            Tab::Data => self.data,
            Tab::Report => self.report,
            Tab::Errors => self.errors,
            Tab::Inside => self.inside,
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
    taller: "A toda la página",
    close: "Cerrar",
    coming: "Cargando esta parte de la página…",
    failed: "No se pudo cargar esta parte de la página. Revisa la conexión.",
    retry: "Reintentar",
    take_away: "Guardar…",
    take_away_help: "Guardar gráficas, tablas o el informe como archivos",
    data: "Ver datos",
    report: "Informe",
    errors: "Errores",
    inside: "Por dentro",
    rate: "Buscar tasa",
    runs: "Entrenamientos",
    lessons: "Lecciones",
    explain: "Explicaciones",
};

/// English.
pub static EN: StripPhrases = StripPhrases {
    tabs: "More tools",
    taller: "Whole page",
    close: "Close",
    coming: "Loading this part of the page…",
    failed: "This part of the page could not be loaded. Check the connection.",
    retry: "Try again",
    take_away: "Save…",
    take_away_help: "Save charts, tables or the report as files",
    data: "Look at data",
    report: "Report",
    errors: "Errors",
    inside: "Inside",
    rate: "Find a rate",
    runs: "Runs",
    lessons: "Lessons",
    explain: "Explain",
};
