//! Reading the images that a person brings: idx pairs, Keras' `.npz`, CIFAR-10's batches, and folders of pictures.
//!
//! Everything here works on any `Read + Seek` and allocates nothing that a header merely announces. Files whose pixels
//! lie open are read to the end; pictures (PNG, JPEG, …) are only found, sorted and measured, because the browser
//! decodes them: see [`Pictures`] and [`Importer`].

mod archive;
mod cifar_files;
mod gather;
mod header;
mod idx_files;
mod kind;
mod layout;
mod limit;
mod npy;
mod npz;
mod pictures;

use std::io::{Read, Seek};

pub use gather::{Importer, Target};
pub use pictures::Pictures;

use crate::dataset::{Images, checksum};
use kind::Kind;
use spec::catalogue::UserImages;
pub use spec::import_error::{FileError, ImportError, NpyError};
use spec::protocol::LabelledImage;
use spec::reader_protocol::{ClassNames, Note};

/// The most bytes of all files together: beyond it a browser's tab is not the place.
pub const MAX_INPUT: u64 = 1 << 30;
/// The most files, and the most entries of an archive.
pub const MAX_FILES: usize = 65_535;
/// Sample images that go to the page.
const SAMPLES: usize = 10;

/// A file that a person chose.
pub struct Picked<R> {
    /// Its name, with its folders where it comes from one: `fruit/apple/1.png`.
    pub path: String,
    /// Its bytes.
    pub size: u64,
    /// Reads it.
    pub reader: R,
}

/// Labelled images that were read, and what was decided on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Height, width, channels of an image.
    pub shape: [usize; 3],
    /// How many classes there are.
    pub classes: usize,
    /// What they are called.
    pub names: ClassNames,
    /// For training.
    pub train: Images,
    /// For the final test.
    pub test: Images,
    /// What the person should know.
    pub notes: Vec<Note>,
}

/// What the chosen files turned out to be.
pub enum Opened<R> {
    /// Images, read to the end.
    Images(Box<Import>),
    /// Pictures that a browser has to decode.
    Pictures(Pictures<R>),
}

/// Finds out what the files are and reads them.
///
/// # Errors
/// [`ImportError`] says which file is wrong, how, and what would do.
pub fn open<R: Read + Seek>(files: Vec<Picked<R>>) -> Result<Opened<R>, ImportError> {
    let mut files: Vec<_> = files.into_iter().filter(|file| !layout::is_junk(&file.path)).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let size = files.iter().map(|file| file.size).sum::<u64>();
    if size > MAX_INPUT {
        return Err(ImportError::TooMuch { bytes: size, max: MAX_INPUT });
    }
    if files.len() > MAX_FILES {
        return Err(ImportError::TooManyFiles { files: files.len(), max: MAX_FILES });
    }
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for mut file in files {
        match kind::of(&mut file)? {
            Some(kind) => known.push((kind, file)),
            None => unknown.push(file.path),
        }
    }
    let Some(&(kind, ref first)) = known.first() else {
        return Err(unknown.into_iter().next().map_or(ImportError::Nothing, |file| ImportError::Unknown { file }));
    };
    if let Some((_, other)) = known.iter().find(|(other, _)| *other != kind) {
        return Err(ImportError::Mixed { first: first.path.clone(), second: other.path.clone() });
    }
    let left_out = unknown.len();
    let mut files: Vec<_> = known.into_iter().map(|(_, file)| file).collect();
    let alone = |files: &mut Vec<Picked<R>>| match files.pop() {
        Some(file) if files.is_empty() => Ok(file),
        Some(file) => Err(ImportError::OneAtATime { file: file.path }),
        None => Err(ImportError::Nothing),
    };
    match kind {
        Kind::Idx => idx_files::read(files).map(|brought| Opened::Images(Box::new(brought))),
        Kind::CifarBatch => cifar_files::read_batches(files).map(|brought| Opened::Images(Box::new(brought))),
        Kind::Tar => cifar_files::read_archive(alone(&mut files)?).map(|brought| Opened::Images(Box::new(brought))),
        Kind::Npy => Err(ImportError::LoneArray { file: alone(&mut files)?.path }),
        Kind::Picture => Pictures::of_files(files, left_out).map(Opened::Pictures),
        Kind::Zip => {
            let archive = archive::Archive::open(alone(&mut files)?)?;
            if archive.is_npz() {
                npz::read(archive).map(|brought| Opened::Images(Box::new(brought)))
            } else {
                Pictures::of_archive(archive).map(Opened::Pictures)
            }
        }
    }
}

