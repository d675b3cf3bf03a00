//! Numbers as the reader writes them: the browser's `Intl`, remembered once made.

use spec::Shape;

use crate::language::Language;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Style {
    Decimal,
    Percent,
}

/// As wide as a plus, which the hyphen that `Intl` writes is not.
const MINUS: &str = "−";

/// A number with exactly so many decimals.
pub fn decimal(language: Language, value: f64, decimals: usize) -> String {
    write(language, Style::Decimal, value, decimals)
}

/// A number as short as it can be.
pub fn shortest(language: Language, value: f64) -> String {
    value.to_string().replace('.', language.decimal_mark())
}

/// A whole number, grouped.
pub fn whole(language: Language, value: f64) -> String {
    write(language, Style::Decimal, value, 0)
}

/// A share of 1 as per cent with exactly so many decimals.
pub fn percent(language: Language, share: f64, decimals: usize) -> String {
    write(language, Style::Percent, share, decimals)
}

/// A probability in whole per cent; nothing is quite sure, so 100 % is left to what rounds to a thousandth of it.
pub fn probability(language: Language, share: f32) -> String {
    let share = f64::from(share);
    percent(language, if share < 0.9995 { share.min(0.99) } else { share }, 0)
}

/// Bytes in megabytes with one decimal.
pub fn megabytes(language: Language, bytes: u64) -> String {
    decimal(language, bytes as f64 / 1e6, 1) + "\u{a0}MB"
}

/// The number that a text names, with a decimal point; neither `inf` nor `NaN`. Read by the browser, as exactly as by Rust,
/// whose tables for it would be 10 KB of the page's code.
pub fn read(text: &str) -> Option<f64> {
    // What else JavaScript takes for numbers: nothing, spaces, hexadecimal ones.
    let plain = |c: char| c.is_ascii_digit() || ['+', '-', '.', 'e', 'E'].contains(&c);
    if text.is_empty() || !text.chars().all(plain) {
        return None;
    }
    #[cfg(target_arch = "wasm32")]
    let value = wasm_bindgen::JsValue::from_str(text).unchecked_into_f64();
    #[cfg(not(target_arch = "wasm32"))]
    let value = text.parse().unwrap_or(f64::NAN);
    value.is_finite().then_some(value)
}

