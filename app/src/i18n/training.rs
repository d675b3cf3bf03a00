//! Training panel.

/// What the training panel says.
pub struct TrainingPhrases {
    /// Heading.
    pub title: &'static str,
    /// Passes over the images.
    pub epochs: &'static str,
    /// Explains it.
    pub epochs_help: &'static str,
    /// Images per step.
    pub batch: &'static str,
    /// Explains it.
    pub batch_help: &'static str,
    /// Size of a step.
    pub rate: &'static str,
    /// Explains it.
    pub rate_help: &'static str,
    /// The update rule.
    pub optimizer: &'static str,
    /// Explains it.
    pub optimizer_help: &'static str,
    /// Plain gradient descent.
    pub sgd: &'static str,
    /// With momentum.
    pub momentum_rule: &'static str,
    /// Opens the rule's numbers.
    pub numbers: &'static str,
    /// Start of the random numbers.
    pub seed: &'static str,
    /// Explains it.
    pub seed_help: &'static str,
    /// Draws another seed.
    pub dice: &'static str,

    /// Names the table of figures.
    pub figures: &'static str,
    /// Row: loss.
    pub loss: &'static str,
    /// Row: accuracy.
    pub accuracy: &'static str,
    /// Column: training.
    pub training: &'static str,
    /// Column: validation.
    pub validation: &'static str,
    /// Column: test.
    pub test: &'static str,
    /// Column: newest steps.
    pub newest_steps: &'static str,
    /// Measures on the test images.
    pub evaluate: &'static str,
    /// Explains it.
    pub evaluate_help: &'static str,
    /// The measurement is on its way.
    pub evaluating: &'static str,
    /// The menu of the schedule.
    pub schedule: &'static str,
    /// The rate stays.
    pub constant: &'static str,
    /// It falls in steps.
    pub in_steps: &'static str,
    /// It grows or falls by a factor.
    pub exponential: &'static str,
    /// It falls along a cosine.
    pub cosine: &'static str,
    /// The menu of regularisation.
    pub regularization: &'static str,
    /// Explains it.
    pub regularization_help: &'static str,
    /// None of it is on.
    pub no_regularization: &'static str,
    /// The gradient is clipped, in a word.
    pub clip_short: &'static str,
    /// It may stop early, in a word.
    pub stopping_short: &'static str,
}

/// Spanish.
pub static ES: TrainingPhrases = TrainingPhrases {
    title: "Entrenamiento",
    epochs: "Épocas",
    epochs_help: "Cuántas veces recorre todas las imágenes de entrenamiento.",
    batch: "Lote",
    batch_help: "Imágenes por paso (tamaño de lote, batch size).",
    rate: "Tasa de aprendizaje",
    rate_help: "Tamaño de cada paso (learning rate). Se puede cambiar mientras entrena.",
    optimizer: "Optimizador",
    optimizer_help: "La regla que ajusta los pesos en cada paso.",
    sgd: "SGD",
    momentum_rule: "SGD con momento",
    numbers: "Sus números",
    seed: "Semilla",
    seed_help: "De ella salen los primeros pesos y el orden de las imágenes: misma semilla, mismo resultado.",
    dice: "Otra semilla al azar",
    figures: "Últimas cifras",
    loss: "Pérdida",
    accuracy: "Exactitud",
    training: "Entrenam.",
    validation: "Validación",
    test: "Prueba",
    newest_steps: "Últimos pasos",
    evaluate: "Medir con la prueba",
    evaluate_help: "Con todas las imágenes de prueba, que la red nunca ha visto.",
    evaluating: "Midiendo…",
    schedule: "Plan de la tasa",
    constant: "constante",
    in_steps: "por escalones",
    exponential: "exponencial",
    cosine: "coseno",
    regularization: "Regularización",
    regularization_help: "Lo que evita que la red memorice o dé pasos demasiado largos.",
    no_regularization: "ninguna",
    clip_short: "recorte",
    stopping_short: "parada",
};

/// English.
pub static EN: TrainingPhrases = TrainingPhrases {
    title: "Training",
    epochs: "Epochs",
    epochs_help: "How many times it goes through all training images.",
    batch: "Batch",
    batch_help: "Images per step (batch size).",
    rate: "Learning rate",
    rate_help: "Size of each step. Can be changed while it trains.",
    optimizer: "Optimizer",
    optimizer_help: "The rule that adjusts the weights at each step.",
    sgd: "SGD",
    momentum_rule: "SGD with momentum",
    numbers: "Its numbers",
    seed: "Seed",
    seed_help: "The first weights and the order of the images come from it: same seed, same result.",
    dice: "Another random seed",
    figures: "Last figures",
    loss: "Loss",
    accuracy: "Accuracy",
    training: "Training",
    validation: "Validation",
    test: "Test",
    newest_steps: "Newest steps",
    evaluate: "Measure on test",
    evaluate_help: "On all test images, which the network has never seen.",
    evaluating: "Measuring…",
    schedule: "Schedule",
    constant: "constant",
    in_steps: "in steps",
    exponential: "exponential",
    cosine: "cosine",
    regularization: "Regularisation",
    regularization_help: "What keeps the network from memorising and its steps short.",
    no_regularization: "none",
    clip_short: "clip",
    stopping_short: "stop",
};
