//! Errors of settings, links and runs in the reader's language. The English of settings and links is their `Display`.

use model::protocol::RunError;
use model::spec::SpecError;

use super::Language;
use crate::permalink::LinkError;

/// Why the settings cannot be trained, and what to change.
pub fn spec(language: Language, error: &SpecError) -> String {
    let text = match language {
        Language::Es => spec_in_spanish(error),
        Language::En => error.to_string(),
    };
    sentence(&text)
}

/// Why a part of the link was ignored.
pub fn link(language: Language, error: &LinkError) -> String {
    let text = match language {
        Language::Es => link_in_spanish(error),
        Language::En => error.to_string(),
    };
    sentence(&text)
}

/// Why a network could not be made.
pub fn run(language: Language, error: &RunError) -> String {
    match (language, error) {
        (_, RunError::Spec(error)) => spec(language, error),
        (Language::Es, RunError::Weights(detail)) => {
            format!("Los pesos no encajan en esta red: {detail}. Ajusta las capas a las del archivo o abre otro.")
        }
        (Language::En, RunError::Weights(detail)) => {
            format!("The weights do not fit this network: {detail}. Make the layers those of the file or open another.")
        }
        (Language::Es, RunError::NoDataset) => "Las imágenes aún no han llegado: espera o reinténtalo.".to_owned(),
        (Language::En, RunError::NoDataset) => "The images have not arrived yet: wait or try again.".to_owned(),
        (Language::Es, RunError::Checkpoint(detail)) => {
            format!("No se pudo recuperar la red ({detail}); empieza de nuevo con los mismos ajustes.")
        }
        (Language::En, RunError::Checkpoint(detail)) => {
            format!("The network could not be brought back ({detail}); it begins anew with the same settings.")
        }
    }
}

/// With a capital at its beginning and a full stop at its end.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + chars.as_str() + "."
}

fn spec_in_spanish(error: &SpecError) -> String {
    match error {
        SpecError::Json(detail) => format!("no se pueden leer los ajustes: {detail}"),
        SpecError::TooLong { bytes, max } => format!("los ajustes ocupan {bytes} bytes; se leen como mucho {max}"),
        SpecError::Layers { layers, max } => {
            format!("{layers} capas ocultas son demasiadas: quita algunas, caben como mucho {max}")
        }
        SpecError::Units { layer, units, max } => {
            format!("la capa {layer} tiene {units} neuronas: elige un número de 1 a {max}")
        }
        SpecError::LayerNumber { layer, name, value, min, max } => {
            format!("capa {layer}: {} es {value}: elige un número de {min} a {max}", layer_number(name))
        }
        SpecError::NeedsImage { layer, after } => format!(
            "la capa {layer} necesita una imagen, pero la capa {after} da un vector: mueve la capa {layer} antes de ella"
        ),
        SpecError::Window { layer, window, height, width } => format!(
            "la capa {layer} tiene una ventana de {window}×{window}, pero a su imagen solo le quedan {height}×{width}: \
             usa una ventana menor, el borde «same» o saltos menores antes"
        ),
        SpecError::Parameters { parameters, max } => {
            format!("la red tiene {parameters} parámetros: usa menos neuronas o capas, caben como mucho {max}")
        }
        SpecError::Batch { batch, max } => format!("el lote es de {batch} imágenes: elige un número de 1 a {max}"),
        SpecError::Memory { numbers, max } => format!(
            "un lote necesita {} MB de memoria: usa un lote menor o menos neuronas, caben como mucho {} MB",
            numbers * 4 / 1_000_000,
            max * 4 / 1_000_000
        ),
        SpecError::Epochs { epochs, max } => format!("se piden {epochs} épocas: elige un número de 1 a {max}"),
        SpecError::LearningRate { rate, max } => {
            format!("la tasa de aprendizaje es {rate}: elige un número mayor que 0, como mucho {max}")
        }
        SpecError::OptimizerNumber { name, value, min, max } => {
            format!("{name} es {value}: elige un número de {min} a {max}")
        }
        SpecError::ScheduleNumber { name, value, min, max } => {
            format!("en el plan de la tasa, {} es {value}: elige un número de {min} a {max}", setting(name))
        }
        SpecError::RegularizationNumber { name, value, min, max } => {
            format!("{} es {value}: elige un número de {min} a {max}", setting(name))
        }
        SpecError::Patience { epochs, max } => {
            format!("la parada temprana espera {epochs} épocas: elige un número de 1 a {max}")
        }
        SpecError::NothingToWatch => {
            "la parada temprana necesita imágenes de validación que mirar: aparta algunas o desactívala".to_owned()
        }
        SpecError::Images => {
            "estos ajustes son para imágenes que no pueden existir: abre otra vez las imágenes".to_owned()
        }
        SpecError::Validation { train } => format!(
            "la validación debe dejar parte de las {train} imágenes de entrenamiento: aparta como mucho el 90 %"
        ),
        SpecError::Augmentation { name, value, max } => {
            format!("en la variación de imágenes, {} es {value}: elige un número de 0 a {max}", setting(name))
        }
    }
}

