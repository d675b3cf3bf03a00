//! An update on the CPU.

use burn::tensor::Tensor;

use super::Gradient;
use super::rules::update;
use crate::kernel::cpu;
use spec::Optimizer;

/// The new value of one parameter at step `time`, counted from 1.
pub(super) fn step(
    rule: &Optimizer,
    time: u64,
    value: Tensor<1>,
    gradient: Gradient,
    slots: &mut Vec<Tensor<1>>,
) -> Tensor<1> {
    cpu::update(value, gradient.into_shards(), slots, |value, gradient, memory| {
        update(rule, time, value, gradient, memory);
    })
}
