//! Each layer against its formula, written out with plain loops.

use burn::tensor::{Tensor, TensorData};

use super::super::batch_norm::BatchNorm;
use super::super::conv::Conv;
use super::super::values::Values;
use super::super::{Mode, Parameter, dropout, pool};
use crate::device::Device;
use spec::device::DeviceKind;
use spec::{self, Activation, Padding, Pool, PoolKind, padding};

/// Numbers that differ and have both signs.
fn wave(count: usize, pace: usize) -> Vec<f32> {
    (0..count).map(|place| ((place * pace % 101) as f32 - 50.0) / 50.0).collect()
}

fn images(shape: [usize; 4], values: &[f32]) -> Tensor<4> {
    Tensor::from_data(TensorData::new(values.to_vec(), shape), Device::cpu().tensors())
}

fn parameter(name: &str, shape: &[usize], values: &[f32], trainable: bool) -> Parameter {
    let value = Tensor::from_data(TensorData::from(values), Device::cpu().tensors());
    Parameter { name: name.to_owned(), shape: shape.to_vec(), value, trainable }
}

fn floats<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
    tensor.into_data().try_to_vec::<f32>().expect("floats")
}

fn assert_near(found: &[f32], wanted: &[f32], what: &str) {
    assert_eq!(found.len(), wanted.len(), "{what}");
    for (place, (a, b)) in found.iter().zip(wanted).enumerate() {
        assert!((a - b).abs() < 1e-5, "{what}: number {place} is {a} and not {b}");
    }
}

/// Where a window's row or column lies in the image, if within it.
fn inside(place: usize, stride: usize, offset: usize, before: usize, side: usize) -> Option<usize> {
    (place * stride + offset).checked_sub(before).filter(|at| *at < side)
}

#[test]
fn a_convolution_computes_its_formula() {
    let (channels, filters) = (3, 4);
    for [height, width] in [[5, 6], [4, 4]] {
        for (kernel, stride) in [(1, 1), (2, 1), (2, 2), (3, 2), (4, 3)] {
            for edge in [Padding::Valid, Padding::Same] {
                let input = wave(2 * channels * height * width, 37);
                let weights = wave(kernel * kernel * channels * filters, 23);
                let bias = [0.5, -0.5, 0.25, 0.0];
                let settings = spec::Conv { filters, kernel, stride, padding: edge, activation: Activation::None };
                let conv = Conv::new(
                    parameter("0.kernel", &[kernel, kernel, channels, filters], &weights, true),
                    parameter("0.bias", &[filters], &bias, true),
                    &settings,
                );
                let output = conv.forward(images([2, channels, height, width], &input), DeviceKind::Cpu);
                let [_, _, rows, columns] = output.dims();
                let [top, left] = [height, width].map(|side| padding(side, kernel, stride, edge)[0]);
                let mut wanted = Vec::new();
                for image in 0..2 {
                    for (filter, offset) in bias.iter().enumerate() {
                        for row in 0..rows {
                            for column in 0..columns {
                                let mut sum = *offset;
                                for (i, j) in (0..kernel).flat_map(|i| (0..kernel).map(move |j| (i, j))) {
                                    let y = inside(row, stride, i, top, height);
                                    let x = inside(column, stride, j, left, width);
                                    let (Some(y), Some(x)) = (y, x) else { continue };
                                    for channel in 0..channels {
                                        let pixel = ((image * channels + channel) * height + y) * width + x;
                                        let weight = ((i * kernel + j) * channels + channel) * filters + filter;
                                        sum += input[pixel] * weights[weight];
                                    }
                                }
                                wanted.push(sum);
                            }
                        }
                    }
                }
                let what = format!("{height}×{width}, kernel {kernel}, stride {stride}, {edge:?}");
                assert_near(&floats(output), &wanted, &what);
            }
        }
    }
}

#[test]
fn padding_is_tensorflows() {
    // The sizes of the CIFAR-10 lesson and those where an odd row is missing.
    for (side, window, stride, wanted) in [
        (32, 2, 2, [0, 0]),
        (16, 2, 1, [0, 1]),
        (5, 2, 2, [0, 1]),
        (5, 3, 1, [1, 1]),
        (7, 4, 2, [1, 2]),
        (3, 1, 2, [0, 0]),
    ] {
        assert_eq!(padding(side, window, stride, Padding::Same), wanted, "{side} {window} {stride}");
        assert_eq!(padding(side, window, stride, Padding::Valid), [0, 0]);
    }
}

