//! What the person should be told, in the order in which it happened.

use spec::device::DeviceKind;
use spec::protocol::RunError;

use super::State;
use crate::rules::permalink::LinkError;

/// Why images are not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepError {
    /// The browser has no room for them.
    Full,
    /// The browser keeps nothing; the detail is English.
    Refused(String),
}

/// Something that the person should be told.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// Part of the link could not be used.
    Link(LinkError),
    /// A network could not be made.
    Refused(RunError),
    /// The loss was no finite number at this step.
    Diverged {
        /// The step.
        step: u64,
    },
    /// The worker that trained is gone; the run goes on from its last checkpoint.
    WorkerLost {
        /// What computed.
        kind: DeviceKind,
    },
    /// A trained network made room for a new one and can be brought back.
    PutAside,
    /// Runs were taken off the list and can be brought back.
    RunsRemoved {
        /// How many.
        runs: usize,
    },
    /// A ready comparison has its own settings; the person's can be brought back.
    DraftReplaced,
    /// A ready comparison ended before its second run was done.
    ComparisonLeft,
    /// A picture could not be made into a file.
    NotTaken,
    /// A file could not be opened; the detail is English.
    File(String),
    /// A link asks for a lesson that does not exist.
    UnknownLesson(String),
    /// A person's own images are not kept for the next visit.
    NotKept(KeepError),
    /// The link is in the clipboard.
    LinkCopied,
    /// The link to a lesson is in the clipboard.
    LessonCopied,
    /// The clipboard refused the link, which is in the address bar all the same.
    LinkNotCopied,
    /// The words of a language did not come.
    NoLanguage,
}

impl Notice {
    /// Whether something went wrong.
    pub fn is_error(&self) -> bool {
        match self {
            Self::Link(_)
            | Self::Refused(_)
            | Self::Diverged { .. }
            | Self::WorkerLost { .. }
            | Self::File(_)
            | Self::NotTaken
            | Self::NotKept(_)
            | Self::NoLanguage
            | Self::UnknownLesson(_) => true,
            Self::PutAside
            | Self::RunsRemoved { .. }
            | Self::DraftReplaced
            | Self::ComparisonLeft
            | Self::LinkCopied
            | Self::LessonCopied
            | Self::LinkNotCopied => false,
        }
    }

    /// What takes back that of which it tells.
    pub fn undo(&self) -> Option<fn(&mut State)> {
        match self {
            Self::PutAside => Some(State::undo),
            Self::RunsRemoved { .. } => Some(State::bring_runs_back),
            Self::DraftReplaced => Some(State::back_to_own),
            Self::Link(_)
            | Self::Refused(_)
            | Self::Diverged { .. }
            | Self::WorkerLost { .. }
            | Self::ComparisonLeft
            | Self::File(_)
            | Self::NotTaken
            | Self::NotKept(_)
            | Self::NoLanguage
            | Self::UnknownLesson(_)
            | Self::LinkCopied
            | Self::LessonCopied
            | Self::LinkNotCopied => None,
        }
    }
}

/// The notices in view, each with a number that tells it from an equal one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notices {
    shown: Vec<(u32, Notice)>,
    last: u32,
}

impl Notices {
    /// More than these cover the page.
    const MAX: usize = 4;

    /// Shows a notice, in place of an equal one.
    pub fn push(&mut self, notice: Notice) {
        self.shown.retain(|(_, shown)| *shown != notice);
        self.last += 1;
        self.shown.push((self.last, notice));
        let surplus = self.shown.len().saturating_sub(Self::MAX);
        self.shown.drain(..surplus);
    }

    /// Takes a notice away.
    pub fn dismiss(&mut self, number: u32) {
        self.shown.retain(|(shown, _)| *shown != number);
    }

    /// Takes all notices away that are `like` this.
    pub fn forget(&mut self, like: impl Fn(&Notice) -> bool) {
        self.shown.retain(|(_, shown)| !like(shown));
    }

    /// The notices in view, oldest first.
    pub fn shown(&self) -> &[(u32, Notice)] {
        &self.shown
    }
}
