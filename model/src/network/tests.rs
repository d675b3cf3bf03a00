#![allow(clippy::disallowed_methods, reason = "tests compute on the CPU")]

use std::collections::HashMap;

use super::*;
use spec::device::DeviceKind;
use spec::{Activation, Initializer};

fn spec() -> Spec {
    Spec { layers: vec![spec::Layer::dense(3, Activation::Relu)], ..Spec::default() }
}

fn host(network: &Network) -> Vec<HostTensor> {
    pollster::block_on(network.to_host()).expect("the CPU is never lost")
}

#[test]
fn the_layout_has_the_names_and_shapes_of_files() {
    let tensors = host(&Network::new(&spec(), &Device::cpu()));
    let described: Vec<_> = tensors.iter().map(|t| (t.name.as_str(), t.shape.as_slice())).collect();
    assert_eq!(described, [("0.kernel", &[784, 3][..]), ("0.bias", &[3]), ("1.kernel", &[3, 10]), ("1.bias", &[10])]);
}

#[test]
fn first_weights_lie_within_their_limits_and_differ_by_seed() {
    for (initializer, limit) in [
        (Initializer::GlorotUniform, (6.0_f32 / 787.0).sqrt()),
        (Initializer::HeUniform, (6.0_f32 / 784.0).sqrt()),
        (Initializer::Zeros, 0.0),
    ] {
        let draw = |seed| host(&Network::new(&Spec { initializer, seed, ..spec() }, &Device::cpu()));
        let kernel = &draw(1)[0].values;
        let largest = kernel.iter().fold(0.0_f32, |most, v| most.max(v.abs()));
        assert!(largest <= limit && largest >= 0.99 * limit, "{initializer:?}: {largest} of {limit}");
        assert_eq!(draw(1), draw(1));
        assert_eq!(draw(1) == draw(2), initializer == Initializer::Zeros);
    }
}

#[test]
fn a_file_brings_the_same_weights_back() {
    let tensors = host(&Network::new(&spec(), &Device::cpu()));
    let file = write_safetensors(&tensors, HashMap::from([("a".into(), "b".into())]));
    let (read, notes) = read_safetensors(&file).expect("sound");
    assert_eq!(notes["a"], "b");
    assert_eq!(host(&Network::with_weights(&spec(), read, &Device::cpu()).expect("they fit")), tensors);
}

#[test]
fn weights_that_do_not_fit_say_why() {
    let tensors = host(&Network::new(&spec(), &Device::cpu()));
    let error = |change: &dyn Fn(&mut Vec<HostTensor>)| {
        let mut tensors = tensors.clone();
        change(&mut tensors);
        Network::with_weights(&spec(), tensors, &Device::cpu()).expect_err("they do not fit").to_string()
    };
    assert_eq!(error(&|t| drop(t.remove(1))), "tensor 0.bias is missing");
    assert_eq!(
        error(&|t| t[0].shape = vec![3, 784]),
        "tensor 0.kernel has shape [3, 784], but this network needs [784, 3]"
    );
    assert_eq!(error(&|t| t[3].values[0] = f32::NAN), "tensor 1.bias has a number that is not finite");
    let extra = HostTensor { name: "2.bias".into(), shape: vec![1], values: vec![0.0] };
    assert_eq!(error(&|t| t.push(extra.clone())), "tensor 2.bias belongs to no layer of this network");
    let error = read_safetensors(&[1, 2, 3]).expect_err("three bytes");
    assert!(error.to_string().starts_with("this is no safetensors file: "), "{error}");
    assert!(read_safetensors(&[255; 64]).is_err());
}

#[test]
fn a_dense_layer_computes_its_formula() {
    let spec = Spec { layers: vec![], ..Spec::default() };
    let mut kernel = vec![0.0; 7840];
    (kernel[0], kernel[11], kernel[7839]) = (2.0, 3.0, -1.0);
    let bias: Vec<f32> = (0..10).map(|v| v as f32).collect();
    let tensors = vec![
        HostTensor { name: "0.kernel".into(), shape: vec![784, 10], values: kernel },
        HostTensor { name: "0.bias".into(), shape: vec![10], values: bias },
    ];
    let device = Device::cpu();
    let network = Network::with_weights(&spec, tensors, &device).expect("they fit");
    let mut input = vec![0.0; 784];
    (input[0], input[1], input[783]) = (1.0, 10.0, 4.0);
    let input = Tensor::<1>::from_data(TensorData::from(input.as_slice()), device.tensors()).reshape([1, 784]);
    let logits = network.forward(input).into_data().try_to_vec::<f32>().expect("floats");
    assert_eq!(logits, [2.0, 31.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 5.0]);
}

#[test]
fn activations_have_the_values_of_their_formulas() {
    // x = −1.5 and 2, by the formulas at `Activation`, computed with 15 digits.
    for (activation, values) in [
        (Activation::None, [-1.5, 2.0]),
        (Activation::Relu, [0.0, 2.0]),
        (Activation::Sigmoid, [0.182_425_52, 0.880_797_1]),
        (Activation::Tanh, [-0.905_148_27, 0.964_027_6]),
        (Activation::Gelu, [-0.100_210_8, 1.954_499_7]),
        (Activation::LeakyRelu, [-0.3, 2.0]),
        (Activation::Elu, [-0.776_869_84, 2.0]),
        (Activation::Selu, [-1.365_814_9, 2.101_402]),
        (Activation::Swish, [-0.273_638_3, 1.761_594_2]),
    ] {
        let x = Tensor::<2>::from_data([[-1.5_f32, 2.0]], Device::cpu().tensors());
        let y =
            super::activation::apply(activation, x, DeviceKind::Cpu).into_data().try_to_vec::<f32>().expect("floats");
        for (found, wanted) in y.iter().zip(values) {
            assert!((found - wanted).abs() < 2e-6, "{activation:?}: {found} and not {wanted}");
        }
    }
}

#[test]
fn a_saturated_tanh_is_one_and_passes_no_gradient() {
    let x = Tensor::<2>::from_data([[-400.0_f32, 16.0, 9.5, 400.0]], Device::cpu().tensors()).autodiff().require_grad();
    let y = super::activation::apply(Activation::Tanh, x.clone(), DeviceKind::Cpu);
    let tape = y.clone().sum().backward();
    let floats = |tensor: Tensor<2>| tensor.into_data().try_to_vec::<f32>().expect("floats");
    assert_eq!(floats(y.inner()), [-1.0, 1.0, 1.0, 1.0]);
    assert_eq!(floats(x.grad(&tape).expect("tracked")), [0.0; 4]);
}

#[test]
fn no_activation_breaks_on_numbers_of_raw_pixels() {
    for activation in Activation::ALL {
        let x = [[-300.0_f32, -90.0, -1.0, 1.0, 90.0, 300.0]];
        let x = Tensor::<2>::from_data(x, Device::cpu().tensors()).autodiff().require_grad();
        let y = super::activation::apply(activation, x.clone(), DeviceKind::Cpu);
        let tape = y.clone().sum().backward();
        for tensor in [y.inner(), x.grad(&tape).expect("tracked")] {
            let values = tensor.into_data().try_to_vec::<f32>().expect("floats");
            assert!(values.iter().all(|value| value.is_finite()), "{activation:?}: {values:?}");
        }
    }
}

mod gradients;
mod layers;
