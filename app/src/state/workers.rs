//! The workers' life: which build is started, which one computes, and why.
//!
//! The CPU build always starts first: it is small, tells what the browser offers and answers at once. Where the GPU
//! is chosen its build starts beside it and takes over when it has passed its self-test; where it does not, the CPU
//! stays and the reason is kept for the page.

use serde::Deserialize;
use spec::Spec;
use spec::device::{Adapter, Choice, CpuReason, DeviceKind, DeviceRequest, Probe, choose};
use spec::protocol::{Command, Question, RequestId, Split, VERSION};

use super::Effect;
use super::outbox::Outbox;

/// The list of worker builds, `workers/workers.json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Manifest {
    /// The build without any GPU code.
    pub cpu: Build,
    /// The build with it, where there is one.
    pub webgpu: Option<Build>,
    /// Whether it is still being made.
    #[serde(default)]
    pub webgpu_pending: bool,
    /// The reader of a person's own files.
    #[serde(default)]
    pub reader: Option<Build>,
}

/// A build of the worker.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Build {
    /// Its script, relative to the page.
    pub script: String,
}

/// What computes, for the page to show.
#[derive(Clone, Debug, PartialEq)]
pub enum Computing {
    /// The CPU worker is on its way.
    Starting,
    /// The GPU is being tried.
    Trying(Adapter),
    /// The CPU, because.
    Cpu(CpuReason),
    /// This GPU.
    Webgpu(Adapter),
    /// Nothing.
    Failed(WorkerFailure),
}

/// Why no worker can be used.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkerFailure {
    /// It is of another version than the page.
    Version,
    /// It could not be loaded or does not stay alive; the detail is English.
    Broken(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Off,
    /// Its script is on its way.
    Loading,
    /// It prepares its device.
    Preparing,
    Ready,
}

/// The workers' life.
#[derive(Clone, Debug)]
pub struct Workers {
    request: DeviceRequest,
    manifest: Option<Manifest>,
    cpu: Slot,
    webgpu: Slot,
    /// The adapter that is tried or used.
    adapter: Option<Adapter>,
    /// Why the CPU computes; `None` while that is not decided.
    reason: Option<CpuReason>,
    failure: Option<WorkerFailure>,
    /// Ticks since the last sign of life of the worker that matters.
    silent: u32,
    /// CPU workers that died in a row without becoming ready.
    deaths: u32,
}

/// Seconds between two ticks.
pub const TICK_SECONDS: u32 = 5;
/// Ticks that the GPU build gets to load, start and pass its self-test: a school line needs a minute for it.
const PATIENCE_START: u32 = 24;
/// Ticks without any sign of life after which a worker counts as dead, where its steps are short.
const PATIENCE: u32 = 6;
/// A CPU worker that dies this often before it is ready is not started again.
const MAX_DEATHS: u32 = 2;

impl Workers {
    pub(super) fn new(request: DeviceRequest) -> Self {
        Self {
            request,
            manifest: None,
            cpu: Slot::Off,
            webgpu: Slot::Off,
            adapter: None,
            reason: None,
            failure: None,
            silent: 0,
            deaths: 0,
        }
    }

    /// What the person asked for.
    pub fn request(&self) -> DeviceRequest {
        self.request
    }

    /// The worker that computes: it holds the data set and the network.
    pub fn active(&self) -> Option<DeviceKind> {
        if self.webgpu == Slot::Ready {
            Some(DeviceKind::Webgpu)
        } else {
            (self.cpu == Slot::Ready && self.reason.is_some()).then_some(DeviceKind::Cpu)
        }
    }

    /// What computes, for the page to show.
    pub fn computing(&self) -> Computing {
        if let Some(failure) = &self.failure {
            return Computing::Failed(failure.clone());
        }
        match (&self.adapter, &self.reason) {
            (Some(adapter), None) if self.webgpu == Slot::Ready => Computing::Webgpu(adapter.clone()),
            (Some(adapter), None) => Computing::Trying(adapter.clone()),
            (_, Some(reason)) if self.cpu == Slot::Ready => Computing::Cpu(reason.clone()),
            (_, _) => Computing::Starting,
        }
    }

