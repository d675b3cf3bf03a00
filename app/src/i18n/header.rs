//! The bar at the top.

/// What the bar at the top says.
pub struct HeaderPhrases {
    /// What this is, in a few words.
    pub tagline: &'static str,
    /// Names the group of buttons that move the run.
    pub run: &'static str,
    /// Trains from the first weights.
    pub train: &'static str,
    /// Explains it.
    pub train_help: &'static str,
    /// Begins a new network.
    pub train_anew: &'static str,
    /// Explains it.
    pub train_anew_help: &'static str,
    /// Waits after the present step.
    pub pause: &'static str,
    /// Explains it.
    pub pause_help: &'static str,
    /// Goes on.
    pub resume: &'static str,
    /// Explains it.
    pub resume_help: &'static str,
    /// One step.
    pub step: &'static str,
    /// Explains it.
    pub step_help: &'static str,
    /// Ends the run.
    pub stop: &'static str,
    /// Explains it.
    pub stop_help: &'static str,
    /// The first weights again.
    pub reset: &'static str,
    /// Explains it.
    pub reset_help: &'static str,

    /// Names the progress.
    pub progress: &'static str,
    /// Before an epoch's number.
    pub epoch: &'static str,
    /// Before a step's number.
    pub step_number: &'static str,
    /// After a number of images a second.
    pub images_per_second: &'static str,
    /// Before the time that is left.
    pub left: &'static str,

    /// Phase: nothing trained yet.
    pub fresh: &'static str,
    /// Phase: waits for the data set.
    pub waiting: &'static str,
    /// Phase: training.
    pub training: &'static str,
    /// Phase: measuring.
    pub evaluating: &'static str,
    /// Phase: paused.
    pub paused: &'static str,
    /// Phase: all epochs done.
    pub finished: &'static str,
    /// Phase: ended early.
    pub stopped: &'static str,
    /// Ended by early stopping.
    pub stopped_early: &'static str,
    /// Phase: diverged.
    pub diverged: &'static str,

    /// Heading of the panel to draw in.
    pub draw: &'static str,
    /// The menu of files and links.
    pub file: &'static str,
    /// Copies the link.
    pub copy_link: &'static str,
    /// Saves the weights.
    pub save_weights: &'static str,
    /// Opens weights.
    pub open_weights: &'static str,
    /// The choice of language.
    pub language: &'static str,
    /// The choice of theme.
    pub theme: &'static str,
    /// As the system has it.
    pub theme_system: &'static str,
    /// Light.
    pub theme_light: &'static str,
    /// Dark.
    pub theme_dark: &'static str,
}

/// Spanish.
pub static ES: HeaderPhrases = HeaderPhrases {
    tagline: "Entrena una red neuronal aquí mismo",
    run: "Entrenamiento",
    train: "Entrenar",
    train_help: "Entrena la red desde sus primeros pesos hasta la última época (tecla T)",
    train_anew: "Entrenar de nuevo",
    train_anew_help: "Crea una red nueva con estos ajustes y la entrena; la anterior se puede recuperar (tecla T)",
    pause: "Pausa",
    pause_help: "Espera tras el paso en curso; no se pierde nada (tecla T)",
    resume: "Seguir",
    resume_help: "Sigue entrenando donde quedó (tecla T)",
    step: "Un paso",
    step_help: "Entrena con un solo lote de imágenes y espera (tecla S)",
    stop: "Terminar",
    stop_help: "Termina aquí y mide la red con las imágenes de prueba",
    reset: "Reiniciar",
    reset_help: "Vuelve a los primeros pesos, los mismos con la misma semilla (tecla R)",
    progress: "Progreso",
    epoch: "época",
    step_number: "paso",
    images_per_second: "imágenes/s",
    left: "quedan",
    fresh: "Sin entrenar",
    waiting: "Esperando los datos…",
    training: "Entrenando",
    evaluating: "Midiendo",
    paused: "En pausa",
    finished: "Terminado",
    stopped: "Terminado antes",
    stopped_early: "Parada temprana",
    diverged: "Divergió",
    draw: "Dibujo",
    file: "Archivo",
    copy_link: "Copiar enlace a estos ajustes",
    save_weights: "Guardar pesos (.safetensors)",
    open_weights: "Abrir pesos (.safetensors)…",
    language: "Idioma",
    theme: "Tema",
    theme_system: "Tema del sistema",
    theme_light: "Tema claro",
    theme_dark: "Tema oscuro",
};

/// English.
pub static EN: HeaderPhrases = HeaderPhrases {
    tagline: "Train a neural network right here",
    run: "Training",
    train: "Train",
    train_help: "Train the network from its first weights to the last epoch (key T)",
    train_anew: "Train anew",
    train_anew_help: "Make a new network with these settings and train it; the old one can be brought back (key T)",
    pause: "Pause",
    pause_help: "Wait after the present step; nothing is lost (key T)",
    resume: "Resume",
    resume_help: "Go on where it stopped (key T)",
    step: "Step",
    step_help: "Train on a single batch of images, then wait (key S)",
    stop: "Stop",
    stop_help: "End here and measure the network on the test images",
    reset: "Reset",
    reset_help: "Back to the first weights, the same ones with the same seed (key R)",
    progress: "Progress",
    epoch: "epoch",
    step_number: "step",
    images_per_second: "images/s",
    left: "time left",
    fresh: "Untrained",
    waiting: "Waiting for the data…",
    training: "Training",
    evaluating: "Measuring",
    paused: "Paused",
    finished: "Finished",
    stopped: "Stopped",
    stopped_early: "Stopped early",
    diverged: "Diverged",
    draw: "Draw",
    file: "File",
    copy_link: "Copy link to these settings",
    save_weights: "Save weights (.safetensors)",
    open_weights: "Open weights (.safetensors)…",
    language: "Language",
    theme: "Theme",
    theme_system: "System theme",
    theme_light: "Light theme",
    theme_dark: "Dark theme",
};
