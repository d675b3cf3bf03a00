//! What a run gave, for people and as JSON.

use std::time::Instant;

use images::dataset::Images;
use model::inspect::{Evaluation, Snapshot, count, score};
use model::session::{Reading, Session};
use serde::Serialize;
use spec::protocol::{self, Part, Score};

use crate::pen::Recognised;

/// Figures of a run. As JSON it has the fields of a reference trace, and those over all test images beside them.
#[derive(Serialize)]
pub struct Report {
    /// Mean loss of each step's batch, before its update. Only with `--json`.
    losses: Vec<f64>,
    /// Figures of each epoch.
    epochs: Vec<Epoch>,
    /// The best epoch, from 0, where the run ended early and has its weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped_early: Option<u32>,
    /// Test images that the three figures below are over.
    test_first: u32,
    test_loss: f64,
    test_accuracy: f64,
    test_probabilities_first_5: Vec<Vec<f32>>,
    /// Over all test images.
    full_test_loss: f64,
    full_test_accuracy: f64,
    /// The page's report on all test images, with `--report`.
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<protocol::Report>,
    /// Drawings, with `--pen`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pen: Option<Recognised>,
    #[serde(skip)]
    json: bool,
    #[serde(skip)]
    start: Instant,
}

#[derive(Serialize)]
struct Epoch {
    train_loss: f64,
    train_accuracy: f64,
    validation_loss: Option<f64>,
    validation_accuracy: Option<f64>,
    seconds: f64,
    /// Of its last step.
    learning_rate: f64,
}

impl Report {
    pub fn new(session: &Session, json: bool) -> Self {
        if !json {
            let images = count(session, Part::Train);
            println!("{} parameters, {images} training images", session.spec().parameters());
        }
        Self {
            losses: Vec::new(),
            epochs: Vec::new(),
            stopped_early: None,
            test_first: 0,
            test_loss: 0.0,
            test_accuracy: 0.0,
            test_probabilities_first_5: Vec::new(),
            full_test_loss: 0.0,
            full_test_accuracy: 0.0,
            report: None,
            pen: None,
            json,
            start: Instant::now(),
        }
    }

    pub fn read(&mut self, reading: Option<Reading>) {
        if self.json {
            self.losses.extend(reading.map(|reading| reading.last_loss));
        }
    }

    pub fn epoch(&mut self, session: &Session, train: Score, validation: Option<Score>) {
        let seconds = self.start.elapsed().as_secs_f64();
        if !self.json {
            print!(
                "epoch {}/{}: train {:.4} / {:.4}",
                session.place().epoch,
                session.spec().epochs,
                train.loss,
                train.accuracy
            );
            if let Some(score) = validation {
                print!(", validation {:.4} / {:.4}", score.loss, score.accuracy);
            }
            println!(" ({seconds:.1} s)");
        }
        self.epochs.push(Epoch {
            train_loss: train.loss,
            train_accuracy: train.accuracy,
            validation_loss: validation.map(|score| score.loss),
            validation_accuracy: validation.map(|score| score.accuracy),
            seconds,
            learning_rate: session.last_learning_rate(),
        });
    }

    pub fn stopped_early(&mut self, best_epoch: u32) {
        if !self.json {
            println!("stopped early: the weights of epoch {} are back", best_epoch + 1);
        }
        self.stopped_early = Some(best_epoch);
    }

    /// Measures on the test images.
    pub async fn test(&mut self, session: &Session, images: &Images, first: Option<u32>) -> Result<(), String> {
        let measure = async |first| {
            let score = score(session, Part::Test, first).await.map_err(|error| error.to_string())?;
            score.ok_or_else(|| "there is no test image".to_owned())
        };
        let (part, whole) = (measure(first).await?, measure(None).await?);
        (self.test_first, self.test_loss, self.test_accuracy) = (part.images, part.loss, part.accuracy);
        (self.full_test_loss, self.full_test_accuracy) = (whole.loss, whole.accuracy);
        for index in 0..5 {
            if let Some(image) = images.image(index) {
                let probabilities = Snapshot::of(session).predict(image).await.map_err(|error| error.to_string())?;
                self.test_probabilities_first_5.extend(probabilities);
            }
        }
        Ok(())
    }

    /// Makes the page's report on the test images.
    pub async fn evaluate(&mut self, session: &Session) -> Result<(), String> {
        let evaluation = Evaluation::new(Snapshot::of(session), session, Part::Test);
        let mut evaluation = evaluation.ok_or("there is no test image")?;
        while evaluation.step().await.map_err(|error| error.to_string())? {}
        self.report = Some(evaluation.finish().report);
        Ok(())
    }

    pub fn print(&self) {
        if self.json {
            println!("{}", serde_json::to_string(self).expect("plain numbers"));
            return;
        }
        println!("test, {} images: {:.4} / {:.4}", self.test_first, self.test_loss, self.test_accuracy);
        if let Some(pen) = &self.pen {
            println!("drawings: {:.4} of {} right", pen.accuracy, pen.drawings);
        }
        if let Some(report) = &self.report {
            println!("{}", serde_json::to_string_pretty(report).expect("plain numbers"));
        }
    }
}
