//! Loss and gradients of a batch.

use burn::tensor::Tensor;

use super::{Mode, Network};
use crate::kernel;

/// What the forward and the backward pass of a batch give.
pub struct Backward {
    /// Mean cross-entropy, nats: `[1]`.
    pub loss: Tensor<1>,
    /// `[batch, classes]`
    pub logits: Tensor<2>,
    /// The loss' gradients by the weights, in the order of [`Network::parameters`].
    pub gradients: Vec<Tensor<1>>,
}

impl Network {
    /// Runs a batch forward and backward: the mean over its images of −Σ target · ln softmax(logits). `step` is the
    /// run's, counted from 0; moving means follow the batch. The images may be a part of the step's batch that begins
    /// with its image `first`.
    ///
    /// # Shapes
    /// - input: `[batch, inputs]`
    /// - targets, one-hot: `[batch, classes]`
    pub fn backward(&mut self, input: Tensor<2>, targets: Tensor<2>, step: u64, first: usize) -> Backward {
        let mut tracked = self.clone();
        for parameter in tracked.parameters_mut() {
            parameter.value = parameter.value.clone().autodiff().require_grad();
        }
        let logits = tracked.run(input.autodiff(), Mode::Training { step, first });
        let loss = kernel::cross_entropy(logits.clone(), targets, self.device_kind());
        let mut tape = loss.backward();
        let gradients = tracked.parameters().filter_map(|weight| weight.value.grad_remove(&mut tape)).collect();
        let moving = |parameter: &&mut super::Parameter| !parameter.trainable;
        for (mine, theirs) in self.tensors_mut().filter(moving).zip(tracked.tensors_mut().filter(moving)) {
            mine.value = theirs.value.clone();
        }
        Backward { loss: loss.inner(), logits: logits.inner(), gradients }
    }
}
