//! What stands on the page and can be taken away: elements with `data-export`, which holds the name of the file.
//!
//! Reads looks and words from the page; what becomes of them is in [`crate::export`].

use js_sys::Promise;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, CssStyleDeclaration, DomRect, Element, HtmlCanvasElement, HtmlImageElement,
    HtmlInputElement, HtmlSelectElement, Node, Url,
};

use super::database::wait;
use crate::export::svg::STYLE;
use crate::export::{Cell, Colours, Element as Drawn, Mark, Node as Part, Picture, Table, short_label};
use crate::format;

/// Pixels of a PNG to one of the page.
const SHARPNESS: f64 = 2.0;
/// Where a line of text has its base, as a share of its box's height. Between 0.76 and 0.81 in the fonts of today's
/// systems.
const BASE_LINE: f64 = 0.79;
/// Height of typed letters above their base line, pixels.
const TYPED: f64 = 10.0;
/// What is left out of a picture.
const UNSEEN: &str = "[hidden], [data-export-skip]";
/// What is left out of words: signs and swatches too.
const UNSAID: &str = "[hidden], [data-export-skip], [aria-hidden=true]";

/// What something on the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something that is looked at.
    Picture,
    /// A table, which can be looked at too.
    Table,
    /// A table that a picture of the same name shows.
    Numbers,
}

/// Something on the page that can be taken away.
pub struct Found {
    element: Element,
    /// The name of its file, without ending.
    pub name: String,
    /// What it is called in a list.
    pub label: String,
    /// What it is.
    pub kind: Kind,
}

/// What a canvas shows, drawn again as SVG: its elements, and how many of their units are a pixel. `None` where it is
/// known only pixel by pixel. It is asked with the name of the file and the canvas' size in pixels of the page.
pub type Redraw<'a> = &'a dyn Fn(&str, &HtmlCanvasElement, (f64, f64)) -> Option<(String, f64)>;

/// All that stands on the page and can be taken away, in the order of the page.
pub fn find() -> Vec<Found> {
    let marked = all(&document().body().map(Element::from), "[data-export]");
    let mut found: Vec<Found> = Vec::new();
    for element in marked.into_iter().filter(|element| matches!(element.closest("[hidden]"), Ok(None))) {
        let name = element.get_attribute("data-export").unwrap_or_default();
        let label = label(&element).unwrap_or_else(|| name.clone());
        let mut add = |element: Element, kind| {
            found.push(Found { element, name: name.clone(), label: short_label(&label), kind });
        };
        if element.local_name() == "table" {
            add(element, Kind::Table);
            continue;
        }
        let root = Some(element.clone());
        let tables = all(&root, "table");
        if tables.is_empty() || !all(&root, "svg, canvas").is_empty() {
            add(element, Kind::Picture);
        }
        tables.into_iter().for_each(|table| add(table, Kind::Table));
    }
    let pictures: Vec<String> =
        found.iter().filter(|found| found.kind == Kind::Picture).map(|found| found.name.clone()).collect();
    for table in found.iter_mut().filter(|found| found.kind == Kind::Table && pictures.contains(&found.name)) {
        table.kind = Kind::Numbers;
    }
    found
}

fn all(root: &Option<Element>, selector: &str) -> Vec<Element> {
    let list = root.as_ref().and_then(|root| root.query_selector_all(selector).ok());
    let elements = list.iter().flat_map(|list| (0..list.length()).filter_map(|place| list.get(place)));
    elements.filter_map(|node| node.dyn_into().ok()).collect()
}

/// What an element is called: by its own label, its caption, or the picture in it.
fn label(element: &Element) -> Option<String> {
    let own = element.get_attribute("aria-label").filter(|label| !label.trim().is_empty());
    let words = |selector| element.query_selector(selector).ok()?.map(|caption| self::words(&caption));
    let inner = || element.query_selector("[aria-label]").ok()?.and_then(|inner| inner.get_attribute("aria-label"));
    own.or_else(|| words("caption")).or_else(|| words("figcaption")).or_else(inner).filter(|label| !label.is_empty())
}

