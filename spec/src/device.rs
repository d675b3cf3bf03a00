//! Which processor computes, and why: plain data, made from what the browser reports ([`choose`]).

use serde::{Deserialize, Serialize};

/// A kind of processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DeviceKind {
    /// The processor, one thread, with SIMD.
    Cpu,
    /// The graphics processor, through WebGPU.
    Webgpu,
}

/// What the person asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DeviceRequest {
    /// The best there is.
    #[default]
    Auto,
    /// The CPU.
    Cpu,
    /// WebGPU, even on an adapter that is software and slow.
    Webgpu,
}

/// What the browser says of its graphics adapter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adapter {
    /// Vendor and architecture, as far as the browser tells.
    pub name: String,
    /// Whether it is a program on the CPU that only behaves like a GPU.
    pub software: bool,
    /// Whether it can measure time. Without it cubecl-wgpu 0.11.3 panics on wasm, for which there is no public issue.
    /// It need not be asked for once the journeys pass on an adapter that lacks it.
    pub timestamp_query: bool,
}

/// What the browser has to offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Probe {
    /// The browser does not know WebGPU.
    NoWebgpu,
    /// It does, but gives no adapter.
    NoAdapter,
    /// It gives this adapter.
    Adapter(Adapter),
}

/// Why the CPU computes and not the GPU.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CpuReason {
    /// The person asked for it.
    Requested,
    /// The browser does not know WebGPU.
    NoWebgpu,
    /// The browser gives no adapter.
    NoAdapter,
    /// The adapter is software, and slower than the CPU itself.
    SoftwareAdapter,
    /// The adapter lacks `timestamp-query`.
    NoTimestampQuery,
    /// The GPU computed wrong numbers; says which.
    SelfTestFailed(String),
    /// The GPU could not be started; says why.
    StartFailed(String),
    /// The GPU was lost while in use.
    Lost,
    /// The GPU build is not there (it is still being made, or could not be loaded).
    BuildMissing,
}

/// The device that is to compute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// The CPU, because.
    Cpu(CpuReason),
    /// The GPU behind this adapter, if it passes the self-test.
    Webgpu(Adapter),
}

/// Chooses a device from what the person asks for and what the browser offers.
pub fn choose(request: DeviceRequest, probe: Probe) -> Choice {
    let adapter = match (request, probe) {
        (DeviceRequest::Cpu, _) => return Choice::Cpu(CpuReason::Requested),
        (_, Probe::NoWebgpu) => return Choice::Cpu(CpuReason::NoWebgpu),
        (_, Probe::NoAdapter) => return Choice::Cpu(CpuReason::NoAdapter),
        (DeviceRequest::Auto | DeviceRequest::Webgpu, Probe::Adapter(adapter)) => adapter,
    };
    if !adapter.timestamp_query {
        Choice::Cpu(CpuReason::NoTimestampQuery)
    } else if adapter.software && request == DeviceRequest::Auto {
        Choice::Cpu(CpuReason::SoftwareAdapter)
    } else {
        Choice::Webgpu(adapter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adapter(software: bool, timestamp_query: bool) -> Probe {
        Probe::Adapter(Adapter { name: "a".into(), software, timestamp_query })
    }

    #[test]
    fn a_real_adapter_is_used() {
        assert!(matches!(choose(DeviceRequest::Auto, adapter(false, true)), Choice::Webgpu(_)));
    }

    #[test]
    fn a_software_adapter_is_used_only_on_request() {
        assert_eq!(choose(DeviceRequest::Auto, adapter(true, true)), Choice::Cpu(CpuReason::SoftwareAdapter));
        assert!(matches!(choose(DeviceRequest::Webgpu, adapter(true, true)), Choice::Webgpu(_)));
    }

    #[test]
    fn an_adapter_that_would_panic_is_never_used() {
        for request in [DeviceRequest::Auto, DeviceRequest::Webgpu] {
            assert_eq!(choose(request, adapter(false, false)), Choice::Cpu(CpuReason::NoTimestampQuery));
        }
    }

    #[test]
    fn without_an_adapter_the_cpu_computes_and_says_why() {
        assert_eq!(choose(DeviceRequest::Webgpu, Probe::NoAdapter), Choice::Cpu(CpuReason::NoAdapter));
        assert_eq!(choose(DeviceRequest::Auto, Probe::NoWebgpu), Choice::Cpu(CpuReason::NoWebgpu));
        assert_eq!(choose(DeviceRequest::Cpu, adapter(false, true)), Choice::Cpu(CpuReason::Requested));
    }
}
