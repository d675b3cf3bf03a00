//! From the files of a data set of the catalogue to its images.

use std::fmt;

use super::{CifarError, Dataset, GzipError, IdxError, Images, cifar, gzip, idx};
use spec::catalogue::{DatasetId, DatasetInfo, Format, UserImages};

/// Which file is broken, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// The file's name.
    pub file: &'static str,
    /// What is wrong with it, in English.
    pub detail: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.detail)
    }
}

impl std::error::Error for LoadError {}

/// The data set from the bytes of its files, in the order of [`Format::files`], packed or not.
///
/// # Errors
/// [`LoadError`] names the first file that is broken, or whose count differs from the catalogue's.
pub fn assemble(id: DatasetId, files: Vec<Vec<u8>>) -> Result<Dataset, LoadError> {
    let info = id.info();
    let (train, test) = match info.format {
        Format::Idx => idx_pairs(&info, files)?,
        Format::Cifar => cifar_batches(files)?,
        Format::User(images) => own(&images, files)?,
    };
    Ok(Dataset { id, train, test })
}

fn idx_pairs(info: &DatasetInfo, files: Vec<Vec<u8>>) -> Result<(Images, Images), LoadError> {
    let mut files = files.into_iter().zip(info.format.files().iter().copied());
    let [height, width, channels] = info.shape;
    let size = height * width * channels;
    let mut part = |count: usize| {
        let [(images, images_name), (labels, labels_name)] = [(); 2].map(|()| files.next().unwrap_or_default());
        let pixels = gzip::unpack(images, 16 + count * size)
            .map_err(Problem::Gzip)
            .and_then(|file| idx::read_images(file, [height, width * channels]).map_err(Problem::Idx))
            .and_then(|pixels| if pixels.len() == count * size { Ok(pixels) } else { Err(Problem::Count(count)) });
        let labels = gzip::unpack(labels, 8 + count)
            .map_err(Problem::Gzip)
            .and_then(|file| idx::read_labels(file, info.classes).map_err(Problem::Idx))
            .and_then(|labels| if labels.len() == count { Ok(labels) } else { Err(Problem::Count(count)) });
        Ok(Images::new(pixels.map_err(|p| p.of(images_name))?, labels.map_err(|p| p.of(labels_name))?, size))
    };
    Ok((part(info.train)?, part(info.test)?))
}

/// A part of CIFAR-10 has the same layout, so the number of images is the files' own affair.
fn cifar_batches(files: Vec<Vec<u8>>) -> Result<(Images, Images), LoadError> {
    let mut batches = Vec::with_capacity(files.len());
    for (file, name) in files.into_iter().zip(Format::Cifar.files().iter().copied()) {
        let file = gzip::unpack(file, cifar::MOST_BYTES).map_err(|error| Problem::Gzip(error).of(name))?;
        batches.push(cifar::read_batch(&file).map_err(|error| Problem::Cifar(error).of(name))?);
    }
    let test = batches.pop().unwrap_or_default();
    let images = |parts: Vec<cifar::Batch>| {
        let (pixels, labels): (Vec<_>, Vec<_>) = parts.into_iter().map(|batch| (batch.pixels, batch.labels)).unzip();
        Images::new(pixels.concat(), labels.concat(), cifar::SIZE)
    };
    Ok((images(batches), images(vec![test])))
}

/// A person's own images as one file: training pixels, training labels, test pixels, test labels.
pub fn pack_own(train: &Images, test: &Images) -> Vec<u8> {
    [train.pixels(), train.labels(), test.pixels(), test.labels()].concat()
}

/// The CRC-32 of a packed file, which may come in parts.
pub fn checksum(parts: &[&[u8]]) -> u32 {
    let mut crc = flate2::Crc::new();
    parts.iter().for_each(|part| crc.update(part));
    crc.sum()
}

fn own(images: &UserImages, files: Vec<Vec<u8>>) -> Result<(Images, Images), LoadError> {
    let file = files.into_iter().next().unwrap_or_default();
    let size = images.shape.iter().product::<usize>();
    if !images.is_possible() || file.len() != (images.train + images.test) * (size + 1) {
        return Err(Problem::Count(images.train + images.test).of("own-images"));
    }
    let mut rest = file.as_slice();
    let mut take = |count: usize| {
        let (part, tail) = rest.split_at(count);
        rest = tail;
        part.to_vec()
    };
    let mut part = |count: usize| (take(count * size), take(count));
    let parts = [part(images.train), part(images.test)];
    let known = |label: &u8| usize::from(*label) < images.classes;
    if checksum(&[&file]) != images.checksum || !parts.iter().all(|(_, labels)| labels.iter().all(known)) {
        return Err(Problem::OtherImages.of("own-images"));
    }
    let [train, test] = parts.map(|(pixels, labels)| Images::new(pixels, labels, size));
    Ok((train, test))
}

enum Problem {
    Gzip(GzipError),
    Idx(IdxError),
    Cifar(CifarError),
    Count(usize),
    OtherImages,
}

impl Problem {
    fn of(self, file: &'static str) -> LoadError {
        let detail = match self {
            Self::Gzip(error) => error.to_string(),
            Self::Idx(error) => error.to_string(),
            Self::Cifar(error) => error.to_string(),
            Self::OtherImages => "these are other images than those of the settings".to_owned(),
            Self::Count(count) => format!("the file does not have the {count} images of this data set"),
        };
        LoadError { file, detail }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_is_named() {
        let error = assemble(DatasetId::Mnist, vec![vec![0; 4]]).expect_err("broken");
        assert_eq!(
            error.to_string(),
            "train-images-idx3-ubyte.gz: the file starts with 00000000 and not with 00000803: it is another kind of file"
        );
    }

    #[test]
    fn own_images_are_taken_only_where_they_are_the_ones_described() {
        let part = |count: usize, ink: u8| Images::new(vec![ink; count * 12], vec![1; count], 12);
        let (train, test) = (part(5, 7), part(2, 9));
        let packed = pack_own(&train, &test);
        let images = UserImages { shape: [2, 2, 3], classes: 2, train: 5, test: 2, checksum: checksum(&[&packed]) };
        let load = |images, packed: &[u8]| assemble(DatasetId::User(images), vec![packed.to_vec()]);
        let loaded = load(images, &packed).expect("they are");
        assert_eq!((loaded.train, loaded.test), (train, test));
        let error = |images, packed: &[u8]| load(images, packed).expect_err("they are not").to_string();
        assert_eq!(error(images, &packed[1..]), "own-images: the file does not have the 7 images of this data set");
        let mut other = packed.clone();
        other[0] = 0;
        assert_eq!(error(images, &other), "own-images: these are other images than those of the settings");
    }

    #[test]
    fn a_file_with_too_few_images_is_refused() {
        let mut file = Vec::new();
        for number in [0x803_u32, 1, 28, 28] {
            file.extend(number.to_be_bytes());
        }
        file.resize(16 + 784, 0);
        let error = assemble(DatasetId::Mnist, vec![file]).expect_err("one image only");
        assert_eq!(
            error.to_string(),
            "train-images-idx3-ubyte.gz: the file does not have the 60000 images of this data set"
        );
    }
}
