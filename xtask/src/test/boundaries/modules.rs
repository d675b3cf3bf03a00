//! The modules of a crate and what each of them uses, read from its sources. Tests are left out.

use super::tokens::{Token, closed, tokens};

/// A module.
#[derive(Debug, Default)]
pub struct Module {
    /// Its names from the crate's root on; none for the root itself.
    pub path: Vec<String>,
    /// Its file.
    pub file: String,
    /// The modules that it declares, in order.
    pub children: Vec<String>,
    /// What it calls by a name of its own, and where that comes from.
    imports: Vec<(String, Vec<String>)>,
    /// The paths that it names, and their lines.
    names: Vec<(Vec<String>, usize)>,
}

/// A module that uses another one.
#[derive(Debug, PartialEq, Eq)]
pub struct Use {
    /// Names of the one that uses.
    pub from: Vec<String>,
    /// Names of the one that is used.
    pub to: Vec<String>,
    /// Where: file and line.
    pub place: String,
}

/// The modules of a crate, the root first.
pub struct Modules(pub Vec<Module>);

impl Modules {
    /// Reads the crate with this root; `text` gives a file's content, `None` where there is no such file.
    pub fn read<'a>(root: &str, text: impl Fn(&str) -> Option<&'a str>) -> Self {
        // The modules of `src/bin/worker/main.rs` and `src/lib.rs` lie beside it, those of `src/bin/x.rs` too.
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut reader = Reader { text, modules: Vec::new() };
        reader.file(Vec::new(), root, folder);
        Self(reader.modules)
    }

    /// What uses what: by `use`, or by a path in the code. A name that a module only hands on counts as a use of where
    /// it comes from.
    pub fn uses(&self) -> Vec<Use> {
        let uses = self.0.iter().flat_map(|module| {
            module.names.iter().filter_map(|(name, line)| {
                let to = self.resolve(&module.path, name, 0)?;
                Some(Use { from: module.path.clone(), to, place: format!("{}:{line}", module.file) })
            })
        });
        uses.collect()
    }

    fn module(&self, path: &[String]) -> Option<&Module> {
        self.0.iter().find(|module| module.path == path)
    }

    /// The module that holds what `name` means in the module `from`; `None` for what is no part of the crate.
    fn resolve(&self, from: &[String], name: &[String], depth: usize) -> Option<Vec<String>> {
        /// Names that hand each other on in a circle lead nowhere.
        const MOST: usize = 16;
        let mut at = from.to_vec();
        for (place, word) in name.iter().enumerate() {
            match word.as_str() {
                "crate" if place == 0 => at.clear(),
                "self" => {}
                "super" => drop(at.pop()?),
                _ => {
                    let module = self.module(&at)?;
                    if module.children.contains(word) {
                        at.push(word.clone());
                        continue;
                    }
                    let import = module.imports.iter().find(|(own, path)| own == word && path != name);
                    let handed_on = import.filter(|_| depth < MOST).and_then(|(_, path)| {
                        let whole = [path.as_slice(), &name[place + 1..]].concat();
                        self.resolve(&at, &whole, depth + 1)
                    });
                    // The first word of a path is a crate's or a local one where the module does not know it.
                    return if place == 0 { handed_on } else { Some(handed_on.unwrap_or(at)) };
                }
            }
        }
        Some(at)
    }
}

struct Reader<F> {
    text: F,
    modules: Vec<Module>,
}

impl<'a, F: Fn(&str) -> Option<&'a str>> Reader<F> {
    /// Reads a module from its file; `folder` is where its children lie.
    fn file(&mut self, path: Vec<String>, file: &str, folder: &str) {
        if let Some(text) = (self.text)(file) {
            self.block(path, file, folder, &tokens(text));
        }
    }

    /// Reads a module from what stands between its braces.
    fn block(&mut self, path: Vec<String>, file: &str, folder: &str, tokens: &[Token]) {
        let index = self.modules.len();
        self.modules.push(Module { path, file: file.to_owned(), ..Module::default() });
        let word = |place: usize| tokens.get(place).map_or("", |token| token.text);
        let mut place = 0;
        while place < tokens.len() {
            place = match word(place) {
                "#" if word(place + 1) == "[" => {
                    let end = closed(tokens, place + 1);
                    if is_left_out(&tokens[place..end]) { item_end(tokens, end) } else { end }
                }
                "mod" if matches!(word(place + 2), ";" | "{") => {
                    let end = if word(place + 2) == "{" { closed(tokens, place + 2) } else { place + 3 };
                    self.child(index, word(place + 1), folder, &tokens[place + 3..end]);
                    end
                }
                "use" if word(place + 1) != "<" => {
                    let end = place + tokens[place..].iter().take_while(|token| token.text != ";").count();
                    self.import(index, &tokens[place + 1..end]);
                    end
                }
                "crate" | "self" | "super" if word(place + 1) == "::" => {
                    let line = tokens[place].line;
                    let (name, end) = path_at(tokens, place);
                    self.modules[index].names.push((name, line));
                    end
                }
                _ => place + 1,
            };
        }
    }

    /// Reads a module that another one declares, from its own file or from between its braces.
    fn child(&mut self, parent: usize, name: &str, folder: &str, inner: &[Token]) {
        let Module { path, file, children, .. } = &mut self.modules[parent];
        children.push(name.to_owned());
        let (path, file) = ([path.as_slice(), &[name.to_owned()]].concat(), file.clone());
        let folder_of_child = format!("{folder}/{name}");
        if inner.is_empty() {
            self.file(path, &format!("{folder_of_child}.rs"), &folder_of_child);
        } else {
            self.block(path, &file, &folder_of_child, inner);
        }
    }

