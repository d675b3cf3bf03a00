//! Pictures in folders: found, sorted into classes and measured; a browser decodes them one after the other.

use std::io::{Read, Seek};

use super::archive::{Archive, Entry};
use super::gather::Target;
use super::layout::{Layout, Place, arrange};
use super::limit::first_bytes;
use super::{Picked, check_size, header};
use spec::import_error::{FileError, ImportError};
use spec::reader_protocol::Note;

/// Bytes of the largest picture file.
const MAX_FILE: u64 = 32 << 20;
/// Width and height of the largest picture, pixels: what every browser decodes.
const MAX_SIDE: u32 = 8_192;
/// Pictures of one size stay as they are up to this width and height, pixels.
const MAX_KEPT: u32 = 64;

/// Pictures with their classes.
pub struct Pictures<R> {
    source: Source<R>,
    layout: Layout,
    /// Which sizes they are brought to.
    pub target: Target,
}

enum Source<R> {
    Files(Vec<Picked<R>>),
    Zip(Archive<R>, Vec<Entry>),
}

impl<R: Read + Seek> Pictures<R> {
    /// Pictures that were chosen or dropped one by one, or with their folder.
    ///
    /// # Errors
    /// Where folders or files are not as they should be.
    pub fn of_files(files: Vec<Picked<R>>, left_out: usize) -> Result<Self, ImportError> {
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let layout = arrange(&paths)?;
        Self::measured(Source::Files(files), layout, left_out)
    }

    /// Pictures in a zip archive.
    ///
    /// # Errors
    /// Where the archive, its folders or files are not as they should be.
    pub fn of_archive(mut archive: Archive<R>) -> Result<Self, ImportError> {
        let all = archive.entries()?;
        let files = all.len();
        let pictures: Vec<Entry> =
            all.into_iter().filter(|entry| header::has_picture_name(&entry.path.to_ascii_lowercase())).collect();
        if pictures.is_empty() {
            return Err(ImportError::NoPicture { file: archive.path });
        }
        let paths: Vec<&str> = pictures.iter().map(|entry| entry.path.as_str()).collect();
        let (layout, left_out) = (arrange(&paths)?, files - pictures.len());
        Self::measured(Source::Zip(archive, pictures), layout, left_out)
    }

    fn measured(source: Source<R>, mut layout: Layout, left_out: usize) -> Result<Self, ImportError> {
        if left_out > 0 {
            layout.notes.push(Note::LeftOut { files: left_out });
        }
        let mut pictures = Self { source, layout, target: Target::Scaled };
        let mut sizes: Option<[u32; 2]> = None;
        let mut uniform = true;
        for place in 0..pictures.layout.places.len() {
            let size = pictures.measure(pictures.layout.places[place].file)?;
            uniform &= sizes.is_none_or(|first| first == size);
            sizes = Some(size);
        }
        if let Some([width, height]) = sizes
            && uniform
            && (1..=MAX_KEPT).contains(&width)
            && (1..=MAX_KEPT).contains(&height)
        {
            pictures.target = Target::Kept { width, height };
        }
        let [height, width] = pictures.target.largest();
        check_size(pictures.layout.places.len() as u64, [height as u64, width as u64, 3])?;
        Ok(pictures)
    }

    /// The pictures in the order in which they are to be decoded.
    pub fn places(&self) -> &[Place] {
        &self.layout.places
    }

    /// The names of the classes.
    pub fn names(&self) -> &[String] {
        &self.layout.names
    }

    /// Whether some are for the test.
    pub fn has_test(&self) -> bool {
        self.layout.has_test
    }

    /// What the person should know.
    pub fn notes(&self) -> Vec<Note> {
        self.layout.notes.clone()
    }

    /// A picture's file name.
    pub fn path(&self, place: &Place) -> &str {
        match &self.source {
            Source::Files(files) => &files[place.file].path,
            Source::Zip(_, entries) => &entries[place.file].path,
        }
    }

    /// A picture's file, for a browser to decode.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn bytes(&mut self, place: &Place) -> Result<Vec<u8>, ImportError> {
        match &mut self.source {
            Source::Files(files) => {
                let Picked { path, reader, .. } = &mut files[place.file];
                let read = reader.rewind().and_then(|()| first_bytes(reader, MAX_FILE));
                read.map_err(|error| FileError::read(&error).of(path))
            }
            Source::Zip(archive, entries) => archive.bytes(&entries[place.file], MAX_FILE),
        }
    }

    fn measure(&mut self, file: usize) -> Result<[u32; 2], ImportError> {
        let (path, start) = match &mut self.source {
            Source::Files(files) => {
                let Picked { path, size, reader } = &mut files[file];
                if *size > MAX_FILE {
                    return Err(FileError::Large { max: MAX_FILE }.of(path));
                }
                let start = reader.rewind().and_then(|()| first_bytes(reader, header::HEADER_BYTES));
                (&*path, start.map_err(|error| FileError::read(&error).of(path))?)
            }
            Source::Zip(archive, entries) => {
                let entry = &entries[file];
                let start = archive.read(entry, MAX_FILE, |file| {
                    first_bytes(file, header::HEADER_BYTES).map_err(|error| FileError::Zip(error.to_string()))
                })?;
                (&entry.path, start)
            }
        };
        let Some([width, height]) = header::measure(&start) else { return Err(FileError::NoPicture.of(path)) };
        if width > MAX_SIDE || height > MAX_SIDE {
            return Err(FileError::Pixels { width, height, max: MAX_SIDE }.of(path));
        }
        Ok([width, height])
    }
}
