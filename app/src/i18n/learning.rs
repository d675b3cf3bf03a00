//! How it learns and what it means: what the menus of schedule, regularisation, optimizer, augmentation and histogram
//! hold, the search and the explanations.

use model::protocol::RateSuggestion;

use super::Language;

/// What these parts say.
pub struct LearningPhrases {
    /// Explains it.
    pub schedule_help: &'static str,
    /// Epochs between two changes.
    pub every: &'static str,
    /// What each multiplies by.
    pub factor: &'static str,
    /// Share of the rate at the end.
    pub end: &'static str,
    /// Epochs in which the rate first grows.
    pub warm_up: &'static str,
    /// Axis of epochs.
    pub epochs_axis: &'static str,
    /// Axis of rates.
    pub rate_axis: &'static str,
    /// λ of the squares of the weights.
    pub l2: &'static str,
    /// Longest gradient.
    pub clip: &'static str,
    /// Label of its length.
    pub clip_norm: &'static str,
    /// Ends the run early.
    pub stopping: &'static str,
    /// Epochs that are waited for.
    pub patience: &'static str,
    /// There is nothing to watch.
    pub no_validation: &'static str,
    /// Largest shift.
    pub shift: &'static str,
    /// Largest turn.
    pub rotate: &'static str,
    /// Largest change of size.
    pub zoom: &'static str,
    /// Largest slant.
    pub shear: &'static str,
    /// Largest displacement of a pixel.
    pub elastic: &'static str,
    /// The image as it is.
    pub original: &'static str,
    /// A changed copy.
    pub changed: &'static str,
    /// Takes another image.
    pub another: &'static str,
    /// Augmentation is off.
    pub vary_off: &'static str,
    /// The bytes.
    pub before: &'static str,
    /// What the network sees.
    pub after: &'static str,
    /// Axis of values.
    pub value_axis: &'static str,
    /// Axis of counts; heights are roots.
    pub count_axis: &'static str,
    /// Mean.
    pub mean: &'static str,
    /// Standard deviation.
    pub deviation: &'static str,
    /// Momentum's number.
    pub momentum: &'static str,
    /// Nesterov's variant.
    pub nesterov: &'static str,
    /// Decay of the mean of gradients.
    pub beta_1: &'static str,
    /// Decay of the mean of squares.
    pub beta_2: &'static str,
    /// Decay of the mean of squares (RMSprop).
    pub rho: &'static str,
    /// Start of the sum of squares.
    pub accumulator: &'static str,
    /// Against division by zero.
    pub epsilon: &'static str,
    /// The images have not arrived.
    pub no_data: &'static str,
    /// What the search does.
    pub rate_intro: &'static str,
    /// Begins a search.
    pub search: &'static str,
    /// Begins another.
    pub search_again: &'static str,
    /// Ends it.
    pub stop: &'static str,
    /// Takes the suggestion.
    pub use_rate: &'static str,
    /// Puts the earlier rate back.
    pub back: &'static str,
    /// The settings are invalid.
    pub no_draft: &'static str,
    /// The images are not there.
    pub no_images: &'static str,
    /// No worker computes.
    pub no_worker: &'static str,
    /// The search found none.
    pub no_suggestion: &'static str,
    /// Under way.
    pub searching: &'static str,
    /// What to press for a curve.
    pub no_search: &'static str,
    /// Axis of losses.
    pub loss_axis: &'static str,
    /// Axis of rates, logarithmic.
    pub rate_log_axis: &'static str,
    /// The search was for other settings.
    pub other_settings: &'static str,
    /// Tells the chart.
    pub rate_chart: &'static str,
    /// How to use the explanations.
    pub explain_intro: &'static str,
    /// Choice of the topic.
    pub topic: &'static str,
    /// None is chosen.
    pub choose_topic: &'static str,
    /// The texts cannot be had.
    pub help_failed: &'static str,
    /// The network's real answer.
    pub answer: &'static str,
    /// There is none.
    pub no_answer: &'static str,
    /// Label of the true class as a vector.
    pub one_hot: &'static str,
    /// The class of a drawing is not known.
    pub truth_unknown: &'static str,
    /// What the logits are.
    pub answer_note: &'static str,
    /// Column of classes.
    pub class: &'static str,
}

