//! From the four files of a data set to its images.

use std::fmt;

use super::{Dataset, GzipError, IdxError, Images, gzip, idx};
use crate::catalogue::DatasetId;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRole {
    /// Training images.
    TrainImages,
    /// Their labels.
    TrainLabels,
    /// Test images.
    TestImages,
    /// Their labels.
    TestLabels,
}

/// The files of a data set in its folder, with their roles.
pub const FILES: [(FileRole, &str); 4] = [
    (FileRole::TrainImages, "train-images-idx3-ubyte.gz"),
    (FileRole::TrainLabels, "train-labels-idx1-ubyte.gz"),
    (FileRole::TestImages, "t10k-images-idx3-ubyte.gz"),
    (FileRole::TestLabels, "t10k-labels-idx1-ubyte.gz"),
];

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

/// The data set from the bytes of its files, in the order of [`FILES`], packed or not.
///
/// # Errors
/// [`LoadError`] names the first file that is broken, or whose count differs from the catalogue's.
pub fn assemble(id: DatasetId, files: [Vec<u8>; 4]) -> Result<Dataset, LoadError> {
    let info = id.info();
    let [train_images, train_labels, test_images, test_labels] = files;
    let part = |images: Vec<u8>, labels: Vec<u8>, names: [&'static str; 2], count: usize| {
        let [height, width, channels] = info.shape;
        let size = height * width * channels;
        let pixels = gzip::unpack(images, 16 + count * size)
            .map_err(Problem::Gzip)
            .and_then(|file| idx::read_images(file, [height, width * channels]).map_err(Problem::Idx))
            .and_then(|pixels| if pixels.len() == count * size { Ok(pixels) } else { Err(Problem::Count(count)) });
        let labels = gzip::unpack(labels, 8 + count)
            .map_err(Problem::Gzip)
            .and_then(|file| idx::read_labels(file, info.classes.len()).map_err(Problem::Idx))
            .and_then(|labels| if labels.len() == count { Ok(labels) } else { Err(Problem::Count(count)) });
        Ok(Images::new(pixels.map_err(|p| p.of(names[0]))?, labels.map_err(|p| p.of(names[1]))?, size))
    };
    let [(_, a), (_, b), (_, c), (_, d)] = FILES;
    Ok(Dataset {
        id,
        train: part(train_images, train_labels, [a, b], info.train)?,
        test: part(test_images, test_labels, [c, d], info.test)?,
    })
}

enum Problem {
    Gzip(GzipError),
    Idx(IdxError),
    Count(usize),
}

impl Problem {
    fn of(self, file: &'static str) -> LoadError {
        let detail = match self {
            Self::Gzip(error) => error.to_string(),
            Self::Idx(error) => error.to_string(),
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
        let error = assemble(DatasetId::Mnist, [vec![0; 4], vec![], vec![], vec![]]).expect_err("broken");
        assert_eq!(
            error.to_string(),
            "train-images-idx3-ubyte.gz: the file starts with 00000000 and not with 00000803: it is another kind of file"
        );
    }

    #[test]
    fn a_file_with_too_few_images_is_refused() {
        let mut file = Vec::new();
        for number in [0x803_u32, 1, 28, 28] {
            file.extend(number.to_be_bytes());
        }
        file.resize(16 + 784, 0);
        let error = assemble(DatasetId::Mnist, [file, vec![], vec![], vec![]]).expect_err("one image only");
        assert_eq!(
            error.to_string(),
            "train-images-idx3-ubyte.gz: the file does not have the 60000 images of this data set"
        );
    }
}
