//! What waits to be done.

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use images::dataset::Dataset;
use spec::catalogue::DatasetId;
use spec::protocol::{Command, DataError};
use web_sys::Blob;

/// A message to the worker's one task.
pub enum Message {
    /// From the page.
    Command(Command),
    /// A data set has come, or has not.
    Dataset(DatasetId, Result<Dataset, DataError>),
    /// The page hands over the file of a person's own images. The browser holds it; it is read when it is asked for.
    UserImages(Blob),
    /// The built-in network's file has come.
    BuiltIn(Vec<u8>),
}

/// Puts messages in.
pub type Sender = UnboundedSender<Message>;

/// Takes messages out.
pub type Inbox = UnboundedReceiver<Message>;

/// A new inbox.
pub fn open() -> (Sender, Inbox) {
    unbounded()
}
