//! Files, with their names in every error.

use std::path::Path;

use images::dataset::{Dataset, assemble};
use spec::catalogue::DatasetId;

pub fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

pub fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The data set in its folder under `root`.
pub fn dataset(id: DatasetId, root: &Path) -> Result<Dataset, String> {
    // Either the folder of all data sets or this one's own.
    let own = id.info().format.files().first().is_some_and(|name| root.join(name.trim_end_matches(".gz")).is_file());
    let folder = if own { root.to_owned() } else { root.join(id.info().id) };
    let files = id
        .info()
        .format
        .files()
        .iter()
        .map(|name| {
            // As it was brought, or as its own site has it.
            let unpacked = folder.join(name.trim_end_matches(".gz"));
            let path = if unpacked.is_file() { unpacked } else { folder.join(name) };
            bytes(&path).map_err(|error| format!("{error} (`cargo xtask datasets` brings it)"))
        })
        .collect::<Result<_, _>>()?;
    assemble(id, files).map_err(|error| format!("{}/{error}", folder.display()))
}
