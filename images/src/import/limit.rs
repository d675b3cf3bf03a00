//! Readers that stop.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

/// Reads at most so many bytes, then fails instead of pretending that the end was reached.
pub struct Limited<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R> Limited<R> {
    /// A reader of at most `max` bytes.
    pub fn new(inner: R, max: u64) -> Self {
        Self { inner, left: Rc::new(Cell::new(max)) }
    }

    /// How many bytes are left to be read; whoever holds it can let more through when the reader is out of reach.
    pub fn budget(&self) -> Rc<Cell<u64>> {
        self.left.clone()
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 && !buffer.is_empty() {
            return Err(io::Error::other("there is more than can be read"));
        }
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.inner.read(&mut buffer[..most])?;
        self.left.set(left - read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for Limited<R> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.inner.seek(position)
    }
}

/// The first bytes of a reader, as many of `count` as there are.
///
/// # Errors
/// What the reader says.
pub fn first_bytes(reader: &mut (impl Read + ?Sized), count: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // Of a reference: `take` asks for a reader whose size is known.
    Read::take(reader, count).read_to_end(&mut bytes)?;
    Ok(bytes)
}
