//! The mean images of the loaded data set, worked out once.

use std::rc::{Rc, Weak};

use model::dataset::Dataset;
use model::protocol::Split;
use serde_bytes::ByteBuf;

/// The mean images of a data set's parts, as far as they were asked for.
#[derive(Default)]
pub struct Means {
    /// Whose. It does not keep a data set that made room for another.
    data: Weak<Dataset>,
    train: Option<Vec<ByteBuf>>,
    test: Option<Vec<ByteBuf>>,
}

impl Means {
    /// Of each class the mean image; empty where it has none.
    pub fn of(&mut self, data: &Rc<Dataset>, split: Split) -> Vec<ByteBuf> {
        if !std::ptr::eq(self.data.as_ptr(), Rc::as_ptr(data)) {
            *self = Self { data: Rc::downgrade(data), ..Self::default() };
        }
        let (images, known) = match split {
            Split::Train => (&data.train, &mut self.train),
            Split::Test => (&data.test, &mut self.test),
        };
        let means = || images.means(data.id.info().classes).into_iter().map(ByteBuf::from).collect();
        known.get_or_insert_with(means).clone()
    }
}
