//! An update on the GPU.

use burn::tensor::Tensor;

use super::Gradient;
use super::rules::program;
use crate::kernel::gpu::update;
use spec::Optimizer;

/// The new value of one parameter at step `time`, counted from 1.
pub(super) fn step(
    rule: &Optimizer,
    time: u64,
    value: Tensor<1>,
    gradient: Gradient,
    slots: &mut Vec<Tensor<1>>,
) -> Tensor<1> {
    let (rule, constants) = program(rule, time);
    update(rule, &constants, value, gradient.whole(), slots)
}
