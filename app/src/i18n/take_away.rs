//! What is taken away as files.

use super::Language;

/// What the menu says.
pub struct TakeAwayPhrases {
    /// Saves the report.
    pub report: &'static str,
    /// Explains it.
    pub report_help: &'static str,
    /// Names the list of what is on the page.
    pub here: &'static str,
    /// Explains that open tabs add to it.
    pub hint: &'static str,
    /// The heading of the report.
    pub title: &'static str,
    /// The table of settings.
    pub settings: &'static str,
    /// Headings of its columns.
    pub setting_columns: [&'static str; 2],
    /// Trainable numbers of the network.
    pub parameters: &'static str,
    /// Before the address that opens the same settings.
    pub address: &'static str,
    /// Before the epoch that the figures are of.
    pub moment: &'static str,
}

static ES: TakeAwayPhrases = TakeAwayPhrases {
    report: "Informe completo (HTML)",
    report_help: "Una página con los ajustes y todo lo que se ve ahora: se abre en cualquier navegador, sin conexión",
    here: "Lo que hay en la página",
    hint: "Abre una pestaña para tener aquí también lo suyo.",
    title: "Trazo · informe",
    settings: "Ajustes",
    setting_columns: ["Ajuste", "Valor"],
    parameters: "Parámetros",
    address: "Estos ajustes como enlace:",
    moment: "Cifras y curvas de la",
};

static EN: TakeAwayPhrases = TakeAwayPhrases {
    report: "Whole report (HTML)",
    report_help: "A page with the settings and all that is in view now: it opens in any browser, without a connection",
    here: "What is on the page",
    hint: "Open a tab to have here what it shows.",
    title: "Trazo · report",
    settings: "Settings",
    setting_columns: ["Setting", "Value"],
    parameters: "Parameters",
    address: "These settings as a link:",
    moment: "Figures and curves of",
};

/// Its phrases.
pub fn phrases(language: Language) -> &'static TakeAwayPhrases {
    match language {
        Language::Es => &ES,
        Language::En => &EN,
    }
}
