//! Batch normalisation of a batch that is learnt from, in Burn's operations.

use burn::tensor::Tensor;

use crate::kernel::Normalized;

/// `gamma · (x − mean) / √(variance + epsilon) + beta`, channel by channel.
///
/// # Shapes
/// - input, on the GPU and on the tape, and output: `[batch, channels, places]`
/// - gamma, beta, mean, variance: `[channels]`
pub(crate) fn batch_norm(input: Tensor<3>, gamma: Tensor<1>, beta: Tensor<1>, epsilon: f64) -> Normalized {
    let channels = gamma.dims()[0];
    let row = |tensor: Tensor<1>| tensor.reshape([1, channels, 1]);
    let mean = input.clone().mean_dim(0).mean_dim(2);
    let deviation = input.clone() - mean.clone();
    let variance = (deviation.clone() * deviation).mean_dim(0).mean_dim(2);
    let [kept_mean, kept_variance] = [&mean, &variance].map(|moment| moment.clone().inner().reshape([channels]));
    let output = (input - mean) / (variance + epsilon).sqrt() * row(gamma) + row(beta);
    Normalized { output, mean: kept_mean, variance: kept_variance }
}
