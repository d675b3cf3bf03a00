//! Why images cannot be used. `Display` is English; the Spanish lies in the file beside.

use std::fmt;
use std::io;

use crate::dataset::{CifarError, GzipError, IdxError};

/// Why the chosen files cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnError {
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
        name: &'static str,
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

/// How a file is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It is no idx file.
    Idx(IdxError),
    /// It is no gzip file.
    Gzip(GzipError),
    /// It is no batch of CIFAR-10.
    Cifar(CifarError),
    /// It is no array that can be used.
    Npy(NpyError),
    /// It is a damaged zip archive; the detail is English.
    Zip(String),
    /// It is a damaged tar archive; the detail is English.
    Tar(String),
    /// It cannot be read; the detail is English.
    Read(String),
    /// It needs a password.
    Encrypted,
    /// The archive has too many entries.
    Entries {
        /// How many can be.
        max: usize,
    },
    /// A tar archive without a batch of CIFAR-10.
    NoBatch,
    /// It becomes far larger when it is unpacked.
    Bomb {
        /// Bytes that it takes packed.
        packed: u64,
        /// Bytes that it takes unpacked.
        unpacked: u64,
    },
    /// It is larger than such a file can be.
    Large {
        /// Bytes that it can have.
        max: u64,
    },
    /// It is no picture.
    NoPicture,
    /// It is a picture with too many pixels.
    Pixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// The most of either.
        max: u32,
    },
    /// The browser cannot decode it.
    Undecodable,
}

/// What is wrong with a NumPy array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NpyError {
    /// It does not begin as one.
    Magic,
    /// Its header cannot be read.
    Header,
    /// Its numbers are of another kind.
    Type {
        /// NumPy's name of it.
        descr: String,
    },
    /// Python objects, which only Python can read.
    Objects,
    /// Its columns come first.
    Fortran,
    /// It has another number of dimensions, or another number of channels.
    Shape {
        /// Its shape.
        shape: Vec<u64>,
        /// Whether they should be images; labels otherwise.
        images: bool,
    },
    /// It is shorter than its header says.
    Short {
        /// Bytes that the header announces.
        announced: u64,
    },
    /// It is longer than its header says.
    Long {
        /// Bytes that the header announces.
        announced: u64,
    },
    /// A number is no pixel.
    Range {
        /// The least of them, as it is written.
        least: String,
        /// The greatest.
        greatest: String,
    },
    /// A number is no label.
    Label {
        /// Its place.
        index: usize,
        /// The number.
        label: String,
        /// The greatest label.
        max: usize,
    },
}

impl FileError {
    /// In this file.
    pub fn of(self, file: &str) -> OwnError {
        OwnError::File { file: file.to_owned(), error: self }
    }

    /// A file that cannot be read.
    pub(super) fn read(error: &io::Error) -> Self {
        Self::Read(error.to_string())
    }
}

/// Bytes as megabytes with a whole number.
pub(super) fn mb(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

/// A shape as NumPy writes it.
pub(super) fn tuple(shape: &[u64]) -> String {
    let inside = shape.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    if shape.len() == 1 { format!("({inside},)") } else { format!("({inside})") }
}

/// Height, width and channels.
pub(super) fn size([height, width, channels]: &[u64; 3]) -> String {
    format!("{height}×{width}×{channels}")
}

impl fmt::Display for OwnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => write!(f, "there is no image: choose files with images, or a folder of them"),
            Self::TooMuch { bytes, max } => {
                write!(f, "the files have {} MB: choose at most {} MB", mb(*bytes), mb(*max))
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
                    list(found, "none")
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
                write!(f, "the images take {} MB: take fewer or smaller ones, {} MB fit", mb(*bytes), mb(*max))
            }
            Self::File { file, error } => write!(f, "{file}: {error}"),
        }
    }
}

/// Words with commas between them.
pub(super) fn list(words: &[String], none: &str) -> String {
    if words.is_empty() { none.to_owned() } else { words.join(", ") }
}

impl std::error::Error for OwnError {}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Idx(error) => error.fmt(f),
            Self::Gzip(error) => error.fmt(f),
            Self::Cifar(error) => error.fmt(f),
            Self::Npy(error) => error.fmt(f),
            Self::Zip(detail) => write!(f, "the zip archive is damaged: {detail}"),
            Self::Tar(detail) => write!(f, "the tar archive is damaged: {detail}"),
            Self::Read(detail) => write!(f, "the file cannot be read: {detail}"),
            Self::Encrypted => write!(f, "it is locked with a password: make the archive without one"),
            Self::Entries { max } => write!(f, "the archive has more than {max} entries: take fewer images"),
            Self::NoBatch => write!(f, "the archive has no data_batch_1.bin or the like: it is not CIFAR-10's"),
            Self::Bomb { packed, unpacked } => {
                write!(f, "its {packed} bytes would become {} MB, which no image does", mb(*unpacked))
            }
            Self::Large { max } => write!(f, "it is larger than the {} MB that such a file can have", mb(*max)),
            Self::NoPicture => write!(f, "it is no PNG, JPEG, WebP, GIF or BMP picture"),
            Self::Pixels { width, height, max } => {
                write!(f, "it is {width}×{height} pixels: make it at most {max}×{max}")
            }
            Self::Undecodable => write!(f, "the browser cannot show this picture: it may be damaged"),
        }
    }
}

impl fmt::Display for NpyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Magic => write!(f, "it does not begin like a NumPy array"),
            Self::Header => write!(f, "the header of the NumPy array cannot be read"),
            Self::Type { descr } => {
                write!(f, "its numbers are of type {descr}: convert them with .astype(\"uint8\")")
            }
            Self::Objects => {
                write!(f, "it holds Python objects and not numbers: convert it with numpy.array(…, \"uint8\")")
            }
            Self::Fortran => write!(f, "it is stored column by column: convert it with numpy.ascontiguousarray(…)"),
            Self::Shape { shape, images: true } => write!(
                f,
                "its shape is {}: it should be (images, height, width), or with 1 or 3 channels at the end",
                tuple(shape)
            ),
            Self::Shape { shape, images: false } => {
                write!(f, "its shape is {}: it should be (images,) or (images, 1)", tuple(shape))
            }
            Self::Short { announced } => write!(f, "it is cut off: its header announces {announced} bytes"),
            Self::Long { announced } => write!(f, "it is longer than the {announced} bytes that its header announces"),
            Self::Range { least, greatest } => {
                write!(f, "its numbers go from {least} to {greatest}: pixels go from 0 to 255, or from 0 to 1")
            }
            Self::Label { index, label, max } => {
                write!(f, "label {index} is {label}: labels are whole numbers from 0 to {max}")
            }
        }
    }
}
