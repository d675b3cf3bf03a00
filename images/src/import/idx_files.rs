//! Pairs of idx files: images and labels, perhaps another pair for the test.

use std::io::{BufReader, Read, Seek};

use flate2::read::GzDecoder;

use super::limit::first_bytes;
use super::{Import, Picked, check_size};
use crate::dataset::{GzipError, IdxError, Images, read_images, read_labels};
use spec::catalogue::UserImages;
use spec::import_error::{FileError, ImportError};
use spec::reader_protocol::ClassNames;

/// Bytes of the longest header.
const HEADER: u64 = 16;
/// Unsigned bytes in one dimension: labels.
const LABELS: u32 = 0x0000_0801;
/// Unsigned bytes in three dimensions: images.
const IMAGES: u32 = 0x0000_0803;

/// A part: images of one size with their labels.
struct Part {
    pixels: Vec<u8>,
    labels: Vec<u8>,
    size: [usize; 2],
}

/// Reads one or two pairs.
///
/// # Errors
/// [`ImportError`] where a file is broken or has no partner.
pub fn read<R: Read + Seek>(files: Vec<Picked<R>>) -> Result<Import, ImportError> {
    let is_test = |file: &Picked<R>| {
        let name = file.path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        name.contains("t10k") || name.contains("test")
    };
    let (mut test, mut train): (Vec<_>, Vec<_>) = files.into_iter().partition(is_test);
    if train.is_empty() {
        std::mem::swap(&mut train, &mut test);
    }
    let train = part(train)?;
    let test = if test.is_empty() { None } else { Some(part(test)?) };
    if let Some(test) = test.as_ref().filter(|test| test.size != train.size) {
        let shape = |[height, width]: [usize; 2]| [height as u64, width as u64, 1];
        return Err(ImportError::Shapes { train: shape(train.size), test: shape(test.size) });
    }
    let [height, width] = train.size;
    let labels = train.labels.iter().chain(test.iter().flat_map(|test| &test.labels));
    let classes = labels.max().map_or(0, |label| usize::from(*label) + 1);
    let images = |part: Part| Images::new(part.pixels, part.labels, height * width);
    Import::new([height, width, 1], classes, ClassNames::Numbers, images(train), test.map(images), Vec::new())
}

fn part<R: Read + Seek>(files: Vec<Picked<R>>) -> Result<Part, ImportError> {
    let (mut images, mut labels) = (Vec::new(), Vec::new());
    for mut file in files {
        let start = start(&mut file)?;
        match word(&start, 0) {
            Some(LABELS) => labels.push((file, start)),
            Some(_) | None => images.push((file, start)),
        }
    }
    let (image_files, label_files) = (images.len(), labels.len());
    let (Some((images, head)), Some((labels, label_head)), 1, 1) =
        (images.pop(), labels.pop(), image_files, label_files)
    else {
        return Err(ImportError::Pair { images: image_files, labels: label_files });
    };
    let path = (images.path.clone(), labels.path.clone());
    let idx = |error, path: &str| FileError::Idx(error).of(path);
    if word(&head, 0) != Some(IMAGES) && head.len() >= 4 {
        let found = word(&head, 0).unwrap_or_default();
        return Err(idx(IdxError::Magic { wanted: IMAGES, found }, &path.0));
    }
    let (Some(count), Some(height), Some(width)) = (word(&head, 1), word(&head, 2), word(&head, 3)) else {
        return Err(idx(IdxError::Header { bytes: head.len() }, &path.0));
    };
    let Some(label_count) = word(&label_head, 1) else {
        return Err(idx(IdxError::Header { bytes: label_head.len() }, &path.1));
    };
    check_size(count.into(), [height.into(), width.into(), 1])?;
    if height == 0 || width == 0 {
        return Err(idx(IdxError::Empty, &path.0));
    }
    if count != label_count {
        return Err(ImportError::Counts { file: path.1, images: count.into(), labels: label_count.into() });
    }
    let size = [height as usize, width as usize];
    let bytes = 16 + count as usize * size[0] * size[1];
    let pixels = read_images(whole(images, bytes)?, size).map_err(|error| idx(error, &path.0))?;
    let labels = read_labels(whole(labels, 8 + count as usize)?, UserImages::MAX_CLASSES)
        .map_err(|error| idx(error, &path.1))?;
    Ok(Part { pixels, labels, size })
}

/// The first bytes, unpacked.
fn start<R: Read + Seek>(file: &mut Picked<R>) -> Result<Vec<u8>, ImportError> {
    let start = first_bytes(&mut file.reader, HEADER).map_err(|error| FileError::read(&error).of(&file.path))?;
    let rewound = file.reader.rewind();
    let start = if start.starts_with(&[0x1f, 0x8b]) {
        let head = first_bytes(&mut GzDecoder::new(BufReader::new(&mut file.reader)), HEADER);
        let damaged = |error: std::io::Error| FileError::Gzip(GzipError::Damaged(error.to_string())).of(&file.path);
        head.map_err(damaged)?
    } else {
        start
    };
    rewound.and_then(|()| file.reader.rewind()).map_err(|error| FileError::read(&error).of(&file.path))?;
    Ok(start)
}

/// The whole file, unpacked: a byte more than announced at most, so that one that is too long shows.
fn whole<R: Read + Seek>(mut file: Picked<R>, announced: usize) -> Result<Vec<u8>, ImportError> {
    let most = announced as u64 + 1;
    let start = first_bytes(&mut file.reader, 2).map_err(|error| FileError::read(&error).of(&file.path))?;
    file.reader.rewind().map_err(|error| FileError::read(&error).of(&file.path))?;
    if start.starts_with(&[0x1f, 0x8b]) {
        first_bytes(&mut GzDecoder::new(BufReader::new(file.reader)), most)
            .map_err(|error| FileError::Gzip(GzipError::Damaged(error.to_string())).of(&file.path))
    } else {
        first_bytes(&mut file.reader, most).map_err(|error| FileError::read(&error).of(&file.path))
    }
}

/// A big-endian word of a header.
fn word(header: &[u8], place: usize) -> Option<u32> {
    Some(u32::from_be_bytes(header.get(4 * place..4 * place + 4)?.try_into().ok()?))
}
