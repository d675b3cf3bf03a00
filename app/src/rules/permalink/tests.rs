use spec::catalogue::{DatasetId, UserImages};
use spec::{
    Activation, BatchNorm, Conv, Decay, Dropout, EarlyStopping, Layer, Optimizer, Padding, Pool, PoolKind,
    Regularization, Schedule, Spec, Validation, examples, limits,
};

use super::{read, write};

/// Specs that together use every setting and every choice.
fn specs() -> Vec<Spec> {
    let mut specs = examples::examples();
    let d = Spec::default;
    let own = UserImages { shape: [28, 20, 3], classes: 3, train: 120, test: 30, checksum: 0x00ab_cdef };
    specs.push(Spec { dataset: DatasetId::User(own), ..d() });
    specs.push(Spec { layers: vec![Layer::dense(2_048, Activation::Relu); 5], batch_size: 1_024, ..d() });
    specs.extend(layers().into_iter().map(|layer| Spec { layers: vec![layer], ..d() }));
    specs.push(Spec { dataset: DatasetId::Cifar10, layers: layers(), batch_size: 16, ..d() });
    specs.push(Spec { layers: vec![Layer::Flatten; limits::MAX_LAYERS], ..d() });
    let optimizers = [
        Optimizer::Sgd { learning_rate: 0.5, momentum: 0.99, nesterov: true },
        Optimizer::Adam { learning_rate: 3e-4, beta_1: 0.85, beta_2: 0.95, epsilon: 1e-8 },
        Optimizer::Rmsprop { learning_rate: 1e-5, rho: 0.5, epsilon: 1e-3 },
        Optimizer::Adagrad { learning_rate: 0.1, initial_accumulator_value: 0.0, epsilon: 1e-12 },
    ];
    specs.extend(optimizers.map(|optimizer| Spec { optimizer, ..d() }));
    let fraction = 1.0 / 3.0;
    specs.push(Spec { validation: Validation::RandomFraction { fraction, seed: u64::MAX }, ..d() });
    specs.push(Spec { epochs: 1_000, seed: u64::MAX, shuffle: false, ..d() });
    let clips = [None, Some(1.0), Some(1e-6)];
    specs.extend(clips.map(|clip_norm| Spec { regularization: Regularization { l2: 1e-7, clip_norm }, ..d() }));
    specs
}

/// Layers that together use every kind and every option; in this order they can follow each other.
fn layers() -> Vec<Layer> {
    let conv = |filters, kernel, stride, padding, activation| {
        Layer::Conv(Conv { filters, kernel, stride, padding, activation })
    };
    let pool = |kind, size, stride, padding| Layer::Pool(Pool { kind, size, stride, padding });
    vec![
        conv(8, 3, 1, Padding::Valid, Activation::Relu),
        conv(8, 2, 2, Padding::Same, Activation::None),
        conv(4, 1, 1, Padding::Same, Activation::LeakyRelu),
        pool(PoolKind::Max, 2, 2, Padding::Valid),
        pool(PoolKind::Max, 2, 1, Padding::Same),
        pool(PoolKind::Average, 3, 2, Padding::Valid),
        pool(PoolKind::Average, 3, 3, Padding::Same),
        Layer::BatchNorm(BatchNorm::default()),
        Layer::BatchNorm(BatchNorm { momentum: 0.9, epsilon: 1e-3 }),
        Layer::BatchNorm(BatchNorm { momentum: 0.99, epsilon: 1e-7 }),
        Layer::BatchNorm(BatchNorm { momentum: 0.0, epsilon: 0.25 }),
        Layer::Flatten,
        Layer::Dropout(Dropout { rate: 0.25 }),
        Layer::Dropout(Dropout { rate: 0.0 }),
        Layer::dense(16, Activation::Swish),
    ]
}

#[test]
fn every_link_gives_back_its_spec() {
    for spec in specs() {
        assert_eq!(spec.check(), Ok(()), "{spec:?}");
        let link = write(&spec);
        assert_eq!(read(&link), (spec, Vec::new()), "{link}");
    }
}

