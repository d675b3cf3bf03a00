//! Drawings from a file, recognised as the pad's are.

use std::path::Path;

use model::inspect::Snapshot;
use model::metrics::argmax;
use model::session::Session;
use serde::{Deserialize, Serialize};
use spec::drawing::{self, Stroke};

/// A drawing of the file.
#[derive(Deserialize)]
struct Drawing {
    label: u8,
    strokes: Vec<Stroke>,
}

/// How the drawings were recognised.
#[derive(Serialize)]
pub struct Recognised {
    /// Drawings.
    pub drawings: usize,
    /// Share answered right.
    pub accuracy: f64,
    /// The answer for each; none where there is no ink.
    pub answers: Vec<Option<usize>>,
    /// The probabilities for each.
    pub probabilities: Vec<Vec<f32>>,
}

/// Recognises each drawing of a file: one JSON object a line with `label` and `strokes`.
pub async fn recognise(session: &Session, path: &Path) -> Result<Recognised, String> {
    let text = super::load::text(path)?;
    let snapshot = Snapshot::of(session);
    let (mut answers, mut probabilities, mut right) = (Vec::new(), Vec::new(), 0);
    for (line, json) in text.lines().enumerate().filter(|(_, json)| !json.trim().is_empty()) {
        let drawing: Drawing =
            serde_json::from_str(json).map_err(|error| format!("{}, line {}: {error}", path.display(), line + 1))?;
        let Some(image) = drawing::render(&drawing.strokes) else {
            answers.push(None);
            probabilities.push(Vec::new());
            continue;
        };
        let p = snapshot.predict(&image).await.map_err(|error| error.to_string())?;
        let p = p.ok_or("the network is for images of another size than drawings")?;
        let answer = argmax(&p);
        right += usize::from(answer == usize::from(drawing.label));
        answers.push(Some(answer));
        probabilities.push(p);
    }
    let accuracy = right as f64 / answers.len().max(1) as f64;
    Ok(Recognised { drawings: answers.len(), accuracy, answers, probabilities })
}
