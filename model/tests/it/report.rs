//! `train --report` prints the figures that the page shows.

use serde_json::{Value, json};

use crate::common::{all_there, train};

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

#[test]
fn the_report_on_all_test_images_agrees_with_the_test_figures() {
    if !all_there(&["public/datasets/mnist"]) {
        return;
    }
    let small = json!({ "dense": { "units": 16, "activation": "relu" } });
    let found = train(&json!({ "layers": [small] }), &["--steps", "60", "--report"]);
    let report = &found["report"];
    assert_eq!(report["score"]["images"], 10_000);
    assert_eq!(report["score"]["accuracy"], found["full_test_accuracy"]);
    assert_eq!(report["score"]["loss"], found["full_test_loss"]);
    let confusion = report["confusion"].as_array().expect("a matrix");
    assert_eq!(confusion.iter().map(number).sum::<f64>(), 10_000.0);
    // The test images of MNIST, from 0 to 9.
    let support: Vec<&Value> = report["classes"].as_array().expect("classes").iter().map(|c| &c["support"]).collect();
    assert_eq!(json!(support), json!([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]));
    let mean = number(&report["means"]["auc"]);
    assert!((0.5..1.0).contains(&mean), "{mean}");
}

#[test]
fn without_being_asked_there_is_no_report() {
    if all_there(&["public/datasets/mnist"]) {
        assert_eq!(train(&json!({}), &["--steps", "1"]).get("report"), None);
    }
}
