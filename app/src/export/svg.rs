//! Pictures as SVG that looks the same wherever it is opened.
//!
//! The page's looks come from its style sheets, which a file does not have: each element carries what the browser
//! computed for it, as attributes, where it differs from what its parent hands down. What the page paints pixel by
//! pixel (images, weights, maps) is embedded as PNG.

use super::escape;

/// The properties that are taken along, all of them handed down to children, and what they are at first.
pub const STYLE: [(&str, &str); 15] = [
    ("fill", "rgb(0, 0, 0)"),
    ("fill-opacity", "1"),
    ("fill-rule", "nonzero"),
    ("stroke", "none"),
    ("stroke-dasharray", "none"),
    ("stroke-linecap", "butt"),
    ("stroke-linejoin", "miter"),
    ("stroke-opacity", "1"),
    ("stroke-width", "1px"),
    ("dominant-baseline", "auto"),
    ("font-family", ""),
    ("font-size", "16px"),
    ("font-style", "normal"),
    ("font-weight", "400"),
    ("text-anchor", "start"),
];

/// An element of a drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Its name.
    pub tag: String,
    /// Its own attributes.
    pub attributes: Vec<(String, String)>,
    /// What the browser computed, in the order of [`STYLE`]; empty where it is an element without looks.
    pub style: Vec<String>,
    /// Its opacity, which is not handed down.
    pub opacity: Option<String>,
    /// What is in it.
    pub children: Vec<Node>,
}

/// What is in an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Another element.
    Element(Element),
    /// Text.
    Text(String),
}

/// Whether an attribute tells of the page and not of the drawing, or is replaced by what the browser computed.
fn is_of_the_page(name: &str) -> bool {
    let of_the_page = ["class", "style", "tabindex", "role", "xmlns"].contains(&name);
    let hooks = ["data-", "on", "aria-"].iter().any(|start| name.starts_with(start));
    of_the_page || hooks || name == "opacity" || STYLE.iter().any(|(property, _)| *property == name)
}

impl Element {
    /// Writes it, with `place` as its first attributes; `above` is the style that its parent hands down.
    fn write(&self, text: &mut String, place: &str, above: &[String]) {
        *text += &format!("<{}{place}", self.tag);
        for (name, value) in self.attributes.iter().filter(|(name, _)| !is_of_the_page(name)) {
            *text += &format!(" {name}=\"{}\"", escape(value));
        }
        for ((property, _), (own, above)) in STYLE.iter().zip(self.style.iter().zip(above)) {
            if own != above && !own.is_empty() {
                *text += &format!(" {property}=\"{}\"", escape(own));
            }
        }
        if let Some(opacity) = self.opacity.as_ref().filter(|opacity| *opacity != "1") {
            *text += &format!(" opacity=\"{}\"", escape(opacity));
        }
        if self.children.is_empty() {
            *text += "/>";
            return;
        }
        *text += ">";
        let own = if self.style.is_empty() { above } else { &self.style };
        for child in &self.children {
            match child {
                Node::Element(child) => child.write(text, "", own),
                Node::Text(words) => *text += &escape(words),
            }
        }
        *text += &format!("</{}>", self.tag);
    }
}

/// Left, top, width and height in a picture, pixels.
pub type Place = [f64; 4];

/// A thing in a picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A filled rectangle.
    Rect {
        /// Where.
        at: Place,
        /// Its colour.
        fill: String,
    },
    /// A line of text.
    Text {
        /// Left end of its base line, pixels.
        at: (f64, f64),
        /// What it says.
        text: String,
        /// Height of its letters, with unit.
        size: String,
        /// Their weight.
        weight: String,
        /// Their colour.
        fill: String,
    },
    /// An image, each of its pixels a square.
    Image {
        /// Where.
        at: Place,
        /// A `data:` address.
        address: String,
    },
    /// A drawing of the page.
    Drawing {
        /// Where.
        at: Place,
        /// Its root.
        root: Element,
    },
    /// What a chart's SVG holds, in units of its own.
    Chart {
        /// Where.
        at: Place,
        /// Units to a pixel.
        units: f64,
        /// Elements of SVG.
        inside: String,
    },
}

/// A picture to be taken away.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The name of its file, without ending.
    pub name: String,
    /// What it shows, for those who do not see it.
    pub label: String,
    /// Width and height, pixels.
    pub size: (f64, f64),
    /// The colour that it lies on.
    pub ground: String,
    /// The family of its letters.
    pub font: String,
    /// What is in it, from below to above.
    pub marks: Vec<Mark>,
}

