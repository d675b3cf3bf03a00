//! The site: the page through Trunk, the workers through cargo and wasm-bindgen, the data sets.

mod code;
mod flags;
mod listing;
mod page;
mod wasm;
mod words;
mod workers;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread;

use anyhow::{Context, Result, anyhow};

use crate::datasets::{self, Extent};
use crate::paths;
use crate::report;
use crate::setup::{self, Need, Tools, wasm_target};
pub use code::FOLDER as CODE_FOLDER;
use listing::Listing;
pub use words::FOLDER as WORDS_FOLDER;
use workers::Built;
pub use workers::Worker;

/// How much time a build may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// For `serve`: soon there.
    Quick,
    /// For the world: small and fast.
    Release,
}

impl Flavour {
    /// Name of its folder under the build folder.
    fn folder(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Release => "release",
        }
    }
}

/// Builds the finished site into `dist/`, with set-up and data sets.
///
/// # Errors
/// When a part cannot be built.
pub fn release() -> Result<()> {
    let flavour = Flavour::Release;
    let toolchain = wasm_target::ensure()?;
    let tools = OnceLock::new();
    // Each of these has long stretches with a single thread: the link at the end of a compilation, wasm-opt, the
    // larger packages among the tools. So they go side by side, and the GPU worker, whose way is longest, goes first.
    let (gpu, cpu, reader, page) = thread::scope(|scope| -> Result<_> {
        let (toolchain, tools) = (&toolchain, &tools);
        let brought = scope.spawn(|| bring(tools, Need::Optimised));
        let finish = |worker, raw: PathBuf| {
            scope.spawn(move || workers::finish(ready(tools, Need::Optimised)?, worker, flavour, &raw))
        };
        let gpu = finish(Worker::Webgpu, workers::compile(toolchain, Worker::Webgpu, flavour)?);
        let cpu = finish(Worker::Cpu, workers::compile(toolchain, Worker::Cpu, flavour)?);
        let reader = finish(Worker::Reader, workers::compile(toolchain, Worker::Reader, flavour)?);
        let raw = code::compile(toolchain, flavour)?;
        joined(brought)?;
        let page = page::build(ready(tools, Need::Optimised)?, flavour, &raw)?;
        Ok((joined(gpu)?, joined(cpu)?, joined(reader)?, page))
    })?;
    let site = paths::dist();
    fs::remove_dir_all(&site).ok();
    assemble(&page, &site)?;
    cpu.install(&site)?;
    gpu.install(&site)?;
    reader.install(&site)?;
    Listing { cpu: &cpu, webgpu: Some(&gpu), reader: &reader, webgpu_pending: false }.write(&site)
}

/// A site that can be served before its GPU worker is there.
pub struct QuickSite {
    /// The folder to serve.
    pub folder: PathBuf,
    tools: Tools,
    cpu: Built,
    reader: Built,
}

/// Builds page, CPU worker and reader quickly, with set-up and data sets; [`QuickSite::add_webgpu`] completes it.
///
/// # Errors
/// When a part cannot be built.
pub fn quick() -> Result<QuickSite> {
    let flavour = Flavour::Quick;
    let toolchain = wasm_target::ensure()?;
    let tools = OnceLock::new();
    let (worker, reader, raw) = thread::scope(|scope| -> Result<_> {
        let brought = scope.spawn(|| bring(&tools, Need::Quick));
        let worker = workers::compile(&toolchain, Worker::Cpu, flavour)?;
        let reader = workers::compile(&toolchain, Worker::Reader, flavour)?;
        let raw = code::compile(&toolchain, flavour)?;
        joined(brought)?;
        Ok((worker, reader, raw))
    })?;
    let tools = tools.into_inner().context("the tools were brought")??;
    let cpu = workers::finish(&tools, Worker::Cpu, flavour, &worker)?;
    let reader = workers::finish(&tools, Worker::Reader, flavour, &reader)?;
    let page = page::build(&tools, flavour, &raw)?;
    let folder = paths::target().join("serve");
    fs::remove_dir_all(&folder).ok();
    assemble(&page, &folder)?;
    cpu.install(&folder)?;
    reader.install(&folder)?;
    Listing { cpu: &cpu, webgpu: None, reader: &reader, webgpu_pending: true }.write(&folder)?;
    Ok(QuickSite { folder, tools, cpu, reader })
}

/// The tools, which the first call brings while the others wait.
fn ready(tools: &OnceLock<Result<Tools>>, need: Need) -> Result<&Tools> {
    tools.get_or_init(|| setup::ensure(need)).as_ref().map_err(|error| anyhow!("{error:#}"))
}

/// Brings what compiling does not need: the tools for what comes after it, and the data sets.
fn bring(tools: &OnceLock<Result<Tools>>, need: Need) -> Result<()> {
    ready(tools, need)?;
    datasets::ensure(Extent::Needed)
}

impl QuickSite {
    /// Builds the GPU worker and tells the page of it.
    ///
    /// # Errors
    /// When it cannot be built; the page is then told not to wait for it.
    pub fn add_webgpu(&self) -> Result<()> {
        let flavour = Flavour::Quick;
        let built = workers::compile(&self.tools.toolchain, Worker::Webgpu, flavour)
            .and_then(|raw| workers::finish(&self.tools, Worker::Webgpu, flavour, &raw))
            .and_then(|gpu| gpu.install(&self.folder).map(|()| gpu));
        let webgpu = built.as_ref().ok();
        Listing { cpu: &self.cpu, webgpu, reader: &self.reader, webgpu_pending: false }.write(&self.folder)?;
        built.map(|_| ())
    }
}

/// Puts the page and everything in `public/` into the site's folder.
fn assemble(page: &Path, site: &Path) -> Result<()> {
    copy_folder(page, site)?;
    copy_folder(&paths::root().join("public"), site)?;
    report::note(format!("the site lies in {}", site.display()));
    Ok(())
}

/// Copies a folder with all it holds over another.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).with_context(|| format!("cannot write {}", target.display()))?;
        }
    }
    Ok(())
}

fn joined<T>(handle: thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    handle.join().map_err(|_| anyhow!("a build thread panicked"))?
}