/// Spanish.
pub static ES: LearningPhrases = LearningPhrases {
    schedule_help: "Cómo cambia la tasa de aprendizaje durante el entrenamiento (schedule).",
    every: "Cada (épocas)",
    factor: "Factor",
    end: "Parte al final",
    warm_up: "Calentamiento (épocas)",
    epochs_axis: "épocas",
    rate_axis: "tasa",
    l2: "L2 (λ)",
    clip: "Recortar el gradiente",
    clip_norm: "Longitud máxima",
    stopping: "Parada temprana",
    patience: "Paciencia (épocas)",
    no_validation: "Necesita imágenes de validación: apártalas en 1 Datos.",
    shift: "Mover (px)",
    rotate: "Girar (°)",
    zoom: "Tamaño (±)",
    shear: "Inclinar (±)",
    elastic: "Deformar (px)",
    original: "original",
    changed: "variada",
    another: "Otra imagen",
    vary_off: "Activa «Variar imágenes» para ver aquí qué les pasa a las imágenes.",
    before: "Antes (bytes)",
    after: "Lo que ve la red",
    value_axis: "valor del píxel",
    count_axis: "píxeles (altura: √)",
    mean: "media",
    deviation: "desviación típica",
    momentum: "Momento",
    nesterov: "Nesterov",
    beta_1: "β₁ (media)",
    beta_2: "β₂ (cuadrados)",
    rho: "ρ (cuadrados)",
    accumulator: "Acumulador inicial",
    epsilon: "ε",
    no_data: "Cuando lleguen las imágenes.",
    rate_intro: "Prueba tasas cada vez mayores, una en cada paso, con redes aparte: la tuya no cambia. A la izquierda la tasa es tan pequeña que apenas aprende; donde la curva baja con más fuerza aprende rápido; a la derecha salta demasiado lejos y la pérdida se dispara.",
    search: "Buscar",
    search_again: "Buscar otra vez",
    stop: "Terminar",
    use_rate: "Usar esta tasa",
    back: "Volver a la de antes",
    no_draft: "Corrige primero los ajustes marcados en rojo.",
    no_images: "Espera a que lleguen las imágenes.",
    no_worker: "Espera a que el motor de cálculo esté listo.",
    no_suggestion: "La pérdida no llegó a bajar: no hay nada que sugerir. Prueba otra red u otra escala de píxeles.",
    searching: "Buscando…",
    no_search: "Pulsa «Buscar» y la curva crecerá aquí.",
    loss_axis: "pérdida (nats)",
    rate_log_axis: "tasa de aprendizaje (escala logarítmica)",
    other_settings: "Los ajustes han cambiado desde esta búsqueda.",
    rate_chart: "Pérdida según la tasa de aprendizaje",
    explain_intro: "Señala o toca un control o un dato de la página, o elige un tema.",
    topic: "Tema",
    choose_topic: "Elige un tema",
    help_failed: "No se pudieron traer las explicaciones; comprueba la conexión y vuelve a abrir esta pestaña.",
    answer: "La respuesta actual de la red",
    no_answer: "Dibuja algo o pon una imagen de prueba en el panel 4.",
    one_hot: "one-hot de la clase real",
    truth_unknown: "La clase real solo se conoce con una imagen de prueba.",
    answer_note: "softmax da probabilidades que suman 1; argmax elige la mayor. Los logits se conocen salvo una constante: zᵢ = ln pᵢ + c.",
    class: "clase",
};

