//! Files, with their names in every error.

use std::path::Path;

use model::catalogue::DatasetId;
use model::dataset::{Dataset, FILES, assemble};

pub fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

pub fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The data set in its folder under `root`.
pub fn dataset(id: DatasetId, root: &Path) -> Result<Dataset, String> {
    let folder = root.join(id.info().id);
    let mut files: [Vec<u8>; 4] = Default::default();
    for (file, (_, name)) in files.iter_mut().zip(FILES) {
        *file = bytes(&folder.join(name)).map_err(|error| format!("{error} (`cargo xtask datasets` brings it)"))?;
    }
    assemble(id, files).map_err(|error| format!("{}/{error}", folder.display()))
}
