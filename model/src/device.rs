//! The devices that compute. This module and the programs in `kernel` alone name one of Burn's backends.

use std::fmt;

use spec::device::DeviceKind;

/// A device that holds tensors.
#[derive(Clone, Debug)]
pub struct Device {
    tensors: burn::tensor::Device,
    kind: DeviceKind,
}

/// Why a device cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceError {
    /// This build has no code for it.
    NotBuilt,
    /// It could not be started; says why.
    Start(String),
}

/// The device was lost while in use; says how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceLost(pub String);

impl fmt::Display for DeviceLost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the device was lost: {}", self.0)
    }
}

impl std::error::Error for DeviceLost {}

impl fmt::Display for DeviceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotBuilt => write!(f, "this build has no code for that device"),
            Self::Start(detail) => write!(f, "the device could not be started: {detail}"),
        }
    }
}

impl std::error::Error for DeviceError {}

impl Device {
    /// The CPU: Burn's flex backend, one thread.
    pub fn cpu() -> Self {
        Self { tensors: burn::tensor::Device::flex(), kind: DeviceKind::Cpu }
    }

    /// A device of this kind. To be called once for the GPU, before any tensor is made on it.
    ///
    /// # Errors
    /// [`DeviceError`]
    pub async fn start(kind: DeviceKind) -> Result<Self, DeviceError> {
        match kind {
            DeviceKind::Cpu => Ok(Self::cpu()),
            DeviceKind::Webgpu => webgpu().await,
        }
    }

    /// What it is.
    pub fn kind(&self) -> DeviceKind {
        self.kind
    }

    /// Burn's handle for new tensors.
    pub fn tensors(&self) -> &burn::tensor::Device {
        &self.tensors
    }
}

#[cfg(feature = "webgpu")]
async fn webgpu() -> Result<Device, DeviceError> {
    let tensors = burn::tensor::Device::wgpu_options()
        .init_async()
        .await
        .map_err(|error| DeviceError::Start(error.to_string()))?;
    Ok(Device { tensors, kind: DeviceKind::Webgpu })
}

#[cfg(not(feature = "webgpu"))]
async fn webgpu() -> Result<Device, DeviceError> {
    Err(DeviceError::NotBuilt)
}
