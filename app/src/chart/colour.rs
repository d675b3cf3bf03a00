//! The colours of a chart, from the page's style.

use plotters::style::RGBColor;

/// The colours of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Numbers and words.
    pub text: RGBColor,
    /// Lines across.
    pub grid: RGBColor,
    /// The axes.
    pub axis: RGBColor,
    /// The training curve.
    pub training: RGBColor,
    /// The validation curve.
    pub validation: RGBColor,
    /// What the curves lie on.
    pub ground: RGBColor,
}

impl Palette {
    /// The colours under the names of `styles/tokens.css`; `look_up` gives a property's value. A value that is no
    /// plain colour (a system colour, in forced-colours mode) becomes `fallback`.
    pub fn read(look_up: impl Fn(&str) -> String, fallback: RGBColor) -> Self {
        let colour = |name| parse(&look_up(name)).unwrap_or(fallback);
        Self {
            text: colour("--ink-soft"),
            grid: colour("--grid"),
            axis: colour("--rule-strong"),
            training: colour("--series-train"),
            validation: colour("--series-validation"),
            ground: colour("--paper"),
        }
    }
}

/// A colour as style sheets and browsers write it: `#rgb`, `#rrggbb`, `rgb(r, g, b)` or `rgba(r, g, b, a)`.
pub fn parse(text: &str) -> Option<RGBColor> {
    let text = text.trim();
    if let Some(digits) = text.strip_prefix('#') {
        let digit = |i: usize, length: usize| u8::from_str_radix(digits.get(i..i + length)?, 16).ok();
        return match digits.len() {
            3 => Some(RGBColor(digit(0, 1)? * 17, digit(1, 1)? * 17, digit(2, 1)? * 17)),
            6 => Some(RGBColor(digit(0, 2)?, digit(2, 2)?, digit(4, 2)?)),
            _ => None,
        };
    }
    let inner = text.strip_prefix("rgba(").or_else(|| text.strip_prefix("rgb("))?.strip_suffix(')')?;
    let mut parts = inner.split(',').map(|part| part.trim().parse::<u8>().ok());
    Some(RGBColor(parts.next()??, parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_they_are_written() {
        assert_eq!(parse(" #1f4fc4"), Some(RGBColor(0x1f, 0x4f, 0xc4)));
        assert_eq!(parse("#fa0"), Some(RGBColor(255, 170, 0)));
        assert_eq!(parse("rgb(1, 2, 30)"), Some(RGBColor(1, 2, 30)));
        assert_eq!(parse("rgba(1, 2, 30, 0.5)"), Some(RGBColor(1, 2, 30)));
        for other in ["", "#12", "#ggg", "#1f4fc4é", "CanvasText", "rgb(1, 2)", "rgb(1, 2, 300)"] {
            assert_eq!(parse(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_no_colour_becomes_the_texts_own() {
        let black = RGBColor(0, 0, 0);
        let palette = Palette::read(|name| if name == "--grid" { "#eee".into() } else { "Canvas".into() }, black);
        assert_eq!((palette.grid, palette.text), (RGBColor(238, 238, 238), black));
    }
}
