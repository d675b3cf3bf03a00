//! Keras-style `.npz`: `x_train`, `y_train` and perhaps `x_test`, `y_test`.

use std::io::{Read, Seek};

use super::archive::{Archive, Entry};
use super::npy::Header;
use super::{Import, MAX_INPUT, check_size};
use crate::dataset::Images;
use spec::catalogue::UserImages;
use spec::import_error::{FileError, ImportError, NpyError};
use spec::reader_protocol::{ClassNames, Note};

/// The arrays by the names that Keras and others give them.
const X_TRAIN: [&str; 3] = ["x_train", "X_train", "train_images"];
const Y_TRAIN: [&str; 3] = ["y_train", "Y_train", "train_labels"];
const X_TEST: [&str; 3] = ["x_test", "X_test", "test_images"];
const Y_TEST: [&str; 3] = ["y_test", "Y_test", "test_labels"];

/// Reads the arrays.
///
/// # Errors
/// [`ImportError`] where one is missing or cannot be used.
pub fn read<R: Read + Seek>(mut archive: Archive<R>) -> Result<Import, ImportError> {
    let entries = archive.entries()?;
    let name = |entry: &Entry| entry.path.trim_end_matches(".npy").to_owned();
    let find = |names: [&'static str; 3]| entries.iter().find(|entry| names.contains(&name(entry).as_str()));
    let found = || entries.iter().map(name).take(12).collect::<Vec<_>>();
    let need = |names: [&'static str; 3]| {
        find(names).ok_or_else(|| ImportError::NoArray { name: names[0].to_owned(), found: found() })
    };

    let mut notes = Vec::new();
    let (shape, train) = part(&mut archive, need(X_TRAIN)?, need(Y_TRAIN)?, &mut notes)?;
    let test = match (find(X_TEST), find(Y_TEST)) {
        (None, None) => None,
        (Some(images), Some(labels)) => Some(part(&mut archive, images, labels, &mut notes)?),
        (Some(_), None) => return need(Y_TEST).and(Err(ImportError::Nothing)),
        (None, Some(_)) => return need(X_TEST).and(Err(ImportError::Nothing)),
    };
    if let Some((other, _)) = test.as_ref().filter(|(other, _)| *other != shape) {
        return Err(ImportError::Shapes { train: shape, test: *other });
    }
    let test = test.map(|(_, images)| images);
    let labels = train.labels().iter().chain(test.iter().flat_map(|test| test.labels()));
    let classes = labels.max().map_or(0, |label| usize::from(*label) + 1);
    notes.dedup();
    Import::new(shape.map(|side| side as usize), classes, ClassNames::Numbers, train, test, notes)
}

fn part<R: Read + Seek>(
    archive: &mut Archive<R>,
    images: &Entry,
    labels: &Entry,
    notes: &mut Vec<Note>,
) -> Result<([u64; 3], Images), ImportError> {
    let header = archive.read(images, MAX_INPUT, |file| Header::read(file))?;
    let wrong = || FileError::Npy(NpyError::Shape { shape: header.shape.clone(), images: true }).of(&images.path);
    let (count, shape) = match header.shape[..] {
        [count, height, width] => (count, [height, width, 1]),
        [count, height, width, channels @ (1 | 3)] => (count, [height, width, channels]),
        _ => return Err(wrong()),
    };
    if count == 0 || shape.contains(&0) {
        return Err(wrong());
    }
    check_size(count, shape)?;
    let pixels = pixels(archive, images, &header, notes)?;
    let labels_of = labels;
    let labels = read_labels(archive, labels)?;
    if labels.len() as u64 != count {
        return Err(ImportError::Counts { file: labels_of.path.clone(), images: count, labels: labels.len() as u64 });
    }
    Ok((shape, Images::new(pixels, labels, shape.iter().product::<u64>() as usize)))
}

/// The pixels as bytes. Numbers other than bytes are looked through first, since 0 to 1 and 0 to 255 are told apart by
/// the greatest of them.
fn pixels<R: Read + Seek>(
    archive: &mut Archive<R>,
    entry: &Entry,
    header: &Header,
    notes: &mut Vec<Note>,
) -> Result<Vec<u8>, ImportError> {
    let mut scale = 1.0;
    if !header.is_bytes() {
        let (mut least, mut greatest) = (f64::INFINITY, f64::NEG_INFINITY);
        archive.read(entry, MAX_INPUT, |file| {
            let header = Header::read(file)?;
            header.numbers(file, |value| {
                if value.is_nan() {
                    return Err(NpyError::Range { least: "NaN".to_owned(), greatest: "NaN".to_owned() });
                }
                (least, greatest) = (least.min(value), greatest.max(value));
                Ok(())
            })
        })?;
        if least < 0.0 || greatest > 255.0 {
            let error = NpyError::Range { least: least.to_string(), greatest: greatest.to_string() };
            return Err(FileError::Npy(error).of(&entry.path));
        }
        if header.is_float() && greatest <= 1.0 {
            scale = 255.0;
            notes.push(Note::UnitScale);
        }
    }
    archive.read(entry, MAX_INPUT, |file| {
        let header = Header::read(file)?;
        let mut pixels = Vec::new();
        header.numbers(file, |value| {
            pixels.push((value * scale).round() as u8);
            Ok(())
        })?;
        Ok(pixels)
    })
}

fn read_labels<R: Read + Seek>(archive: &mut Archive<R>, entry: &Entry) -> Result<Vec<u8>, ImportError> {
    archive.read(entry, MAX_INPUT, |file| {
        let header = Header::read(file)?;
        let count = match header.shape[..] {
            [count] | [count, 1] => count,
            _ => return Err(FileError::Npy(NpyError::Shape { shape: header.shape, images: false })),
        };
        if count > UserImages::MAX_BYTES as u64 {
            return Err(FileError::Npy(NpyError::Shape { shape: header.shape, images: false }));
        }
        let mut labels = Vec::new();
        header.numbers(file, |value| {
            let max = UserImages::MAX_CLASSES - 1;
            if value.fract() != 0.0 || !(0.0..=max as f64).contains(&value) {
                return Err(NpyError::Label { index: labels.len(), label: value.to_string(), max });
            }
            labels.push(value as u8);
            Ok(())
        })?;
        Ok(labels)
    })
}
