//! From what rustc writes to what a browser loads: wasm-bindgen, then wasm-opt.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::gzip::sha256;
use crate::paths;
use crate::process::{command, output};
use crate::report;
use crate::setup::Tools;

/// What rustc's wasm uses beyond the first version of WebAssembly, with our `simd128`.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Writes `<name>.js` and `<name>_bg.wasm` into an emptied folder.
///
/// # Errors
/// When wasm-bindgen fails.
pub fn bindgen(tools: &Tools, wasm: &Path, folder: &Path, name: &str) -> Result<()> {
    fs::remove_dir_all(folder).ok();
    fs::create_dir_all(folder)?;
    output(
        command("wasm-bindgen")
            .env("PATH", tools.path()?)
            .args(["--target", "web", "--no-typescript", "--remove-producers-section"])
            // The linker's table and stack pointer, which a piece that is loaded later shares.
            .arg("--keep-lld-exports")
            .args(["--out-name", name, "--out-dir"])
            .arg(folder)
            .arg(wasm),
    )?;
    Ok(())
}

/// Optimises a wasm file in place. The result is kept under the hash of the input, because
/// wasm-opt takes minutes and most builds change only one of the files.
///
/// # Errors
/// When wasm-opt fails.
pub fn optimise(tools: &Tools, wasm: &Path, what: &str, passes: &[&str]) -> Result<()> {
    let input = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let arguments = [passes, FEATURES.as_slice()].concat();
    let key = sha256(&[input.as_slice(), arguments.join(" ").as_bytes()].concat());
    let kept = paths::target().join("wasm-opt").join(format!("{key}.wasm"));
    if !kept.is_file() {
        let about = if input.len() > 5_000_000 { "5 minutes" } else { "1 minute" };
        let step = report::step(&format!("wasm-opt {} on the {what}", passes.join(" ")), "smaller and faster", about);
        let unfinished = kept.with_extension("unfinished");
        fs::create_dir_all(paths::target().join("wasm-opt"))?;
        output(command("wasm-opt").env("PATH", tools.path()?).args(&arguments).arg("-o").arg(&unfinished).arg(wasm))?;
        fs::rename(&unfinished, &kept)?;
        step.done();
    }
    fs::copy(&kept, wasm)?;
    Ok(())
}
