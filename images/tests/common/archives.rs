//! Archives and arrays made by hand, so that every byte of them can be wrong.

use std::io::Write;

use flate2::{Compress, Compression, Crc, FlushCompress, write::DeflateEncoder, write::GzEncoder};

/// An entry of a zip archive, with everything that its headers say.
pub struct Entry {
    pub name: String,
    pub packed: Vec<u8>,
    pub size: u32,
    pub crc: u32,
    pub method: u16,
    pub flags: u16,
}

pub fn crc(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

impl Entry {
    pub fn stored(name: &str, bytes: &[u8]) -> Self {
        let (size, crc) = (bytes.len() as u32, crc(bytes));
        Self { name: name.to_owned(), packed: bytes.to_vec(), size, crc, method: 0, flags: 0 }
    }

    pub fn deflated(name: &str, bytes: &[u8]) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).expect("memory");
        Self { packed: encoder.finish().expect("memory"), method: 8, ..Self::stored(name, bytes) }
    }

    /// What local header and directory have in common.
    fn common(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        [20, self.flags, self.method, 0, 0].iter().for_each(|number: &u16| bytes.extend(number.to_le_bytes()));
        [self.crc, self.packed.len() as u32, self.size].iter().for_each(|number| bytes.extend(number.to_le_bytes()));
        [self.name.len() as u16, 0].iter().for_each(|number| bytes.extend(number.to_le_bytes()));
        bytes
    }
}

/// A zip archive (APPNOTE.TXT 4.3).
pub fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let place = file.len() as u32;
        file.extend(b"PK\x03\x04");
        file.extend(entry.common());
        file.extend(entry.name.as_bytes());
        file.extend(&entry.packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(entry.common());
        directory.extend([0; 10]);
        directory.extend(place.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let (place, count) = (file.len() as u32, (entries.len() as u16).to_le_bytes());
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend([count, count].concat());
    file.extend((directory.len() as u32).to_le_bytes());
    file.extend(place.to_le_bytes());
    file.extend([0, 0]);
    file
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// `start`, then so many megabytes of zeros, deflated; made in a moment by repeating one flushed megabyte.
pub fn deflated_zeros(start: &[u8], megabytes: usize) -> Vec<u8> {
    let mut packer = Compress::new(Compression::best(), false);
    let mut flushed = |bytes: &[u8]| {
        let mut packed = Vec::with_capacity(1 << 16);
        packer.compress_vec(bytes, &mut packed, FlushCompress::Full).expect("room");
        packed
    };
    let mut file = flushed(start);
    let zeros = flushed(&vec![0; 1 << 20]);
    (0..megabytes).for_each(|_| file.extend(&zeros));
    // A last block without content.
    file.extend([3, 0]);
    file
}

/// A NumPy array.
pub fn npy(descr: &str, shape: &str, bytes: &[u8]) -> Vec<u8> {
    npy_with(&format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}"), bytes)
}

/// A NumPy array with this header.
pub fn npy_with(header: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file = b"\x93NUMPY\x01\0".to_vec();
    file.extend((header.len() as u16).to_le_bytes());
    file.extend(header.as_bytes());
    file.extend(bytes);
    file
}

/// An idx file with this magic number.
pub fn idx(magic: u32, dimensions: &[u32], bytes: &[u8]) -> Vec<u8> {
    let mut file: Vec<u8> = [&[magic], dimensions].concat().iter().flat_map(|number| number.to_be_bytes()).collect();
    file.extend(bytes);
    file
}

/// The beginning of a PNG picture of this size: enough to be measured.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    file.extend(width.to_be_bytes());
    file.extend(height.to_be_bytes());
    file.extend([8, 2, 0, 0, 0]);
    file
}
