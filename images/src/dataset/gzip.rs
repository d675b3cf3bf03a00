//! Unpacking gzip, bounded.

use std::io::Read;

use flate2::read::GzDecoder;

use spec::import_error::GzipError;

/// The file unpacked where it is gzip, as it is where it is not: servers may send it already decoded, so its first
/// bytes tell and not its name.
///
/// # Errors
/// [`GzipError`] where the bytes are damaged, or more than `max` come out. Unpacking stops there, so a small file
/// that would unpack to gigabytes costs no more than `max` bytes.
pub fn unpack(file: Vec<u8>, max: usize) -> Result<Vec<u8>, GzipError> {
    if !file.starts_with(&[0x1f, 0x8b]) {
        return if file.len() > max { Err(GzipError::TooLarge { max }) } else { Ok(file) };
    }
    let mut unpacked = Vec::new();
    let mut reader = GzDecoder::new(file.as_slice()).take(max as u64 + 1);
    reader.read_to_end(&mut unpacked).map_err(|error| GzipError::Damaged(error.to_string()))?;
    if unpacked.len() > max {
        return Err(GzipError::TooLarge { max });
    }
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    }

    #[test]
    fn packed_and_plain_files_are_told_apart() {
        assert_eq!(unpack(pack(&[1, 2, 3]), 3), Ok(vec![1, 2, 3]));
        assert_eq!(unpack(vec![1, 2, 3], 3), Ok(vec![1, 2, 3]));
    }

    #[test]
    fn a_bomb_is_stopped_at_the_bound() {
        let bomb = pack(&vec![0; 50_000_000]);
        assert!(bomb.len() < 60_000);
        let error = unpack(bomb, 1_000).expect_err("too large");
        assert_eq!(error.to_string(), "the file is larger than the 1000 bytes that it can have");
        assert_eq!(unpack(vec![0; 1_001], 1_000), Err(GzipError::TooLarge { max: 1_000 }));
    }

    #[test]
    fn a_damaged_file_says_so() {
        let mut file = pack(&[7; 1_000]);
        file.truncate(15);
        let error = unpack(file, 1_000).expect_err("cut off").to_string();
        assert_eq!(error, "the compressed file is damaged: incomplete deflate stream");
        let mut file = pack(&[7; 1_000]);
        let end = file.len() - 8;
        file[end] ^= 1;
        let error = unpack(file, 1_000).expect_err("wrong checksum").to_string();
        assert_eq!(error, "the compressed file is damaged: corrupt gzip stream does not have a matching checksum");
    }
}
