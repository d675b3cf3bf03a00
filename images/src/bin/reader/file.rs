//! A `File` of the browser as Rust reads files: piece by piece and never whole.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

use images::import::{FileError, ImportError, Picked};
use js_sys::{Date, Uint8Array};
use spec::reader_protocol::Message;
use web_sys::{File, FileReaderSync};

use crate::page;

/// Bytes read at a time.
const PIECE: u64 = 1 << 18;
/// Milliseconds between two reports of progress.
const PACE: f64 = 100.0;

/// How far the reading is.
pub struct Tally {
    total: u64,
    read: Cell<u64>,
    images: Cell<u32>,
    told: Cell<f64>,
}

impl Tally {
    /// Of these files.
    pub fn new(files: &[(String, File)]) -> Rc<Self> {
        let total = files.iter().map(|(_, file)| file.size() as u64).sum();
        Rc::new(Self { total, read: Cell::new(0), images: Cell::new(0), told: Cell::new(0.0) })
    }

    /// Another picture is decoded.
    pub fn decoded(&self) {
        self.images.set(self.images.get() + 1);
        self.tell();
    }

    fn add(&self, bytes: u64) {
        self.read.set(self.read.get() + bytes);
        self.tell();
    }

    fn tell(&self) {
        let now = Date::now();
        if now - self.told.get() > PACE {
            self.told.set(now);
            // What is looked at twice counts once.
            let read = self.read.get().min(self.total);
            page::send(&Message::Progress { read, total: self.total, images: self.images.get() });
        }
    }
}

/// A file that the page posted, with its path, ready to be read.
///
/// # Errors
/// Where the browser cannot read files in a worker.
pub fn open((path, file): (String, File), tally: &Rc<Tally>) -> Result<Picked<FileReader>, ImportError> {
    let size = file.size() as u64;
    let reader = FileReader::new(file, tally.clone()).map_err(|detail| FileError::Read(detail).of(&path))?;
    Ok(Picked { path, size, reader })
}

/// Reads a file.
pub struct FileReader {
    file: File,
    reader: FileReaderSync,
    size: u64,
    position: u64,
    /// The piece that was read last and where it begins.
    piece: Vec<u8>,
    piece_start: u64,
    tally: Rc<Tally>,
}

impl FileReader {
    /// At the beginning of the file.
    fn new(file: File, tally: Rc<Tally>) -> Result<Self, String> {
        let reader = FileReaderSync::new().map_err(|_| "the browser has no FileReaderSync".to_owned())?;
        let size = file.size() as u64;
        Ok(Self { file, reader, size, position: 0, piece: Vec::new(), piece_start: 0, tally })
    }

    fn load(&mut self) -> io::Result<()> {
        let end = (self.position + PIECE).min(self.size);
        let failed = |_| io::Error::other("it was moved or changed meanwhile");
        let slice = self.file.slice_with_f64_and_f64(self.position as f64, end as f64).map_err(failed)?;
        let buffer = self.reader.read_as_array_buffer(&slice).map_err(failed)?;
        self.piece = Uint8Array::new(&buffer).to_vec();
        self.piece_start = self.position;
        self.tally.add(self.piece.len() as u64);
        Ok(())
    }

    /// What is left of the piece in memory from the present position on.
    fn rest(&self) -> &[u8] {
        let start = self.position.checked_sub(self.piece_start).and_then(|start| usize::try_from(start).ok());
        start.and_then(|start| self.piece.get(start..)).unwrap_or_default()
    }
}

impl Read for FileReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.size {
            return Ok(0);
        }
        if self.rest().is_empty() {
            self.load()?;
        }
        let count = self.rest().len().min(buffer.len());
        buffer[..count].copy_from_slice(&self.rest()[..count]);
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for FileReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
        };
        self.position = position.ok_or_else(|| io::Error::other("there is nothing before the beginning"))?;
        Ok(self.position)
    }
}
