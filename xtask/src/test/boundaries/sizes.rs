//! How large files, components and the central types may become.

use super::tokens::{Token, closed, tokens};

/// A Rust file with more lines has more than one job.
const LONGEST_RUST: usize = 450;
/// The same for stylesheets and scripts.
const LONGEST_OTHER: usize = 600;
/// A component with more lines draws more than one thing.
const LONGEST_COMPONENT: usize = 120;

/// Files that are too long.
pub fn long_files(files: &[(String, String)]) -> Vec<String> {
    let most = |path: &str| match path.rsplit_once('.') {
        Some((_, "rs")) => Some(LONGEST_RUST),
        Some((_, "js" | "mjs" | "ts" | "css")) => Some(LONGEST_OTHER),
        _ => None,
    };
    let counted = files.iter().filter_map(|(path, text)| {
        let (most, lines) = (most(path)?, text.lines().count());
        (lines > most).then(|| format!("{path} has {lines} lines, more than {most}"))
    });
    counted.collect()
}

/// Components that are too long.
pub fn long_components(files: &[(String, String)]) -> Vec<String> {
    rust(files).flat_map(|(path, text)| components(path, text)).collect()
}

fn components(path: &str, text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let is_mark = |place: &usize| words(&tokens[*place..]).take(3).eq(["#", "[", "component"]);
    let long = (0..tokens.len()).filter(is_mark).filter_map(|mark| {
        let start = mark + words(&tokens[mark..]).position(|word| word == "fn")?;
        let last = tokens.get(body(&tokens, start)?.1 - 1)?;
        let lines = last.line + 1 - tokens[start].line;
        let name = tokens.get(start + 1)?.text;
        (lines > LONGEST_COMPONENT)
            .then(|| format!("{path}: component `{name}` has {lines} lines, more than {LONGEST_COMPONENT}"))
    });
    long.collect()
}

/// A type that everything passes through, and how much of it there may be.
struct Central {
    /// `struct` (fields are counted), `enum` (variants) or `impl` (public functions).
    kind: &'static str,
    name: &'static str,
    /// What its file's path contains.
    within: &'static str,
    most: usize,
    what: &'static str,
}

const CENTRAL: [Central; 4] = [
    Central { kind: "struct", name: "State", within: "app/src/state", most: 15, what: "fields" },
    Central { kind: "impl", name: "Session", within: "/src/session", most: 18, what: "public functions" },
    Central { kind: "enum", name: "Command", within: "/src/protocol", most: 13, what: "variants" },
    Central { kind: "enum", name: "Event", within: "/src/protocol", most: 17, what: "variants" },
];

/// Central types that have grown too large, or are not where they are looked for.
pub fn large_types(files: &[(String, String)]) -> Vec<String> {
    let complaint = |Central { kind, name, within, most, what }: &Central| {
        let counts: Vec<usize> = rust(files)
            .filter(|(path, _)| path.contains(within))
            .flat_map(|(_, text)| count(text, kind, name))
            .collect();
        let sum: usize = counts.iter().sum();
        if counts.is_empty() {
            Some(format!("there is no `{kind} {name}` in a file of …{within}…"))
        } else {
            (sum > *most).then(|| format!("`{name}` has {sum} {what}, more than {most}"))
        }
    };
    CENTRAL.iter().filter_map(complaint).collect()
}

/// Members of each type or block of this kind and name in a source.
fn count(text: &str, kind: &str, name: &str) -> Vec<usize> {
    let tokens = tokens(text);
    let is_start = |place: &usize| words(&tokens[*place..]).take(3).eq([kind, name, "{"]);
    let found = (0..tokens.len()).filter(is_start).filter_map(|start| {
        let (open, end) = body(&tokens, start)?;
        Some(members(kind, &tokens[open + 1..end - 1]))
    });
    found.collect()
}

