//! What regularisation makes of the gradients of a step, on the device and without reading anything back.
//!
//! The penalty changes what the weights learn, not what is shown: loss and curves stay the plain cross-entropy, so that
//! runs with and without it can be compared. (Keras adds the penalty to the training loss that it reports.)

use burn::tensor::Tensor;

use crate::kernel;
use crate::network::Network;
use spec::Regularization;

/// The gradients as the update rule gets them: with the penalty's 2 λ w added, then, all together, no longer than
/// `clip_norm`. In the order of [`Network::parameters`]. What is off computes nothing.
pub fn regularize(settings: &Regularization, network: &Network, gradients: Vec<Tensor<1>>) -> Vec<Tensor<1>> {
    let gradients = if settings.l2 > 0.0 { penalized(settings.l2, network, gradients) } else { gradients };
    match settings.clip_norm {
        None => gradients,
        Some(limit) => clipped(limit, network, gradients),
    }
}

/// Gradients of loss + λ · Σ w² over the kernels.
fn penalized(l2: f64, network: &Network, gradients: Vec<Tensor<1>>) -> Vec<Tensor<1>> {
    let add = |(parameter, gradient): (&crate::network::Parameter, Tensor<1>)| {
        if parameter.is_kernel() { gradient + parameter.value.clone() * (2.0 * l2) } else { gradient }
    };
    network.parameters().zip(gradients).map(add).collect()
}

/// Gradients scaled by 1 / max(1, norm / limit): a factor of exactly 1 where they are short, also where all are 0.
fn clipped(limit: f64, network: &Network, gradients: Vec<Tensor<1>>) -> Vec<Tensor<1>> {
    let squares = gradients.iter().map(|gradient| kernel::sum_of_squares(gradient.clone(), network.device_kind()));
    let Some(sum) = squares.reduce(|sum, square| sum + square) else { return gradients };
    let factor = (sum.sqrt() / limit).clamp_min(1.0).recip();
    gradients.into_iter().map(|gradient| gradient * factor.clone()).collect()
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests compute on the CPU")]
mod tests {
    use super::*;
    use crate::device::Device;
    use crate::network::HostTensor;
    use burn::tensor::TensorData;
    use spec::{BatchNorm, Layer, Spec};

    /// Batch normalisation and the output, every weight 0.5.
    fn network() -> Network {
        let spec = Spec { layers: vec![Layer::BatchNorm(BatchNorm::default())], ..Spec::default() };
        let all = |name: &str, shape: Vec<usize>| {
            let values = vec![0.5; shape.iter().product()];
            HostTensor { name: name.to_owned(), shape, values }
        };
        let tensors = vec![
            all("0.gamma", vec![1]),
            all("0.beta", vec![1]),
            all("0.moving_mean", vec![1]),
            all("0.moving_variance", vec![1]),
            all("1.kernel", vec![784, 10]),
            all("1.bias", vec![10]),
        ];
        Network::with_weights(&spec, tensors, &Device::cpu()).expect("they fit")
    }

    /// `numbers` at the front of each gradient, zeros behind them.
    fn gradients(network: &Network, numbers: [&[f32]; 4]) -> Vec<Tensor<1>> {
        let padded = |(parameter, numbers): (&crate::network::Parameter, &[f32])| {
            let mut values = numbers.to_vec();
            values.resize(parameter.value.dims()[0], 0.0);
            Tensor::from_data(TensorData::from(values.as_slice()), Device::cpu().tensors())
        };
        network.parameters().zip(numbers).map(padded).collect()
    }

    fn first(gradients: Vec<Tensor<1>>) -> Vec<f32> {
        gradients.into_iter().map(|gradient| gradient.into_data().try_to_vec::<f32>().expect("floats")[0]).collect()
    }

    #[test]
    fn the_penalty_pulls_kernels_and_nothing_else() {
        let network = network();
        let settings = Regularization { l2: 0.25, clip_norm: None };
        let gradients = gradients(&network, [&[1.0], &[2.0], &[3.0], &[4.0]]);
        // 3 + 2 · 0.25 · 0.5
        assert_eq!(first(regularize(&settings, &network, gradients)), [1.0, 2.0, 3.25, 4.0]);
    }

    #[test]
    fn a_long_gradient_is_scaled_down_as_one() {
        let network = network();
        // √(2² + 4² + 5² + 6²) = 9
        let clip = |limit| {
            let gradients = gradients(&network, [&[2.0], &[4.0], &[5.0], &[6.0]]);
            first(regularize(&Regularization { l2: 0.0, clip_norm: Some(limit) }, &network, gradients))
        };
        for (found, wanted) in clip(3.0).iter().zip([2.0, 4.0, 5.0, 6.0]) {
            assert!((found - wanted / 3.0).abs() < 1e-6, "{found} and not a third of {wanted}");
        }
        assert_eq!(clip(9.5), [2.0, 4.0, 5.0, 6.0], "short enough: the same to the last bit");
    }

    #[test]
    fn no_gradient_at_all_stays_none() {
        let network = network();
        let settings = Regularization { l2: 0.0, clip_norm: Some(1.0) };
        assert_eq!(first(regularize(&settings, &network, gradients(&network, [&[]; 4]))), [0.0; 4]);
    }

    #[test]
    fn the_penalty_comes_before_the_clipping() {
        let network = network();
        let settings = Regularization { l2: 1.0, clip_norm: Some(1.0) };
        // Each of the 7,840 kernel weights gives 2 · 0.5 = 1, together √7840.
        let found = first(regularize(&settings, &network, gradients(&network, [&[]; 4])))[2];
        assert!((f64::from(found) - 1.0 / 7_840_f64.sqrt()).abs() < 1e-7, "{found}");
    }
}
