//! Running `bin/train`, and finding what is not part of the project.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A path from the project's root.
pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Whether all of these paths are there; says which is not, so that a skipped test is seen.
pub fn all_there(paths: &[&str]) -> bool {
    let missing: Vec<_> = paths.iter().filter(|path| !root(path).exists()).collect();
    if !missing.is_empty() {
        eprintln!("SKIPPED: {missing:?} is not there (`cargo xtask datasets` brings the data sets)");
    }
    missing.is_empty()
}

/// What `train --json` prints for these settings and arguments.
pub fn train(spec: &Value, arguments: &[&str]) -> Value {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("test").replace("::", "-");
    let file = std::env::temp_dir().join(format!("trazo-{}-{name}.json", std::process::id()));
    std::fs::write(&file, spec.to_string()).expect("the temporary folder takes a file");
    let output = Command::new(env!("CARGO_BIN_EXE_train"))
        .current_dir(root(""))
        .arg("--spec")
        .arg(&file)
        .args(arguments)
        .arg("--json")
        .output()
        .expect("the program starts");
    std::fs::remove_file(&file).ok();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}
