//! The little markup of the lessons' texts: `*weight*` for words that matter, `` `code` `` for numbers and formulas
//! within a sentence, `{test_accuracy}` and `{other-step.test_accuracy}` for figures.
//!
//! It gives typed pieces and never HTML. What does not close is taken as it is.

use super::Figure;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Just words.
    Plain(String),
    /// Words that matter.
    Strong(String),
    /// A number or formula.
    Code(String),
    /// The place of a figure.
    Figure {
        /// The step that measures it; `None` for the step of the text.
        step: Option<String>,
        /// Which.
        figure: Figure,
    },
}

/// The pieces of a text.
pub fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        let closed = |end: char| after.split_once(end).filter(|(inside, _)| !inside.is_empty());
        let piece = match first {
            '*' => closed('*').map(|(inside, after)| (Span::Strong(inside.to_owned()), after)),
            '`' => closed('`').map(|(inside, after)| (Span::Code(inside.to_owned()), after)),
            '{' => closed('}').and_then(|(inside, after)| Some((figure(inside)?, after))),
            _ => None,
        };
        match piece {
            Some((span, after)) => {
                push_plain(&mut spans, &mut plain);
                spans.push(span);
                rest = after;
            }
            None => {
                plain.push(first);
                rest = after;
            }
        }
    }
    push_plain(&mut spans, &mut plain);
    spans
}

fn push_plain(spans: &mut Vec<Span>, plain: &mut String) {
    if !plain.is_empty() {
        spans.push(Span::Plain(std::mem::take(plain)));
    }
}

fn figure(name: &str) -> Option<Span> {
    let (step, name) = name.split_once('.').map_or((None, name), |(step, name)| (Some(step.to_owned()), name));
    Figure::from_name(name).map(|figure| Span::Figure { step, figure })
}

#[cfg(test)]
mod tests {
    use super::{Figure, Span, spans};

    #[test]
    fn a_text_falls_into_its_pieces() {
        let plain = |text: &str| Span::Plain(text.to_owned());
        let figure = |step: Option<&str>, figure| Span::Figure { step: step.map(str::to_owned), figure };
        assert_eq!(
            spans("La *pérdida* `L` bajó a {test_loss}, antes {raw.test_loss}."),
            [
                plain("La "),
                Span::Strong("pérdida".to_owned()),
                plain(" "),
                Span::Code("L".to_owned()),
                plain(" bajó a "),
                figure(None, Figure::TestLoss),
                plain(", antes "),
                figure(Some("raw"), Figure::TestLoss),
                plain("."),
            ]
        );
    }

    #[test]
    fn what_does_not_close_is_taken_as_it_is() {
        for text in ["", "2 * 3", "a ` b", "{", "{luck}", "{raw.luck}", "**", "``", "<b>&amp;</b>", "é{ó*ú"] {
            let all: Vec<Span> = if text.is_empty() { vec![] } else { vec![Span::Plain(text.to_owned())] };
            assert_eq!(spans(text), all, "{text}");
        }
    }
}