    /// Whether this worker has been ready to compute.
    pub(super) fn is_ready(&self, kind: DeviceKind) -> bool {
        match kind {
            DeviceKind::Cpu => self.cpu == Slot::Ready,
            DeviceKind::Webgpu => self.webgpu == Slot::Ready,
        }
    }

    /// Whether the GPU build is still being made on the server.
    pub fn webgpu_pending(&self) -> bool {
        self.manifest.as_ref().is_some_and(|manifest| manifest.webgpu_pending)
    }

    /// The script of the reader of files, once the list is there.
    pub fn reader_script(&self) -> Option<String> {
        Some(self.manifest.as_ref()?.reader.as_ref()?.script.clone())
    }

    /// Begins again with another wish. The caller asks for the manifest, which may have changed.
    pub(super) fn restart(&mut self, request: DeviceRequest, outbox: &mut Outbox) {
        for kind in [DeviceKind::Cpu, DeviceKind::Webgpu] {
            if *self.slot(kind) != Slot::Off {
                outbox.push(Effect::End(kind));
            }
        }
        *self = Self::new(request);
        outbox.push(Effect::FetchManifest);
    }

    pub(super) fn manifest_arrived(&mut self, manifest: Result<Manifest, String>, outbox: &mut Outbox) {
        match manifest {
            Ok(manifest) => {
                self.manifest = Some(manifest);
                self.failure = None;
                self.start(DeviceKind::Cpu, outbox);
            }
            Err(detail) => self.failure = Some(WorkerFailure::Broken(detail)),
        }
    }

    fn start(&mut self, kind: DeviceKind, outbox: &mut Outbox) {
        let Some(manifest) = &self.manifest else { return };
        let build = match kind {
            DeviceKind::Cpu => Some(&manifest.cpu),
            DeviceKind::Webgpu => manifest.webgpu.as_ref(),
        };
        if let Some(build) = build {
            outbox.push(Effect::Start { kind, script: build.script.clone() });
            *self.slot(kind) = Slot::Loading;
            self.silent = 0;
        } else {
            self.use_cpu(CpuReason::BuildMissing, outbox);
        }
    }

    fn slot(&mut self, kind: DeviceKind) -> &mut Slot {
        match kind {
            DeviceKind::Cpu => &mut self.cpu,
            DeviceKind::Webgpu => &mut self.webgpu,
        }
    }

    pub(super) fn hello(&mut self, from: DeviceKind, version: u32, probe: Probe, outbox: &mut Outbox) {
        if *self.slot(from) != Slot::Loading {
            return;
        }
        if version != VERSION {
            match from {
                DeviceKind::Cpu => {
                    outbox.push(Effect::End(from));
                    self.cpu = Slot::Off;
                    self.failure = Some(WorkerFailure::Version);
                }
                DeviceKind::Webgpu => self.use_cpu(CpuReason::StartFailed(format!("version {version}")), outbox),
            }
            return;
        }
        *self.slot(from) = Slot::Preparing;
        outbox.push(Effect::Send(from, Command::Start { version: VERSION, device: from }));
        if from == DeviceKind::Cpu && self.reason.is_none() {
            match choose(self.request, probe) {
                Choice::Cpu(reason) => self.reason = Some(reason),
                Choice::Webgpu(adapter) => {
                    self.adapter = Some(adapter);
                    self.start(DeviceKind::Webgpu, outbox);
                }
            }
        }
    }

    pub(super) fn ready(&mut self, from: DeviceKind, outbox: &mut Outbox) {
        if *self.slot(from) != Slot::Preparing {
            return;
        }
        *self.slot(from) = Slot::Ready;
        self.silent = 0;
        match from {
            DeviceKind::Cpu => self.deaths = 0,
            DeviceKind::Webgpu => {
                outbox.push(Effect::End(DeviceKind::Cpu));
                self.cpu = Slot::Off;
            }
        }
    }

