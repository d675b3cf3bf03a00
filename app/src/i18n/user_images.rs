//! A person's own images: what was found, and why files cannot be read.

use spec::catalogue::UserImages;
use spec::import_error::{CifarError, FileError, GzipError, IdxError, ImportError, NpyError, megabytes, size, tuple};
use spec::reader_protocol::{NotRead, Note};

use super::Language;
use super::errors::sentence;
use crate::state::KeepError;

/// What was decided in reading the files.
pub fn note(language: Language, note: &Note) -> String {
    let phrases = language.phrases().own();
    match *note {
        Note::PutAside => phrases.put_aside().to_owned(),
        Note::ValidationTests => phrases.validation_tests().to_owned(),
        Note::ValidationTrains => phrases.validation_trains().to_owned(),
        Note::LeftOut { files } => phrases.left_out(files),
        Note::Sized { shape: [height, width, 1], kept: true } => phrases.kept_grey(height, width),
        Note::Sized { shape: [height, width, _], kept: true } => phrases.kept_colour(height, width),
        Note::Sized { shape: [height, width, 1], kept: false } => phrases.sized_grey(height, width),
        Note::Sized { shape: [height, width, _], kept: false } => phrases.sized_colour(height, width),
        Note::UnitScale => phrases.unit_scale().to_owned(),
    }
}

/// Why files are not read.
pub fn not_read(language: Language, error: &NotRead) -> String {
    let phrases = language.phrases().own();
    match error {
        NotRead::Refused(error) => sentence(&refused(language, error)),
        NotRead::Broken(detail) => phrases.broken(detail),
        NotRead::NoReader => phrases.not_arrived().to_owned(),
    }
}

/// How far the reading is.
pub fn progress(language: Language, read: &str, total: &str, images: Option<&str>) -> String {
    let phrases = language.phrases().own();
    match images {
        Some(images) => phrases.progress_images(read, total, images),
        None => phrases.progress(read, total),
    }
}

/// What was found: how many images of which size.
pub fn summary(language: Language, train: &str, test: &str, images: &UserImages) -> String {
    let (phrases, [height, width, channels]) = (language.phrases().own(), images.shape);
    if channels == 1 {
        phrases.found_grey(train, test, height, width, images.classes)
    } else {
        phrases.found_colour(train, test, height, width, images.classes)
    }
}

/// Why images are not kept.
pub fn not_kept(language: Language, error: &KeepError) -> String {
    let phrases = language.phrases().own();
    match error {
        KeepError::Full => phrases.full().to_owned(),
        KeepError::Refused(detail) => phrases.refused(detail),
    }
}

/// Why files cannot be used, as a part of a sentence.
fn refused(language: Language, error: &ImportError) -> String {
    let phrases = language.phrases().errors().images();
    match error {
        ImportError::Nothing => phrases.nothing().to_owned(),
        ImportError::TooMuch { bytes, max } => phrases.too_much(megabytes(*bytes), megabytes(*max)),
        ImportError::TooManyFiles { files, max } => phrases.too_many_files(files, max),
        ImportError::Empty { file } => phrases.empty(file),
        ImportError::Unknown { file } => phrases.unknown(file),
        ImportError::Mixed { first, second } => phrases.mixed(first, second),
        ImportError::OneAtATime { file } => phrases.one_at_a_time(file),
        ImportError::LoneArray { file } => phrases.lone_array(file),
        ImportError::Pair { images, labels } => phrases.pair(images, labels),
        ImportError::Counts { file, images, labels } => phrases.counts(file, labels, images),
        ImportError::Shapes { train, test } => phrases.shapes(size(train), size(test)),
        ImportError::NoArray { name, found } if found.is_empty() => phrases.no_array(name, phrases.none()),
        ImportError::NoArray { name, found } => phrases.no_array(name, found.join(", ")),
        ImportError::OneClass => phrases.one_class().to_owned(),
        ImportError::TooManyClasses { classes, max } => phrases.too_many_classes(classes, max),
        ImportError::LoneImage { class } => phrases.lone_image(class),
        ImportError::NoTraining { class } => phrases.no_training(class),
        ImportError::NoPicture { file } => phrases.no_picture(file),
        ImportError::NoFolder { file } => phrases.no_folder(file),
        ImportError::TooDeep { file } => phrases.too_deep(file),
        ImportError::TooLargeImages { height, width, max } => phrases.too_large_images(height, width, max),
        ImportError::TooManyPixels { bytes, max } => phrases.too_many_pixels(megabytes(*bytes), megabytes(*max)),
        ImportError::File { file, error } => format!("{file}: {}", broken(language, error)),
    }
}

