//! The strip below the sheet: which of its tabs is open.

use super::State;

/// A tab of the strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tab {
    /// What is in the data set.
    Data,
    /// The figures of what the network gets right and wrong.
    Report,
    /// The images that it gets wrong.
    Errors,
    /// The search for a learning rate.
    Rate,
    /// What is inside the network.
    Inside,
    /// All runs so far, compared.
    Runs,
    /// Guided lessons.
    Lessons,
    /// What the controls and figures mean.
    Explain,
}

impl Tab {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 8] =
        [Self::Data, Self::Report, Self::Errors, Self::Inside, Self::Rate, Self::Runs, Self::Lessons, Self::Explain];

    /// Its name in test ids and links.
    pub fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Report => "report",
            Self::Errors => "errors",
            Self::Inside => "inside",
            Self::Rate => "rate",
            Self::Runs => "runs",
            Self::Lessons => "lessons",
            Self::Explain => "explain",
        }
    }

    /// Whether it shows what the network predicts for many images.
    pub(super) fn shows_predictions(self) -> bool {
        matches!(self, Self::Report | Self::Errors)
    }
}

impl State {
    /// The tab that is open.
    pub fn tab(&self) -> Option<Tab> {
        self.in_view.tab
    }

    /// Opens a tab, or closes the one that is open.
    pub fn open_tab(&mut self, tab: Option<Tab>) {
        self.in_view.tab = tab;
    }

    /// Opens a tab, or closes it where it is open.
    pub fn toggle_tab(&mut self, tab: Tab) {
        self.open_tab(Some(tab).filter(|_| self.tab() != Some(tab)));
    }
}
