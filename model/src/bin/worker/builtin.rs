//! The network that ships with the page and answers before any other is trained.

use model::catalogue::DatasetId;
use model::device::Device;
use model::network::{Network, read_network};
use model::pixels::Scaling;
use model::session::predict;

use crate::download;
use crate::inbox::{Message, Sender};

/// Where it lies; trained by `cargo xtask first-network`.
const PATH: &str = "first-network/network.safetensors";

/// The built-in network.
pub struct BuiltIn {
    network: Network,
    scaling: Scaling,
    device: Device,
    /// What its images are.
    pub dataset: DatasetId,
}

impl BuiltIn {
    /// Brings its file into the inbox. Without it the page works all the same, it only does not guess before the
    /// first training.
    pub async fn fetch(sender: Sender) {
        if let Ok(bytes) = download::file(PATH).await {
            drop(sender.unbounded_send(Message::BuiltIn(bytes)));
        }
    }

    /// The network of a file, if it is one. On the CPU: it answers one image at a time.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (spec, scaling, tensors) = read_network(bytes).ok()?;
        let device = Device::cpu();
        let network = Network::with_weights(&spec, tensors, &device).ok()?;
        Some(Self { network, scaling, device, dataset: spec.dataset })
    }

    /// Bytes of one image.
    pub fn inputs(&self) -> usize {
        self.network.inputs()
    }

    /// What it thinks of an image.
    pub async fn predict(&self, image: &[u8]) -> Result<Vec<f32>, String> {
        predict(&self.network, self.scaling, image, &self.device).await
    }
}
