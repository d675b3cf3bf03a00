use super::*;

fn error(json: &str) -> String {
    Spec::from_json(json).expect_err("the spec is wrong").to_string()
}

#[test]
fn the_default_is_the_network_of_the_first_lesson() {
    let spec = Spec::default();
    assert_eq!(spec.check(), Ok(()));
    assert_eq!(spec.parameters(), 784 * 128 + 128 + 128 * 10 + 10);
    assert_eq!(Spec::from_json("{}"), Ok(spec));
}

#[test]
fn json_comes_back_as_it_went() {
    let spec = Spec {
        layers: vec![Layer::dense(700, Activation::Relu), Layer::dense(500, Activation::None)],
        optimizer: Optimizer::momentum(),
        validation: Validation::RandomFraction { fraction: 0.1, seed: 3 },
        augmentation: Some(Augmentation::default()),
        ..Spec::default()
    };
    assert_eq!(Spec::from_json(&spec.to_json()), Ok(spec));
}

#[test]
fn every_example_can_be_trained_and_comes_back_from_json() {
    for spec in examples::examples() {
        assert_eq!(spec.check(), Ok(()), "{spec:?}");
        assert_eq!(Spec::from_json(&spec.to_json()), Ok(spec));
    }
}

#[test]
fn every_number_is_checked_at_both_ends() {
    for spec in examples::choices() {
        for part in examples::parts(&spec) {
            for (number, _) in spec.clone().numbers(part) {
                assert!((number.least..=number.most).contains(&number.usual), "{number:?}");
                for value in [number.least - 1.0, number.most + 1.0, f64::NAN]
                    .into_iter()
                    .skip(usize::from(number.step == Step::One))
                {
                    let mut spec = spec.clone();
                    spec.set_number(part, number.id, value);
                    let error = spec.check().expect_err("it is out of range");
                    assert!(error.is_about(part, number), "{error} is told of {number:?}");
                }
            }
        }
    }
}

#[test]
fn ids_of_choices_differ_and_lead_back() {
    fn check<T: Copy + PartialEq + std::fmt::Debug>(all: &[T], id: fn(T) -> &'static str, from: fn(&str) -> Option<T>) {
        for choice in all {
            assert_eq!(from(id(*choice)), Some(*choice));
        }
    }
    check(&Optimizer::ALL, |rule| rule.id(), Optimizer::from_id);
    check(&LayerKind::ALL, LayerKind::id, LayerKind::from_id);
    check(&Activation::ALL, Activation::id, Activation::from_id);
    check(&Initializer::ALL, Initializer::id, Initializer::from_id);
    check(&Padding::ALL, Padding::id, Padding::from_id);
    check(&PixelScale::ALL, PixelScale::id, PixelScale::from_id);
    check(&Decay::ALL, Decay::id, Decay::from_id);
    check(&Validation::ALL, Validation::id, Validation::from_id);
}

#[test]
fn only_the_rate_may_differ() {
    let mut other = Spec::default();
    other.optimizer.set_learning_rate(0.5);
    assert!(Spec::default().same_but_rate(&other));
    for spec in examples::choices().into_iter().filter(|spec| *spec != Spec::default()) {
        assert!(!spec.same_but_rate(&other), "{spec:?}");
    }
}

#[test]
fn layers_can_be_written_short() {
    let spec = Spec::from_json(r#"{"layers":[{"dense":[8,"tanh"]},{"dense":{"units":4}}]}"#).expect("valid");
    assert_eq!(spec.layers, [Layer::dense(8, Activation::Tanh), Layer::dense(4, Activation::None)]);
}

#[test]
fn convolution_and_the_rest_are_read_as_keras_writes_them() {
    let json = r#"{"layers":[
        {"conv":{"filters":32,"kernel":2,"stride":2,"padding":"same","activation":"relu"}},
        {"pool":{"size":2,"stride":1,"padding":"same"}},
        {"conv":{"filters":16,"kernel":3}},
        {"pool":{"kind":"average","size":2}},
        {"batch_norm":{}}, "flatten", {"dropout":{"rate":0.5}}, {"dense":[16,"relu"]}
    ]}"#;
    let spec = Spec::from_json(json).expect("valid");
    assert_eq!(Spec::from_json(&spec.to_json()), Ok(spec.clone()));
    let Layer::Pool(pool) = spec.layers[3] else { panic!("a pooling layer") };
    assert_eq!((pool.stride, pool.padding), (2, Padding::Valid), "windows lie side by side");
    let shapes: Vec<_> = spec.summary().into_iter().map(|row| (row.output, row.parameters)).collect();
    assert_eq!(
        shapes,
        [
            (Shape::Image(28, 28, 1), 0),
            (Shape::Image(14, 14, 32), (2 * 2 + 1) * 32),
            (Shape::Image(14, 14, 32), 0),
            (Shape::Image(12, 12, 16), (3 * 3 * 32 + 1) * 16),
            (Shape::Image(6, 6, 16), 0),
            (Shape::Image(6, 6, 16), 32),
            (Shape::Vector(576), 0),
            (Shape::Vector(576), 0),
            (Shape::Vector(16), 577 * 16),
            (Shape::Vector(10), 170),
        ]
    );
}

