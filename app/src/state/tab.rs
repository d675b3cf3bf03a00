//! The strip below the sheet: which of its tabs is open.

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
}
