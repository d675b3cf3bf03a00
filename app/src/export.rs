//! What is taken away: pictures as SVG, tables as CSV, and all of it as one page.
//!
//! Plain data in, text out. The edge to the browser reads the data from the page and makes PNG of the SVG.

pub mod csv;
pub mod html;
pub mod results;
pub mod svg;
pub mod table;

pub use html::{Colours, Piece, Report};
pub use svg::{Element, Mark, Node, Picture};
pub use table::{Cell, Table};

/// The longest name of a file without its ending, characters.
const MAX_NAME: usize = 60;
/// The longest name in a list, characters.
const MAX_LABEL: usize = 60;

/// A text as it stands between tags or quotes of XML and HTML; characters that XML does not have are left out.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(letter),
            letter if letter < ' ' || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// A file's name that every system takes: `trazo-curves-loss.svg`.
pub fn file_name(base: &str, ending: &str) -> String {
    let mut name = String::from("trazo");
    for word in base.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        name.push('-');
        name.push_str(&word.to_ascii_lowercase());
    }
    name.truncate(MAX_NAME);
    format!("{name}.{ending}")
}

/// What a picture or table is called in a list: the first sentence of its description, not too long.
pub fn short_label(label: &str) -> String {
    let first = label.split(". ").next().unwrap_or_default().trim().trim_end_matches('.');
    if first.chars().count() <= MAX_LABEL {
        return first.to_owned();
    }
    let kept: String = first.chars().take(MAX_LABEL - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_wrote_is_only_text() {
        assert_eq!(
            escape("<b onclick='x()'>\"Q\" & Ñ</b>\u{0}\u{8}\n"),
            "&lt;b onclick=&#39;x()&#39;&gt;&quot;Q&quot; &amp; Ñ&lt;/b&gt;\n"
        );
    }

    #[test]
    fn every_system_takes_the_name_of_a_file() {
        for (base, name) in [
            ("curves-loss", "trazo-curves-loss.svg"),
            ("../Étoile: a/b\\c?", "trazo-toile-a-b-c.svg"),
            ("", "trazo.svg"),
            ("ñ", "trazo.svg"),
        ] {
            assert_eq!(file_name(base, "svg"), name);
        }
        assert!(file_name(&"long ".repeat(50), "svg").len() <= MAX_NAME + 4);
    }

    #[test]
    fn a_list_names_things_shortly() {
        assert_eq!(short_label("Loss (nats). epoch 2.50, training 0.123"), "Loss (nats)");
        assert_eq!(short_label("The runs of this visit."), "The runs of this visit");
        assert_eq!(short_label(&"é".repeat(80)).chars().count(), MAX_LABEL);
    }
}
