//! What the worker that reads a person's own images tells the page.
//!
//! The page posts it one array of `[path, File]` pairs and nothing else, and ends it to cancel. The worker posts arrays:
//! first a [`Message`] as bytes, and beside [`Message::Done`] the images themselves as a `Blob`, laid out as
//! `dataset::pack_own` does it.

use serde::{Deserialize, Serialize};

use crate::catalogue::OwnImages;
use crate::protocol::LabelledImage;

/// Counts every change of these types, so that page and worker of different builds refuse each other.
pub const VERSION: u32 = 1;

/// Words for a person, in every language of the page: the reader knows most of what can be wrong with a file, and the
/// page stays small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// In English.
    pub english: String,
    /// In Spanish.
    pub spanish: String,
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
        images: OwnImages,
        /// What their classes are called.
        names: ClassNames,
        /// What was decided in reading them.
        notes: Vec<Words>,
        /// The first training image of some classes.
        samples: Vec<LabelledImage>,
    },
    /// They cannot be used.
    Failed(Words),
}
