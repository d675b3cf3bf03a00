//! A person's own images: what is read, and what is said of files that cannot be.

#[allow(dead_code, missing_docs, reason = "each of two tests needs a part of it")]
#[path = "common/archives.rs"]
mod archives;

use std::io::Cursor;

use archives::{Entry, gzip, idx, npy, npy_with, png, zip};
use images::import::{Import, ImportError, Opened, Picked, Pictures, open};
use spec::reader_protocol::{ClassNames, Note};

type File<'a> = (&'a str, Vec<u8>);

fn picked(files: Vec<File>) -> Vec<Picked<Cursor<Vec<u8>>>> {
    let one =
        |(path, bytes): File| Picked { path: path.to_owned(), size: bytes.len() as u64, reader: Cursor::new(bytes) };
    files.into_iter().map(one).collect()
}

fn images(files: Vec<File>) -> Import {
    match open(picked(files)) {
        Ok(Opened::Images(brought)) => *brought,
        Ok(Opened::Pictures(_)) => panic!("pictures"),
        Err(error) => panic!("{error}"),
    }
}

fn pictures(files: Vec<File>) -> Pictures<Cursor<Vec<u8>>> {
    match open(picked(files)) {
        Ok(Opened::Pictures(pictures)) => pictures,
        Ok(Opened::Images(_)) => panic!("images"),
        Err(error) => panic!("{error}"),
    }
}

fn refused(files: Vec<File>) -> ImportError {
    match open(picked(files)) {
        Ok(_) => panic!("it was read"),
        Err(error) => error,
    }
}

const IMAGES: u32 = 0x803;
const LABELS: u32 = 0x801;

/// So many images of 2×2, the first one with 1 in each pixel, and so on.
fn idx_images(count: u8) -> Vec<u8> {
    idx(IMAGES, &[count.into(), 2, 2], &(1..=count).flat_map(|ink| [ink; 4]).collect::<Vec<_>>())
}

fn idx_labels(labels: &[u8]) -> Vec<u8> {
    idx(LABELS, &[labels.len() as u32], labels)
}

fn cifar(labels: &[u8]) -> Vec<u8> {
    labels.iter().flat_map(|label| [vec![*label], vec![9; 3_072]].concat()).collect()
}

fn npz(arrays: &[(&str, Vec<u8>)]) -> Vec<u8> {
    zip(&arrays.iter().map(|(name, bytes)| Entry::deflated(&format!("{name}.npy"), bytes)).collect::<Vec<_>>())
}

fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in entries {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes).expect("memory");
    }
    builder.into_inner().expect("memory")
}

#[test]
fn idx_pairs_are_matched_by_content_and_name() {
    let brought = images(vec![
        ("train-labels-idx1-ubyte.gz", gzip(&idx_labels(&[0, 1, 2]))),
        ("t10k-images-idx3-ubyte", idx_images(2)),
        ("t10k-labels-idx1-ubyte", idx_labels(&[2, 0])),
        ("train-images-idx3-ubyte.gz", gzip(&idx_images(3))),
    ]);
    assert_eq!((brought.shape, brought.classes, &brought.names), ([2, 2, 1], 3, &ClassNames::Numbers));
    assert_eq!((brought.train.labels(), brought.test.labels()), (&[0, 1, 2][..], &[2, 0][..]));
    assert_eq!(brought.train.image(2), Some(&[3; 4][..]));
    assert!(brought.describe().is_possible());
}

#[test]
fn without_a_test_part_every_fifth_of_a_class_is_put_aside() {
    let labels = [0, 0, 0, 0, 0, 0, 1, 1, 1];
    let brought = images(vec![("a", idx_images(9)), ("b", idx_labels(&labels))]);
    assert_eq!(brought.train.labels(), [0, 0, 0, 0, 0, 1, 1]);
    assert_eq!(brought.test.labels(), [0, 1]);
    assert_eq!((brought.test.image(0), brought.test.image(1)), (Some(&[5; 4][..]), Some(&[9; 4][..])));
    assert_eq!(brought.notes[0], Note::PutAside);
}

