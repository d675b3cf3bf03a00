//! The page's words: what it fetches in each language, and what `index.html` says before.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use words::{BOOT, Language};

use crate::gzip::sha256;
use crate::paths;

/// Name of the folder of words in a site.
pub const FOLDER: &str = "words";

/// Writes the texts of each language into a site and names them in its `index.html`, which also gets what it says in
/// all of them. A file's name changes with its content and with what the page's code expects in it.
///
/// # Errors
/// When a language is not complete, or the site cannot be written.
pub fn install(site: &Path) -> Result<()> {
    let languages = words::read(&paths::root().join("words")).map_err(|complaint| anyhow!(complaint))?;
    let reference = words::reference(&languages).map_err(|complaint| anyhow!(complaint))?;
    let folder = site.join(FOLDER);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder)?;
    let mut attributes = String::new();
    for language in &languages {
        let texts = language.lines(reference);
        let hash = sha256([reference.lines(reference).as_bytes(), texts.as_bytes()].concat().as_slice());
        let name = format!("{}-{}.txt", language.code, &hash[..12]);
        fs::write(folder.join(&name), texts)?;
        attributes += &format!(" data-words-{}=\"{FOLDER}/{name}\"", language.code);
    }
    let index = site.join("index.html");
    let page = fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    let page = said(&page, &languages).replacen(" src=\"boot.js\"", &format!(" src=\"boot.js\"{attributes}"), 1);
    fs::write(&index, page).with_context(|| format!("cannot write {}", index.display()))
}

/// A page with its places filled: an element with `data-each-language` stands once for each of them, with their own
/// words; elsewhere all say the same, one after the other.
fn said(page: &str, languages: &[Language]) -> String {
    const MARK: &str = " data-each-language";
    let mut said = String::new();
    let mut rest = page;
    while let Some(element) = rest.find(MARK).and_then(|mark| element(rest, mark)) {
        said += &filled(&rest[..element.start], languages);
        let indent = &rest[rest[..element.start].rfind('\n').unwrap_or(0)..element.start];
        let copies = languages.iter().map(|language| {
            let lang = format!(" lang=\"{}\"", language.code);
            filled(&rest[element.clone()].replacen(MARK, &lang, 1), std::slice::from_ref(language))
        });
        said += &copies.collect::<Vec<_>>().join(indent);
        rest = &rest[element.end..];
    }
    said + &filled(rest, languages)
}

/// Where the element stands whose tag has this place.
fn element(page: &str, place: usize) -> Option<std::ops::Range<usize>> {
    let start = page[..place].rfind('<')?;
    let name = page[start + 1..].split([' ', '>']).next()?;
    let end = format!("</{name}>");
    Some(start..place + page[place..].find(&end)? + end.len())
}

/// A text with each `{{name}}` taken from the section [`BOOT`].
fn filled(text: &str, languages: &[Language]) -> String {
    let mut parts = text.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or((part, ""));
        let words: Vec<&str> = languages.iter().map(|language| language.text(BOOT, name)).collect();
        filled += &words.join(" · ").replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        filled += rest;
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_what_it_says_before_its_code_in_every_language() {
        let language = |code, text: &str| Language::parse(code, text).expect("it is well-formed");
        let languages = [
            language("es", r#"{"boot": {"title": "redes", "failed": "No <va>.", "retry": "Otra vez"}}"#),
            language("en", r#"{"boot": {"title": "networks", "failed": "It fails.", "retry": "Again"}}"#),
        ];
        let page =
            "<title>Trazo · {{title}}</title>\n <p class=\"a\" data-each-language>{{failed}} <b>{{retry}}</b></p>\n";
        assert_eq!(
            said(page, &languages),
            "<title>Trazo · redes · networks</title>\n <p class=\"a\" lang=\"es\">No &lt;va>. <b>Otra vez</b></p>\n \
             <p class=\"a\" lang=\"en\">It fails. <b>Again</b></p>\n"
        );
    }
}
