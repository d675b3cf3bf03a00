//! Small files that would become gigabytes: refused in less than a second and without their memory.

#[allow(dead_code, missing_docs, reason = "each of two tests needs a part of it")]
#[path = "common/archives.rs"]
mod archives;

use std::io::Cursor;
use std::time::{Duration, Instant};

use archives::{Entry, deflated_zeros, idx, npy, png, zip};
use images::import::{Opened, Picked, open};

/// 2 GB.
const MEGABYTES: usize = 2_048;
/// Memory that the whole test may ever hold, bytes.
const MOST_MEMORY: u64 = 200_000_000;

fn bomb(name: &str, start: &[u8], claimed: u32) -> Entry {
    let packed = deflated_zeros(start, MEGABYTES);
    Entry { name: name.to_owned(), packed, size: claimed, crc: 0, method: 8, flags: 0 }
}

fn gz(start: &[u8]) -> Vec<u8> {
    let mut file = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    file.extend(deflated_zeros(start, MEGABYTES));
    file.extend([0; 8]);
    file
}

/// Opens the files and reads every picture in them; the first error's words.
fn refuse(files: &[(&str, &[u8])]) -> String {
    let one = |(path, bytes): &(&str, &[u8])| Picked {
        path: (*path).to_owned(),
        size: bytes.len() as u64,
        reader: Cursor::new(bytes.to_vec()),
    };
    match open(files.iter().map(one).collect()) {
        Err(error) => error.to_string(),
        Ok(Opened::Images(_)) => panic!("it was read"),
        Ok(Opened::Pictures(mut pictures)) => {
            let places = pictures.places().to_vec();
            let mut errors = places.iter().filter_map(|place| pictures.bytes(place).err());
            errors.next().expect("one is refused").to_string()
        }
    }
}

#[test]
fn bombs_are_refused_at_once() {
    let picture = Entry::stored("b/1.png", &png(9, 9));
    let said = 2_147_483_648_u32;
    let open_zip = zip(&[bomb("a/1.png", &png(9, 9), said), picture]);
    let picture = Entry::stored("b/1.png", &png(9, 9));
    let growing = zip(&[bomb("a/1.png", &png(9, 9), 30 << 20), picture]);
    let picture = Entry::stored("b/1.png", &png(9, 9));
    let lying = zip(&[bomb("a/1.png", &png(9, 9), 64), picture]);
    let array = |shape, claimed| {
        let labels = Entry::stored("y_train.npy", &npy("|u1", "(2,)", &[0, 1]));
        zip(&[bomb("x_train.npy", &npy("|u1", shape, &[]), claimed), labels])
    };
    let packed = gz(&idx(0x803, &[3, 2, 2], &[]));
    let labels = idx(0x801, &[3], &[0, 1, 2]);
    let mut tar = tar::Header::new_ustar();
    tar.set_path("data_batch_1.bin").expect("short");
    tar.set_size(said.into());
    tar.set_cksum();

    for (files, words) in [
        (vec![("s.zip", open_zip)], "a/1.png: it is larger than the 32 MB that such a file can have"),
        (vec![("s.zip", growing)], "a/1.png: the zip archive is damaged: "),
        (vec![("s.zip", lying)], "a/1.png: the zip archive is damaged: "),
        (vec![("s.npz", array("(90000, 256, 256)", said >> 2))], "MB, which no image does"),
        (
            vec![("s.npz", array("(90000, 256, 256)", 136))],
            "the images take 5625 MB: take fewer or smaller ones, 256 MB fit",
        ),
        (
            vec![("s.npz", array("(2, 2, 2)", 136))],
            "x_train.npy: it is longer than the 8 bytes that its header announces",
        ),
        (
            vec![("i-ubyte.gz", packed), ("l-ubyte", labels)],
            "i-ubyte.gz: the file is too long: 13 bytes where its header announces 12",
        ),
        (vec![("zeros.gz", gz(&[]))], "zeros.gz is none of the files that can be read: "),
        (
            vec![("c.tar.gz", gz(tar.as_bytes()))],
            "data_batch_1.bin: it is larger than the 30 MB that such a file can have",
        ),
        (vec![("data_batch_1.bin.gz", gz(&[]))], "data_batch_1.bin.gz: it is larger than"),
    ] {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        let start = Instant::now();
        let error = refuse(&files);
        assert!(start.elapsed() < Duration::from_secs(1), "{:?} for {error}", start.elapsed());
        assert!(error.contains(words), "{error}");
    }
    if let Some(peak) = peak_memory() {
        assert!(peak < MOST_MEMORY, "{peak} bytes");
    }
}

/// The most memory that this process ever held, where the system tells, bytes.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? * 1_024)
}