#[test]
fn keras_arrays_of_bytes_and_of_shares_are_read() {
    let bytes: Vec<u8> = (0..48).collect();
    let floats: Vec<u8> = [0.0_f32, 0.5, 1.0, 0.25].repeat(12).iter().flat_map(|value| value.to_le_bytes()).collect();
    let labels = |labels: &[i64]| labels.iter().flat_map(|label| label.to_le_bytes()).collect::<Vec<_>>();
    let brought = images(vec![(
        "data.npz",
        npz(&[
            ("x_train", npy("|u1", "(4, 2, 2, 3)", &bytes)),
            ("y_train", npy("<i8", "(4, 1)", &labels(&[0, 1, 2, 1]))),
            ("x_test", npy("<f4", "(4, 2, 2, 3)", &floats)),
            ("y_test", npy("<i8", "(4,)", &labels(&[0, 1, 2, 2]))),
        ]),
    )]);
    assert_eq!((brought.shape, brought.classes), ([2, 2, 3], 3));
    assert_eq!(brought.train.pixels(), bytes);
    assert_eq!(brought.test.pixels()[..4], [0, 128, 255, 64]);
    assert_eq!(brought.test.labels(), [0, 1, 2, 2]);
    assert_eq!(brought.notes[0], Note::UnitScale);
}

#[test]
fn cifar_comes_as_archive_or_as_batches() {
    let archive = gzip(&tar(&[
        ("cifar-10-batches-bin/data_batch_1.bin", &cifar(&[1, 2])),
        ("cifar-10-batches-bin/readme.html", b"<p>"),
        ("cifar-10-batches-bin/test_batch.bin", &cifar(&[9])),
        ("cifar-10-batches-bin/data_batch_2.bin", &cifar(&[3])),
    ]));
    let batches = vec![
        ("data_batch_1.bin", cifar(&[1, 2])),
        ("data_batch_2.bin.gz", gzip(&cifar(&[3]))),
        ("test_batch.bin", cifar(&[9])),
    ];
    for files in [vec![("cifar-10-binary.tar.gz", archive)], batches] {
        let brought = images(files);
        assert_eq!((brought.shape, brought.classes, &brought.names), ([32, 32, 3], 10, &ClassNames::Cifar10));
        assert_eq!((brought.train.labels(), brought.test.labels()), (&[1, 2, 3][..], &[9][..]));
    }
}

#[test]
fn a_zip_and_a_folder_of_pictures_are_the_same() {
    let archive = zip(&[
        Entry::stored("pets/cat/1.png", &png(28, 28)),
        Entry::deflated("pets/dog/2.PNG", &png(28, 28)),
        Entry::stored("__MACOSX/pets/dog/._2.png", b"junk"),
        Entry::stored("pets/.DS_Store", b"junk"),
        Entry::stored("pets/read me.txt", b"words"),
    ]);
    let folder = vec![
        ("pets/cat/1.png", png(28, 28)),
        ("pets/dog/2.PNG", png(28, 28)),
        ("pets/.DS_Store", b"junk".to_vec()),
        ("pets/read me.txt", b"words".to_vec()),
    ];
    for files in [vec![("pets.zip", archive)], folder] {
        let mut pictures = pictures(files);
        assert_eq!(pictures.names(), ["cat", "dog"]);
        assert_eq!(pictures.target, images::import::Target::Kept { width: 28, height: 28 });
        assert_eq!(pictures.notes()[0], Note::LeftOut { files: 1 });
        let place = pictures.places()[1];
        assert_eq!((pictures.path(&place), place.class, place.test), ("pets/dog/2.PNG", 1, false));
        assert_eq!(pictures.bytes(&place), Ok(png(28, 28)));
    }
}

