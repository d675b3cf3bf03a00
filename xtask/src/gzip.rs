//! gzip at its hardest, the same bytes every time, and SHA-256.

use std::io::Write;

use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};

/// Compresses at level 9. Name and time stay empty, so that the same input gives the same bytes.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    // Writing to memory does not fail; an encoder that lost bytes would fail every hash after it.
    encoder.write_all(bytes).ok();
    encoder.finish().unwrap_or_default()
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn gzip_is_repeatable_and_reversible() {
        let packed = gzip(b"the same");
        assert_eq!(packed, gzip(b"the same"));
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut plain).expect("our own gzip");
        assert_eq!(plain, b"the same");
    }

    #[test]
    fn sha256_of_the_standard_example() {
        // FIPS 180-4's example "abc".
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
