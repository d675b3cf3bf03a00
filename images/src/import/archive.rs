//! A zip archive, read entry by entry, each no further than its directory announces.

use std::io::{BufReader, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limit::{Limited, first_bytes};
use super::{MAX_FILES, Picked, layout};
use spec::import_error::{FileError, ImportError};

/// Bytes that may be read to learn what is in an archive: the directory of 65,535 entries with long names.
const DIRECTORY: u64 = 16 << 20;
/// What the end of an archive without its comment takes, bytes.
const END: usize = 22;
/// What says that a larger end lies elsewhere takes, bytes.
const LOCATOR: usize = 20;
/// An entry that grows more than this in unpacking and is larger than a small drawing is no picture.
const MOST_GROWTH: u64 = 200;
/// Below this size growth does no harm, bytes.
const SMALL: u64 = 4 << 20;

/// A zip archive.
pub struct Archive<R> {
    /// Its name.
    pub path: String,
    zip: ZipArchive<Limited<BufReader<R>>>,
}

/// An entry of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the archive.
    pub index: usize,
    /// Its name with its folders, divided by `/`.
    pub path: String,
    /// Its bytes unpacked.
    pub size: u64,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads the directory.
    ///
    /// # Errors
    /// Where the archive is damaged or has too many entries.
    pub fn open(mut file: Picked<R>) -> Result<Self, ImportError> {
        let path = file.path;
        if is_large(&mut file.reader).map_err(|error| FileError::read(&error).of(&path))? {
            return Err(FileError::Entries { max: MAX_FILES }.of(&path));
        }
        let reader = Limited::new(BufReader::new(file.reader), DIRECTORY);
        let budget = reader.budget();
        let zip = ZipArchive::new(reader).map_err(|error| damaged(&error).of(&path))?;
        // From here on each entry has its own bound.
        budget.set(u64::MAX);
        Ok(Self { path, zip })
    }

    /// Whether it holds NumPy's arrays.
    pub fn is_npz(&self) -> bool {
        self.path.to_ascii_lowercase().ends_with(".npz")
            || self.zip.file_names().any(|name| name.is_ok_and(|name| name.ends_with(".npy")))
    }

    /// All files in it but junk.
    ///
    /// # Errors
    /// Where a name cannot be read, or an entry needs a password.
    pub fn entries(&mut self) -> Result<Vec<Entry>, ImportError> {
        let mut entries = Vec::new();
        for index in 0..self.zip.len() {
            let data = self.zip.by_index_data(index).map_err(|error| damaged(&error).of(&self.path))?;
            let path = data.name().map_err(|error| damaged(&error).of(&self.path))?.replace('\\', "/");
            if data.is_dir() || path.ends_with('/') || layout::is_junk(&path) {
                continue;
            }
            if data.encrypted() {
                return Err(FileError::Encrypted.of(&path));
            }
            entries.push(Entry { index, path, size: data.size() });
        }
        Ok(entries)
    }

    /// Lets `work` read an entry, at most `max` bytes of it and no more than the directory announces.
    ///
    /// # Errors
    /// Where the entry is damaged, too large or grows as no picture does; and what `work` says.
    pub fn read<T>(
        &mut self,
        entry: &Entry,
        max: u64,
        work: impl FnOnce(&mut dyn Read) -> Result<T, FileError>,
    ) -> Result<T, ImportError> {
        if entry.size > max {
            return Err(FileError::Large { max }.of(&entry.path));
        }
        let data = self.zip.by_index_data(entry.index).map_err(|error| damaged(&error).of(&entry.path))?;
        let packed = data.compressed_size();
        if entry.size > SMALL && entry.size / MOST_GROWTH > packed {
            return Err(FileError::Bomb { packed, unpacked: entry.size }.of(&entry.path));
        }
        let mut file = self.zip.by_index(entry.index).map_err(|error| damaged(&error).of(&entry.path))?;
        work(&mut file).map_err(|error| error.of(&entry.path))
    }

    /// All bytes of an entry.
    ///
    /// # Errors
    /// As [`Archive::read`]; also where more bytes come out than the directory announces.
    pub fn bytes(&mut self, entry: &Entry, max: u64) -> Result<Vec<u8>, ImportError> {
        let size = entry.size;
        self.read(entry, max, |file| {
            let bytes = first_bytes(file, size + 1).map_err(|error| FileError::Zip(error.to_string()))?;
            if bytes.len() as u64 == size { Ok(bytes) } else { Err(FileError::Zip("a length is wrong".to_owned())) }
        })
    }
}

/// Whether its end points at a larger one (“zip64”), for more entries or bytes than are read here.
fn is_large<R: Read + Seek>(reader: &mut R) -> std::io::Result<bool> {
    let length = reader.seek(SeekFrom::End(0))?;
    let tail = length.min((END + LOCATOR + 65_535) as u64);
    reader.seek(SeekFrom::Start(length - tail))?;
    let tail = first_bytes(reader, tail)?;
    reader.rewind()?;
    let ends = (LOCATOR..tail.len()).filter(|&place| tail[place..].starts_with(b"PK\x05\x06"));
    Ok(ends.map(|place| &tail[place - LOCATOR..]).any(|before| before.starts_with(b"PK\x06\x07")))
}

fn damaged(error: &ZipError) -> FileError {
    let is_encrypted =
        matches!(error, ZipError::UnsupportedArchive(reason) if reason.to_ascii_lowercase().contains("password"));
    if is_encrypted { FileError::Encrypted } else { FileError::Zip(error.to_string()) }
}
