//! CIFAR-10 as its authors publish it: batches, or the archive that holds them.

use std::io::{BufReader, Read, Seek};

use flate2::read::GzDecoder;
use tar::Archive;

use super::limit::{Limited, first_bytes};
use super::{Import, Picked};
use crate::dataset::{CifarBatch, CifarError, GzipError, Images, MOST_CIFAR_BYTES, read_cifar_batch};
use spec::import_error::{FileError, ImportError};
use spec::reader_protocol::ClassNames;

/// What all batches and the words beside them take unpacked, with room to spare, bytes.
const MOST_UNPACKED: u64 = 256 << 20;
/// Bytes of an image.
const SIZE: usize = 32 * 32 * 3;
/// The most batches: the data set has six.
const MOST_BATCHES: usize = 8;

/// Reads any number of batches; those with “test” in their name are for the test.
///
/// # Errors
/// [`ImportError`] where one is broken.
pub fn read_batches<R: Read + Seek>(files: Vec<Picked<R>>) -> Result<Import, ImportError> {
    let mut batches = Batches::default();
    for mut file in files {
        let fail = |error: std::io::Error| FileError::read(&error).of(&file.path);
        let most = MOST_CIFAR_BYTES as u64 + 1;
        let start = first_bytes(&mut file.reader, 2).map_err(fail)?;
        file.reader.rewind().map_err(fail)?;
        let bytes = if start.starts_with(&[0x1f, 0x8b]) {
            first_bytes(&mut GzDecoder::new(BufReader::new(file.reader)), most)
                .map_err(|error| FileError::Gzip(GzipError::Damaged(error.to_string())).of(&file.path))?
        } else {
            first_bytes(&mut file.reader, most).map_err(fail)?
        };
        batches.add(&file.path, &bytes)?;
    }
    batches.brought()
}

/// Reads the archive, packed or not.
///
/// # Errors
/// [`ImportError`] where it is broken or has no batch.
pub fn read_archive<R: Read + Seek>(mut file: Picked<R>) -> Result<Import, ImportError> {
    let path = file.path;
    let start = first_bytes(&mut file.reader, 2).map_err(|error| FileError::read(&error).of(&path))?;
    file.reader.rewind().map_err(|error| FileError::read(&error).of(&path))?;
    let plain = BufReader::with_capacity(1 << 16, file.reader);
    let unpacked: Box<dyn Read + '_> =
        if start.starts_with(&[0x1f, 0x8b]) { Box::new(GzDecoder::new(plain)) } else { Box::new(plain) };
    let mut archive = Archive::new(Limited::new(unpacked, MOST_UNPACKED));
    let damaged = |error: std::io::Error| FileError::Tar(error.to_string()).of(&path);
    let mut batches = Batches::default();
    for entry in archive.entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let (size, most) = (entry.size(), MOST_CIFAR_BYTES as u64);
        if size > most {
            return Err(FileError::Large { max: most }.of(&name));
        }
        if name.ends_with(".bin") && !super::layout::is_junk(&name) {
            let bytes = first_bytes(&mut entry, most).map_err(damaged)?;
            if (bytes.len() as u64) < size {
                return Err(FileError::Tar(format!("{name} is cut off")).of(&path));
            }
            batches.add(&name, &bytes)?;
        }
    }
    if batches.count == 0 {
        return Err(FileError::NoBatch.of(&path));
    }
    batches.brought()
}

#[derive(Default)]
struct Batches {
    train: CifarBatch,
    test: CifarBatch,
    count: usize,
}

impl Batches {
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), ImportError> {
        self.count += 1;
        if bytes.len() > MOST_CIFAR_BYTES {
            return Err(FileError::Large { max: MOST_CIFAR_BYTES as u64 }.of(name));
        }
        if self.count > MOST_BATCHES {
            return Err(FileError::Entries { max: MOST_BATCHES }.of(name));
        }
        let batch = read_cifar_batch(bytes).map_err(|error: CifarError| FileError::Cifar(error).of(name))?;
        let file = name.rsplit('/').next().unwrap_or_default();
        let part = if file.to_ascii_lowercase().contains("test") { &mut self.test } else { &mut self.train };
        part.pixels.extend(batch.pixels);
        part.labels.extend(batch.labels);
        Ok(())
    }

    fn brought(self) -> Result<Import, ImportError> {
        let Self { mut train, mut test, count: _ } = self;
        if train.labels.is_empty() {
            std::mem::swap(&mut train, &mut test);
        }
        let images = |batch: CifarBatch| Images::new(batch.pixels, batch.labels, SIZE);
        let test = (!test.labels.is_empty()).then(|| images(test));
        Import::new([32, 32, 3], 10, ClassNames::Cifar10, images(train), test, Vec::new())
    }
}