#[test]
fn pooling_computes_its_formula_and_what_lies_beyond_the_edge_never_counts() {
    // All negative: a zero beyond the edge would win, or pull the mean up.
    let [height, width] = [5, 4];
    let input: Vec<f32> = wave(2 * height * width, 37).iter().map(|v| v - 2.0).collect();
    for kind in [PoolKind::Max, PoolKind::Average] {
        for (size, stride) in [(2, 1), (2, 2), (3, 2), (3, 3)] {
            for edge in [Padding::Valid, Padding::Same] {
                let settings = Pool { kind, size, stride, padding: edge };
                let output = pool::pool(&settings, images([1, 2, height, width], &input), DeviceKind::Cpu);
                let [_, _, rows, columns] = output.dims();
                let [top, left] = [height, width].map(|side| padding(side, size, stride, edge)[0]);
                let mut wanted = Vec::new();
                for channel in 0..2 {
                    for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
                        let ys = (0..size).filter_map(|i| inside(row, stride, i, top, height));
                        let seen: Vec<f32> = ys
                            .flat_map(|y| {
                                let xs = (0..size).filter_map(|j| inside(column, stride, j, left, width));
                                xs.map(|x| input[(channel * height + y) * width + x]).collect::<Vec<_>>()
                            })
                            .collect();
                        wanted.push(match kind {
                            PoolKind::Max => seen.iter().copied().fold(f32::NEG_INFINITY, f32::max),
                            PoolKind::Average => seen.iter().sum::<f32>() / seen.len() as f32,
                        });
                    }
                }
                assert_near(&floats(output), &wanted, &format!("{kind:?}, size {size}, stride {stride}, {edge:?}"));
            }
        }
    }
}

#[test]
fn an_image_is_flattened_by_rows_columns_channels() {
    // Channels first, each number telling channel, row and column.
    let image = [0.0, 1.0, 10.0, 11.0, 100.0, 101.0, 110.0, 111.0];
    let flat = Values::Image(images([1, 2, 2, 2], &image)).flat();
    assert_eq!(floats(flat.clone()), [0.0, 100.0, 1.0, 101.0, 10.0, 110.0, 11.0, 111.0]);
    let Values::Image(back) = Values::Flat(flat).image([2, 2, 2]) else { panic!("an image") };
    assert_eq!(floats(back), image);
}

#[test]
fn dropout_drops_its_share_and_keeps_the_mean() {
    let mask = |step, layer| floats(dropout::mask(0.25, 7, [step, layer], 0, [100, 100], &Device::cpu()));
    let one = mask(3, 1);
    let dropped = one.iter().filter(|factor| **factor == 0.0).count() as f64 / 10_000.0;
    assert!((dropped - 0.25).abs() < 0.02, "{dropped}");
    assert!(one.iter().all(|factor| *factor == 0.0 || *factor == (1.0_f32 / 0.75)));
    assert_eq!(one, mask(3, 1), "the same step draws the same");
    assert_ne!(one, mask(4, 1));
    assert_ne!(one, mask(3, 2));
}

#[test]
fn batch_normalisation_computes_its_formula_and_remembers() {
    let settings = spec::BatchNorm { momentum: 0.9, epsilon: 1e-3 };
    let part = |name, values: &[f32], trainable| parameter(name, &[2], values, trainable);
    let mut norm = BatchNorm::new(
        [
            part("0.gamma", &[2.0, 1.0], true),
            part("0.beta", &[0.5, 0.0], true),
            part("0.moving_mean", &[1.0, 0.0], false),
            part("0.moving_variance", &[1.0, 4.0], false),
        ],
        &settings,
    );
    let batch = || Tensor::<3>::from_data([[[1.0_f32], [10.0]], [[3.0], [30.0]]], Device::cpu().tensors());
    // Answering: by the moving means.
    let wanted = [0.5, 10.0 / 4.001_f32.sqrt(), 0.5 + 4.0 / 1.001_f32.sqrt(), 30.0 / 4.001_f32.sqrt()];
    assert_near(&floats(norm.forward(batch(), Mode::Inference, DeviceKind::Cpu)), &wanted, "inference");
    // Learning: the batch has means 2 and 20 and variances 1 and 100, and what is trained is on the tape.
    for trained in norm.tensors_mut().into_iter().filter(|parameter| parameter.trainable) {
        trained.value = trained.value.clone().autodiff();
    }
    let learning = norm.forward(batch().autodiff(), Mode::Training { step: 0, first: 0 }, DeviceKind::Cpu).inner();
    let (a, b) = (2.0 / 1.001_f32.sqrt(), 10.0 / 100.001_f32.sqrt());
    assert_near(&floats(learning), &[0.5 - a, -b, 0.5 + a, b], "training");
    let [_, _, mean, variance] = norm.tensors().map(|tensor| floats(tensor.value.clone()));
    assert_near(&mean, &[0.9 + 0.2, 2.0], "moving mean");
    assert_near(&variance, &[0.9 + 0.1, 3.6 + 10.0], "moving variance");
}
