//! What is inside the network: phrases of the tab.

use spec::{Activation, Layer};

use super::phrases::InsidePhrases;
use super::{Language, layers, network};
use crate::format;
use crate::rules::pictures::keras;
use crate::rules::pictures::outputs::Figures;
use crate::state::Section;

impl InsidePhrases {
    /// The name of a part.
    pub fn section(&self, section: Section) -> &'static str {
        match section {
            Section::Layers => self.layers(),
            Section::Activations => self.activations(),
            Section::Weights => self.weights(),
            Section::Pixels => self.pixels(),
            Section::Map => self.map(),
        }
    }
}

/// A number with three digits that count.
pub fn number(language: Language, value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() {
            "–"
        } else if value > 0.0 {
            "∞"
        } else {
            "−∞"
        }
        .to_owned();
    }
    if value.abs() < 1e-9 {
        return "0".to_owned();
    }
    let decimals = (2.0 - value.abs().log10().floor()).clamp(0.0, 9.0) as usize;
    format::decimal(language, value, decimals)
}

/// The name of a layer by its place, from 1: `2 · Densa · ReLU`.
pub fn layer_name(language: Language, place: usize, layer: &Layer) -> String {
    let kind = layers::short_kind(language, layer.kind());
    match layer.activation() {
        None | Some(Activation::None) => format!("{place} · {kind}"),
        Some(activation) => format!("{place} · {kind} · {}", network::activation(language, activation)),
    }
}

/// A layer's output in words; `strongest` names the unit with the greatest mean.
pub fn output(language: Language, name: &str, shape: &str, figures: &Figures, strongest: &str) -> String {
    let active = format::percent(language, figures.active, 0);
    language.phrases().inside().output_told(name, shape, active, strongest, number(language, figures.strongest.1))
}

/// The image as the network gets it, in words.
pub fn input(language: Language, name: &str, shape: &str, figures: &Figures) -> String {
    let [least, most] = figures.range.map(|value| number(language, f64::from(value)));
    language.phrases().inside().input_told(name, shape, least, most, number(language, figures.mean))
}

/// A number at a pixel of a unit's picture.
pub fn at_pixel(language: Language, unit: &str, row: usize, column: usize, value: f64) -> String {
    language.phrases().inside().at_pixel(unit, row, column, number(language, value))
}

/// A unit by its number, or by the name of its class.
pub fn unit(language: Language, image: bool, unit: usize) -> String {
    let phrases = language.phrases().inside();
    if image { phrases.one_filter(unit) } else { phrases.one_unit(unit) }
}

/// The heading of one unit's weights; a unit of the output has the name of its class.
pub fn weights_of(language: Language, filters: bool, class: Option<&str>, unit: usize) -> String {
    let phrases = language.phrases().inside();
    match (class, filters) {
        (Some(class), _) => phrases.weights_of_output(class),
        (None, true) => phrases.weights_of_filter(unit),
        (None, false) => phrases.weights_of_unit(unit),
    }
}

/// The heading of all units side by side.
pub fn all_units(language: Language, filters: bool, count: usize) -> String {
    let phrases = language.phrases().inside();
    if filters { phrases.all_filters(count) } else { phrases.all_units(count) }
}

/// The memory that so many parameters take.
pub fn memory(language: Language, parameters: usize) -> String {
    let (size, unit) = keras::memory(parameters);
    format!("{}\u{a0}{unit}", format::decimal(language, size, 2))
}

/// How far the network had learnt.
pub fn after(language: Language, step: u64) -> String {
    let phrases = language.phrases().inside();
    if step == 0 { phrases.untrained().to_owned() } else { phrases.after_steps(step) }
}

/// Mean, deviation and how many, under a histogram.
pub fn spread(language: Language, mean: f64, deviation: f64, count: usize) -> String {
    let (mean, deviation) = (number(language, mean), number(language, deviation));
    language.phrases().inside().spread(format::whole(language, count as f64), mean, deviation)
}

/// How much of the variance the map shows.
pub fn explained(language: Language, shares: [f64; 2]) -> String {
    let [first, second] = shares.map(|share| format::percent(language, share, 0));
    language.phrases().inside().explained(first, second)
}

/// The name of an axis of the map, from 0, with the share of the variance along it.
pub fn axis(language: Language, axis: usize, share: f64) -> String {
    let name = language.phrases().inside().component(axis + 1, format::percent(language, share, 0));
    if axis == 0 { format!("{name} →") } else { format!("↑ {name}") }
}

/// The map in words.
pub fn map(language: Language, points: usize, classes: usize) -> String {
    language.phrases().inside().map_told(format::whole(language, points as f64), classes)
}

/// The silent units of a layer.
pub fn silent(language: Language, silent: usize, units: usize) -> String {
    let phrases = language.phrases().inside();
    if silent == 0 { phrases.none_silent(units) } else { phrases.silent_units(silent as u64, silent, units) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_three_digits_that_count() {
        for (value, text) in [(0.0, "0"), (1.23456, "1.23"), (-0.012345, "−0.0123"), (123.4, "123"), (1e-12, "0")] {
            assert_eq!(number(Language::En, value), text);
        }
        assert_eq!(number(Language::Es, 0.5), "0,500");
        assert_eq!([f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(|v| number(Language::En, v)), ["–", "∞", "−∞"]);
    }

    #[test]
    fn a_layer_is_told_in_words() {
        let figures = Figures::of(&[0.0, 2.0, 0.0, 4.0], 2).expect("there are numbers");
        assert_eq!(
            output(Language::En, "1 · Conv", "1×2×2", &figures, "filter 1"),
            "1 · Conv, 1×2×2: 50% of the numbers are not 0; strongest: filter 1 (3.00)."
        );
        assert_eq!(input(Language::Es, "Imagen", "1×2×2", &figures), "Imagen, 1×2×2: valores de 0 a 4,00, media 1,50.");
        assert_eq!(layer_name(Language::Es, 2, &Layer::dense(8, Activation::Relu)), "2 · Densa · ReLU");
        assert_eq!(layer_name(Language::En, 1, &Layer::Flatten), "1 · Flatten");
    }

    #[test]
    fn a_unit_has_one_name_on_the_panel() {
        let heads =
            [(false, None), (true, None), (false, Some("7"))].map(|(f, class)| weights_of(Language::Es, f, class, 3));
        assert_eq!(heads, ["Pesos de la neurona 3", "Pesos del filtro 3", "Pesos de la salida «7»"]);
        assert_eq!(all_units(Language::En, true, 16), "All filters (16)");
        assert_eq!(memory(Language::Es, 101_770), "397,54\u{a0}KB");
        assert_eq!(axis(Language::En, 0, 0.22), "component 1 (22%) →");
        assert_eq!(axis(Language::Es, 1, 0.17), "↑ componente 2 (17\u{a0}%)");
    }

    #[test]
    fn silent_units_are_counted_in_words() {
        let all = [0, 1, 3].map(|count| silent(Language::Es, count, 128));
        assert_eq!(all, ["las 128 responden alguna vez", "1 de 128 no responde nunca", "3 de 128 no responden nunca"]);
        assert_eq!(silent(Language::En, 3, 128), "3 of 128 never answer");
    }
}
