//! Tables as CSV (RFC 4180), so that spreadsheets open them by a double click.

use super::{Cell, Table};
use crate::format;

/// Tells a spreadsheet that the text is UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A table as CSV: numbers with full precision and a decimal point, whatever the language of the page.
pub fn write(table: &Table) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    for row in table.grid() {
        let fields: Vec<String> = row.into_iter().map(|cell| cell.map(field).unwrap_or_default()).collect();
        text += &fields.join(",");
        text += "\r\n";
    }
    text
}

fn field(cell: &Cell) -> String {
    match &cell.value {
        Some(value) => value.clone(),
        None => quoted(&harmless(cell.text.trim())),
    }
}

/// A spreadsheet takes what begins like this for a formula, which a name from a stranger's link must never be.
fn harmless(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && format::read(text).is_none();
    // A lone dash or sign is only that.
    if formula && text.chars().count() > 1 { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    let plain = !text.contains([',', '"', '\n', '\r', ';']);
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let rows = vec![
            vec!["class".to_owned(), "a,b".to_owned(), "say \"hi\"".to_owned()],
            vec!["Ñandú".to_owned(), "two\nlines".to_owned(), "1;2".to_owned()],
        ];
        let table = Table::of_rows("t", "T", rows);
        assert_eq!(write(&table), "\u{feff}class,\"a,b\",\"say \"\"hi\"\"\"\r\nÑandú,\"two\nlines\",\"1;2\"\r\n");
    }

    #[test]
    fn numbers_have_full_precision_and_a_point() {
        let mut cell = Cell::words("97,4 %");
        cell.value = Some("0.9743219876".to_owned());
        let rows = vec![vec![cell, Cell::words("–")]];
        let table = Table { name: String::new(), label: String::new(), rows };
        assert_eq!(write(&table), "\u{feff}0.9743219876,–\r\n");
    }

    #[test]
    fn a_name_is_no_formula() {
        for (text, safe) in [
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+1+1", "'+1+1"),
            ("-0.5", "-0.5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-", "-"),
            ("3 = 3", "3 = 3"),
        ] {
            assert_eq!(harmless(text), safe);
        }
    }
}