/// The words that an element shows, with single spaces.
fn words(element: &Element) -> String {
    let mut text = String::new();
    gather(element, &mut text);
    text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn gather(node: &Node, text: &mut String) {
    let children = node.child_nodes();
    for child in (0..children.length()).filter_map(|place| children.get(place)) {
        if child.node_type() == Node::TEXT_NODE {
            *text += &child.text_content().unwrap_or_default();
        } else if let Some(input) = child.dyn_ref::<HtmlInputElement>() {
            if input.type_() == "text" {
                *text += &format!(" {}", input.value());
            }
        } else if let Some(select) = child.dyn_ref::<HtmlSelectElement>() {
            *text += &format!(" {}", select.value());
        } else if child.dyn_ref::<Element>().is_some_and(|element| matches!(element.matches(UNSAID), Ok(false))) {
            gather(&child, text);
        }
    }
}

impl Found {
    /// The table that it is.
    pub fn table(&self) -> Table {
        let rows = all(&Some(self.element.clone()), "tr");
        let rows = rows.iter().filter(|row| matches!(row.closest("[hidden]"), Ok(None))).map(|row| {
            let cells = all(&Some(row.clone()), "th, td");
            cells.iter().filter(|cell| matches!(cell.matches(UNSAID), Ok(false))).map(cell).collect()
        });
        Table { name: self.name.clone(), label: self.label.clone(), rows: rows.collect() }
    }

    /// The picture that it is.
    pub fn picture(&self, redraw: Redraw<'_>) -> Picture {
        let look = look(&self.element);
        let size = size(&self.element);
        let mut canvas = Canvas { name: &self.name, origin: (0.0, 0.0), redraw, marks: Vec::new() };
        if self.element.local_name() == "svg" {
            canvas.marks.push(Mark::Drawing { at: [0.0, 0.0, size.0, size.1], root: drawn(&self.element) });
        } else {
            let rect = self.element.get_bounding_client_rect();
            canvas.origin = (rect.left(), rect.top());
            canvas.take(&self.element);
        }
        Picture {
            name: self.name.clone(),
            label: self.element.get_attribute("aria-label").unwrap_or_else(|| self.label.clone()),
            size,
            ground: colours().paper,
            font: look.map(|look| property(&look, "font-family")).unwrap_or_default(),
            marks: canvas.marks,
        }
    }
}

/// A number in `data-value`, of the cell itself or of the one thing in it that has one.
fn cell(cell: &Element) -> Cell {
    let inner = all(&Some(cell.clone()), "[data-value]");
    let holder = match (cell.get_attribute("data-value"), &inner[..]) {
        (Some(value), _) => Some(value),
        (None, [only]) => only.get_attribute("data-value"),
        (None, _) => None,
    };
    let span = |name| cell.get_attribute(name).and_then(|span| span.parse().ok()).unwrap_or(1);
    let look = look(cell);
    let colours = look.as_ref().and_then(|look| Some([ground(look)?, property(look, "color")]));
    Cell {
        text: words(cell),
        value: holder.map(|value| value.trim().to_owned()).filter(|value| is_number(value)),
        heading: cell.local_name() == "th",
        columns: span("colspan"),
        rows: span("rowspan"),
        colours,
    }
}

fn is_number(text: &str) -> bool {
    format::read(text).is_some()
}

/// Width and height. Those of a drawing are its own, so that it can be taken out of a closed menu.
fn size(element: &Element) -> (f64, f64) {
    let own = |name| format::read(&element.get_attribute(name)?);
    match (element.local_name().as_str(), own("width"), own("height")) {
        ("svg", Some(width), Some(height)) => (width, height),
        (_, _, _) => {
            let rect = element.get_bounding_client_rect();
            (rect.width(), rect.height())
        }
    }
}

fn look(element: &Element) -> Option<CssStyleDeclaration> {
    window().get_computed_style(element).ok()?
}

fn property(look: &CssStyleDeclaration, name: &str) -> String {
    look.get_property_value(name).unwrap_or_default().trim().to_owned()
}

/// The colour of an element's own ground; `None` where what lies below shows.
fn ground(look: &CssStyleDeclaration) -> Option<String> {
    let ground = property(look, "background-color");
    (!matches!(ground.as_str(), "" | "transparent" | "rgba(0, 0, 0, 0)")).then_some(ground)
}

fn written(at: (f64, f64), text: String, look: &CssStyleDeclaration) -> Mark {
    let [size, weight, fill] = ["font-size", "font-weight", "color"].map(|name| property(look, name));
    Mark::Text { at, text, size, weight, fill }
}

/// The colours of the page now.
pub fn colours() -> Colours {
    let look = document().document_element().and_then(|root| look(&root));
    let colour = |name| look.as_ref().map(|look| property(look, name)).unwrap_or_default();
    Colours { paper: colour("--paper"), ink: colour("--ink"), soft: colour("--ink-soft"), rule: colour("--rule") }
}

/// The family of the page's letters.
pub fn font() -> String {
    document().body().and_then(|body| look(&body)).map(|look| property(&look, "font-family")).unwrap_or_default()
}

/// An element of SVG with what the browser computed for it.
fn drawn(element: &Element) -> Drawn {
    let names = element.get_attribute_names().iter().filter_map(|name| name.as_string()).collect::<Vec<_>>();
    let attributes = names.into_iter().filter_map(|name| Some((name.clone(), element.get_attribute(&name)?)));
    let look = look(element);
    let mut children = Vec::new();
    let nodes = element.child_nodes();
    for node in (0..nodes.length()).filter_map(|place| nodes.get(place)) {
        if node.node_type() == Node::TEXT_NODE {
            children.push(Part::Text(node.text_content().unwrap_or_default()));
        } else if let Some(child) = node.dyn_ref::<Element>().filter(|child| is_drawn(child)) {
            children.push(Part::Element(drawn(child)));
        }
    }
    Drawn {
        tag: element.local_name(),
        attributes: attributes.collect(),
        style: look.iter().flat_map(|look| STYLE.iter().map(|(name, _)| property(look, name))).collect(),
        opacity: look.as_ref().map(|look| property(look, "opacity")),
        children,
    }
}

/// Whether an element of SVG can be seen elsewhere: HTML within it cannot.
fn is_drawn(element: &Element) -> bool {
    let shown = look(element).is_none_or(|look| property(&look, "display") != "none");
    let title = element.local_name() == "title";
    (shown || title) && !matches!(element.local_name().as_str(), "foreignObject" | "script" | "style")
}

/// Takes what is on the page over into a picture.
struct Canvas<'a> {
    name: &'a str,
    origin: (f64, f64),
    redraw: Redraw<'a>,
    marks: Vec<Mark>,
}

