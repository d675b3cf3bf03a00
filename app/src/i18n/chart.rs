//! The charts' phrases.

use crate::chart::CurveKind;

/// What the charts say.
#[derive(Debug, PartialEq, Eq)]
pub struct ChartPhrases {
    /// Heading of the loss chart, with its unit.
    pub loss: &'static str,
    /// Explains the loss.
    pub loss_help: &'static str,
    /// Heading of the accuracy chart.
    pub accuracy: &'static str,
    /// Explains the accuracy.
    pub accuracy_help: &'static str,
    /// The axis of epochs.
    pub epochs: &'static str,
    /// Before the number of the epoch under the cursor.
    pub at_epoch: &'static str,
    /// The training curve.
    pub training: &'static str,
    /// The validation curve.
    pub validation: &'static str,
    /// Where nothing has been trained yet.
    pub empty: &'static str,
    /// How to read values with pointer and keys.
    pub keys: &'static str,
}

impl ChartPhrases {
    /// The heading of a chart.
    pub fn heading(&self, kind: CurveKind) -> &'static str {
        match kind {
            CurveKind::Loss => self.loss,
            CurveKind::Accuracy => self.accuracy,
        }
    }
}

/// Spanish.
pub static ES: ChartPhrases = ChartPhrases {
    loss: "Pérdida (nats)",
    loss_help: "Entropía cruzada media: cuánto se equivoca la red. Cuanto más baja, mejor.",
    accuracy: "Exactitud (%)",
    accuracy_help: "De cada cien imágenes, cuántas acierta. Cuanto más alta, mejor.",
    epochs: "épocas",
    at_epoch: "época",
    training: "entrenamiento",
    validation: "validación",
    empty: "Pulsa Entrenar y la curva crecerá aquí.",
    keys: "Pasa el puntero, o usa las flechas, para leer los valores.",
};

/// English.
pub static EN: ChartPhrases = ChartPhrases {
    loss: "Loss (nats)",
    loss_help: "Mean cross-entropy: how wrong the network is. Lower is better.",
    accuracy: "Accuracy (%)",
    accuracy_help: "Of a hundred images, how many it gets right. Higher is better.",
    epochs: "epochs",
    at_epoch: "epoch",
    training: "training",
    validation: "validation",
    empty: "Press Train and the curve will grow here.",
    keys: "Point at the chart, or use the arrow keys, to read values.",
};
