//! Programs of our own, put on Burn's tape with their forward and their backward pass: for what Burn computes slowly, and on
//! the CPU for what it computes otherwise from processor to processor. Here the device is chosen once.

pub(crate) mod cpu;
#[cfg(feature = "webgpu")]
pub(crate) mod gpu;

use burn::tensor::Tensor;
use burn::tensor::activation::sigmoid;
use burn::tensor::module::avg_pool2d;
use burn::tensor::ops::AvgPoolOptions;

use spec::device::DeviceKind;

/// What the CPU does and what the GPU does.
macro_rules! choose {
    ($device:expr, $cpu:expr, $gpu:expr) => {
        match $device {
            spec::device::DeviceKind::Cpu => $cpu,
            #[cfg(feature = "webgpu")]
            spec::device::DeviceKind::Webgpu => $gpu,
            #[cfg(not(feature = "webgpu"))]
            spec::device::DeviceKind::Webgpu => unreachable!("this build starts no GPU"),
        }
    };
}
pub(crate) use choose;

/// A square window that slides over images.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Window {
    /// Its side, pixels.
    pub side: usize,
    /// Pixels from one place to the next.
    pub stride: usize,
    /// Pixels of padding above and to the left.
    pub before: [usize; 2],
    /// Rows and columns of places.
    pub places: [usize; 2],
}

impl Window {
    /// Over images of this height and width with these pixels of padding before and after each.
    pub fn new(side: usize, stride: usize, lengths: [usize; 2], edges: [(usize, usize); 2]) -> Self {
        let places = |axis: usize| (edges[axis].0 + lengths[axis] + edges[axis].1 - side) / stride + 1;
        Self { side, stride, before: edges.map(|(before, _)| before), places: [places(0), places(1)] }
    }
}

/// `input · kernel + bias`, and what is negative set to 0 if `relu`, whose gradient at 0 is 0.
///
/// # Shapes
/// - input: `[batch, inputs]`; kernel: `[inputs, units]`, flat; bias: `[units]`
/// - output: `[batch, units]`
pub(crate) fn dense(input: Tensor<2>, kernel: Tensor<1>, bias: Tensor<1>, relu: bool, device: DeviceKind) -> Tensor<2> {
    choose!(device, cpu::dense(input, kernel, bias, relu), gpu::dense(input, kernel, bias, relu))
}

/// Window by window `input · kernel + bias`, and what is negative set to 0 if `relu`, whose gradient at 0 is 0.
///
/// # Shapes
/// - input: `[batch, channels, height, width]`; kernel: `[side, side, channels, filters]`, flat; bias: `[filters]`
/// - output: `[batch, filters, rows, columns]`
pub(crate) fn conv(
    input: Tensor<4>,
    kernel: Tensor<1>,
    bias: Tensor<1>,
    window: Window,
    relu: bool,
    device: DeviceKind,
) -> Tensor<4> {
    choose!(device, cpu::conv(input, kernel, bias, window, relu), gpu::conv(input, kernel, bias, window, relu))
}

/// The greatest number of each window of each channel.
///
/// # Shapes
/// - images: `[batch, channels, height, width]`
/// - output: `[batch, channels, rows, columns]`
pub(crate) fn max_pool(images: Tensor<4>, window: Window, device: DeviceKind) -> Tensor<4> {
    choose!(device, cpu::max_pool(images, window), gpu::max_pool(images, window))
}

/// The mean of each window of each channel, over what of it lies on the image; `edges` are the pixels of padding before and
/// after the rows and the columns. On the CPU it is Burn's, which adds up each window number by number.
///
/// # Shapes
/// As [`max_pool`]
pub(crate) fn average_pool(
    images: Tensor<4>,
    window: Window,
    edges: [(usize, usize); 2],
    device: DeviceKind,
) -> Tensor<4> {
    choose!(
        device,
        {
            let mut options = AvgPoolOptions::new([window.side; 2]);
            options.stride = [window.stride; 2];
            options.padding = edges;
            options.count_include_pad = false;
            avg_pool2d(images, options)
        },
        gpu::average_pool(images, window)
    )
}

/// The mean over the batch of −Σ target · ln softmax(logits): `[1]`.
///
/// # Shapes
/// - logits, on the tape, and targets, one-hot: `[batch, classes]`
pub(crate) fn cross_entropy(logits: Tensor<2>, targets: Tensor<2>, device: DeviceKind) -> Tensor<1> {
    choose!(device, cpu::cross_entropy(logits, targets), gpu::cross_entropy(logits, targets))
}

/// A normalised batch, and what it was normalised by, which is no part of the gradient.
pub(crate) struct Normalized {
    /// `[batch, channels, places]`
    pub output: Tensor<3>,
    /// `[channels]`
    pub mean: Tensor<1>,
    /// `[channels]`
    pub variance: Tensor<1>,
}

/// `gamma · (x − mean) / √(variance + epsilon) + beta`, channel by channel.
///
/// # Shapes
/// - input, on the tape: `[batch, channels, places]`
/// - gamma, beta: `[channels]`
pub(crate) fn batch_norm(
    input: Tensor<3>,
    gamma: Tensor<1>,
    beta: Tensor<1>,
    epsilon: f64,
    device: DeviceKind,
) -> Normalized {
    choose!(device, cpu::batch_norm(input, gamma, beta, epsilon), gpu::batch_norm(input, gamma, beta, epsilon))
}

/// A function of single numbers whose last bit hangs on who computes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    /// eˣ
    Exp,
    /// 1 / (1 + e⁻ˣ)
    Sigmoid,
    /// The hyperbolic tangent.
    Tanh,
    /// The error function.
    Erf,
}

/// The function of each number.
pub(crate) fn pointwise<const D: usize>(function: Function, x: Tensor<D>, device: DeviceKind) -> Tensor<D> {
    match (device, function) {
        (DeviceKind::Cpu, _) => cpu::pointwise(function, x),
        (DeviceKind::Webgpu, Function::Exp) => x.exp(),
        (DeviceKind::Webgpu, Function::Sigmoid) => sigmoid(x),
        (DeviceKind::Webgpu, Function::Tanh) => x.tanh(),
        (DeviceKind::Webgpu, Function::Erf) => x.erf(),
    }
}

/// The sum of the squares of all numbers: `[1]`.
pub(crate) fn sum_of_squares(numbers: Tensor<1>, device: DeviceKind) -> Tensor<1> {
    match device {
        DeviceKind::Cpu => cpu::sum_of_squares(numbers),
        DeviceKind::Webgpu => numbers.square().sum(),
    }
}