/// How a file is broken.
fn broken(language: Language, error: &FileError) -> String {
    let phrases = language.phrases().errors().file();
    match error {
        FileError::Idx(error) => idx(language, error),
        FileError::Gzip(GzipError::Damaged(detail)) => phrases.gzip_damaged(detail),
        FileError::Gzip(GzipError::TooLarge { max }) => phrases.gzip_too_large(max),
        FileError::Cifar(CifarError::Empty) => phrases.cifar_empty().to_owned(),
        FileError::Cifar(CifarError::Length { bytes }) => phrases.cifar_length(bytes),
        FileError::Cifar(CifarError::Label { index, label }) => phrases.cifar_label(index, label),
        FileError::Npy(error) => npy(language, error),
        FileError::Zip(detail) => phrases.zip(detail),
        FileError::Tar(detail) => phrases.tar(detail),
        FileError::Read(detail) => phrases.read(detail),
        FileError::Encrypted => phrases.encrypted().to_owned(),
        FileError::Entries { max } => phrases.entries(max),
        FileError::NoBatch => phrases.no_batch().to_owned(),
        FileError::Bomb { packed, unpacked } => phrases.bomb(packed, megabytes(*unpacked)),
        FileError::Large { max } => phrases.large(megabytes(*max)),
        FileError::NoPicture => phrases.no_picture().to_owned(),
        FileError::Pixels { width, height, max } => phrases.pixels(width, height, max),
        FileError::Undecodable => phrases.undecodable().to_owned(),
    }
}

fn idx(language: Language, error: &IdxError) -> String {
    let phrases = language.phrases().errors().file();
    match error {
        IdxError::Magic { wanted, found } => phrases.idx_magic(format!("{found:08x}"), format!("{wanted:08x}")),
        IdxError::Header { bytes } => phrases.idx_header(bytes),
        IdxError::Size { wanted, found } => {
            let [found, wanted] = [found, wanted].map(|[height, width]| format!("{height}×{width}"));
            phrases.idx_size(found, wanted)
        }
        IdxError::Length { announced, found } if found < announced => phrases.idx_short(found, announced),
        IdxError::Length { announced, found } => phrases.idx_long(found, announced),
        IdxError::Label { index, label, classes } => phrases.idx_label(index, label, classes),
        IdxError::Empty => phrases.idx_empty().to_owned(),
    }
}

