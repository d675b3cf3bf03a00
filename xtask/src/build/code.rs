//! The page's own code, in two pieces: what the first paint needs, and what is fetched after it.
//!
//! rustc writes one wasm file. It is cut where `app/src/view/contents.rs` says, before wasm-bindgen: the first piece goes
//! on through wasm-bindgen, the later one is loaded by a script beside it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

use super::{Flavour, flags, wasm};
use crate::gzip::sha256;
use crate::paths;
use crate::process::{command, run};
use crate::report;
use crate::setup::wasm_target::TARGET;
use crate::setup::{Tools, WasmToolchain};

/// Name of the page's folder of code in a site, before the hash.
pub const FOLDER: &str = "code-";
/// The script that wasm-bindgen writes.
const SCRIPT: &str = "app.js";
/// The wasm of the first paint, named by wasm-bindgen after the script.
const WASM: &str = "app_bg.wasm";
/// The script that loads the later wasm.
const LINK: &str = "later.js";

/// The page's code, ready to be put into a site.
pub struct Code {
    /// Folder of its files.
    files: PathBuf,
    /// The first 12 hexadecimal digits of the content's SHA-256.
    hash: String,
}

/// Compiles the page and gives its wasm as rustc wrote it.
///
/// # Errors
/// When cargo fails.
pub fn compile(toolchain: &WasmToolchain, flavour: Flavour) -> Result<PathBuf> {
    let (profile, about) = match flavour {
        Flavour::Quick => ("quick", "2 minutes the first time"),
        Flavour::Release => ("page", "5 minutes the first time"),
    };
    let step = report::step("compiling the page", "what is seen, without the learning machine", about);
    let mut cargo = command("cargo");
    // Leptos then gives each component one type instead of one that names all it holds: a tenth less wasm.
    flags::apply(&mut cargo, toolchain, &["--cfg", "erase_components"])?;
    cargo
        .args(["rustc", "--quiet", "--locked", "-p", "app", "--bin", "app", "--target", TARGET])
        .args(["--profile", profile])
        // The names of functions, and who calls whom: what the file is cut by.
        .args(["--", "-C", "link-args=--emit-relocs", "-C", "strip=none"])
        .current_dir(paths::root())
        .env("CARGO_TARGET_DIR", paths::wasm_target());
    run(toolchain.apply(&mut cargo))?;
    step.done();
    Ok(paths::wasm_target().join(TARGET).join(profile).join("app.wasm"))
}

/// Cuts and optimises the compiled page.
///
/// # Errors
/// When one of the tools fails.
pub fn finish(tools: &Tools, flavour: Flavour, raw: &Path) -> Result<Code> {
    let work = paths::target().join("page").join(flavour.folder());
    let files = work.join("code");
    let cut = work.join("cut");
    let later = split(raw, &cut)?;
    wasm::bindgen(tools, &cut.join("app.wasm"), &files, "app")?;
    fs::copy(cut.join(LINK), files.join(LINK))?;
    for piece in &later {
        fs::copy(piece, files.join(piece.file_name().context("a piece is a file")?))?;
    }
    let names = names(&files)?;
    match flavour {
        Flavour::Quick => {}
        Flavour::Release => {
            for name in names.iter().filter(|name| name.ends_with(".wasm")) {
                wasm::optimise(tools, &files.join(name), "page's code", &["-Oz", "--converge"])?;
            }
        }
    }
    let mut content = Vec::new();
    for name in &names {
        content.extend(fs::read(files.join(name))?);
    }
    Ok(Code { hash: sha256(&content)[..12].to_owned(), files })
}

/// Cuts a wasm file: `app.wasm` and [`LINK`] in an emptied folder, and the pieces that come later.
fn split(raw: &Path, folder: &Path) -> Result<Vec<PathBuf>> {
    let input = fs::read(raw).with_context(|| format!("cargo left no {}", raw.display()))?;
    fs::remove_dir_all(folder).ok();
    fs::create_dir_all(folder)?;
    let first = folder.join("app.wasm");
    let link = format!("./{LINK}");
    let script = format!("./{SCRIPT}");
    let mut options = Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.link_name = &link;
    options.main_module = &script;
    let pieces = transform(options).map_err(|error| anyhow!("the page's wasm cannot be cut: {error:#}"))?;
    Ok(pieces.split_modules)
}

/// The files of a folder in a fixed order.
fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

impl Code {
    /// Copies the files into a site and names them in its `index.html`. Their folder's name changes with their
    /// content, so a browser's cache never mixes two builds; within it names stay, so that one may load the other.
    ///
    /// # Errors
    /// When the site cannot be written, or its page has no place for the code.
    pub fn install(&self, site: &Path) -> Result<()> {
        let folder = format!("{FOLDER}{}", self.hash);
        super::copy_folder(&self.files, &site.join(&folder))?;
        let index = site.join("index.html");
        let page = fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
        let page = with_code(&page, &folder).context("index.html has no link with data-trunk-skip")?;
        fs::write(&index, page).with_context(|| format!("cannot write {}", index.display()))
    }
}

/// A page with the tags for the code in that folder, in place of the link that Trunk left alone.
fn with_code(page: &str, folder: &str) -> Option<String> {
    let mark = page.find("data-trunk-skip")?;
    let start = page[..mark].rfind('<')?;
    let end = mark + page[mark..].find('>')? + 1;
    // Relative, so that the site works under any path. The content security policy allows no inline script:
    // `public/boot.js` reads the two names. All wasm and scripts of the first paint are asked for at once.
    let tags = format!(
        "<script defer src=\"boot.js\" data-script=\"{folder}/{SCRIPT}\" data-wasm=\"{folder}/{WASM}\"></script>\n    \
         <link rel=\"modulepreload\" href=\"{folder}/{SCRIPT}\" />\n    \
         <link rel=\"modulepreload\" href=\"{folder}/{LINK}\" />\n    \
         <link rel=\"preload\" href=\"{folder}/{WASM}\" as=\"fetch\" type=\"application/wasm\" crossorigin />"
    );
    Some([&page[..start], &tags, &page[end..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tags_of_the_code_replace_the_link_alone() {
        let page = "<head>\n    <link data-trunk data-trunk-skip rel=\"rust\" href=\"app/Cargo.toml\" />\n  </head>";
        let page = with_code(page, "code-0123456789ab").expect("there is a link");
        assert!(page.starts_with("<head>\n    <script defer src=\"boot.js\" data-script=\"code-0123456789ab/app.js\""));
        assert!(page.contains("href=\"code-0123456789ab/later.js\""));
        assert!(page.ends_with("crossorigin />\n  </head>"));
        assert_eq!(page.matches("rust").count(), 0);
        assert_eq!(with_code("<head></head>", "code-0123456789ab"), None);
    }
}
