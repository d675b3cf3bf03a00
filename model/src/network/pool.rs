//! Pooling.

use burn::tensor::Tensor;
use burn::tensor::module::avg_pool2d;
use burn::tensor::ops::AvgPoolOptions;

use crate::device::DeviceKind;
#[cfg(feature = "webgpu")]
use crate::kernel::gpu;
use crate::kernel::{Window, cpu};
use crate::spec::{Pool, PoolKind, padding};

/// The greatest or the mean of each window.
///
/// # Shapes
/// - input: `[batch, channels, height, width]`
/// - output: `[batch, channels, rows, columns]`
pub fn pool(settings: &Pool, input: Tensor<4>, device: DeviceKind) -> Tensor<4> {
    let Pool { kind, size, stride, .. } = *settings;
    let [_, _, height, width] = input.dims();
    let edges = [height, width].map(|length| {
        let [before, after] = padding(length, size, stride, settings.padding);
        (before, after)
    });
    let window = Window::new(size, stride, [height, width], edges);
    match (device, kind) {
        (DeviceKind::Cpu, PoolKind::Max) => cpu::max_pool(input, window),
        (DeviceKind::Cpu, PoolKind::Average) => {
            let mut options = AvgPoolOptions::new([size; 2]);
            options.stride = [stride; 2];
            options.padding = edges;
            options.count_include_pad = false;
            avg_pool2d(input, options)
        }
        #[cfg(feature = "webgpu")]
        (DeviceKind::Webgpu, PoolKind::Max) => gpu::max_pool(input, window),
        #[cfg(feature = "webgpu")]
        (DeviceKind::Webgpu, PoolKind::Average) => gpu::average_pool(input, window),
        #[cfg(not(feature = "webgpu"))]
        (DeviceKind::Webgpu, _) => unreachable!("this build starts no GPU"),
    }
}
