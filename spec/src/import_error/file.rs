//! How a file is broken.

use std::{fmt, io};

use serde::{Deserialize, Serialize};

use super::{ImportError, megabytes, tuple};

/// How a file is broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Why bytes are no idx file of the kind wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IdxError {
    /// The first four bytes are not those of such a file.
    Magic {
        /// The bytes wanted.
        wanted: u32,
        /// The bytes found.
        found: u32,
    },
    /// The file ends before its header does.
    Header {
        /// Bytes of the file.
        bytes: usize,
    },
    /// The images have another size.
    Size {
        /// Height and width wanted.
        wanted: [usize; 2],
        /// Height and width found.
        found: [usize; 2],
    },
    /// The file is shorter or longer than its header says.
    Length {
        /// Bytes that the header announces.
        announced: u64,
        /// Bytes that follow it.
        found: u64,
    },
    /// A label names no class.
    Label {
        /// Place of the label in the file.
        index: usize,
        /// The label.
        label: u8,
        /// Classes that there are.
        classes: usize,
    },
    /// The file has no image.
    Empty,
}

impl fmt::Display for IdxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Magic { wanted, found } => {
                write!(f, "the file starts with {found:08x} and not with {wanted:08x}: it is another kind of file")
            }
            Self::Header { bytes } => write!(f, "the file has only {bytes} bytes: its header is cut off"),
            Self::Size { wanted: [h, w], found: [fh, fw] } => {
                write!(f, "the images are {fh}×{fw} pixels and not {h}×{w}")
            }
            Self::Length { announced, found } if found < announced => {
                write!(f, "the file is cut off: {found} of {announced} bytes are there")
            }
            Self::Length { announced, found } => {
                write!(f, "the file is too long: {found} bytes where its header announces {announced}")
            }
            Self::Label { index, label, classes } => {
                write!(f, "label {index} is {label}, but there are only {classes} classes")
            }
            Self::Empty => write!(f, "the file has no image"),
        }
    }
}

impl std::error::Error for IdxError {}

/// Why a file cannot be unpacked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GzipError {
    /// The compressed bytes are damaged; says how.
    Damaged(String),
    /// More bytes come out than such a file can have.
    TooLarge {
        /// Bytes allowed.
        max: usize,
    },
}

impl fmt::Display for GzipError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(detail) => write!(f, "the compressed file is damaged: {detail}"),
            Self::TooLarge { max } => write!(f, "the file is larger than the {max} bytes that it can have"),
        }
    }
}

impl std::error::Error for GzipError {}

/// Why bytes are no batch of CIFAR-10.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CifarError {
    /// There is no image.
    Empty,
    /// The bytes are no whole number of records.
    Length {
        /// Bytes of the file.
        bytes: usize,
    },
    /// A record's first byte is no class.
    Label {
        /// The record, from 0.
        index: usize,
        /// The byte.
        label: u8,
    },
}

impl fmt::Display for CifarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the file is empty"),
            Self::Length { bytes } => {
                write!(
                    f,
                    "{bytes} bytes are no whole number of CIFAR-10 images of 3073 bytes: the file is cut off or another kind of file"
                )
            }
            Self::Label { index, label } => {
                write!(f, "image {index} has the class {label}, but CIFAR-10 has only the classes 0 to 9")
            }
        }
    }
}

impl std::error::Error for CifarError {}

/// What is wrong with a NumPy array.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    pub fn of(self, file: &str) -> ImportError {
        ImportError::File { file: file.to_owned(), error: self }
    }

    /// A file that cannot be read.
    pub fn read(error: &io::Error) -> Self {
        Self::Read(error.to_string())
    }
}

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
                write!(f, "its {packed} bytes would become {} MB, which no image does", megabytes(*unpacked))
            }
            Self::Large { max } => write!(f, "it is larger than the {} MB that such a file can have", megabytes(*max)),
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