/// English.
pub static EN: LearningPhrases = LearningPhrases {
    schedule_help: "How the learning rate changes during training.",
    every: "Every (epochs)",
    factor: "Factor",
    end: "Share at the end",
    warm_up: "Warm-up (epochs)",
    epochs_axis: "epochs",
    rate_axis: "rate",
    l2: "L2 (λ)",
    clip: "Clip the gradient",
    clip_norm: "Longest length",
    stopping: "Early stopping",
    patience: "Patience (epochs)",
    no_validation: "It needs validation images: hold some back in 1 Data.",
    shift: "Shift (px)",
    rotate: "Turn (°)",
    zoom: "Size (±)",
    shear: "Slant (±)",
    elastic: "Warp (px)",
    original: "original",
    changed: "changed",
    another: "Another image",
    vary_off: "Turn on “Vary images” to see here what happens to the images.",
    before: "Before (bytes)",
    after: "What the network sees",
    value_axis: "pixel value",
    count_axis: "pixels (height: √)",
    mean: "mean",
    deviation: "standard deviation",
    momentum: "Momentum",
    nesterov: "Nesterov",
    beta_1: "β₁ (mean)",
    beta_2: "β₂ (squares)",
    rho: "ρ (squares)",
    accumulator: "First accumulator",
    epsilon: "ε",
    no_data: "Once the images are there.",
    rate_intro: "Tries growing rates, one at each step, on other networks: yours is left alone. On the left the rate is so small that it hardly learns; where the curve falls steepest it learns fast; on the right it jumps too far and the loss explodes.",
    search: "Search",
    search_again: "Search again",
    stop: "Stop",
    use_rate: "Use this rate",
    back: "Back to the earlier one",
    no_draft: "First mend the settings marked in red.",
    no_images: "Wait for the images to arrive.",
    no_worker: "Wait until the engine is ready.",
    no_suggestion: "The loss never fell: there is nothing to suggest. Try another network or scale of pixels.",
    searching: "Searching…",
    no_search: "Press “Search” and the curve will grow here.",
    loss_axis: "loss (nats)",
    rate_log_axis: "learning rate (logarithmic scale)",
    other_settings: "The settings have changed since this search.",
    rate_chart: "Loss by learning rate",
    explain_intro: "Point at or tap a control or figure of the page, or choose a topic.",
    topic: "Topic",
    choose_topic: "Choose a topic",
    help_failed: "The explanations could not be brought; check the connection and open this tab again.",
    answer: "The network's answer now",
    no_answer: "Draw something or put a test image into panel 4.",
    one_hot: "one-hot of the true class",
    truth_unknown: "The true class is only known for a test image.",
    answer_note: "softmax gives probabilities that add up to 1; argmax takes the greatest. The logits are known up to a constant: zᵢ = ln pᵢ + c.",
    class: "class",
};

/// How a suggestion was chosen.
pub fn chosen(language: Language, suggestion: &RateSuggestion) -> String {
    let rate = |rate: f64| number(language, rate);
    let least = rate(suggestion.least_at);
    let diverged = suggestion.diverged_at.map(rate);
    match (language, diverged) {
        (Language::Es, Some(diverged)) => format!(
            "Sugerida: {}. La curva suavizada llega a su mínimo en {least} y se dispara desde {diverged}; la sugerencia \
             queda antes, donde todavía baja con fuerza.",
            rate(suggestion.rate)
        ),
        (Language::Es, None) => format!(
            "Sugerida: {}. La curva suavizada llega a su mínimo en {least}; la sugerencia queda antes, donde todavía \
             baja con fuerza.",
            rate(suggestion.rate)
        ),
        (Language::En, Some(diverged)) => format!(
            "Suggested: {}. The smoothed curve is least at {least} and explodes from {diverged} on; the suggestion lies \
             before, where it still falls steeply.",
            rate(suggestion.rate)
        ),
        (Language::En, None) => format!(
            "Suggested: {}. The smoothed curve is least at {least}; the suggestion lies before, where it still falls \
             steeply.",
            rate(suggestion.rate)
        ),
    }
}

/// A rate with two digits, as the reader writes it.
pub fn number(language: Language, rate: f64) -> String {
    let text = crate::state::tidy(rate).to_string();
    match language {
        Language::Es => text.replace('.', ","),
        Language::En => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_rate_was_chosen_is_said_in_a_sentence() {
        let suggestion = RateSuggestion { rate: 0.001_04, least_at: 0.02, diverged_at: Some(0.3) };
        assert_eq!(
            chosen(Language::Es, &suggestion),
            "Sugerida: 0,001. La curva suavizada llega a su mínimo en 0,02 y se dispara desde 0,3; la sugerencia queda \
             antes, donde todavía baja con fuerza."
        );
        assert!(
            chosen(Language::En, &RateSuggestion { diverged_at: None, ..suggestion }).starts_with("Suggested: 0.001.")
        );
    }
}
