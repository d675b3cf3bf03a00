//! Does the device compute right? Two fixed small networks, dense and convolutional, forward and backward, and the
//! update of each optimizer, compared with numbers that the CPU gave and that are stored beside the page (`self-test.json`).
//!
//! A WebGPU error never shows as a Rust error: training goes on with wrong numbers. So no device is used unproven.

use burn::tensor::{Tensor, TensorData};
use serde::{Deserialize, Serialize};

use crate::device::Device;
use crate::network::{Backward, Network, read_back};
use crate::optimizer::OptimizerState;
use spec::{Activation, BatchNorm, Conv, Layer, Optimizer, Padding, Pool, PoolKind, Spec};

/// Named numbers, in a fixed order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report(Vec<(String, Vec<f32>)>);

/// Images of the test's batch. With 784 inputs and 48 units the products are large enough to use the same kernels as
/// a lesson.
const BATCH: usize = 64;

/// Images of the convolutional network's batch.
const FEW: usize = 8;

/// A number may differ by this share of the largest of its group. A GPU sums in another order, and may fuse.
const TOLERANCE: f32 = 2e-3;

/// How many numbers are kept of a large tensor.
const SAMPLES: usize = 16;

fn spec(optimizer: Optimizer) -> Spec {
    let layers = vec![Layer::dense(48, Activation::Relu), Layer::dense(24, Activation::Tanh)];
    Spec { layers, optimizer, seed: 7, ..Spec::default() }
}

/// One of each layer that works on images, over odd edges.
fn convolutional() -> Spec {
    let conv = |filters, kernel, stride, padding, activation| {
        Layer::Conv(Conv { filters, kernel, stride, padding, activation })
    };
    let pool = |kind, size, stride, padding| Layer::Pool(Pool { kind, size, stride, padding });
    let layers = vec![
        conv(8, 3, 1, Padding::Valid, Activation::Relu),
        pool(PoolKind::Max, 2, 2, Padding::Valid),
        Layer::BatchNorm(BatchNorm::default()),
        conv(6, 2, 2, Padding::Same, Activation::None),
        pool(PoolKind::Max, 2, 1, Padding::Same),
        pool(PoolKind::Average, 2, 1, Padding::Same),
        Layer::dense(16, Activation::Tanh),
    ];
    Spec { layers, seed: 7, ..Spec::default() }
}

/// What this device computes.
///
/// # Errors
/// What the device says when it is lost.
pub async fn report(device: &Device) -> Result<Report, String> {
    let mut names = Vec::new();
    let mut tensors = Vec::new();
    let mut note = |name: String, tensor: Tensor<1>| {
        names.push(name);
        tensors.push(tensor);
    };
    let mut image_network = Network::new(&convolutional(), device);
    let Backward { loss, logits, gradients } = pass(&mut image_network, FEW, device);
    note("image logits".to_owned(), logits.reshape([FEW * 10]));
    note("image loss".to_owned(), loss);
    for (parameter, gradient) in image_network.parameters().zip(gradients) {
        note(format!("image gradient {}", parameter.name), gradient);
    }

    let mut network = Network::new(&spec(Optimizer::sgd()), device);
    let Backward { loss, logits, gradients } = pass(&mut network, BATCH, device);
    note("logits".to_owned(), logits.reshape([BATCH * 10]));
    note("loss".to_owned(), loss);
    for (parameter, gradient) in network.parameters().zip(&gradients) {
        note(format!("gradient {}", parameter.name), gradient.clone());
    }
    for (name, rule) in Optimizer::ALL.iter().map(|rule| (rule.id(), *rule)).chain([("nesterov", Optimizer::NESTEROV)])
    {
        let mut updated = network.clone();
        let mut state = OptimizerState::new(&rule, &updated);
        // Twice, so that what is remembered counts.
        state.update(&rule, &mut updated, gradients.clone());
        state.update(&rule, &mut updated, gradients.clone());
        for (old, new) in network.parameters().zip(updated.parameters()) {
            note(format!("{name} {}", new.name), new.value.clone() - old.value.clone());
        }
    }
    let values = read_back(tensors).await?;
    Ok(Report(names.into_iter().zip(values.iter().map(|v| digest(v))).collect()))
}

/// Forward and backward over a fixed batch.
fn pass(network: &mut Network, batch: usize, device: &Device) -> Backward {
    let input: Vec<f32> = (0..batch * 784).map(|place| ((place * 97 % 251) as f32) / 251.0).collect();
    let mut targets = vec![0.0_f32; batch * 10];
    for (row, target) in targets.chunks_exact_mut(10).enumerate() {
        target[row * 3 % 10] = 1.0;
    }
    let input = Tensor::from_data(TensorData::new(input, [batch, 784]), device.tensors());
    let targets: Tensor<2> = Tensor::from_data(TensorData::new(targets, [batch, 10]), device.tensors());
    network.backward(input, targets, 0, 0)
}

/// Mean, mean square root and evenly spread samples: a wrong tile anywhere changes the first two.
fn digest(values: &[f32]) -> Vec<f32> {
    let count = values.len() as f64;
    let mean = values.iter().map(|&v| f64::from(v)).sum::<f64>() / count;
    let size = (values.iter().map(|&v| f64::from(v) * f64::from(v)).sum::<f64>() / count).sqrt();
    let stride = (values.len() / SAMPLES).max(1);
    [mean as f32, size as f32].into_iter().chain(values.iter().copied().step_by(stride).take(SAMPLES)).collect()
}

/// Whether the numbers agree.
///
/// # Errors
/// The first group that does not, with both numbers.
pub fn compare(found: &Report, reference: &Report) -> Result<(), String> {
    if found.0.len() != reference.0.len() {
        return Err(format!("{} groups of numbers instead of {}", found.0.len(), reference.0.len()));
    }
    for ((name, found), (wanted_name, wanted)) in found.0.iter().zip(&reference.0) {
        if name != wanted_name || found.len() != wanted.len() {
            return Err(format!("{name} instead of {wanted_name}"));
        }
        let scale = wanted.iter().fold(0.0_f32, |most, v| most.max(v.abs()));
        for (f, w) in found.iter().zip(wanted) {
            let near = (f - w).abs() <= TOLERANCE * scale + 1e-6;
            if !near {
                return Err(format!("{name} is {f} instead of {w}"));
            }
        }
    }
    Ok(())
}

impl Report {
    /// A report from JSON.
    ///
    /// # Errors
    /// Where the text is none.
    pub fn from_json(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| format!("the reference cannot be read: {error}"))
    }

    /// The report as JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("names and numbers")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here() -> Report {
        pollster::block_on(report(&Device::cpu())).expect("the CPU is never lost")
    }

    #[test]
    fn the_stored_reference_is_what_the_cpu_computes() {
        let stored = concat!(env!("CARGO_MANIFEST_DIR"), "/../public/self-test.json");
        let stored = std::fs::read_to_string(stored).expect("public/self-test.json is part of the project");
        assert_eq!(compare(&here(), &Report::from_json(&stored).expect("sound")), Ok(()));
    }

    #[test]
    fn one_wrong_number_is_found() {
        let good = here();
        let mut wrong = good.clone();
        let name = good.0[3].0.clone();
        wrong.0[3].1[0] += 0.1;
        let error = compare(&wrong, &good).expect_err("it differs");
        assert!(error.starts_with(&format!("{name} is ")), "{error}");
        let mut wrong = good.clone();
        wrong.0[0].1[5] = f32::NAN;
        assert!(compare(&wrong, &good).is_err(), "NaN is no agreement");
        assert!(Report::from_json("{").is_err());
    }
}
