//! Why a person's own files cannot be used. The page has words for it in each language; `Display` is English.

mod file;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use file::{CifarError, FileError, GzipError, IdxError, NpyError};

/// Why the chosen files cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportError {
    /// There is no image.
    Nothing,
    /// All files together are too large.
    TooMuch {
        /// Their bytes.
        bytes: u64,
        /// Bytes that are read.
        max: u64,
    },
    /// There are too many files.
    TooManyFiles {
        /// How many.
        files: usize,
        /// How many are read.
        max: usize,
    },
    /// A file has no byte.
    Empty {
        /// The file.
        file: String,
    },
    /// A file is of no kind that is read.
    Unknown {
        /// The file.
        file: String,
    },
    /// Two files are of different kinds.
    Mixed {
        /// One of them.
        first: String,
        /// Another.
        second: String,
    },
    /// One archive is enough.
    OneAtATime {
        /// Another one.
        file: String,
    },
    /// A single array without its labels.
    LoneArray {
        /// The file.
        file: String,
    },
    /// Of a pair of idx files one is missing, or there are more than two of a part.
    Pair {
        /// Files with images.
        images: usize,
        /// Files with labels.
        labels: usize,
    },
    /// Images and labels are not equally many.
    Counts {
        /// The file or array with the labels.
        file: String,
        /// How many images there are.
        images: u64,
        /// How many labels there are.
        labels: u64,
    },
    /// Training and test images are of different sizes.
    Shapes {
        /// Those of the training images.
        train: [u64; 3],
        /// Those of the test images.
        test: [u64; 3],
    },
    /// An `.npz` lacks an array.
    NoArray {
        /// Its name.
        name: String,
        /// The arrays that are there.
        found: Vec<String>,
    },
    /// All images are of one class.
    OneClass,
    /// There are too many classes.
    TooManyClasses {
        /// How many.
        classes: usize,
        /// How many can be.
        max: usize,
    },
    /// A class has a single image, which cannot both train and test.
    LoneImage {
        /// The class.
        class: String,
    },
    /// A class has no image for training.
    NoTraining {
        /// The class.
        class: String,
    },
    /// An archive has no image.
    NoPicture {
        /// The archive.
        file: String,
    },
    /// A picture lies in no folder of a class.
    NoFolder {
        /// The picture.
        file: String,
    },
    /// A picture lies in too many folders.
    TooDeep {
        /// The picture.
        file: String,
    },
    /// The images have too many pixels.
    TooLargeImages {
        /// Their height.
        height: u64,
        /// Their width.
        width: u64,
        /// The most of either.
        max: u64,
    },
    /// All images together have too many bytes.
    TooManyPixels {
        /// How many.
        bytes: u64,
        /// How many can be.
        max: u64,
    },
    /// A file is broken.
    File {
        /// Which.
        file: String,
        /// How.
        error: FileError,
    },
}

/// Bytes as megabytes with a whole number.
pub fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

/// A shape as NumPy writes it.
pub fn tuple(shape: &[u64]) -> String {
    let inside = shape.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    if shape.len() == 1 { format!("({inside},)") } else { format!("({inside})") }
}

/// Height, width and channels.
pub fn size([height, width, channels]: &[u64; 3]) -> String {
    format!("{height}×{width}×{channels}")
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => write!(f, "there is no image: choose files with images, or a folder of them"),
            Self::TooMuch { bytes, max } => {
                write!(f, "the files have {} MB: choose at most {} MB", megabytes(*bytes), megabytes(*max))
            }
            Self::TooManyFiles { files, max } => write!(f, "there are {files} files: choose at most {max}"),
            Self::Empty { file } => write!(f, "{file} is empty: choose another file"),
            Self::Unknown { file } => write!(
                f,
                "{file} is none of the files that can be read: choose idx files, an .npz, CIFAR-10's .bin or .tar.gz, or \
                 pictures in one folder for each class"
            ),
            Self::Mixed { first, second } => {
                write!(f, "{first} and {second} are of different kinds: choose files of one kind")
            }
            Self::OneAtATime { file } => write!(f, "{file} is one archive too many: choose one at a time"),
            Self::LoneArray { file } => write!(
                f,
                "{file} is a single array: save images and labels together with numpy.savez(\"images.npz\", \
                 x_train=…, y_train=…)"
            ),
            Self::Pair { images, labels } => write!(
                f,
                "there are {images} files with images and {labels} with labels: choose one of each, and for the test \
                 one of each with “t10k” or “test” in its name"
            ),
            Self::Counts { file, images, labels } => {
                write!(f, "{file} has {labels} labels for {images} images: each image needs one")
            }
            Self::Shapes { train, test } => write!(
                f,
                "the training images are {} and the test images {}: they must be of one size",
                size(train),
                size(test)
            ),
            Self::NoArray { name, found } => {
                write!(
                    f,
                    "the .npz has no array {name}, only {}: save it with x_train=… and y_train=…",
                    if found.is_empty() { "none".to_owned() } else { found.join(", ") }
                )
            }
            Self::OneClass => write!(f, "all images are of one class: a network needs at least two to tell apart"),
            Self::TooManyClasses { classes, max } => {
                write!(f, "there are {classes} classes: at most {max} can be told apart here")
            }
            Self::LoneImage { class } => {
                write!(f, "class {class} has a single image: add more, one of them is put aside for the test")
            }
            Self::NoTraining { class } => {
                write!(f, "class {class} has images for the test and none for training: add some")
            }
            Self::NoPicture { file } => {
                write!(
                    f,
                    "{file} has no image in it: put PNG, JPEG, WebP, GIF or BMP files in one folder for each class"
                )
            }
            Self::NoFolder { file } => write!(f, "{file} lies in no folder: make one folder for each class"),
            Self::TooDeep { file } => write!(
                f,
                "{file} lies too deep: make one folder for each class, at most with “train” and “test” around them"
            ),
            Self::TooLargeImages { height, width, max } => {
                write!(f, "the images are {height}×{width} pixels: make them at most {max}×{max}")
            }
            Self::TooManyPixels { bytes, max } => {
                write!(
                    f,
                    "the images take {} MB: take fewer or smaller ones, {} MB fit",
                    megabytes(*bytes),
                    megabytes(*max)
                )
            }
            Self::File { file, error } => write!(f, "{file}: {error}"),
        }
    }
}

impl std::error::Error for ImportError {}
