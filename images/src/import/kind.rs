//! What kind of file it is: by its first bytes, and by its name only where those say nothing.

use std::io::{Read, Seek};

use flate2::read::GzDecoder;

use super::limit::first_bytes;
use super::{Picked, header};
use spec::import_error::{FileError, ImportError};

/// A kind of file that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Images or labels of the MNIST family.
    Idx,
    /// A batch of CIFAR-10.
    CifarBatch,
    /// An archive with such batches.
    Tar,
    /// A zip archive: pictures, or NumPy's arrays.
    Zip,
    /// A single NumPy array.
    Npy,
    /// A picture.
    Picture,
}

/// Where a tar archive says what it is, bytes.
const TAR_MAGIC: std::ops::Range<usize> = 257..262;

/// The kind of a file, if it is one of ours.
///
/// # Errors
/// Where it is empty or cannot be read.
pub fn of<R: Read + Seek>(file: &mut Picked<R>) -> Result<Option<Kind>, ImportError> {
    let start = first_bytes(&mut file.reader, 512).map_err(|error| FileError::read(&error).of(&file.path))?;
    file.reader.rewind().map_err(|error| FileError::read(&error).of(&file.path))?;
    if start.is_empty() {
        return Err(ImportError::Empty { file: file.path.clone() });
    }
    let name = file.path.to_ascii_lowercase();
    let kind = if start.starts_with(&[0x1f, 0x8b]) {
        // What is damaged is found when the file is read; here its name has to do.
        let mut inner = Vec::new();
        drop(GzDecoder::new(start.as_slice()).take(512).read_to_end(&mut inner));
        let tar = [".tgz", ".tar.gz"].iter().any(|end| name.ends_with(end));
        if tar { Some(Kind::Tar) } else { plain(&inner, name.trim_end_matches(".gz")) }
    } else {
        plain(&start, &name)
    };
    Ok(kind.or_else(|| header::has_picture_name(&name).then_some(Kind::Picture)))
}

fn plain(start: &[u8], name: &str) -> Option<Kind> {
    if name.ends_with(".bin") {
        Some(Kind::CifarBatch)
    } else if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") || name.ends_with(".npz") {
        Some(Kind::Zip)
    } else if start.starts_with(b"\x93NUMPY") {
        Some(Kind::Npy)
    } else if start.starts_with(&[0, 0, 8, 1]) || start.starts_with(&[0, 0, 8, 3]) || name.ends_with("ubyte") {
        Some(Kind::Idx)
    } else if start.get(TAR_MAGIC) == Some(b"ustar") || name.ends_with(".tar") {
        Some(Kind::Tar)
    } else {
        header::measure(start).is_some().then_some(Kind::Picture)
    }
}