#[test]
fn an_impossible_layer_says_which_and_why() {
    for (layers, text) in [
        (
            r#"[{"dense":[8]},{"conv":{"filters":4,"kernel":3}}]"#,
            "layer 2 needs an image, but layer 1 gives a vector: move layer 2 before it",
        ),
        (
            r#"["flatten",{"dropout":{"rate":0.1}},{"pool":{"size":2}}]"#,
            "layer 3 needs an image, but layer 1 gives a vector: move layer 3 before it",
        ),
        (
            r#"[{"pool":{"size":4}},{"pool":{"size":4}},{"conv":{"filters":4,"kernel":3}}]"#,
            "layer 3 has a window of 3×3, but its image has only 1×1 left: use a smaller window, the padding \"same\", or \
             fewer strides before it",
        ),
        (r#"[{"conv":{"filters":0,"kernel":3}}]"#, "layer 1: filters is 0: choose a number from 1 to 256"),
        (r#"[{"conv":{"filters":4,"kernel":3,"stride":0}}]"#, "layer 1: stride is 0: choose a number from 1 to 16"),
        (r#"[{"pool":{"size":17}}]"#, "layer 1: size is 17: choose a number from 1 to 16"),
        (r#"[{"dropout":{"rate":1}}]"#, "layer 1: rate is 1: choose a number from 0 to 0.95"),
        (r#"[{"batch_norm":{"epsilon":0}}]"#, "layer 1: epsilon is 0: choose a number from 0.0000001 to 1"),
    ] {
        assert_eq!(error(&format!(r#"{{"layers":{layers}}}"#)), text, "{layers}");
    }
}

#[test]
fn no_hidden_layer_is_a_network_too() {
    let spec = Spec::from_json(r#"{"layers":[]}"#).expect("softmax regression");
    assert_eq!(spec.parameters(), 7850);
}

#[test]
fn each_refusal_says_what_to_change() {
    let many = format!(r#"{{"layers":[{}]}}"#, [r#"{"dense":[1]}"#; 17].join(","));
    let wide = format!(r#"{{"layers":[{}]}}"#, [r#"{"dense":[2048]}"#; 6].join(","));
    for (json, text) in [
        (many.as_str(), "17 hidden layers are too many: remove some, at most 16 are possible"),
        (r#"{"layers":[{"dense":[0]}]}"#, "layer 1 has 0 units: choose a number from 1 to 2048"),
        (r#"{"layers":[{"dense":[8]},{"dense":[2049]}]}"#, "layer 2 has 2049 units: choose a number from 1 to 2048"),
        (wide.as_str(), "the network has 22609930 parameters: use fewer units or layers, at most 20000000 fit"),
        (r#"{"batch_size":0}"#, "the batch size is 0: choose a number from 1 to 4096"),
        (r#"{"batch_size":5000}"#, "the batch size is 5000: choose a number from 1 to 4096"),
        (r#"{"epochs":0}"#, "0 epochs are asked for: choose a number from 1 to 1000"),
        (r#"{"epochs":1001}"#, "1001 epochs are asked for: choose a number from 1 to 1000"),
        (
            r#"{"optimizer":{"name":"sgd","learning_rate":0}}"#,
            "the learning rate is 0: choose a number above 0, at most 100",
        ),
        (
            r#"{"optimizer":{"name":"sgd","learning_rate":1e9}}"#,
            "the learning rate is 1000000000: choose a number above 0, at most 100",
        ),
        (r#"{"optimizer":{"name":"adam","beta_1":1}}"#, "beta_1 is 1: choose a number from 0 to 0.999999"),
        (r#"{"optimizer":{"name":"rmsprop","epsilon":0}}"#, "epsilon is 0: choose a number from 0.000000000001 to 1"),
        (
            r#"{"validation":{"first":60000}}"#,
            "the validation part must leave some of the 60000 training images: hold back at most 0.9",
        ),
        (
            r#"{"validation":{"last_fraction":1.5}}"#,
            "the validation part must leave some of the 60000 training images: hold back at most 0.9",
        ),
        (r#"{"augmentation":{"rotate":90}}"#, "the augmentation's rotate is 90: choose a number from 0 to 45"),
        (
            r#"{"dataset":"cats"}"#,
            "the settings cannot be read: unknown variant `cats`, expected one of `mnist`, `fashion-mnist`, `cifar-10`, `cifar-10-sample`, `own` at line 1 column 17",
        ),
        ("[", "the settings cannot be read: EOF while parsing a list at line 1 column 1"),
    ] {
        assert_eq!(error(json), text, "{json}");
    }
}

#[test]
fn a_long_text_is_not_even_parsed() {
    assert_eq!(error(&" ".repeat(70_000)), "the settings are 70000 bytes long; at most 65536 are read");
}

#[test]
fn silly_numbers_meet_a_limit_and_not_an_overflow() {
    let huge = usize::MAX;
    let spec = Spec { layers: vec![Layer::dense(huge, Activation::Relu)], ..Spec::default() };
    let [value, most] = [huge as f64, 2_048.0];
    let error = SpecError::Number { part: SpecPart::Layer(1), id: "units".to_owned(), value, least: 1.0, most };
    assert_eq!(spec.check(), Err(error));
}

#[test]
fn validation_counts_as_keras_does() {
    assert_eq!(Validation::LastFraction(0.1).held_back(60_000), 6_000);
    assert_eq!(Validation::First(10_000).held_back(60_000), 10_000);
    assert_eq!(Validation::TestSet.held_back(60_000), 0);
}
