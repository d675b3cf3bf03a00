//! What computes, and why.

use model::device::CpuReason;

use super::Language;

/// What the choice of device says.
pub struct DevicePhrases {
    /// Names the menu.
    pub label: &'static str,
    /// The worker is on its way.
    pub starting: &'static str,
    /// The GPU is being tried.
    pub trying: &'static str,
    /// The CPU computes.
    pub cpu: &'static str,
    /// The GPU computes.
    pub webgpu: &'static str,
    /// Nothing computes.
    pub failed: &'static str,
    /// The GPU is used; before the adapter's name.
    pub webgpu_used: &'static str,
    /// The GPU is tried; before the adapter's name.
    pub webgpu_tried: &'static str,
    /// Choice: the best there is.
    pub choose_auto: &'static str,
    /// Choice: the CPU.
    pub choose_cpu: &'static str,
    /// Choice: WebGPU.
    pub choose_webgpu: &'static str,
    /// What choosing does.
    pub choose_help: &'static str,
    /// The GPU build is still being made.
    pub pending: &'static str,
    /// Page and worker are of different versions.
    pub version: &'static str,
    /// The worker cannot be used; before the detail.
    pub broken: &'static str,
    /// Starts it again.
    pub retry: &'static str,
}

/// Spanish.
pub static ES: DevicePhrases = DevicePhrases {
    label: "Dónde se calcula",
    starting: "Iniciando…",
    trying: "Probando la GPU…",
    cpu: "CPU",
    webgpu: "WebGPU",
    failed: "Sin cálculo",
    webgpu_used: "Calcula la tarjeta gráfica, por WebGPU:",
    webgpu_tried: "Se prueba la tarjeta gráfica; si no calcula bien, lo hará el procesador:",
    choose_auto: "Automático",
    choose_cpu: "Procesador (CPU)",
    choose_webgpu: "Tarjeta gráfica (WebGPU)",
    choose_help: "Al cambiar, la red sigue desde su último punto guardado.",
    pending: "La parte para la tarjeta gráfica todavía se está construyendo: elígela de nuevo en unos minutos.",
    version: "La página y su motor de cálculo son de versiones distintas: recarga la página.",
    broken: "El motor de cálculo no funciona. Recarga la página o reinténtalo; si sigue igual, prueba otro navegador. Detalle:",
    retry: "Reintentar",
};

/// English.
pub static EN: DevicePhrases = DevicePhrases {
    label: "What computes",
    starting: "Starting…",
    trying: "Trying the GPU…",
    cpu: "CPU",
    webgpu: "WebGPU",
    failed: "No engine",
    webgpu_used: "The graphics card computes, through WebGPU:",
    webgpu_tried: "The graphics card is being tried; if it computes wrongly, the processor will do it:",
    choose_auto: "Automatic",
    choose_cpu: "Processor (CPU)",
    choose_webgpu: "Graphics card (WebGPU)",
    choose_help: "After a change the network goes on from its last saved point.",
    pending: "The part for the graphics card is still being built: choose it again in a few minutes.",
    version: "The page and its engine are of different versions: reload the page.",
    broken: "The engine does not work. Reload the page or try again; if that does not help, try another browser. Detail:",
    retry: "Try again",
};

/// Why the CPU computes.
pub fn reason(language: Language, reason: &CpuReason) -> String {
    match language {
        Language::Es => match reason {
            CpuReason::Requested => "Calcula el procesador, como pediste.".to_owned(),
            CpuReason::NoWebgpu => "Calcula el procesador: este navegador no tiene WebGPU.".to_owned(),
            CpuReason::NoAdapter => {
                "Calcula el procesador: el navegador no ofrece ninguna tarjeta gráfica para WebGPU.".to_owned()
            }
            CpuReason::SoftwareAdapter => {
                "Calcula el procesador: la tarjeta gráfica que se ofrece es simulada y sería más lenta.".to_owned()
            }
            CpuReason::NoTimestampQuery => {
                "Calcula el procesador: a la tarjeta gráfica le falta “timestamp-query”, que el cálculo necesita."
                    .to_owned()
            }
            CpuReason::SelfTestFailed(detail) => {
                format!("Calcula el procesador: la tarjeta gráfica dio resultados erróneos en la prueba ({detail}).")
            }
            CpuReason::StartFailed(detail) => {
                format!("Calcula el procesador: la tarjeta gráfica no pudo iniciarse ({detail}).")
            }
            CpuReason::Lost => {
                "Calcula el procesador: la tarjeta gráfica dejó de responder. La red sigue desde su último punto \
                 guardado."
                    .to_owned()
            }
            CpuReason::BuildMissing => {
                "Calcula el procesador: la parte para la tarjeta gráfica no está disponible.".to_owned()
            }
        },
        Language::En => match reason {
            CpuReason::Requested => "The processor computes, as you asked.".to_owned(),
            CpuReason::NoWebgpu => "The processor computes: this browser has no WebGPU.".to_owned(),
            CpuReason::NoAdapter => "The processor computes: the browser offers no graphics card to WebGPU.".to_owned(),
            CpuReason::SoftwareAdapter => {
                "The processor computes: the graphics card on offer is simulated and would be slower.".to_owned()
            }
            CpuReason::NoTimestampQuery => {
                "The processor computes: the graphics card lacks “timestamp-query”, which is needed.".to_owned()
            }
            CpuReason::SelfTestFailed(detail) => {
                format!("The processor computes: the graphics card gave wrong results in the self-test ({detail}).")
            }
            CpuReason::StartFailed(detail) => {
                format!("The processor computes: the graphics card could not be started ({detail}).")
            }
            CpuReason::Lost => {
                "The processor computes: the graphics card stopped answering. The network goes on from its last \
                 saved point."
                    .to_owned()
            }
            CpuReason::BuildMissing => {
                "The processor computes: the part for the graphics card is not available.".to_owned()
            }
        },
    }
}