/// Files, and the exact words for them.
#[test]
fn every_broken_file_is_refused_in_words() {
    let pair = |images, labels| vec![("images-idx3-ubyte", images), ("labels-idx1-ubyte", labels)];
    let keras = |arrays: &[(&str, Vec<u8>)]| vec![("set.npz", npz(arrays))];
    let x = || ("x_train", npy("|u1", "(2, 1, 1)", &[0, 1]));
    let y = || ("y_train", npy("|u1", "(2,)", &[0, 1]));
    let pictures = |names: &[&str]| {
        vec![("set.zip", zip(&names.iter().map(|name| Entry::stored(name, &png(9, 9))).collect::<Vec<_>>()))]
    };
    let mut encrypted = Entry::stored("a/1.png", &png(9, 9));
    encrypted.flags = 1;
    let whole_zip = zip(&[Entry::stored("a/1.png", &png(9, 9)), Entry::stored("b/1.png", &png(9, 9))]);
    let whole_tar = tar(&[("data_batch_1.bin", &cifar(&[1, 2]))]);
    let many = (0..101).map(|class| format!("{class}/1.png")).collect::<Vec<_>>();
    let many = many.iter().map(String::as_str).collect::<Vec<_>>();

    let cases: Vec<(Vec<File>, &str)> = vec![
        (vec![], "there is no image: choose files with images, or a folder of them"),
        (vec![("a.png", vec![])], "a.png is empty: choose another file"),
        (
            vec![("song.mp3", b"ID3".to_vec())],
            "song.mp3 is none of the files that can be read: choose idx files, an .npz, CIFAR-10's .bin or .tar.gz, or \
             pictures in one folder for each class",
        ),
        (
            vec![("a.bin", cifar(&[1])), ("b/1.png", png(9, 9))],
            "a.bin and b/1.png are of different kinds: choose files of one kind",
        ),
        (
            vec![("a.zip", whole_zip.clone()), ("b.zip", whole_zip.clone())],
            "b.zip is one archive too many: choose one at a time",
        ),
        // idx
        (
            pair(idx_images(3)[..20].to_vec(), idx_labels(&[0, 1, 1])),
            "images-idx3-ubyte: the file is cut off: 4 of 12 bytes are there",
        ),
        (
            pair([idx_images(3), vec![7]].concat(), idx_labels(&[0, 1, 1])),
            "images-idx3-ubyte: the file is too long: 13 bytes where its header announces 12",
        ),
        (
            pair(idx(0xd03, &[1, 1, 1], &[0]), idx_labels(&[0])),
            "images-idx3-ubyte: the file starts with 00000d03 and not with 00000803: it is another kind of file",
        ),
        (
            pair(idx_images(3)[..9].to_vec(), idx_labels(&[0, 1, 1])),
            "images-idx3-ubyte: the file has only 9 bytes: its header is cut off",
        ),
        (pair(idx_images(3), idx_labels(&[0, 1])), "labels-idx1-ubyte has 2 labels for 3 images: each image needs one"),
        (
            pair(idx_images(3), idx_labels(&[0, 1, 100])),
            "labels-idx1-ubyte: label 2 is 100, but there are only 100 classes",
        ),
        (
            vec![("images-idx3-ubyte", idx_images(3))],
            "there are 1 files with images and 0 with labels: choose one of each, and for the test one of each with \
             “t10k” or “test” in its name",
        ),
        (
            pair(idx(IMAGES, &[1, 300, 2], &[0; 600]), idx_labels(&[0])),
            "the images are 300×2 pixels: make them at most 256×256",
        ),
        (
            pair(idx(IMAGES, &[u32::MAX, 28, 28], &[0; 784]), idx_labels(&[0])),
            "the images take 3211264 MB: take fewer or smaller ones, 256 MB fit",
        ),
        (
            vec![("a-ubyte.gz", gzip(&idx_images(3))[..20].to_vec()), ("b-ubyte", idx_labels(&[0, 1, 1]))],
            "a-ubyte.gz: the compressed file is damaged: incomplete deflate stream",
        ),
        (
            pair(idx_images(2), idx_labels(&[0, 0])),
            "all images are of one class: a network needs at least two to tell apart",
        ),
        // NumPy
        (
            keras(&[("images", npy("|u1", "(1, 1, 1)", &[0])), y()]),
            "the .npz has no array x_train, only images, y_train: save it with x_train=… and y_train=…",
        ),
        (
            keras(&[("x_train", npy("|O", "(2, 1, 1)", &[0, 1])), y()]),
            "x_train.npy: it holds Python objects and not numbers: convert it with numpy.array(…, \"uint8\")",
        ),
        (
            keras(&[("x_train", npy("<c8", "(2, 1, 1)", &[0, 1])), y()]),
            "x_train.npy: its numbers are of type <c8: convert them with .astype(\"uint8\")",
        ),
        (
            keras(&[
                ("x_train", npy_with("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 1, 1), }", &[0, 1])),
                y(),
            ]),
            "x_train.npy: it is stored column by column: convert it with numpy.ascontiguousarray(…)",
        ),
        (
            keras(&[("x_train", npy("|u1", "(2, 1)", &[0, 1])), y()]),
            "x_train.npy: its shape is (2, 1): it should be (images, height, width), or with 1 or 3 channels at the end",
        ),
        (
            keras(&[x(), ("y_train", npy("|u1", "(2, 10)", &[0; 20]))]),
            "y_train.npy: its shape is (2, 10): it should be (images,) or (images, 1)",
        ),
        (
            keras(&[x(), ("y_train", npy("|u1", "(3,)", &[0, 1, 1]))]),
            "y_train.npy has 3 labels for 2 images: each image needs one",
        ),
        (
            keras(&[("x_train", npy("|u1", "(90, 1, 1)", &[0, 1])), y()]),
            "x_train.npy: it is cut off: its header announces 90 bytes",
        ),
        (
            keras(&[("x_train", npy("|u1", "(2, 1, 1)", &[0, 1, 2])), y()]),
            "x_train.npy: it is longer than the 2 bytes that its header announces",
        ),
        (
            keras(&[("x_train", npy("|i1", "(2, 1, 1)", &[0xff, 1])), y()]),
            "x_train.npy: its numbers go from -1 to 1: pixels go from 0 to 255, or from 0 to 1",
        ),
        (
            keras(&[x(), ("y_train", npy("<f4", "(2,)", &[0, 0, 0, 0, 0, 0, 0, 0x3f]))]),
            "y_train.npy: label 1 is 0.5: labels are whole numbers from 0 to 99",
        ),
        (
            keras(&[x(), y(), ("x_test", npy("|u1", "(2, 1, 1)", &[0, 1]))]),
            "the .npz has no array y_test, only x_train, y_train, x_test: save it with x_train=… and y_train=…",
        ),
        (
            keras(&[x(), y(), ("x_test", npy("|u1", "(2, 2, 1)", &[0; 4])), ("y_test", npy("|u1", "(2,)", &[0, 1]))]),
            "the training images are 1×1×1 and the test images 2×1×1: they must be of one size",
        ),
        (keras(&[("x_train", b"GIF89a".to_vec()), y()]), "x_train.npy: it does not begin like a NumPy array"),
        (
            keras(&[("x_train", npy_with("{'descr': '|u1'", &[0])), y()]),
            "x_train.npy: the header of the NumPy array cannot be read",
        ),
        (
            vec![("x.npy", npy("|u1", "(1, 1, 1)", &[0]))],
            "x.npy is a single array: save images and labels together with numpy.savez(\"images.npz\", x_train=…, \
             y_train=…)",
        ),
        // zip and folders
        (vec![("set.zip", zip(&[encrypted]))], "a/1.png: it is locked with a password: make the archive without one"),
        (pictures(&["a/1.png", "a/2.png"]), "all images are of one class: a network needs at least two to tell apart"),
        (
            vec![("set.zip", zip(&[Entry::stored("a/1.txt", b"words")]))],
            "set.zip has no image in it: put PNG, JPEG, WebP, GIF or BMP files in one folder for each class",
        ),
        (pictures(&["1.png", "a/2.png"]), "1.png lies in no folder: make one folder for each class"),
        (
            pictures(&["a/1.png", "b/c/d/2.png"]),
            "b/c/d/2.png lies too deep: make one folder for each class, at most with “train” and “test” around them",
        ),
        (pictures(&many), "there are 101 classes: at most 100 can be told apart here"),
        (
            pictures(&["train/a/1.png", "train/b/1.png", "test/c/1.png"]),
            "class c has images for the test and none for training: add some",
        ),
        (
            vec![("a/1.png", png(9, 9)), ("b/1.png", b"no picture".to_vec())],
            "b/1.png: it is no PNG, JPEG, WebP, GIF or BMP picture",
        ),
        (
            vec![("a/1.png", png(9, 9)), ("b/1.png", png(60_000, 60_000))],
            "b/1.png: it is 60000×60000 pixels: make it at most 8192×8192",
        ),
        // CIFAR-10
        (
            vec![("test_batch.bin", cifar(&[1, 11]))],
            "test_batch.bin: image 1 has the class 11, but CIFAR-10 has only the classes 0 to 9",
        ),
        (
            vec![("data_batch_1.bin", vec![0; 3_000])],
            "data_batch_1.bin: 3000 bytes are no whole number of CIFAR-10 images of 3073 bytes: the file is cut off or \
             another kind of file",
        ),
        (
            vec![("cifar.tar", whole_tar[..2_000].to_vec())],
            "cifar.tar: the tar archive is damaged: data_batch_1.bin is cut off",
        ),
        (
            vec![("cifar.tar.gz", gzip(&tar(&[("a.txt", b"words")])))],
            "cifar.tar.gz: the archive has no data_batch_1.bin or the like: it is not CIFAR-10's",
        ),
    ];
    assert!(cases.len() > 20);
    for (files, words) in cases {
        assert_eq!(refused(files).to_string(), words);
    }
}

/// The zip library's own words stand behind the colon.
#[test]
fn a_damaged_zip_is_named() {
    let whole = zip(&[Entry::deflated("a/1.png", &png(9, 9)), Entry::stored("b/1.png", &png(9, 9))]);
    for cut in [5, 60, whole.len() - 30, whole.len() - 1] {
        let error = refused(vec![("set.zip", whole[..cut].to_vec())]).to_string();
        assert!(error.starts_with("set.zip: the zip archive is damaged: "), "{error}");
    }
    // Whatever byte is wrong, there are words or images, and no panic.
    for place in 0..whole.len() {
        let mut broken = whole.clone();
        broken[place] ^= 0xff;
        if let Ok(Opened::Pictures(mut pictures)) = open(picked(vec![("set.zip", broken)])) {
            pictures.places().to_vec().iter().for_each(|place| drop(pictures.bytes(place)));
        }
    }
}