impl Import {
    /// Images of a training part and perhaps a test part; where none was brought, some are put aside for it.
    fn new(
        shape: [usize; 3],
        classes: usize,
        names: ClassNames,
        train: Images,
        test: Option<Images>,
        mut notes: Vec<Note>,
    ) -> Result<Self, ImportError> {
        if classes < 2 {
            return Err(ImportError::OneClass);
        }
        if classes > UserImages::MAX_CLASSES {
            return Err(ImportError::TooManyClasses { classes, max: UserImages::MAX_CLASSES });
        }
        let (train, test) = match test {
            Some(test) => (train, test),
            None => {
                notes.push(Note::PutAside);
                put_aside(train, classes, shape)?
            }
        };
        if train.is_empty() || test.is_empty() {
            return Err(ImportError::Nothing);
        }
        Ok(Self { shape, classes, names, train, test, notes })
    }

    /// What must be known of the images to build a network for them.
    pub fn describe(&self) -> UserImages {
        UserImages {
            shape: self.shape,
            classes: self.classes,
            train: self.train.len(),
            test: self.test.len(),
            checksum: checksum(&self.parts()),
        }
    }

    /// The parts of the packed file, as `dataset::pack_own` lays them out, without a copy of them.
    pub fn parts(&self) -> [&[u8]; 4] {
        [self.train.pixels(), self.train.labels(), self.test.pixels(), self.test.labels()]
    }

    /// The first training image of some classes.
    pub fn samples(&self) -> Vec<LabelledImage> {
        let first = |class: usize| {
            let index = self.train.labels().iter().position(|label| usize::from(*label) == class)?;
            Some(LabelledImage { index: index as u32, label: class as u8, pixels: self.train.image(index)?.to_vec() })
        };
        (0..self.classes).filter_map(first).take(SAMPLES).collect()
    }
}

/// Puts every fifth image of each class aside for the test, and the last one of a class that has fewer than five.
fn put_aside(
    images: Images,
    classes: usize,
    [height, width, channels]: [usize; 3],
) -> Result<(Images, Images), ImportError> {
    let size = height * width * channels;
    let counts = images.counts(classes);
    if let Some(class) = counts.iter().position(|count| *count == 1) {
        return Err(ImportError::LoneImage { class: class.to_string() });
    }
    let mut seen = vec![0_u32; classes];
    let mut parts = [(Vec::new(), Vec::new()), (Vec::new(), Vec::new())];
    for (index, &label) in images.labels().iter().enumerate() {
        let class = usize::from(label);
        seen[class] += 1;
        let aside = seen[class].is_multiple_of(5) || (counts[class] < 5 && seen[class] == counts[class]);
        let (pixels, labels) = &mut parts[usize::from(aside)];
        pixels.extend_from_slice(images.image(index).unwrap_or_default());
        labels.push(label);
    }
    let [train, test] = parts.map(|(pixels, labels)| Images::new(pixels, labels, size));
    Ok((train, test))
}

/// Refuses numbers that would be more pixels than a worker can hold, before any of them is read.
fn check_size(images: u64, [height, width, channels]: [u64; 3]) -> Result<(), ImportError> {
    let max = UserImages::MAX_SIDE as u64;
    if height > max || width > max {
        return Err(ImportError::TooLargeImages { height, width, max });
    }
    let bytes = images.saturating_mul(height * width * channels.min(4));
    let max = UserImages::MAX_BYTES as u64;
    if bytes > max { Err(ImportError::TooManyPixels { bytes, max }) } else { Ok(()) }
}