impl Canvas<'_> {
    fn place(&self, rect: &DomRect) -> [f64; 4] {
        [rect.left() - self.origin.0, rect.top() - self.origin.1, rect.width(), rect.height()]
    }

    fn take(&mut self, element: &Element) {
        let Some(look) = look(element).filter(|_| matches!(element.matches(UNSEEN), Ok(false))) else { return };
        let rect = element.get_bounding_client_rect();
        let at = self.place(&rect);
        let seen = property(&look, "display") != "none" && property(&look, "visibility") != "hidden";
        // What is there for readers of the screen alone is a pixel large.
        if !seen || at[2] <= 1.0 || at[3] <= 1.0 {
            return;
        }
        self.marks.extend(ground(&look).map(|fill| Mark::Rect { at, fill }));
        // Of borders, the lines between the rows of tables.
        let line = format::read(property(&look, "border-bottom-width").trim_end_matches("px")).unwrap_or(0.0);
        if line > 0.0 && matches!(element.local_name().as_str(), "td" | "th" | "tr") {
            let at = [at[0], at[1] + at[3] - line, at[2], line];
            self.marks.push(Mark::Rect { at, fill: property(&look, "border-bottom-color") });
        }
        if element.local_name() == "svg" {
            self.marks.push(Mark::Drawing { at, root: drawn(element) });
        } else if let Some(canvas) = element.dyn_ref::<HtmlCanvasElement>() {
            let mark = match (self.redraw)(self.name, canvas, (at[2], at[3])) {
                Some((inside, units)) => Some(Mark::Chart { at, units, inside }),
                None => canvas.to_data_url().ok().map(|address| Mark::Image { at, address }),
            };
            self.marks.extend(mark);
        } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            if input.type_() == "text" {
                self.marks.push(written((at[0], at[1] + (at[3] + TYPED) / 2.0), input.value(), &look));
            }
        } else {
            let nodes = element.child_nodes();
            for node in (0..nodes.length()).filter_map(|place| nodes.get(place)) {
                if node.node_type() == Node::TEXT_NODE {
                    self.take_text(&node, &look);
                } else if let Some(child) = node.dyn_ref::<Element>() {
                    self.take(child);
                }
            }
        }
    }

    /// Takes a text over: as a whole where it is one line, otherwise word by word.
    fn take_text(&mut self, node: &Node, look: &CssStyleDeclaration) {
        let text = node.text_content().unwrap_or_default();
        if text.trim().is_empty() {
            return;
        }
        let Ok(range) = document().create_range() else { return };
        if range.select_node_contents(node).is_err() {
            return;
        }
        let lines = range.get_client_rects().map_or(0, |rects| rects.length());
        let parts: Vec<&str> = if lines <= 1 { vec![text.trim()] } else { text.split_whitespace().collect() };
        let mut from = 0;
        for part in parts {
            let Some(start) = text[from..].find(part).map(|place| from + place) else { continue };
            from = start + part.len();
            // The browser counts in UTF-16.
            let [start, end] = [start, from].map(|byte| text[..byte].encode_utf16().count() as u32);
            if range.set_start(node, start).is_err() || range.set_end(node, end).is_err() {
                continue;
            }
            let at = self.place(&range.get_bounding_client_rect());
            self.marks.push(written((at[0], at[1] + BASE_LINE * at[3]), part.replace('\u{ad}', ""), look));
        }
    }
}

