//! Versions in Cargo.lock.

use std::fs;

use anyhow::{Context, Result};

use crate::paths;

/// The version of `package` in this repository's Cargo.lock.
///
/// # Errors
/// When the file cannot be read, or has the package not at all or more than once.
pub fn version(package: &str) -> Result<String> {
    let path = paths::root().join("Cargo.lock");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    only_version(&text, package)
}

/// Reads the two lines that cargo writes for each package: `name = "…"`, then `version = "…"`.
fn only_version(lock: &str, package: &str) -> Result<String> {
    let name = format!("name = \"{package}\"");
    let mut versions = lock
        .lines()
        .zip(lock.lines().skip(1))
        .filter(|(line, _)| *line == name)
        .filter_map(|(_, next)| next.strip_prefix("version = \"")?.strip_suffix('"'));
    let version = versions.next().with_context(|| format!("Cargo.lock has no {package}"))?;
    anyhow::ensure!(versions.next().is_none(), "Cargo.lock has more than one {package}");
    Ok(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen"
version = "0.2.130"
dependencies = [
 "wasm-bindgen-macro",
]

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.129"

[[package]]
name = "rand"
version = "0.8.5"

[[package]]
name = "rand"
version = "0.9.2"
"#;

    #[test]
    fn the_version_of_exactly_that_package() {
        assert_eq!(only_version(LOCK, "wasm-bindgen").expect("it is there"), "0.2.130");
        assert_eq!(only_version(LOCK, "wasm-bindgen-macro").expect("it is there"), "0.2.129");
    }

    #[test]
    fn none_or_two_is_an_error() {
        assert_eq!(only_version(LOCK, "bindgen").unwrap_err().to_string(), "Cargo.lock has no bindgen");
        assert_eq!(only_version(LOCK, "rand").unwrap_err().to_string(), "Cargo.lock has more than one rand");
    }
}