/// Members between the braces of a type or block.
fn members(kind: &str, inner: &[Token]) -> usize {
    let (mut count, mut place, mut before) = (0, 0, ",");
    while let Some(token) = inner.get(place) {
        let next = inner.get(place + 1).map_or("", |token| token.text);
        count += usize::from(match kind {
            "struct" => token.text == ":",
            "enum" => before == "," && token.text != "#",
            _ => token.text == "pub" && next != "(" && words(&inner[place..]).take(4).any(|word| word == "fn"),
        });
        let is_attribute = token.text == "#";
        place = match (token.text, next) {
            ("(" | "[" | "{", _) => closed(inner, place),
            ("#", "[") => closed(inner, place + 1),
            _ => place + 1,
        };
        if !is_attribute {
            before = token.text;
        }
    }
    count
}

/// Where the braces after `start` open, and the place behind them.
fn body(tokens: &[Token], start: usize) -> Option<(usize, usize)> {
    let open = start + words(&tokens[start..]).position(|word| word == "{")?;
    Some((open, closed(tokens, open)))
}

fn words<'a>(tokens: &'a [Token<'a>]) -> impl Iterator<Item = &'a str> {
    tokens.iter().map(|token| token.text)
}

fn rust(files: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    files.iter().map(|(path, text)| (path.as_str(), text.as_str())).filter(|(path, _)| path.ends_with(".rs"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, String)]) -> Vec<(String, String)> {
        files.iter().map(|(path, text)| ((*path).to_owned(), text.clone())).collect()
    }

    #[test]
    fn long_files_are_named() {
        let lines = |count| "x\n".repeat(count);
        let found = long_files(&files(&[
            ("app/src/state.rs", lines(450)),
            ("app/src/view.rs", lines(451)),
            ("app/styles/a.css", lines(601)),
            ("README.md", lines(999)),
        ]));
        assert_eq!(
            found,
            ["app/src/view.rs has 451 lines, more than 450", "app/styles/a.css has 601 lines, more than 600"]
        );
    }

    #[test]
    fn a_long_component_is_named_whatever_stands_before_it() {
        let component = |lines: usize| {
            format!(
                "/// A map.\n#[component]\n#[expect(x)]\npub fn Map(\n    a: [u8; 2],\n) -> impl X {{\n{}}}\n",
                "a\n".repeat(lines)
            )
        };
        let long = format!("{}fn f() {{\n{}}}\n", component(117), "a\n".repeat(300));
        let found = long_components(&files(&[("app/src/a.rs", component(116)), ("app/src/b.rs", long)]));
        assert_eq!(found, ["app/src/b.rs: component `Map` has 121 lines, more than 120"]);
    }

    #[test]
    fn members_are_counted_through_types_and_attributes() {
        let state = "#[derive(A)]\npub struct State {\n/// x: y,\n#[serde(a)]\npub a: Vec<(u8, B)>,\npub(crate) b: c::D<E, F>,\n}";
        assert_eq!(count(state, "struct", "State"), [2]);
        let event = "enum Event { #[doc] A, B { c: D, e: F }, #[x(a, b)] #[y] G(H, I), J }";
        assert_eq!(count(event, "enum", "Event"), [4]);
        let session = "impl Session {\npub fn a(&self) { pub_fn() }\nfn b() {}\npub(super) fn c() {}\npub async fn d() {}\n}\nimpl Session { pub const E: u8 = 1; pub const fn f() {} }";
        assert_eq!(count(session, "impl", "Session"), [2, 1]);
    }

    #[test]
    fn a_central_type_that_grows_or_goes_is_told() {
        let variants = |count| format!("enum Command {{ {} }}", "A, ".repeat(count));
        let found = large_types(&files(&[
            ("spec/src/protocol/command.rs", variants(14)),
            ("xtask/src/main.rs", variants(99)),
            ("spec/src/protocol/event.rs", "pub enum Event { A }".to_owned()),
            ("app/src/state.rs", "pub struct State { a: B }".to_owned()),
        ]));
        assert_eq!(
            found,
            ["there is no `impl Session` in a file of …/src/session…", "`Command` has 14 variants, more than 13"]
        );
    }
}
