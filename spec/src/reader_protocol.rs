//! What the worker that reads a person's own images tells the page.
//!
//! The page posts it one array of `[path, File]` pairs and nothing else, and ends it to cancel. The worker posts arrays:
//! first a [`Message`] as bytes, and beside [`Message::Done`] the images themselves as a `Blob`, laid out as
//! `dataset::pack_own` does it.

use serde::{Deserialize, Serialize};

use crate::catalogue::UserImages;
use crate::import_error::ImportError;
use crate::protocol::LabelledImage;
pub use crate::protocol::VERSION;

/// What was decided in reading files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// No test images came: some of each class were put aside for the test.
    PutAside,
    /// The validation images became the test images.
    ValidationTests,
    /// The validation images went to the training ones.
    ValidationTrains,
    /// Files that are no pictures were left out.
    LeftOut {
        /// How many.
        files: usize,
    },
    /// All pictures have one size.
    Sized {
        /// Height, width, channels.
        shape: [usize; 3],
        /// Whether they came so.
        kept: bool,
    },
    /// Numbers from 0 to 1 became bytes.
    UnitScale,
}

/// Why files are not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotRead {
    /// They cannot be used.
    Refused(ImportError),
    /// The reader came to grief over them; the detail is English.
    Broken(String),
    /// There is no reader yet.
    NoReader,
}

/// What the classes are called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClassNames {
    /// The files name none: their numbers have to do.
    Numbers,
    /// Those of CIFAR-10, which the page knows in every language.
    Cifar10,
    /// The names of the folders.
    Given(Vec<String>),
}

/// What the reader tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Message {
    /// It listens; sent once, before any file is.
    Ready {
        /// The reader's [`VERSION`].
        version: u32,
    },
    /// How far it is.
    Progress {
        /// Bytes read.
        read: u64,
        /// Bytes of all files.
        total: u64,
        /// Images decoded, where they have to be.
        images: u32,
    },
    /// The images are read; a `Blob` with them comes beside this.
    Done {
        /// What they are.
        images: UserImages,
        /// What their classes are called.
        names: ClassNames,
        /// What was decided in reading them.
        notes: Vec<Note>,
        /// The first training image of some classes.
        samples: Vec<LabelledImage>,
    },
    /// They are not read.
    Failed(NotRead),
}
