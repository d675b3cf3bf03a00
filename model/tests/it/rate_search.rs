//! The search for a learning rate finds on real data what is known to be good there.

use serde_json::{Value, json};

use crate::common::{all_there, train};

/// The suggestions with three seeds.
fn suggestions(spec: &Value) -> [f64; 3] {
    [1, 2, 3].map(|seed| {
        let mut spec = spec.clone();
        spec["seed"] = json!(seed);
        let found = train(&spec, &["--search-rate"]);
        assert!(found["points"].as_array().is_some_and(|points| points.len() > 200), "{spec}: it ended at once");
        found["suggestion"]["rate"].as_f64().expect("a suggestion")
    })
}

fn assert_near(rate: f64, found: [f64; 3]) {
    let (least, most) = found.iter().fold((f64::INFINITY, 0.0_f64), |(a, b), &x| (a.min(x), b.max(x)));
    assert!(most / least < 3.0, "the seeds differ: {found:?}");
    assert!(least > rate / 3.5 && most < rate * 5.0, "{found:?} instead of about {rate}");
}

#[test]
fn small_layers_on_fashion_want_about_a_thousandth() {
    if all_there(&["public/datasets/fashion-mnist"]) {
        let small = json!({ "dense": { "units": 4, "activation": "relu" } });
        let spec = json!({ "dataset": "fashion-mnist", "layers": [small, small], "batch_size": 32 });
        assert_near(1e-3, suggestions(&spec));
    }
}

#[test]
fn each_optimizer_on_mnist_gets_its_own() {
    if all_there(&["public/datasets/mnist"]) {
        assert_near(1e-3, suggestions(&json!({})));
        let sgd = json!({ "optimizer": { "name": "sgd", "learning_rate": 0.01 } });
        assert_near(3e-2, suggestions(&sgd));
    }
}
