//! Drawn digits are recognised, and the network that ships with the page is what its record says.

use serde_json::{Value, json};

use crate::common::{all_there, root, train};

const PEN: &str = "../shared/datasets/pen-digits/pen-digits.jsonl";

fn share(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

#[test]
fn the_network_of_the_first_lesson_recognises_drawings() {
    if !all_there(&[PEN, "public/datasets/mnist"]) {
        return;
    }
    let result = train(&json!({}), &["--pen", PEN]);
    assert_eq!(result["pen"]["drawings"], 600);
    assert!(share(&result["pen"]["accuracy"]) >= 0.935, "{}", result["pen"]["accuracy"]);
    assert!(share(&result["full_test_accuracy"]) >= 0.97, "{}", result["full_test_accuracy"]);
}

#[test]
fn the_built_in_network_is_good_at_digits_and_drawings() {
    const FOLDER: &str = "public/first-network";
    if !all_there(&["public/datasets/mnist"]) {
        return;
    }
    let spec = std::fs::read_to_string(root(FOLDER).join("spec.json")).expect("it is part of the project");
    let spec: Value = serde_json::from_str(&spec).expect("JSON");
    let weights = format!("{FOLDER}/network.safetensors");
    let mut arguments = vec!["--initial", &weights, "--steps", "0", "--test-first", "10000"];
    if all_there(&[PEN]) {
        arguments.extend(["--pen", PEN]);
    }
    let result = train(&spec, &arguments);
    assert!(share(&result["test_accuracy"]) >= 0.98, "{}", result["test_accuracy"]);
    if let Some(pen) = result.get("pen") {
        assert!(share(&pen["accuracy"]) >= 0.955, "{}", pen["accuracy"]);
    }
}