    fn import(&mut self, index: usize, tree: &[Token]) {
        let Some(line) = tree.first().map(|token| token.line) else { return };
        let mut leaves = Vec::new();
        leaves_of(tree, &[], &mut leaves);
        for (name, path) in leaves {
            let module = &mut self.modules[index];
            module.names.push((path.clone(), line));
            module.imports.extend(name.map(|name| (name, path)));
        }
    }
}

/// Whether an attribute keeps an item out of what is built: for tests, or for links in documents.
fn is_left_out(attribute: &[Token]) -> bool {
    let has = |word| attribute.iter().any(|token| token.text == word);
    has("cfg") && (has("test") || has("doc")) && !has("not")
}

/// The place behind the item that begins at `start`, its other attributes included.
fn item_end(tokens: &[Token], start: usize) -> usize {
    let mut place = start;
    while let Some(token) = tokens.get(place) {
        match token.text {
            ";" => return place + 1,
            "{" => return closed(tokens, place),
            "(" | "[" => place = closed(tokens, place),
            _ => place += 1,
        }
    }
    place
}

/// The path that begins here and the place behind it.
fn path_at(tokens: &[Token], start: usize) -> (Vec<String>, usize) {
    let mut name = vec![tokens[start].text.to_owned()];
    let mut place = start + 1;
    while let [sign, word, ..] = &tokens[place..] {
        if sign.text != "::" || !word.text.starts_with(|sign: char| sign.is_alphabetic() || sign == '_') {
            break;
        }
        name.push(word.text.to_owned());
        place += 2;
    }
    (name, place)
}

/// The names that a `use` brings in and their paths; a `*` brings in none by name.
fn leaves_of(tree: &[Token], before: &[String], leaves: &mut Vec<(Option<String>, Vec<String>)>) {
    let Some(first) = tree.first() else { return };
    let (mut path, mut place) = (before.to_vec(), 0);
    if first.text.starts_with(|sign: char| sign.is_alphabetic() || sign == '_') {
        let (words, end) = path_at(tree, 0);
        path.extend(words);
        place = end;
    }
    let rest = &tree[place..];
    match rest.iter().map(|token| token.text).find(|text| *text != "::") {
        Some("{") => {
            let open = place + rest.iter().take_while(|token| token.text != "{").count();
            let inner = &tree[open + 1..closed(tree, open) - 1];
            let mut start = 0;
            while start < inner.len() {
                let mut end = start;
                while end < inner.len() && inner[end].text != "," {
                    end = if inner[end].text == "{" { closed(inner, end) } else { end + 1 };
                }
                leaves_of(&inner[start..end], &path, leaves);
                start = end + 1;
            }
        }
        Some("*") => leaves.push((None, path)),
        other => {
            // `self` in braces stands for what is before them.
            if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
                path.pop();
            }
            let alias = (other == Some("as")).then(|| tree.last().map(|token| token.text.to_owned())).flatten();
            leaves.push((alias.or_else(|| path.last().cloned()), path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What uses what in a made-up crate with the root `src/lib.rs`.
    fn uses(files: &[(&'static str, &'static str)]) -> Vec<String> {
        let text = |path: &str| files.iter().find(|(name, _)| *name == path).map(|(_, text)| *text);
        let shown = |Use { from, to, place }: Use| format!("{} → {} ({place})", from.join("::"), to.join("::"));
        Modules::read("src/lib.rs", text).uses().into_iter().map(shown).collect()
    }

    #[test]
    fn imports_and_paths_are_uses() {
        let found = uses(&[
            ("src/lib.rs", "pub mod spec;\nmod session;"),
            ("src/spec.rs", "mod layer;\npub use layer::Layer;"),
            ("src/spec/layer.rs", "use std::fmt;\nuse super::Rate;"),
            ("src/session.rs", "use crate::spec::{self, layer::Dense as D};\n\nfn f() { crate::spec::g::<u8>() }"),
        ]);
        assert_eq!(
            found,
            [
                "spec → spec::layer (src/spec.rs:2)",
                "spec::layer → spec (src/spec/layer.rs:2)",
                "session → spec (src/session.rs:1)",
                "session → spec::layer (src/session.rs:1)",
                "session → spec (src/session.rs:3)",
            ]
        );
    }

    #[test]
    fn what_is_handed_on_is_a_use_of_where_it_comes_from() {
        let found = uses(&[
            ("src/lib.rs", "mod view;"),
            ("src/view.rs", "mod button;\nmod later;\npub use later::{Later, A as B};\nuse button::*;"),
            ("src/view/button.rs", "use super::Later;\nuse super::B;\nuse super::view_only;"),
            ("src/view/later.rs", ""),
        ]);
        assert_eq!(
            found,
            [
                "view → view::later (src/view.rs:3)",
                "view → view::later (src/view.rs:3)",
                "view → view::button (src/view.rs:4)",
                "view::button → view::later (src/view/button.rs:1)",
                "view::button → view::later (src/view/button.rs:2)",
                "view::button → view (src/view/button.rs:3)",
            ]
        );
    }

    #[test]
    fn tests_and_other_crates_are_left_out_and_modules_in_braces_are_not() {
        let found = uses(&[
            (
                "src/lib.rs",
                "use burn::a::B;\nmod a;\nmod b { fn f() { super::a::g(\"crate::c\") } }\npub(crate) fn f() {}",
            ),
            (
                "src/a.rs",
                "#[cfg(doc)]\nuse crate::b::B;\n#[cfg(test)]\n#[path = \"x\"]\nmod tests { use crate::b; }\nuse a::C;",
            ),
        ]);
        assert_eq!(found, ["b → a (src/lib.rs:3)"]);
    }
}
