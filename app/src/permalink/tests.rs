use model::catalogue::DatasetId;
use model::spec::{Activation, Augmentation, Initializer, Layer, Optimizer, PixelScale, Spec, Validation};

use super::{read, write};

/// Specs that together use every setting and every choice.
fn specs() -> Vec<Spec> {
    let mut specs = vec![Spec::default()];
    let d = Spec::default;
    specs.extend(DatasetId::ALL.map(|dataset| Spec { dataset, ..d() }));
    specs.extend(PixelScale::ALL.map(|scale| Spec { scale, ..d() }));
    specs.extend(Initializer::ALL.map(|initializer| Spec { initializer, ..d() }));
    specs.extend(Activation::ALL.map(|a| Spec { layers: vec![Layer::dense(7, a); 3], ..d() }));
    specs.push(Spec { layers: Vec::new(), ..d() });
    specs.push(Spec { layers: vec![Layer::dense(2_048, Activation::Relu); 5], batch_size: 1_024, ..d() });
    let optimizers = [
        Optimizer::sgd(),
        Optimizer::momentum(),
        Optimizer::Sgd { learning_rate: 0.5, momentum: 0.99, nesterov: true },
        Optimizer::Adam { learning_rate: 3e-4, beta_1: 0.85, beta_2: 0.95, epsilon: 1e-8 },
        Optimizer::rmsprop(),
        Optimizer::Rmsprop { learning_rate: 1e-5, rho: 0.5, epsilon: 1e-3 },
        Optimizer::adagrad(),
        Optimizer::Adagrad { learning_rate: 0.1, initial_accumulator_value: 0.0, epsilon: 1e-12 },
    ];
    specs.extend(optimizers.map(|optimizer| Spec { optimizer, ..d() }));
    let validations = [
        Validation::None,
        Validation::First(10_000),
        Validation::LastFraction(0.25),
        Validation::RandomFraction { fraction: 1.0 / 3.0, seed: u64::MAX },
        Validation::TestSet,
    ];
    specs.extend(validations.map(|validation| Spec { validation, ..d() }));
    specs.push(Spec { epochs: 1_000, seed: u64::MAX, shuffle: false, ..d() });
    specs.push(Spec { augmentation: Some(Augmentation::default()), ..d() });
    specs
}

#[test]
fn every_link_gives_back_its_spec() {
    for spec in specs() {
        assert_eq!(spec.check(), Ok(()), "{spec:?}");
        let link = write(&spec);
        assert_eq!(read(&link), (spec, Vec::new()), "{link}");
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
        ("data=cats", "“data=cats” in the link was ignored: it should be mnist, fashion-mnist"),
        ("colour=red", "“colour” in the link was ignored: no setting has this name"),
        ("hello", "“hello” in the link was ignored: no setting has this name"),
        ("epochs=8", "the second “epochs” in the link was ignored: the first one counts"),
        (
            "layers=99999:relu",
            "“layers=99999:relu” in the link was ignored: layer 1 has 99999 units: choose a number from 1 to 2048",
        ),
        (
            "layers=1,1,1,1,1,1,1,1,1",
            "“layers=1,1,1,1,1,1,1,1,1” in the link was ignored: 9 hidden layers are too many: remove some, at most 8 are possible",
        ),
        (
            "layers=128:magic",
            "“layers=128:magic” in the link was ignored: it should be 128:relu,64:tanh (units:activation), none",
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
