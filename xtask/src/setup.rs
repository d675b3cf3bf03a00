//! Brings what is missing on a machine, each tool once.

pub mod browser;
mod cargo_tool;
pub mod debian;
pub mod node;
mod wasm_opt;
pub mod wasm_target;

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;

use crate::lock;
use cargo_tool::CargoTool;
pub use wasm_target::WasmToolchain;

/// The last Trunk that this project's minimum Rust can build: 0.22 wants rustc 1.96.1.
const TRUNK: &str = "0.21.14";

/// What is needed to build the site.
pub struct Tools {
    /// How to run cargo for wasm32.
    pub toolchain: WasmToolchain,
    /// Folder with `trunk`.
    trunk: PathBuf,
    /// Folder with `wasm-bindgen`.
    wasm_bindgen: PathBuf,
    /// Folder with `wasm-opt`, for optimised builds.
    wasm_opt: Option<PathBuf>,
}

/// Which tools a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// To build the site quickly.
    Quick,
    /// To build it optimised as well.
    Optimised,
}

/// Brings the tools, or finds them.
///
/// # Errors
/// When one of them cannot be had; the error says what to do.
pub fn ensure(need: Need) -> Result<Tools> {
    let toolchain = wasm_target::ensure()?;
    let wasm_opt = match need {
        Need::Quick => None,
        Need::Optimised => Some(wasm_opt::ensure()?),
    };
    // The program and the library speak a private language that changes with every version.
    let wasm_bindgen_version = lock::version("wasm-bindgen")?;
    let wasm_bindgen = CargoTool {
        package: "wasm-bindgen-cli",
        version: &wasm_bindgen_version,
        program: "wasm-bindgen",
        // Its lock file names a version of a dependency that has been withdrawn.
        locked: false,
        why: "it writes the JavaScript between the page and the wasm",
        about: "4 minutes",
    }
    .ensure()?;
    let trunk = CargoTool {
        package: "trunk",
        version: TRUNK,
        program: "trunk",
        locked: true,
        why: "it puts the page together",
        about: "8 minutes",
    }
    .ensure()?;
    cargo_tool::sweep();
    Ok(Tools { toolchain, trunk, wasm_bindgen, wasm_opt })
}

/// Everything that any command needs, the browser of the tests included.
///
/// # Errors
/// As [`ensure`].
pub fn ensure_everything() -> Result<()> {
    ensure(Need::Optimised)?;
    browser::ensure()?;
    browser::ensure_playwright()
}

impl Tools {
    /// PATH with our tools before everything else.
    ///
    /// # Errors
    /// When a folder's name cannot stand in PATH.
    pub fn path(&self) -> Result<OsString> {
        let ours = [Some(&self.trunk), Some(&self.wasm_bindgen), self.wasm_opt.as_ref()];
        let system = std::env::var_os("PATH").unwrap_or_default();
        Ok(std::env::join_paths(ours.into_iter().flatten().cloned().chain(std::env::split_paths(&system)))?)
    }
}
