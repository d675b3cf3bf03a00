//! What the person should be told, in the order in which it happened.

use model::device::DeviceKind;
use model::protocol::RunError;

use super::KeepError;
use crate::permalink::LinkError;

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
    /// A file could not be opened; the detail is English.
    File(String),
    /// A person's own images are not kept for the next visit.
    NotKept(KeepError),
    /// The link is in the clipboard.
    LinkCopied,
    /// The clipboard refused the link, which is in the address bar all the same.
    LinkNotCopied,
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
            | Self::NotKept(_) => true,
            Self::PutAside | Self::LinkCopied | Self::LinkNotCopied => false,
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
