//! The phrases of the pad and of the bars beside it.

/// What pad and bars say.
#[derive(Debug, PartialEq, Eq)]
pub struct PadPhrases {
    /// On the empty pad.
    pub invite: &'static str,
    /// In the pad's place, where images cannot be drawn and none is shown.
    pub invite_image: &'static str,
    /// The pad's name.
    pub pad: &'static str,
    /// How to draw without a pointer, and the pad's other keys.
    pub keys: &'static str,
    /// Heading of the keys.
    pub keys_heading: &'static str,
    /// Takes the last stroke back.
    pub undo: &'static str,
    /// Takes everything off the pad.
    pub clear: &'static str,
    /// Shows an image of the test set.
    pub test_image: &'static str,
    /// Shows another one.
    pub another_image: &'static str,
    /// Above the image that goes into the network.
    pub seen: &'static str,
    /// What was done to the drawing, and why.
    pub seen_help: &'static str,
    /// The same, where images cannot be drawn.
    pub seen_help_image: &'static str,
    /// Name of the ten bars.
    pub bars: &'static str,
    /// In the answer's place, before there is a drawing.
    pub hint: &'static str,
    /// The same, where images cannot be drawn.
    pub hint_image: &'static str,
    /// Before the winner, for a drawn digit.
    pub digit: &'static str,
    /// The same, when the network is not sure.
    pub perhaps_digit: &'static str,
    /// Before the winner, for other images.
    pub class: &'static str,
    /// The same, when the network is not sure.
    pub perhaps_class: &'static str,
    /// The network that comes with the page answered.
    pub by_built_in: &'static str,
    /// The person's network answered, before it was trained.
    pub by_untrained: &'static str,
    /// Before the number of steps.
    pub by_trained_before: &'static str,
    /// After it.
    pub by_trained_after: &'static str,
    /// The same for a single step.
    pub by_trained_one: &'static str,
    /// A right answer; the true class follows.
    pub right: &'static str,
    /// A wrong answer; the true class follows.
    pub wrong: &'static str,
    /// No answer yet; the true class follows.
    pub truth: &'static str,
}

/// Spanish.
pub static ES: PadPhrases = PadPhrases {
    invite: "Dibuja un dígito",
    invite_image: "Elige una imagen de prueba",
    pad: "Hoja para dibujar",
    keys: "Flechas: mover el lápiz (con Mayús, más lejos). Espacio: bajarlo o levantarlo. \
           Ctrl+Z: deshacer. Esc o Supr: borrar.",
    keys_heading: "Dibujar con el teclado",
    undo: "Deshacer",
    clear: "Borrar",
    test_image: "Probar una imagen de prueba",
    another_image: "Otra imagen de prueba",
    seen: "Lo que ve la red",
    seen_help: "28 × 28 píxeles: tu dibujo a la misma escala, grosor y posición que los dígitos de MNIST.",
    seen_help_image: "La imagen tal como entra en la red, píxel a píxel.",
    bars: "Probabilidad de cada clase",
    hint: "Aquí verás qué piensa la red de tu dibujo.",
    hint_image: "Aquí verás qué piensa la red de la imagen.",
    digit: "Es un",
    perhaps_digit: "Quizá un",
    class: "Es:",
    perhaps_class: "Quizá:",
    by_built_in: "Responde la red incluida en la página",
    by_untrained: "Responde tu red, sin entrenar",
    by_trained_before: "Responde tu red, tras",
    by_trained_after: "pasos",
    by_trained_one: "Responde tu red, tras un paso",
    right: "Correcto: es",
    wrong: "Incorrecto: es",
    truth: "Clase verdadera:",
};

/// English.
pub static EN: PadPhrases = PadPhrases {
    invite: "Draw a digit",
    invite_image: "Pick a test image",
    pad: "Drawing pad",
    keys: "Arrow keys: move the pen (with Shift, further). Space: lower or lift it. \
           Ctrl+Z: undo. Esc or Delete: clear.",
    keys_heading: "Draw with the keyboard",
    undo: "Undo",
    clear: "Clear",
    test_image: "Try a test image",
    another_image: "Another test image",
    seen: "What the network sees",
    seen_help: "28 × 28 pixels: your drawing in the size, stroke width and place of MNIST's digits.",
    seen_help_image: "The image as it enters the network, pixel by pixel.",
    bars: "Probability of each class",
    hint: "The network's answer will appear here.",
    hint_image: "The network's answer will appear here.",
    digit: "It is a",
    perhaps_digit: "Maybe a",
    class: "It is:",
    perhaps_class: "Maybe:",
    by_built_in: "Answered by the page's built-in network",
    by_untrained: "Answered by your network, untrained",
    by_trained_before: "Answered by your network, after",
    by_trained_after: "steps",
    by_trained_one: "Answered by your network, after one step",
    right: "Right: it is",
    wrong: "Wrong: it is",
    truth: "True class:",
};
