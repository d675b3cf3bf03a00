//! Every phrase of the page, typed: a phrase that a language lacks does not compile.
//!
//! One file a panel, each with a struct of phrases and one constant a language. A further language adds a variant
//! here; the compiler names the rest.

pub mod browse;
pub mod chart;
pub mod classes;
pub mod data;
pub mod device;
pub mod diagram;
pub mod errors;
pub mod gallery;
pub mod header;
pub mod inside;
pub mod layers;
pub mod learning;
pub mod lessons;
pub mod network;
pub mod notices;
pub mod own;
pub mod pad;
pub mod replay;
pub mod report;
pub mod runs;
pub mod strip;
pub mod take_away;
pub mod training;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Spanish.
    Es,
    /// English.
    #[default]
    En,
}

/// What the first paint says in one language.
pub struct Phrases {
    /// The bar at the top.
    pub header: &'static header::HeaderPhrases,
    /// What computes.
    pub device: &'static device::DevicePhrases,
    /// Data panel.
    pub data: &'static data::DataPhrases,
    /// Network panel.
    pub network: &'static network::NetworkPhrases,
    /// Layers.
    pub layers: &'static layers::LayerPhrases,
    /// Training panel.
    pub training: &'static training::TrainingPhrases,
    /// Curves.
    pub chart: &'static chart::ChartPhrases,
    /// Draw panel.
    pub pad: &'static pad::PadPhrases,
    /// Notices.
    pub notices: &'static notices::NoticePhrases,
    /// The strip below the sheet.
    pub strip: &'static strip::StripPhrases,
}

/// What the parts say that come later, in one language. Words apart from [`Phrases`], so that the first file of wasm
/// has none of them: only what is behind `view::later` asks for these.
pub struct LaterPhrases {
    /// What the menus hold of how it learns, the search for a rate, the explanations.
    pub learning: &'static learning::LearningPhrases,
    /// A person's own images.
    pub own: &'static own::OwnPhrases,
    /// The tab of runs.
    pub runs: &'static runs::RunPhrases,
    /// Guided lessons.
    pub lessons: &'static lessons::LessonPhrases,
}

static ES: Phrases = Phrases {
    header: &header::ES,
    device: &device::ES,
    data: &data::ES,
    network: &network::ES,
    layers: &layers::ES,
    training: &training::ES,
    chart: &chart::ES,
    pad: &pad::ES,
    notices: &notices::ES,
    strip: &strip::ES,
};

static EN: Phrases = Phrases {
    header: &header::EN,
    device: &device::EN,
    data: &data::EN,
    network: &network::EN,
    layers: &layers::EN,
    training: &training::EN,
    chart: &chart::EN,
    pad: &pad::EN,
    notices: &notices::EN,
    strip: &strip::EN,
};

static LATER_ES: LaterPhrases =
    LaterPhrases { learning: &learning::ES, own: &own::ES, runs: &runs::ES, lessons: &lessons::ES };

static LATER_EN: LaterPhrases =
    LaterPhrases { learning: &learning::EN, own: &own::EN, runs: &runs::EN, lessons: &lessons::EN };

impl Language {
    /// All of them, in the order in which a list shows them.
    pub const ALL: [Self; 2] = [Self::Es, Self::En];

    /// Its code in HTML, in `Intl` and in storage.
    pub fn code(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::En => "en",
        }
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Es => "Español",
            Self::En => "English",
        }
    }

    /// Its phrases of the first paint.
    pub fn phrases(self) -> &'static Phrases {
        match self {
            Self::Es => &ES,
            Self::En => &EN,
        }
    }

    /// Its phrases of what comes later.
    pub fn later_phrases(self) -> &'static LaterPhrases {
        match self {
            Self::Es => &LATER_ES,
            Self::En => &LATER_EN,
        }
    }

    /// The language of a code such as `es-MX`.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == primary)
    }

    /// The first of the reader's languages that the page speaks.
    pub fn choose<'a>(codes: impl IntoIterator<Item = &'a str>) -> Self {
        codes.into_iter().find_map(Self::from_code).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_first_language_that_the_page_speaks_is_chosen() {
        for (codes, language) in [
            (&["es-MX", "en"][..], Language::Es),
            (&["fr-FR", "ES", "en"], Language::Es),
            (&["en-GB", "es"], Language::En),
            (&["fr", "est"], Language::En),
            (&[], Language::En),
        ] {
            assert_eq!(Language::choose(codes.iter().copied()), language, "{codes:?}");
        }
    }
}