/// Written by earlier versions: they open for ever.
#[test]
fn old_links_give_what_they_gave() {
    for link in [
        "opt=adam&rate=0.0003&beta1=0.85&beta2=0.95&epsilon=0.00000001",
        "opt=sgd&rate=0.5&momentum=0.99&nesterov=yes",
        "opt=rmsprop&rate=0.00001&rho=0.5&epsilon=0.001",
        "opt=adagrad&rate=0.1&accumulator=0&epsilon=0.000000000001",
        "schedule=exp:20:10&warmup=0.5&l2=0.0000001&clip=0.000001&val=random:0.25:7&stop=5",
        "data=cifar-10&scale=standardized&init=he&val=first:10000&augment=1:10:0.1:0.1:1.5",
        "schedule=cosine:0.01&shuffle=no&augment=1:10:0.1:0.1",
    ] {
        let (spec, errors) = read(link);
        assert_eq!(errors, []);
        assert_eq!(write(&spec), link.trim_start_matches("opt=adam&"), "{link}");
    }
}

#[test]
fn the_default_needs_no_link() {
    assert_eq!(write(&Spec::default()), "");
    assert_eq!(read("#"), (Spec::default(), Vec::new()));
}

#[test]
fn a_link_can_be_read_by_a_person() {
    let spec = Spec {
        dataset: DatasetId::FashionMnist,
        layers: vec![Layer::dense(128, Activation::Relu), Layer::dense(64, Activation::Tanh)],
        optimizer: Optimizer::momentum(),
        epochs: 10,
        ..Spec::default()
    };
    assert_eq!(write(&spec), "data=fashion-mnist&layers=128:relu,64:tanh&opt=sgd&momentum=0.9&epochs=10");
}

#[test]
fn schedule_and_regularization_can_be_read_by_a_person() {
    let spec = Spec {
        schedule: Schedule { decay: Decay::Step { every: 5.0, factor: 0.5 }, warm_up: 0.5 },
        regularization: Regularization { l2: 1e-4, clip_norm: Some(1.0) },
        early_stopping: Some(EarlyStopping { patience: 3 }),
        ..Spec::default()
    };
    assert_eq!(write(&spec), "schedule=step:5:0.5&warmup=0.5&l2=0.0001&clip=1&stop=3");
}

#[test]
fn each_layer_of_a_link_can_be_read_by_a_person() {
    let spec = Spec { layers: layers(), ..Spec::default() };
    let expected = "layers=conv:8:3:relu,conv:8:2:none:s2:same,conv:4:1:leaky-relu:same,max:2,max:2:s1:same,avg:3:s2,\
                    avg:3:same,norm,norm:m0.9,norm:e0.0000001,norm:m0:e0.25,flatten,drop:0.25,drop:0,16:swish";
    assert_eq!(write(&spec), expected);
}

/// What may be left out or written in another order.
#[test]
fn layers_are_read_as_a_person_may_write_them() {
    for (text, same) in [
        ("128", "128:none"),
        ("conv:8:3", "conv:8:3:none"),
        ("conv:8:3:same:relu:s2", "conv:8:3:relu:s2:same"),
        ("conv:8:3:selu", "conv:8:3:selu"),
        ("max:3:valid:s3", "max:3"),
        ("norm:e0.001:m0.99", "norm"),
    ] {
        let (spec, errors) = read(&format!("layers={text}"));
        assert_eq!((errors, write(&spec)), (vec![], format!("layers={same}")), "{text}");
    }
}

/// Beside the default batch these layers would not fit.
#[test]
fn layers_that_need_a_small_batch_are_read_before_it() {
    let (spec, errors) = read("layers=conv:64:5:relu,conv:64:5:relu&batch=8");
    assert_eq!((errors, spec.layers.len(), spec.batch_size), (vec![], 2, 8));
    let (spec, errors) = read("layers=conv:64:5:relu,conv:64:5:relu&batch=77777&epochs=7");
    assert_eq!((errors.len(), spec), (2, Spec { epochs: 7, ..Spec::default() }));
}

