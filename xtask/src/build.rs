//! The site: the page through Trunk, the workers through cargo and wasm-bindgen, the data sets.

mod listing;
mod page;
mod wasm;
mod workers;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, anyhow};

use crate::datasets::{self, Extent};
use crate::paths;
use crate::report;
use crate::setup::{self, Need, Tools};
use crate::sizes;
use listing::Listing;
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
    let tools = setup::ensure(Need::Optimised)?;
    datasets::ensure(Extent::Needed)?;
    release_with(&tools)?;
    sizes::print(&paths::dist())
}

/// Builds the finished site into `dist/` with these tools; the data sets are there.
///
/// # Errors
/// When a part cannot be built.
pub fn release_with(tools: &Tools) -> Result<()> {
    let flavour = Flavour::Release;
    // Cargo uses every core but ends in one long link, and wasm-opt has one thread: the GPU
    // worker, whose wasm-opt takes longest, goes first, and cargo goes on beside it.
    let (gpu, cpu, reader, page) = thread::scope(|scope| -> Result<_> {
        let raw = workers::compile(tools, Worker::Webgpu, flavour)?;
        let gpu = scope.spawn(move || workers::finish(tools, Worker::Webgpu, flavour, &raw));
        let raw = workers::compile(tools, Worker::Cpu, flavour)?;
        let cpu = scope.spawn(move || workers::finish(tools, Worker::Cpu, flavour, &raw));
        let raw = workers::compile(tools, Worker::Reader, flavour)?;
        let reader = scope.spawn(move || workers::finish(tools, Worker::Reader, flavour, &raw));
        let page = page::build(tools, flavour)?;
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
    cpu: Built,
    reader: Built,
}

/// Builds page, CPU worker and reader quickly; [`QuickSite::add_webgpu`] completes it.
///
/// # Errors
/// When a part cannot be built.
pub fn quick(tools: &Tools) -> Result<QuickSite> {
    let flavour = Flavour::Quick;
    let raw = workers::compile(tools, Worker::Cpu, flavour)?;
    let cpu = workers::finish(tools, Worker::Cpu, flavour, &raw)?;
    let raw = workers::compile(tools, Worker::Reader, flavour)?;
    let reader = workers::finish(tools, Worker::Reader, flavour, &raw)?;
    let page = page::build(tools, flavour)?;
    let folder = paths::target().join("serve");
    fs::remove_dir_all(&folder).ok();
    assemble(&page, &folder)?;
    cpu.install(&folder)?;
    reader.install(&folder)?;
    Listing { cpu: &cpu, webgpu: None, reader: &reader, webgpu_pending: true }.write(&folder)?;
    Ok(QuickSite { folder, cpu, reader })
}

impl QuickSite {
    /// Builds the GPU worker and tells the page of it.
    ///
    /// # Errors
    /// When it cannot be built; the page is then told not to wait for it.
    pub fn add_webgpu(&self, tools: &Tools) -> Result<()> {
        let flavour = Flavour::Quick;
        let built = workers::compile(tools, Worker::Webgpu, flavour)
            .and_then(|raw| workers::finish(tools, Worker::Webgpu, flavour, &raw))
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
