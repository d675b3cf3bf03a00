//! Gives the protocol its version: a hash of this package's sources, since all its types may cross between page and worker.
//! So two builds that might misread each other never try.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let mut hash = 0x811c_9dc5;
    add(Path::new("src"), &mut hash)?;
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rustc-env=PROTOCOL_VERSION={hash}");
    Ok(())
}

/// Adds a file, or all that is in a folder, in the order of names (FNV-1a,
/// <http://www.isthe.com/chongo/tech/comp/fnv/>).
fn add(path: &Path, hash: &mut u32) -> io::Result<()> {
    if path.is_dir() {
        let mut paths: Vec<_> = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        paths.sort();
        return paths.iter().try_for_each(|path| add(path, hash));
    }
    for byte in fs::read(path)? {
        *hash = (*hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    Ok(())
}