#[test]
fn encoded_links_and_any_order_are_read() {
    let (spec, errors) = read("#momentum=0.9&opt=sgd&layers=32%3Arelu%2C16%3Arelu");
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(spec.optimizer, Optimizer::momentum());
    assert_eq!(spec.layers.len(), 2);
}

/// What is said of each piece of nonsense, word for word; `epochs=7` beside it is kept.
#[test]
fn nonsense_is_named_and_the_rest_kept() {
    let long = "9".repeat(100);
    let cases = [
        (
            "data=own:28x28x1:1:120:30:1a2b3c4d",
            "“data=own:28x28x1:1:120:30:1a2b3c4d” in the link was ignored: it should be mnist, fashion-mnist, cifar-10",
        ),
        (
            "data=own:28x28:3:120:30:zz",
            "“data=own:28x28:3:120:30:zz” in the link was ignored: it should be mnist, fashion-mnist, cifar-10",
        ),
        ("data=cats", "“data=cats” in the link was ignored: it should be mnist, fashion-mnist, cifar-10"),
        ("colour=red", "“colour” in the link was ignored: no setting has this name"),
        ("hello", "“hello” in the link was ignored: no setting has this name"),
        ("epochs=8", "the second “epochs” in the link was ignored: the first one counts"),
        (
            "layers=99999:relu",
            "“layers=99999:relu” in the link was ignored: layer 1 has 99999 units: choose a number from 1 to 2048",
        ),
        (
            "layers=1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
            "“layers=1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1” in the link was ignored: 17 hidden layers are too many: remove some, at most 16 are possible",
        ),
        (
            "layers=128:magic",
            "“layers=128:magic” in the link was ignored: it should be 128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
        ),
        (
            "layers=conv:8",
            "“layers=conv:8” in the link was ignored: it should be 128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
        ),
        (
            "layers=conv:8:3:relu:relu",
            "“layers=conv:8:3:relu:relu” in the link was ignored: it should be 128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
        ),
        (
            "layers=conv:8:3:gelu:m0.9",
            "“layers=conv:8:3:gelu:m0.9” in the link was ignored: it should be 128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
        ),
        (
            "layers=max:2:relu",
            "“layers=max:2:relu” in the link was ignored: it should be 128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
        ),
        (
            "layers=max:2:s",
            "“layers=max:2:s” in the link was ignored: it should be 128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
        ),
        (
            "layers=flatten:2",
            "“layers=flatten:2” in the link was ignored: it should be 128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
        ),
        (
            "layers=drop",
            "“layers=drop” in the link was ignored: it should be 128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
        ),
        (
            "layers=drop:NaN",
            "“layers=drop:NaN” in the link was ignored: it should be 128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
        ),
        (
            "layers=norm:x1",
            "“layers=norm:x1” in the link was ignored: it should be 128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
        ),
        (
            "layers=pool:2",
            "“layers=pool:2” in the link was ignored: it should be 128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
        ),
        (
            "layers=128:relu,",
            "“layers=128:relu,” in the link was ignored: it should be 128:relu (units:activation), conv:32:3:relu:s2:same, max:2, avg:2:s1:same, flatten, drop:0.5, norm, none",
        ),
        (
            "layers=conv:0:3:relu",
            "“layers=conv:0:3:relu” in the link was ignored: layer 1: filters is 0: choose a number from 1 to 256",
        ),
        (
            "layers=max:2:s17",
            "“layers=max:2:s17” in the link was ignored: layer 1: stride is 17: choose a number from 1 to 16",
        ),
        (
            "layers=drop:1",
            "“layers=drop:1” in the link was ignored: layer 1: rate is 1: choose a number from 0 to 0.95",
        ),
        (
            "layers=64:relu,conv:8:3:relu",
            "“layers=64:relu,conv:8:3:relu” in the link was ignored: layer 2 needs an image, but layer 1 gives a vector: move layer 2 before it",
        ),
        (
            "layers=max:16,conv:8:3:relu",
            "“layers=max:16,conv:8:3:relu” in the link was ignored: layer 2 has a window of 3×3, but its image has only 1×1 left: use a smaller window, the padding \"same\", or fewer strides before it",
        ),
        ("rate=-1", "“rate=-1” in the link was ignored: the learning rate is -1: choose a number above 0, at most 100"),
        ("rate=inf", "“rate=inf” in the link was ignored: it should be 0.001"),
        ("momentum=0.9", "“momentum=0.9” in the link was ignored: it should be 0.9 (opt=sgd)"),
        ("batch=0", "“batch=0” in the link was ignored: the batch size is 0: choose a number from 1 to 4096"),
        (
            "val=last:1",
            "“val=last:1” in the link was ignored: the validation part must leave some of the 60000 training images: hold back at most 0.9",
        ),
        (
            "val=test:1",
            "“val=test:1” in the link was ignored: it should be none, first:10000, last:0.1, random:0.1:42 (share:seed), test",
        ),
        (
            "augment=99:0:0:0",
            "“augment=99:0:0:0” in the link was ignored: the augmentation's shift is 99: choose a number from 0 to 8",
        ),
        (
            "schedule=step:0:0.5",
            "“schedule=step:0:0.5” in the link was ignored: the schedule's every is 0: choose a number from 1 to 1000",
        ),
        (
            "schedule=cosine",
            "“schedule=cosine” in the link was ignored: it should be constant, step:5:0.5 (epochs:factor), exp:20:10 (epochs:factor), cosine:0 (share left)",
        ),
        (
            "schedule=exp:NaN:2",
            "“schedule=exp:NaN:2” in the link was ignored: it should be constant, step:5:0.5 (epochs:factor), exp:20:10 (epochs:factor), cosine:0 (share left)",
        ),
        ("warmup=soon", "“warmup=soon” in the link was ignored: it should be 0.5 (epochs)"),
        ("l2=2", "“l2=2” in the link was ignored: l2 is 2: choose a number from 0 to 1"),
        ("clip=0", "“clip=0” in the link was ignored: clip_norm is 0: choose a number from 0.000001 to 1000000"),
        ("clip=inf", "“clip=inf” in the link was ignored: it should be 1, none"),
        ("stop=-1", "“stop=-1” in the link was ignored: it should be 3 (epochs), none"),
        (&format!("seed={long}"), &format!("“seed={}…” in the link was ignored: it should be 42", "9".repeat(40))),
        ("shuffle=%00perhaps%", "“shuffle=perhaps%” in the link was ignored: it should be yes, no"),
    ];
    for (nonsense, message) in cases {
        let (spec, errors) = read(&format!("#epochs=7&{nonsense}"));
        let messages: Vec<_> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(messages, [message]);
        assert_eq!(spec, Spec { epochs: 7, ..Spec::default() }, "{nonsense}");
    }
}

#[test]
fn a_fragment_of_a_novel_is_not_read() {
    let (spec, errors) = read(&"x".repeat(5_000));
    assert_eq!(spec, Spec::default());
    assert_eq!(
        errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["the link's settings were ignored: they are 5000 bytes long, at most 4096 are read"]
    );
}

#[test]
fn the_runs_whose_losses_are_known_have_their_settings_as_links() {
    let fixture = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../model/tests/fixtures/losses.json"));
    let fixture: serde_json::Value = serde_json::from_str(fixture).unwrap();
    let runs = fixture["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 7);
    for run in runs {
        let (found, errors) = read(run["link"].as_str().unwrap());
        assert_eq!(errors, []);
        assert_eq!(found, Spec::from_json(&run["spec"].to_string()).unwrap());
    }
}
