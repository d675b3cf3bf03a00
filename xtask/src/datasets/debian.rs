//! A data set inside a Debian package, unpacked without installing it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::archive::Wanted;
use crate::process::{command, find, output};
use crate::setup::debian::update_lists;

/// The files of `wanted`, still as `.gz`, from a package; `scratch` is an empty folder.
///
/// # Errors
/// When there is no apt, the package cannot be fetched, or it lacks a file.
pub fn fetch(package: &str, folder: &str, wanted: &[Wanted], scratch: &Path) -> Result<Vec<Vec<u8>>> {
    if find("apt-get").is_none() || find("dpkg-deb").is_none() {
        bail!("this system has no apt");
    }
    if download(package, scratch).is_err() {
        // A fresh machine has no lists of packages yet; only root can bring them.
        update_lists()?;
        download(package, scratch)?;
    }
    let deb = fs::read_dir(scratch)?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .with_context(|| format!("apt-get download left no {package}"))?;
    let unpacked = scratch.join("unpacked");
    output(command("dpkg-deb").arg("-x").arg(&deb).arg(&unpacked))?;
    wanted
        .iter()
        .map(|file| {
            let path = unpacked.join(folder).join(format!("{}.gz", file.name));
            fs::read(&path).with_context(|| format!("{package} has no {folder}/{}.gz", file.name))
        })
        .collect()
}

fn download(package: &str, scratch: &Path) -> Result<()> {
    output(command("apt-get").args(["download", "-qq", package]).current_dir(scratch))?;
    Ok(())
}
