//! Pooling.

use burn::tensor::Tensor;
use burn::tensor::module::{avg_pool2d, max_pool2d};
use burn::tensor::ops::{AvgPoolOptions, MaxPoolOptions, PadMode};

use crate::device::DeviceKind;
use crate::kernel::{Window, cpu};
use crate::spec::{Pool, PoolKind, padding};

/// Less than anything that a network computes. Not −∞, which a GPU may assume not to exist.
const NEVER: f32 = -3.0e38;

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
    match kind {
        PoolKind::Max if device == DeviceKind::Cpu => {
            cpu::max_pool(input, Window::new(size, stride, [height, width], edges))
        }
        PoolKind::Max => {
            let padded = if edges == [(0, 0); 2] { input } else { input.pad(edges, PadMode::Constant(NEVER)) };
            let mut options = MaxPoolOptions::new([size; 2]);
            options.stride = [stride; 2];
            max_pool2d(padded, options)
        }
        PoolKind::Average => {
            let mut options = AvgPoolOptions::new([size; 2]);
            options.stride = [stride; 2];
            options.padding = edges;
            options.count_include_pad = false;
            avg_pool2d(input, options)
        }
    }
}
