//! Files out of a `.tar.gz`, each no longer than it may be.

use std::io::Read;

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use tar::Archive;

/// A file to take out of an archive.
pub struct Wanted<'a> {
    /// Its name, without folders.
    pub name: &'a str,
    /// Its exact length.
    pub bytes: u64,
}

/// The contents of `wanted`, in that order, from `folder` of the archive.
///
/// # Errors
/// When the archive is broken, lacks one of the files or has it at another length.
pub fn unpack(archive: &[u8], folder: &str, wanted: &[Wanted]) -> Result<Vec<Vec<u8>>> {
    let mut found: Vec<Option<Vec<u8>>> = wanted.iter().map(|_| None).collect();
    let mut archive = Archive::new(GzDecoder::new(archive));
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        let Ok(name) = path.strip_prefix(folder) else {
            continue;
        };
        let Some(index) = wanted.iter().position(|file| name.as_os_str() == file.name) else {
            continue;
        };
        if entry.size() != wanted[index].bytes {
            bail!("{} has {} bytes instead of {}", wanted[index].name, entry.size(), wanted[index].bytes);
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        found[index] = Some(bytes);
    }
    found
        .into_iter()
        .zip(wanted)
        .map(|(bytes, file)| bytes.with_context(|| format!("the archive has no {folder}/{}", file.name)))
        .collect()
}

/// The bytes, decompressed if they are gzip: a server may have sent them decoded already,
/// so the first two bytes decide and not the name. Stops after `limit` bytes.
///
/// # Errors
/// When the gzip is broken or longer than `limit`.
pub fn plain(bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut plain = Vec::new();
    GzDecoder::new(bytes.as_slice()).take(limit + 1).read_to_end(&mut plain).context("broken gzip")?;
    if plain.len() as u64 > limit {
        bail!("more than the expected {limit} bytes");
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gzip::gzip;

    fn archive_of(path: &str, contents: &[u8]) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_size(contents.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, path, contents).expect("writing to memory");
        gzip(&builder.into_inner().expect("writing to memory"))
    }

    #[test]
    fn a_file_comes_out_of_its_folder() {
        let archive = archive_of("package/data/labels", b"\x00\x01");
        let wanted = [Wanted { name: "labels", bytes: 2 }];
        assert_eq!(unpack(&archive, "package/data", &wanted).expect("it is there"), [b"\x00\x01"]);
    }

    #[test]
    fn a_missing_or_longer_file_is_named() {
        let archive = archive_of("package/data/labels", b"\x00\x01");
        let missing = [Wanted { name: "images", bytes: 2 }];
        assert_eq!(
            unpack(&archive, "package/data", &missing).unwrap_err().to_string(),
            "the archive has no package/data/images"
        );
        let shorter = [Wanted { name: "labels", bytes: 1 }];
        assert_eq!(
            unpack(&archive, "package/data", &shorter).unwrap_err().to_string(),
            "labels has 2 bytes instead of 1"
        );
    }

    #[test]
    fn gzip_is_recognised_by_its_bytes_and_bounded() {
        assert_eq!(plain(b"as it is".to_vec(), 4).expect("not gzip"), b"as it is");
        assert_eq!(plain(gzip(b"four"), 4).expect("fits"), b"four");
        assert_eq!(plain(gzip(&[0; 1_000_000]), 4).unwrap_err().to_string(), "more than the expected 4 bytes");
    }
}