    pub(super) fn device_failed(&mut self, from: DeviceKind, self_test: bool, detail: String, outbox: &mut Outbox) {
        match from {
            DeviceKind::Cpu => {
                outbox.push(Effect::End(from));
                self.cpu = Slot::Off;
                self.failure = Some(WorkerFailure::Broken(detail));
            }
            DeviceKind::Webgpu if self_test => self.use_cpu(CpuReason::SelfTestFailed(detail), outbox),
            DeviceKind::Webgpu => self.use_cpu(CpuReason::StartFailed(detail), outbox),
        }
    }

    /// Leaves the GPU alone from here on.
    fn use_cpu(&mut self, reason: CpuReason, outbox: &mut Outbox) {
        if self.webgpu != Slot::Off {
            outbox.push(Effect::End(DeviceKind::Webgpu));
            self.webgpu = Slot::Off;
        }
        self.adapter = None;
        self.reason = Some(reason);
        self.silent = 0;
        if self.cpu == Slot::Off {
            self.start(DeviceKind::Cpu, outbox);
        }
    }

    pub(super) fn died(&mut self, kind: DeviceKind, detail: String, outbox: &mut Outbox) {
        let slot = *self.slot(kind);
        match (kind, slot) {
            (_, Slot::Off) => {}
            (DeviceKind::Webgpu, Slot::Ready) => self.use_cpu(CpuReason::Lost, outbox),
            (DeviceKind::Webgpu, Slot::Loading | Slot::Preparing) => {
                self.use_cpu(CpuReason::StartFailed(detail), outbox);
            }
            (DeviceKind::Cpu, Slot::Loading | Slot::Preparing | Slot::Ready) => {
                outbox.push(Effect::End(kind));
                self.cpu = Slot::Off;
                self.deaths += 1;
                if self.deaths > MAX_DEATHS || slot == Slot::Loading {
                    self.failure = Some(WorkerFailure::Broken(detail));
                } else {
                    self.start(DeviceKind::Cpu, outbox);
                }
            }
        }
    }

    /// A worker gave a sign of life.
    pub(super) fn heard(&mut self, from: DeviceKind) {
        if self.active().is_none_or(|active| active == from) {
            self.silent = 0;
        }
    }

    /// Ticks to wait for a sign of life: longer where a single step of this spec may take long.
    pub(super) fn patience(&self, spec: Option<&Spec>) -> u32 {
        // Forward and backward pass: six operations a parameter and image, at a slow phone's 10⁹ a second.
        let seconds = spec.map_or(0.0, |spec| 6e-9 * spec.parameters() as f64 * spec.batch_size as f64);
        PATIENCE + (seconds / f64::from(TICK_SECONDS)).ceil() as u32
    }

    /// Asks for a sign of life; says which worker has given none for too long.
    pub(super) fn tick(&mut self, patience: u32, outbox: &mut Outbox) -> Option<DeviceKind> {
        let (kind, limit) = match self.active() {
            Some(kind) => (kind, patience),
            None if self.webgpu != Slot::Off => (DeviceKind::Webgpu, PATIENCE_START),
            None => return None,
        };
        self.silent += 1;
        if self.silent > limit {
            return Some(kind);
        }
        if self.active().is_some() {
            // Answered by an empty list of images whatever the worker is doing.
            let question = Question::Images { split: Split::Test, indices: Vec::new() };
            outbox.push(Effect::Send(kind, Command::Ask { request: RequestId(0), question }));
        }
        None
    }

    /// The worker that can answer at once: also the CPU's, while the GPU is being tried.
    pub(super) fn quick(&self) -> Option<DeviceKind> {
        self.active().or((self.cpu == Slot::Ready).then_some(DeviceKind::Cpu))
    }
}
