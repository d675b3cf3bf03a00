//! Rust source as words and signs: as much as the checks of modules and lengths need to read.

/// A word, a `::` or another sign, and the line it is on, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub text: &'a str,
    pub line: usize,
}

/// What a source consists of, without comments, texts, characters and lifetimes.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let (mut found, mut rest, mut line) = (Vec::new(), source, 1);
    while !rest.is_empty() {
        let (length, is_code) = first(rest);
        let (text, after) = rest.split_at(length);
        if is_code {
            found.push(Token { text, line });
        }
        line += text.matches('\n').count();
        rest = after;
    }
    found
}

/// The place behind the bracket that closes the one at `open`.
pub fn closed(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 1 => return place + 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    tokens.len()
}

/// Bytes of what a text begins with, and whether it is code.
fn first(text: &str) -> (usize, bool) {
    let is_word = |sign: char| sign.is_alphanumeric() || sign == '_';
    let sign = text.chars().next().unwrap_or(' ');
    if text.starts_with("//") {
        (text.find('\n').unwrap_or(text.len()), false)
    } else if text.starts_with("/*") {
        (comment(text), false)
    } else if let Some(length) = string(text) {
        (length, false)
    } else if let Some(rest) = text.strip_prefix('\'') {
        let mut signs = rest.char_indices().skip(1);
        match signs.next() {
            // An escaped character ends at the next quote, the escaped one left out.
            _ if rest.starts_with('\\') => (rest[2..].find('\'').map_or(text.len(), |end| end + 4), false),
            Some((end, '\'')) => (end + 2, false),
            _ => (1 + rest.find(|sign| !is_word(sign)).unwrap_or(rest.len()), false),
        }
    } else if text.starts_with("::") {
        (2, true)
    } else if is_word(sign) {
        (text.find(|sign| !is_word(sign)).unwrap_or(text.len()), true)
    } else {
        (sign.len_utf8(), !sign.is_whitespace())
    }
}

/// Bytes of the comment that a text begins with; others may lie within it.
fn comment(text: &str) -> usize {
    let (mut depth, mut place) = (0, 0);
    while place < text.len() {
        let rest = &text[place..];
        if rest.starts_with("/*") {
            (depth, place) = (depth + 1, place + 2);
        } else if rest.starts_with("*/") {
            (depth, place) = (depth - 1, place + 2);
            if depth == 0 {
                break;
            }
        } else {
            place += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    place
}

/// Bytes of the string that a text begins with, of whatever kind.
fn string(text: &str) -> Option<usize> {
    let marked = text.trim_start_matches(['b', 'c', 'r']);
    let is_raw = text[..text.len() - marked.len()].contains('r');
    let inner = if is_raw { marked.trim_start_matches('#') } else { marked }.strip_prefix('"')?;
    let start = text.len() - inner.len();
    if is_raw {
        let hashes = start - 1 - (text.len() - marked.len());
        let end = format!("\"{}", "#".repeat(hashes));
        return Some(inner.find(&end).map_or(text.len(), |place| start + place + end.len()));
    }
    let mut signs = inner.char_indices();
    while let Some((place, sign)) = signs.next() {
        match sign {
            '"' => return Some(start + place + 1),
            '\\' => drop(signs.next()),
            _ => {}
        }
    }
    Some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<&str> {
        tokens(source).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn what_is_no_code_is_left_out() {
        assert_eq!(words("a /* b /* c */ d */ e // f\ng"), ["a", "e", "g"]);
        assert_eq!(words(r###"a "b \" c" r"d\" e r#"f " g"# b"h" i"###), ["a", "e", "i"]);
        assert_eq!(words(r"a 'b' '\'' '\u{1f}' 'é' &'c str"), ["a", "&", "str"]);
        assert_eq!(words("rate::b_1(r, c)"), ["rate", "::", "b_1", "(", "r", ",", "c", ")"]);
    }

    #[test]
    fn lines_are_counted_through_texts_and_comments() {
        let found = tokens("a /*\n*/ \"\n\n\" b\n// c\nd");
        assert_eq!(
            found.iter().map(|token| (token.text, token.line)).collect::<Vec<_>>(),
            [("a", 1), ("b", 4), ("d", 6)]
        );
    }

    #[test]
    fn a_bracket_is_followed_to_its_end() {
        let source = tokens("a { b [ ( ) ] } c");
        assert_eq!(closed(&source, 1), 8);
        assert_eq!(source[closed(&source, 1)].text, "c");
    }
}
