//! The workers: the learning one for the CPU alone and with the GPU's code as well, and the reader of a person's files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Flavour, flags, wasm};
use crate::gzip::sha256;
use crate::paths;
use crate::process::{command, run};
use crate::report;
use crate::setup::wasm_target::TARGET;
use crate::setup::{Tools, WasmToolchain};

/// What the page starts: a module that loads the other two files and runs the worker's `main`.
const START: &str = "import init from './worker.js';\nawait init();\n";

/// Which worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worker {
    /// Computes on the CPU.
    Cpu,
    /// Computes on the GPU or the CPU.
    Webgpu,
    /// Reads a person's own images.
    Reader,
}

/// A worker ready to be put into a site.
pub struct Built {
    worker: Worker,
    /// Folder of its files.
    files: PathBuf,
    /// The first 12 hexadecimal digits of the content's SHA-256.
    hash: String,
    /// Bytes that a visitor loads, before compression.
    pub bytes: u64,
}

impl Worker {
    /// Its name in paths.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Webgpu => "webgpu",
            Self::Reader => "reader",
        }
    }

    /// The package that it comes from.
    fn package(self) -> &'static str {
        match self {
            Self::Cpu | Self::Webgpu => "worker",
            Self::Reader => "images",
        }
    }

    /// The program of its package.
    fn program(self) -> &'static str {
        match self {
            Self::Cpu | Self::Webgpu => "worker",
            Self::Reader => "reader",
        }
    }

    /// What it is for, for the person who waits.
    fn purpose(self) -> &'static str {
        match self {
            Self::Cpu | Self::Webgpu => "the learning machine, which runs beside the page",
            Self::Reader => "opens a person's own images",
        }
    }

    /// How cargo is told which it is: its package and the features that make it.
    pub fn selection(self) -> Vec<&'static str> {
        let features: &[&str] = match self {
            Self::Cpu => &[],
            Self::Webgpu => &["--features", "webgpu"],
            Self::Reader => &["--features", "reader"],
        };
        [&["-p", self.package()], features].concat()
    }

    /// The cargo profile for a flavour.
    fn profile(self, flavour: Flavour) -> &'static str {
        match (self, flavour) {
            (_, Flavour::Quick) => "quick",
            (Self::Cpu, Flavour::Release) => "worker-cpu",
            (Self::Webgpu, Flavour::Release) => "worker-webgpu",
            (Self::Reader, Flavour::Release) => "reader",
        }
    }

    fn about(self, flavour: Flavour) -> &'static str {
        match (self, flavour) {
            (Self::Cpu, Flavour::Quick) => "5 minutes the first time",
            (Self::Webgpu, Flavour::Quick) => "10 minutes the first time",
            (Self::Cpu, Flavour::Release) => "10 minutes the first time",
            (Self::Webgpu, Flavour::Release) => "15 minutes the first time",
            (Self::Reader, Flavour::Quick | Flavour::Release) => "1 minute the first time",
        }
    }

    /// What wasm-opt is told: the CPU worker is to be fast, the others small.
    fn wasm_opt_level(self) -> &'static str {
        match self {
            Self::Cpu => "-O3",
            Self::Webgpu | Self::Reader => "-Oz",
        }
    }
}

/// Compiles a worker and gives its wasm as rustc wrote it.
///
/// # Errors
/// When cargo fails.
pub fn compile(toolchain: &WasmToolchain, worker: Worker, flavour: Flavour) -> Result<PathBuf> {
    let profile = worker.profile(flavour);
    let step =
        report::step(&format!("compiling the {} worker", worker.name()), worker.purpose(), worker.about(flavour));
    let mut cargo = command("cargo");
    flags::apply(&mut cargo, toolchain, &[])?;
    cargo
        .args(["build", "--quiet", "--locked", "--bin", worker.program(), "--target", TARGET, "--profile", profile])
        .args(worker.selection())
        .current_dir(paths::root())
        .env("CARGO_TARGET_DIR", paths::wasm_target());
    run(toolchain.apply(&mut cargo))?;
    step.done();
    // The next build of the other worker with the same profile writes to the same name.
    let raw = paths::wasm_target().join(TARGET).join(profile).join(format!("{}.wasm", worker.program()));
    let ours = work_folder(worker, flavour)?.join("raw.wasm");
    fs::copy(&raw, &ours).with_context(|| format!("cargo left no {}", raw.display()))?;
    Ok(ours)
}

/// Makes the files that a browser loads from a compiled worker.
///
/// # Errors
/// When wasm-bindgen or wasm-opt fails.
pub fn finish(tools: &Tools, worker: Worker, flavour: Flavour, raw: &Path) -> Result<Built> {
    let files = work_folder(worker, flavour)?.join("files");
    wasm::bindgen(tools, raw, &files, "worker")?;
    let wasm_file = files.join("worker_bg.wasm");
    match flavour {
        Flavour::Quick => {}
        Flavour::Release => {
            wasm::optimise(tools, &wasm_file, &format!("{} worker", worker.name()), &[worker.wasm_opt_level()])?;
        }
    }
    fs::write(files.join("start.js"), START)?;
    let wasm_bytes = fs::read(&wasm_file)?;
    let script_bytes = fs::read(files.join("worker.js"))?;
    let hash = sha256(&[&wasm_bytes, script_bytes.as_slice(), START.as_bytes()].concat());
    let bytes = wasm_bytes.len() + script_bytes.len() + START.len();
    Ok(Built { worker, files, hash: hash[..12].to_owned(), bytes: bytes as u64 })
}

impl Built {
    /// The script to start, relative to the site.
    pub fn script(&self) -> String {
        format!("workers/{}-{}/start.js", self.worker.name(), self.hash)
    }

    /// Copies the files into a site. Their folder's name changes with their content, so a
    /// browser's cache never mixes two builds.
    ///
    /// # Errors
    /// When the site cannot be written.
    pub fn install(&self, site: &Path) -> Result<()> {
        let script = site.join(self.script());
        let folder = script.parent().context("a script lies in a folder")?;
        super::copy_folder(&self.files, folder)
    }
}

fn work_folder(worker: Worker, flavour: Flavour) -> Result<PathBuf> {
    let folder = paths::target().join("workers").join(flavour.folder()).join(worker.name());
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