impl Picture {
    /// The picture as SVG.
    pub fn svg(&self) -> String {
        let (width, height) = (number(self.size.0), number(self.size.1));
        let label = escape(&self.label);
        let mut text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{label}\" font-family=\"{}\">\
             <title>{label}</title><rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>",
            escape(&self.font),
            escape(&self.ground),
        );
        self.marks.iter().for_each(|mark| self.write(&mut text, mark));
        text + "</svg>\n"
    }

    fn write(&self, text: &mut String, mark: &Mark) {
        match mark {
            Mark::Rect { at, fill } => *text += &format!("<rect{} fill=\"{}\"/>", place(at), escape(fill)),
            Mark::Text { at: (x, y), text: words, size, weight, fill } => {
                *text += &format!(
                    "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"{}\" fill=\"{}\">{}</text>",
                    number(*x),
                    number(*y),
                    escape(size),
                    escape(weight),
                    escape(fill),
                    escape(words)
                );
            }
            Mark::Image { at, address } => {
                *text += &format!(
                    "<image{} href=\"{}\" preserveAspectRatio=\"none\" image-rendering=\"pixelated\"/>",
                    place(at),
                    escape(address)
                );
            }
            Mark::Drawing { at, root } => {
                let mut root = root.clone();
                root.attributes.retain(|(name, _)| !["x", "y", "width", "height"].contains(&&name[..]));
                if !root.attributes.iter().any(|(name, _)| name == "viewBox") {
                    let whole = format!("0 0 {} {}", number(at[2]), number(at[3]));
                    root.attributes.push(("viewBox".to_owned(), whole));
                }
                let mut first: Vec<String> = STYLE.iter().map(|(_, first)| (*first).to_owned()).collect();
                if let Some(font) = STYLE.iter().position(|(name, _)| *name == "font-family") {
                    first[font].clone_from(&self.font);
                }
                root.write(text, &place(at), &first);
            }
            Mark::Chart { at, units, inside } => {
                let [width, height] = [at[2] * units, at[3] * units].map(number);
                *text += &format!("<svg{} viewBox=\"0 0 {width} {height}\">{inside}</svg>", place(at));
            }
        }
    }
}

fn place(at: &Place) -> String {
    let [x, y, width, height] = at.map(number);
    format!(" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
}

/// To a hundredth of a pixel.
fn number(value: f64) -> String {
    ((value * 100.0).round() / 100.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styled(tag: &str, changes: &[(&str, &str)]) -> Element {
        let value = |(name, first): (&str, &str)| {
            let change = changes.iter().find(|(changed, _)| *changed == name);
            change.map_or(first, |(_, value)| value).to_owned()
        };
        Element { tag: tag.to_owned(), style: STYLE.map(value).to_vec(), ..Element::default() }
    }

    fn picture(marks: Vec<Mark>) -> String {
        let picture = Picture {
            name: "p".to_owned(),
            label: "A \"picture\"".to_owned(),
            size: (100.0, 50.0),
            ground: "#fff".to_owned(),
            font: "system-ui".to_owned(),
            marks,
        };
        picture.svg()
    }

    #[test]
    fn a_picture_stands_alone() {
        assert_eq!(
            picture(vec![Mark::Rect { at: [1.0, 2.0, 3.456, 4.0], fill: "red".to_owned() }]),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\" viewBox=\"0 0 100 50\" role=\"img\" \
             aria-label=\"A &quot;picture&quot;\" font-family=\"system-ui\"><title>A &quot;picture&quot;</title>\
             <rect width=\"100\" height=\"50\" fill=\"#fff\"/><rect x=\"1\" y=\"2\" width=\"3.46\" height=\"4\" \
             fill=\"red\"/></svg>\n"
        );
    }

    #[test]
    fn looks_are_attributes_where_they_are_not_handed_down() {
        let mut root = styled("svg", &[("fill", "none"), ("stroke", "rgb(1, 2, 3)")]);
        let attributes =
            [("class", "sketch"), ("data-testid", "x"), ("width", "9"), ("viewBox", "0 0 9 9"), ("role", "img")];
        root.attributes = attributes.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let mut path = styled("path", &[("fill", "none"), ("stroke", "rgb(1, 2, 3)"), ("stroke-width", "2px")]);
        path.attributes = vec![("d".to_owned(), "M0 0".to_owned()), ("stroke".to_owned(), "var(--x)".to_owned())];
        path.opacity = Some("0.5".to_owned());
        let mut word = styled("text", &[("fill", "rgb(0, 0, 0)"), ("stroke", "none")]);
        word.children = vec![Node::Text("a < b".to_owned())];
        root.children = vec![Node::Element(path), Node::Element(word)];
        let drawn = picture(vec![Mark::Drawing { at: [0.0, 0.0, 9.0, 9.0], root }]);
        let inside = drawn.split_once("fill=\"#fff\"/>").expect("the ground").1;
        assert_eq!(
            inside,
            "<svg x=\"0\" y=\"0\" width=\"9\" height=\"9\" viewBox=\"0 0 9 9\" fill=\"none\" stroke=\"rgb(1, 2, 3)\">\
             <path d=\"M0 0\" stroke-width=\"2px\" opacity=\"0.5\"/><text fill=\"rgb(0, 0, 0)\" stroke=\"none\">\
             a &lt; b</text></svg></svg>\n"
        );
    }

    #[test]
    fn charts_and_images_keep_their_own_units() {
        let chart = Mark::Chart { at: [0.0, 10.0, 50.0, 20.0], units: 8.0, inside: "<g/>".to_owned() };
        let image = Mark::Image { at: [0.0, 0.0, 28.0, 28.0], address: "data:image/png;base64,AA==".to_owned() };
        let drawn = picture(vec![chart, image]);
        assert!(drawn.contains("<svg x=\"0\" y=\"10\" width=\"50\" height=\"20\" viewBox=\"0 0 400 160\"><g/></svg>"));
        assert!(drawn.contains(" href=\"data:image/png;base64,AA==\" preserveAspectRatio=\"none\""));
    }
}
