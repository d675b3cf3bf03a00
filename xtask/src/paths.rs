//! Where things lie: the repository, the build folder, the cache outside the repository.

use std::path::{Path, PathBuf};

/// The repository's root.
pub fn root() -> PathBuf {
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map_or_else(|| manifest.clone(), Path::to_path_buf)
}

/// Cargo's build folder: `CARGO_TARGET_DIR`, or `target` in the repository.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").filter(|folder| !folder.is_empty()).map_or_else(
        || root().join("target"),
        |folder| std::path::absolute(&folder).unwrap_or_else(|_| PathBuf::from(folder)),
    )
}

/// Cargo's build folder for wasm32: its own, so that it shares no lock with native work.
pub fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// The finished site that `cargo xtask build` leaves.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// What outlives the repository: tools and downloads.
pub fn cache() -> PathBuf {
    let base = std::env::var_os("XDG_CACHE_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache")));
    base.unwrap_or_else(target).join("trazo")
}

/// One version of one tool in the cache.
pub fn tool(name: &str, version: &str) -> PathBuf {
    cache().join("tools").join(format!("{name}-{version}"))
}
