//! The whole report as one page that needs nothing else: no scripts, no style sheets, no images from elsewhere.

use super::{Picture, Table, escape};

/// The colours of the page at the moment, as style sheets write them.
#[derive(Clone, Debug, PartialEq)]
pub struct Colours {
    /// What all lies on.
    pub paper: String,
    /// Letters.
    pub ink: String,
    /// Letters of less weight.
    pub soft: String,
    /// Lines between parts.
    pub rule: String,
}

/// A part of the report.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Picture),
}

/// A report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The code of its language.
    pub language: String,
    /// Its heading.
    pub title: String,
    /// When it was made, and other lines below the heading.
    pub lines: Vec<String>,
    /// The look of the page that it comes from.
    pub colours: Colours,
    /// The family of its letters.
    pub font: String,
    /// What is in it.
    pub pieces: Vec<Piece>,
}

impl Report {
    /// The report as a page.
    pub fn html(&self) -> String {
        let title = escape(&self.title);
        let lines: String = self.lines.iter().map(|line| format!("<p class=\"soft\">{}</p>\n", escape(line))).collect();
        let pieces: String = self.pieces.iter().map(piece).collect();
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
             <style>\n{}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{lines}{pieces}</body>\n</html>\n",
            escape(&self.language),
            self.style(),
        )
    }

    fn style(&self) -> String {
        let Colours { paper, ink, soft, rule } = &self.colours;
        let [paper, ink, soft, rule, font] = [paper, ink, soft, rule, &self.font].map(|value| plain(value));
        format!(
            "body {{ max-width: 60rem; margin: 0 auto; padding: 1.5rem; background: {paper}; color: {ink}; \
             font-family: {font}; line-height: 1.4; }}\n\
             .soft {{ margin: 0.25rem 0; color: {soft}; overflow-wrap: anywhere; }}\n\
             figure {{ margin: 1.5rem 0; overflow-x: auto; break-inside: avoid; }}\n\
             figcaption, caption {{ padding-bottom: 0.25rem; font-weight: 600; text-align: start; }}\n\
             svg {{ max-width: 100%; height: auto; }}\n\
             table {{ border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }}\n\
             th, td {{ padding: 2px 8px; border-bottom: 1px solid {rule}; text-align: start; }}\n\
             th {{ color: {soft}; font-weight: 400; }}\n"
        )
    }
}

/// A value for a style sheet: nothing that could end it.
fn plain(value: &str) -> String {
    value.chars().filter(|letter| !"<>{};\\\n".contains(*letter)).collect()
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Table(table) => format!("<figure>\n{}</figure>\n", self::table(table)),
        Piece::Picture(picture) => {
            let caption = escape(&super::short_label(&picture.label));
            format!("<figure>\n<figcaption>{caption}</figcaption>\n{}</figure>\n", picture.svg())
        }
    }
}

fn table(table: &Table) -> String {
    let mut text = format!("<table>\n<caption>{}</caption>\n", escape(&table.label));
    for (place, row) in table.grid().into_iter().enumerate() {
        text += "<tr>";
        for cell in row {
            let (tag, scope) = match cell {
                Some(cell) if cell.heading && place == 0 => ("th", " scope=\"col\""),
                Some(cell) if cell.heading => ("th", " scope=\"row\""),
                Some(_) | None => ("td", ""),
            };
            let words = cell.map(|cell| escape(cell.text.trim())).unwrap_or_default();
            let look = cell.and_then(|cell| cell.colours.as_ref()).map(|colours| {
                let [ground, letters] = colours.each_ref().map(|colour| plain(colour));
                format!(" style=\"background: {}; color: {}\"", escape(&ground), escape(&letters))
            });
            text += &format!("<{tag}{scope}{}>{words}</{tag}>", look.unwrap_or_default());
        }
        text += "</tr>\n";
    }
    text + "</table>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(pieces: Vec<Piece>) -> String {
        let colours = Colours {
            paper: "#fff".to_owned(),
            ink: "#000".to_owned(),
            soft: "#555".to_owned(),
            rule: "#ccc; } body { color: red".to_owned(),
        };
        let report = Report {
            language: "es".to_owned(),
            title: "Informe <1>".to_owned(),
            lines: vec!["hoy & ahora".to_owned()],
            colours,
            font: "system-ui, \"Segoe UI\"".to_owned(),
            pieces,
        };
        report.html()
    }

    #[test]
    fn a_report_stands_alone_and_escapes_what_a_person_wrote() {
        let rows = vec![vec!["".to_owned(), "<img src=x>".to_owned()], vec!["a".to_owned(), "1 & 2".to_owned()]];
        let picture = Picture {
            name: "p".to_owned(),
            label: "Loss. All of it".to_owned(),
            size: (10.0, 10.0),
            ground: "#fff".to_owned(),
            font: "system-ui".to_owned(),
            marks: vec![],
        };
        let mut table = Table::of_rows("t", "<script>alert(1)</script>", rows);
        table.rows[1][1].colours = Some(["rgb(1, 2, 3)".to_owned(), "red; x: \"y\"".to_owned()]);
        let html = report(vec![Piece::Table(table), Piece::Picture(picture)]);
        assert!(html.starts_with("<!doctype html>\n<html lang=\"es\">"));
        assert!(html.contains("<h1>Informe &lt;1&gt;</h1>\n<p class=\"soft\">hoy &amp; ahora</p>"));
        assert!(html.contains("<caption>&lt;script&gt;alert(1)&lt;/script&gt;</caption>"));
        assert!(html.contains("<tr><th scope=\"col\"></th><th scope=\"col\">&lt;img src=x&gt;</th></tr>"), "{html}");
        assert!(html.contains("<tr><th scope=\"row\">a</th><td style=\"background: rgb(1, 2, 3); color: red x: &quot;y&quot;\">1 &amp; 2</td></tr>"));
        assert!(html.contains("<figcaption>Loss</figcaption>\n<svg xmlns="));
        assert!(html.contains("solid #ccc  body  color: red; text-align"), "a colour cannot end its rule: {html}");
        for outside in ["<script", "<link", "<img", "@import", "url(", "<iframe"] {
            assert!(!html.contains(outside), "{outside}");
        }
        for address in html.split("http").skip(1) {
            assert!(address.starts_with("://www.w3.org/2000/svg\""), "only the name of SVG is an address");
        }
    }
}
