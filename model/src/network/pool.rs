//! Pooling.

use burn::tensor::Tensor;

use crate::kernel::{self, Window};
use spec::device::DeviceKind;
use spec::{Pool, PoolKind, padding};

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
    match kind {
        PoolKind::Max => kernel::max_pool(input, window, device),
        PoolKind::Average => kernel::average_pool(input, window, edges, device),
    }
}