/// SVG of this size in pixels of the page as PNG.
///
/// # Errors
/// Where the browser cannot paint it.
pub async fn png(svg: &str, (width, height): (f64, f64)) -> Result<Blob, JsValue> {
    let address = Url::create_object_url_with_blob(&super::files::blob(svg.as_bytes(), "image/svg+xml")?)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&address);
    let loaded = wait(&image, "onload", &["onerror"]).await;
    Url::revoke_object_url(&address)?;
    loaded?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    let [columns, rows] = [width, height].map(|length| (length * SHARPNESS).ceil().max(1.0));
    canvas.set_width(columns as u32);
    canvas.set_height(rows as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or("no context")?.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, columns, rows)?;
    let mut refused = None;
    let painted = Promise::new(&mut |resolve, _| refused = canvas.to_blob(&resolve).err());
    match refused {
        Some(error) => Err(error),
        // Nothing comes where the canvas is too large for the browser.
        None => JsFuture::from(painted).await?.dyn_into(),
    }
}

/// Now, as people of this language write it.
pub fn now(language: &str) -> String {
    js_sys::Date::new_0().to_locale_string(language, &JsValue::UNDEFINED).into()
}

/// The address of the page with these settings.
pub fn address(fragment: &str) -> String {
    let location = window().location();
    let page = location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default();
    if fragment.is_empty() { page } else { format!("{page}#{fragment}") }
}