fn npy(language: Language, error: &NpyError) -> String {
    let phrases = language.phrases().errors().file();
    match error {
        NpyError::Magic => phrases.npy_magic().to_owned(),
        NpyError::Header => phrases.npy_header().to_owned(),
        NpyError::Type { descr } => phrases.npy_type(descr),
        NpyError::Objects => phrases.npy_objects().to_owned(),
        NpyError::Fortran => phrases.npy_fortran().to_owned(),
        NpyError::Shape { shape, images: true } => phrases.npy_images(tuple(shape)),
        NpyError::Shape { shape, images: false } => phrases.npy_labels(tuple(shape)),
        NpyError::Short { announced } => phrases.npy_short(announced),
        NpyError::Long { announced } => phrases.npy_long(announced),
        NpyError::Range { least, greatest } => phrases.npy_range(least, greatest),
        NpyError::Label { index, label, max } => phrases.npy_label(index, label, max),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(error: FileError) -> ImportError {
        error.of("a.png")
    }

    /// One of each.
    fn errors() -> Vec<ImportError> {
        let a = || "a".to_owned();
        let broken = [
            FileError::Idx(IdxError::Magic { wanted: 0x803, found: 0x1f8b }),
            FileError::Idx(IdxError::Header { bytes: 3 }),
            FileError::Idx(IdxError::Size { wanted: [28, 28], found: [2, 3] }),
            FileError::Idx(IdxError::Length { announced: 7, found: 6 }),
            FileError::Idx(IdxError::Length { announced: 7, found: 8 }),
            FileError::Idx(IdxError::Label { index: 5, label: 12, classes: 10 }),
            FileError::Idx(IdxError::Empty),
            FileError::Gzip(GzipError::Damaged(a())),
            FileError::Gzip(GzipError::TooLarge { max: 9 }),
            FileError::Cifar(CifarError::Empty),
            FileError::Cifar(CifarError::Length { bytes: 4 }),
            FileError::Cifar(CifarError::Label { index: 1, label: 11 }),
            FileError::Npy(NpyError::Magic),
            FileError::Npy(NpyError::Header),
            FileError::Npy(NpyError::Type { descr: "<c8".to_owned() }),
            FileError::Npy(NpyError::Objects),
            FileError::Npy(NpyError::Fortran),
            FileError::Npy(NpyError::Shape { shape: vec![2], images: true }),
            FileError::Npy(NpyError::Shape { shape: vec![2, 3], images: false }),
            FileError::Npy(NpyError::Short { announced: 8 }),
            FileError::Npy(NpyError::Long { announced: 8 }),
            FileError::Npy(NpyError::Range { least: a(), greatest: "b".to_owned() }),
            FileError::Npy(NpyError::Label { index: 1, label: "2.5".to_owned(), max: 99 }),
            FileError::Zip(a()),
            FileError::Tar(a()),
            FileError::Read(a()),
            FileError::Encrypted,
            FileError::Entries { max: 9 },
            FileError::NoBatch,
            FileError::Bomb { packed: 9, unpacked: 1 << 30 },
            FileError::Large { max: 1 << 30 },
            FileError::NoPicture,
            FileError::Pixels { width: 9, height: 8, max: 7 },
            FileError::Undecodable,
        ];
        let whole = [
            ImportError::Nothing,
            ImportError::TooMuch { bytes: 2 << 30, max: 1 << 30 },
            ImportError::TooManyFiles { files: 9, max: 8 },
            ImportError::Empty { file: a() },
            ImportError::Unknown { file: a() },
            ImportError::Mixed { first: a(), second: "b".to_owned() },
            ImportError::OneAtATime { file: a() },
            ImportError::LoneArray { file: a() },
            ImportError::Pair { images: 1, labels: 2 },
            ImportError::Counts { file: a(), images: 3, labels: 2 },
            ImportError::Shapes { train: [1, 2, 3], test: [4, 5, 1] },
            ImportError::NoArray { name: a(), found: vec![] },
            ImportError::NoArray { name: a(), found: vec!["b".to_owned(), "c".to_owned()] },
            ImportError::OneClass,
            ImportError::TooManyClasses { classes: 101, max: 100 },
            ImportError::LoneImage { class: a() },
            ImportError::NoTraining { class: a() },
            ImportError::NoPicture { file: a() },
            ImportError::NoFolder { file: a() },
            ImportError::TooDeep { file: a() },
            ImportError::TooLargeImages { height: 9, width: 8, max: 7 },
            ImportError::TooManyPixels { bytes: 2 << 30, max: 1 << 30 },
        ];
        whole.into_iter().chain(broken.map(file)).collect()
    }

    #[test]
    fn files_are_refused_in_the_words_of_the_terminal() {
        for error in errors() {
            assert_eq!(refused(Language::En, &error), error.to_string());
        }
    }

    #[test]
    fn a_refusal_is_a_sentence_in_every_language() {
        for language in Language::ALL {
            for error in errors() {
                let told = not_read(language, &NotRead::Refused(error));
                assert!(told.ends_with('.') && !told.contains(['{', '}']), "{told}");
            }
        }
        let told = |error| not_read(Language::Es, &NotRead::Refused(error));
        assert_eq!(told(ImportError::Empty { file: "a.png".to_owned() }), "a.png está vacío: elige otro archivo.");
        assert_eq!(
            told(ImportError::OneClass),
            "Todas las imágenes son de una sola clase: una red necesita al menos dos para distinguir."
        );
    }

    #[test]
    fn what_was_decided_is_told() {
        let sized = Note::Sized { shape: [28, 28, 1], kept: false };
        assert_eq!(note(Language::En, &sized), "The pictures were brought to one size: 28×28, in grey.");
        let kept = Note::Sized { shape: [2, 3, 3], kept: true };
        assert_eq!(note(Language::Es, &kept), "Todas las imágenes son de 2×3, en color; se quedan como están.");
        assert_eq!(note(Language::En, &Note::LeftOut { files: 1 }), "Files that are no pictures were left out: 1.");
    }
}
