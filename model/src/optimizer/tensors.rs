//! The update rules on tensors, for devices whose numbers lie elsewhere: every operation is queued there.

use burn::tensor::Tensor;

use super::adam_rate;
use crate::spec::Optimizer;

/// The new value of one parameter at step `time`, counted from 1.
pub(super) fn step(
    rule: &Optimizer,
    time: u64,
    value: Tensor<1>,
    gradient: Tensor<1>,
    slots: &mut Vec<Tensor<1>>,
) -> Tensor<1> {
    match (*rule, slots.as_mut_slice()) {
        (Optimizer::Sgd { learning_rate, momentum, nesterov }, [velocity]) => {
            let push = gradient * learning_rate;
            *velocity = velocity.clone() * momentum - push.clone();
            if nesterov { value + velocity.clone() * momentum - push } else { value + velocity.clone() }
        }
        (Optimizer::Adam { learning_rate, beta_1, beta_2, epsilon }, [mean, mean_square]) => {
            *mean = mean.clone() * beta_1 + gradient.clone() * (1.0 - beta_1);
            *mean_square = mean_square.clone() * beta_2 + gradient.square() * (1.0 - beta_2);
            value
                - mean.clone() * adam_rate(learning_rate, beta_1, beta_2, time) / (mean_square.clone().sqrt() + epsilon)
        }
        (Optimizer::Rmsprop { learning_rate, rho, epsilon }, [mean_square]) => {
            *mean_square = mean_square.clone() * rho + gradient.clone().square() * (1.0 - rho);
            value - gradient * learning_rate / (mean_square.clone() + epsilon).sqrt()
        }
        (Optimizer::Adagrad { learning_rate, epsilon, .. }, [sum_square]) => {
            *sum_square = sum_square.clone() + gradient.clone().square();
            value - gradient * learning_rate / (sum_square.clone() + epsilon).sqrt()
        }
        // Plain gradient descent remembers nothing. The other rules have the slots that `slot_names` gives them.
        (rule, _) => value - gradient * rule.learning_rate(),
    }
}