/// A text in lower case: the browser's tables are asked, because Rust's tables would be 25 KB of the page's code.
#[cfg(target_arch = "wasm32")]
pub fn lowercase(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// A text in upper case.
#[cfg(target_arch = "wasm32")]
pub fn uppercase(text: &str) -> String {
    js_sys::JsString::from(text).to_upper_case().into()
}

/// A text in lower case.
#[cfg(not(target_arch = "wasm32"))]
pub fn lowercase(text: &str) -> String {
    text.to_lowercase()
}

/// A text in upper case.
#[cfg(not(target_arch = "wasm32"))]
pub fn uppercase(text: &str) -> String {
    text.to_uppercase()
}

/// A shape: `28×28`, `14×14×32`, `1568`.
pub fn shape(shape: Shape) -> String {
    match shape {
        Shape::Image(height, width, 1) => format!("{height}×{width}"),
        Shape::Image(height, width, channels) => format!("{height}×{width}×{channels}"),
        Shape::Vector(length) => length.to_string(),
    }
}

/// Seconds as hours, minutes and seconds, two parts at most: `1:05 min`, `3 h 07 min`.
pub fn duration(seconds: f64) -> String {
    let whole = seconds.clamp(0.0, 360_000.0).ceil() as u32;
    let (hours, minutes, seconds) = (whole / 3_600, whole / 60 % 60, whole % 60);
    if hours > 0 { format!("{hours}\u{a0}h {minutes:02}\u{a0}min") } else { format!("{minutes}:{seconds:02}\u{a0}min") }
}

#[cfg(target_arch = "wasm32")]
fn write(language: Language, style: Style, value: f64, decimals: usize) -> String {
    use std::cell::RefCell;
    use std::collections::HashMap;

    use js_sys::{Array, Function, Intl::NumberFormat, Object, Reflect};
    use wasm_bindgen::JsValue;

    thread_local! {
        /// Making a formatter takes tens of microseconds, using one takes one.
        static MADE: RefCell<HashMap<(Language, Style, usize), Function>> = RefCell::default();
    }
    let make = || {
        let options = Object::new();
        let style = match style {
            Style::Decimal => "decimal",
            Style::Percent => "percent",
        };
        let digits = JsValue::from(decimals as u32);
        for (key, value) in
            [("style", &JsValue::from(style)), ("minimumFractionDigits", &digits), ("maximumFractionDigits", &digits)]
        {
            // Setting a property of a fresh object cannot fail.
            let _ = Reflect::set(&options, &JsValue::from(key), value);
        }
        NumberFormat::new(&Array::of1(&JsValue::from(language.code())), &options).format()
    };
    let format = MADE.with_borrow_mut(|made| made.entry((language, style, decimals)).or_insert_with(make).clone());
    let text = format.call1(&JsValue::UNDEFINED, &JsValue::from(value)).ok().and_then(|text| text.as_string());
    text.unwrap_or_default().replace('-', MINUS)
}

/// Without a browser: the same marks, no grouping.
#[cfg(not(target_arch = "wasm32"))]
fn write(language: Language, style: Style, value: f64, decimals: usize) -> String {
    let number = match style {
        Style::Decimal => format!("{value:.decimals$}"),
        Style::Percent => format!("{:.decimals$}", value * 100.0),
    };
    let number = number.replace('-', MINUS);
    let number = number.replace('.', language.decimal_mark());
    match style {
        Style::Decimal => number,
        Style::Percent => language.percent(&number),
    }
}

/// The category of a plural (Unicode CLDR) that so many belong to.
#[cfg(target_arch = "wasm32")]
pub fn plural(language: Language, count: u64) -> String {
    use std::cell::RefCell;
    use std::collections::HashMap;

    use js_sys::{Array, Intl::PluralRules, Object};
    use wasm_bindgen::JsValue;

    thread_local! {
        static MADE: RefCell<HashMap<Language, PluralRules>> = RefCell::default();
    }
    let make = || PluralRules::new(&Array::of1(&JsValue::from(language.code())), &Object::new());
    MADE.with_borrow_mut(|made| made.entry(language).or_insert_with(make).select(count as f64).into())
}

/// Without a browser: as most languages have it.
#[cfg(not(target_arch = "wasm32"))]
pub fn plural(_: Language, count: u64) -> String {
    if count == 1 { "one" } else { "other" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{duration, megabytes, probability, read};
    use crate::language::Language;

    #[test]
    fn a_duration_has_two_parts() {
        for (seconds, text) in
            [(0.0, "0:00 min"), (4.2, "0:05 min"), (65.0, "1:05 min"), (11_220.0, "3 h 07 min"), (f64::NAN, "0:00 min")]
        {
            assert_eq!(duration(seconds).replace('\u{a0}', " "), text);
        }
        assert_eq!(duration(f64::INFINITY).replace('\u{a0}', " "), "100 h 00 min");
    }

    #[test]
    fn probabilities_are_whole_per_cents_and_certainty_is_rare() {
        assert_eq!(probability(Language::En, 0.934), "93%");
        assert_eq!(probability(Language::En, 0.998), "99%");
        assert_eq!(probability(Language::En, 0.9998), "100%");
        assert_eq!(probability(Language::Es, 0.004), "0\u{a0}%");
    }

    #[test]
    fn only_decimal_numbers_are_read() {
        for (text, value) in
            [("0.1", 0.1), ("-2", -2.0), ("1e-3", 1e-3), ("+.5", 0.5), ("0.30000000000000004", 0.1 + 0.2)]
        {
            assert_eq!(read(text), Some(value), "{text}");
        }
        for text in ["", " 1", "0x10", "inf", "NaN", "Infinity", "1e999", "1e", "e5", "1-2", ".", "1,5"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn bytes_are_megabytes_in_the_readers_marks() {
        assert_eq!(megabytes(Language::Es, 9_912_422), "9,9\u{a0}MB");
        assert_eq!(megabytes(Language::En, 9_912_422), "9.9\u{a0}MB");
    }
}