/// The Spanish name of a layer's number; a name that is new here stays as it is.
fn layer_number(name: &str) -> &str {
    match name {
        "filters" => "el número de filtros",
        "kernel" => "el lado del filtro (kernel)",
        "size" => "el lado de la ventana",
        "stride" => "el salto (stride)",
        "rate" => "la proporción que se apaga",
        "momentum" => "el momento (momentum)",
        "epsilon" => "épsilon",
        other => other,
    }
}

/// The Spanish name of a number of schedule, regularisation or augmentation; a name that is new here stays as it is.
fn setting(name: &str) -> &str {
    match name {
        "every" => "cada cuántas épocas",
        "factor" => "el factor",
        "end" => "la parte al final",
        "warm_up" => "el calentamiento",
        "l2" => "L2 (λ)",
        "clip_norm" => "la longitud máxima del gradiente",
        "shift" => "cuánto mover",
        "rotate" => "cuánto girar",
        "scale" => "cuánto cambiar el tamaño",
        "shear" => "cuánto inclinar",
        "elastic" => "cuánto deformar",
        other => other,
    }
}

fn link_in_spanish(error: &LinkError) -> String {
    match error {
        LinkError::TooLong { bytes, max } => {
            format!("se ignoraron los ajustes del enlace: ocupan {bytes} bytes y se leen como mucho {max}")
        }
        LinkError::Unknown { name } => format!("se ignoró “{name}” del enlace: ningún ajuste se llama así"),
        LinkError::Twice { name } => format!("se ignoró el segundo “{name}” del enlace: vale el primero"),
        LinkError::Unreadable { name, value, expected } => {
            format!("se ignoró “{name}={value}” del enlace: debería ser {expected}")
        }
        LinkError::Invalid { name, value, error } => {
            format!("se ignoró “{name}={value}” del enlace: {}", spec_in_spanish(error))
        }
    }
}

#[cfg(test)]
mod tests {
    use model::spec::SpecError;

    use super::{Language, link, spec};
    use crate::permalink;

    #[test]
    fn an_error_is_a_sentence_in_either_language() {
        let error = SpecError::Units { layer: 2, units: 0, max: 2_048 };
        assert_eq!(spec(Language::En, &error), "Layer 2 has 0 units: choose a number from 1 to 2048.");
        assert_eq!(spec(Language::Es, &error), "La capa 2 tiene 0 neuronas: elige un número de 1 a 2048.");
    }

    /// Which layer, why, and what to do.
    #[test]
    fn an_impossible_layer_is_told_in_words() {
        let tell = |error| [spec(Language::En, &error), spec(Language::Es, &error)];
        assert_eq!(
            tell(SpecError::NeedsImage { layer: 3, after: 2 }),
            [
                "Layer 3 needs an image, but layer 2 gives a vector: move layer 3 before it.",
                "La capa 3 necesita una imagen, pero la capa 2 da un vector: mueve la capa 3 antes de ella."
            ]
        );
        assert_eq!(
            tell(SpecError::Window { layer: 5, window: 3, height: 1, width: 2 }),
            [
                "Layer 5 has a window of 3×3, but its image has only 1×2 left: use a smaller window, the padding \
                 \"same\", or fewer strides before it.",
                "La capa 5 tiene una ventana de 3×3, pero a su imagen solo le quedan 1×2: usa una ventana menor, el \
                 borde «same» o saltos menores antes."
            ]
        );
        let number =
            |name: &str, value| SpecError::LayerNumber { layer: 1, name: name.to_owned(), value, min: 1.0, max: 16.0 };
        assert_eq!(
            tell(number("kernel", 17.0)),
            [
                "Layer 1: kernel is 17: choose a number from 1 to 16.",
                "Capa 1: el lado del filtro (kernel) es 17: elige un número de 1 a 16."
            ]
        );
        for name in ["filters", "kernel", "size", "stride", "rate", "momentum", "epsilon"] {
            assert!(
                !spec(Language::Es, &number(name, 0.0)).contains(&format!(" {name} ")),
                "{name} has a Spanish name"
            );
        }
    }

    #[test]
    fn a_schedule_out_of_range_is_told_in_words() {
        let name = "warm_up".to_owned();
        let error = SpecError::ScheduleNumber { name, value: -1.0, min: 0.0, max: 1_000.0 };
        assert_eq!(
            spec(Language::Es, &error),
            "En el plan de la tasa, el calentamiento es -1: elige un número de 0 a 1000."
        );
    }

    #[test]
    fn a_link_error_is_told_in_spanish() {
        let (_, errors) = permalink::read("#batch=0");
        assert_eq!(
            errors.iter().map(|error| link(Language::Es, error)).collect::<Vec<_>>(),
            ["Se ignoró “batch=0” del enlace: el lote es de 0 imágenes: elige un número de 1 a 4096."]
        );
    }
}
