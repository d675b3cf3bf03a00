//! Runs of the page, followed to the last bit. `fixtures/losses.json` has what the page of commit 60953e4 computed on
//! the CPU; `e2e/journeys/losses.spec.js` holds the page to the same file.

use std::rc::Rc;

use images::dataset::{Dataset, assemble};
use model::device::Device;
use model::inspect::score;
use model::session::{Session, Step};
use pollster::block_on;
use serde::Deserialize;
use spec::Spec;
use spec::catalogue::DatasetId;
use spec::protocol::{Part, Score};

use crate::common::{all_there, root};

const FOLDER: &str = "public/datasets/mnist";

#[derive(Deserialize)]
struct Fixture {
    runs: Vec<Run>,
}

/// Numbers are there as the hexadecimal digits of their bits: losses of steps in 32 of them, figures in 64.
#[derive(Deserialize)]
struct Run {
    name: String,
    spec: Spec,
    losses: Vec<String>,
    epochs: Vec<Epoch>,
    stopped_early: Option<u32>,
    /// At the end of all epochs.
    test: Option<Figures>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Epoch {
    train: Figures,
    validation: Option<Figures>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Figures {
    loss: String,
    accuracy: String,
}

impl From<Score> for Figures {
    fn from(score: Score) -> Self {
        let bits = |number: f64| format!("{:016x}", number.to_bits());
        Self { loss: bits(score.loss), accuracy: bits(score.accuracy) }
    }
}

fn digits() -> Rc<Dataset> {
    let read = |name: &&str| std::fs::read(root(FOLDER).join(name)).expect("a file");
    let files = DatasetId::Mnist.info().format.files().iter().map(read).collect();
    Rc::new(assemble(DatasetId::Mnist, files).expect("the files are sound"))
}

/// Follows a run step by step, reading after each as the page does on Step.
fn follow(name: &str) {
    if !all_there(&[FOLDER]) {
        return;
    }
    let fixture: Fixture = serde_json::from_str(include_str!("../fixtures/losses.json")).expect("the fixture's format");
    let run = fixture.runs.into_iter().find(|run| run.name == name).expect("a run of this name");
    let mut session = Session::new(run.spec, None, digits(), Device::cpu()).expect("settings that can be trained");
    let (mut epochs, mut stopped_early) = (Vec::new(), None);
    let mut walk = |session: &mut Session| {
        let step = session.step();
        let reading = block_on(session.read()).expect("a finite loss");
        if step == Step::EndOfEpoch {
            let train = block_on(session.end_epoch()).expect("the CPU is not lost");
            let validation = block_on(score(session, Part::Validation, None)).expect("the CPU is not lost");
            stopped_early = session.judge_epoch(validation);
            epochs.push(Epoch { train: train.into(), validation: validation.map(Figures::from) });
        }
        reading.map(|reading| reading.last_loss as f32)
    };
    for (step, wanted) in run.losses.iter().enumerate() {
        let loss = walk(&mut session).expect("another step");
        let page = f32::from_bits(u32::from_str_radix(wanted, 16).expect("hexadecimal digits"));
        assert_eq!(loss.to_bits(), page.to_bits(), "{name}: loss {step} is {loss} and not {page}");
    }
    if let Some(wanted) = run.test {
        while walk(&mut session).is_some() {}
        let found = block_on(score(&session, Part::Test, None)).expect("the CPU is not lost");
        assert_eq!(found.map(Figures::from), Some(wanted), "{name}: the test images");
    } else {
        assert_eq!(epochs, run.epochs, "{name}");
    }
    assert_eq!(stopped_early, run.stopped_early, "{name}");
}

#[test]
fn dense_layers_as_in_the_page() {
    follow("dense");
}

#[test]
fn convolution_and_pooling_as_in_the_page() {
    follow("convolution");
}

#[test]
fn batch_normalisation_as_in_the_page() {
    follow("batch normalisation");
}

#[test]
fn dropout_in_shares_as_in_the_page() {
    follow("dropout");
}

#[test]
fn augmentation_as_in_the_page() {
    follow("augmentation");
}

#[test]
fn early_stopping_as_in_the_page() {
    follow("early stopping");
}

#[test]
fn raw_pixels_end_where_the_page_ends() {
    follow("raw pixels");
}
