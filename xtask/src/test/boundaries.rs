//! Rules about the tree that no compiler checks. Each is one check with its own sentence.

mod imports;
mod modules;
mod sizes;
mod tokens;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::licences;
use super::outcome::Outcome;
use crate::build::Worker;
use crate::paths;
use crate::process::{command, output};
use modules::Modules;

/// Runs all of them.
pub fn run() -> Result<Outcome> {
    let files = Files::of_project()?;
    let crates: Vec<Modules> = roots()?.iter().map(|root| Modules::read(root, |path| files.text(path))).collect();
    let checks = [
        Outcome::of("a module uses only those above it", &of_each(&crates, imports::out_of_order)),
        Outcome::of("no imports go round in a circle", &of_each(&crates, imports::circles)),
        Outcome::of("one file, one job", &sizes::long_files(&files.texts)),
        Outcome::of("one component, one thing to see", &sizes::long_components(&files.texts)),
        Outcome::of("the central types stay small", &sizes::large_types(&files.texts)),
        Outcome::of("ARCHITECTURE.md names what exists", &files.missing_paths("ARCHITECTURE.md")),
        Outcome::of("CONTRIBUTING.md names what exists", &files.missing_paths("CONTRIBUTING.md")),
        Outcome::of("the policy drops inline styles and scripts", &files.inline_in_html()),
        Outcome::of("lock files name no registry of ours", &files.registries_in_locks()),
        Outcome::of("both licences are there", &files.missing_licences()),
        Outcome::of("every dependency may be shipped", &shipped_licences()?),
    ];
    Ok(checks.iter().fold(Outcome::default(), |sum, outcome| sum.plus(outcome)))
}

/// The root files of all libraries and programs of the workspace, from the project's root on.
fn roots() -> Result<Vec<String>> {
    let root = paths::root();
    let said = output(
        command("cargo").args(["metadata", "--no-deps", "--locked", "--format-version", "1"]).current_dir(&root),
    )?;
    let metadata: Value = serde_json::from_str(&said).context("cargo's metadata is JSON")?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let is_product = |target: &Value| list(&target["kind"]).iter().any(|kind| *kind == "lib" || *kind == "bin");
    let targets = list(&metadata["packages"]).into_iter().flat_map(|package| list(&package["targets"]));
    let files = targets.filter(is_product).filter_map(|target| {
        let file = Path::new(target["src_path"].as_str()?).strip_prefix(&root).ok()?;
        Some(file.to_str()?.replace('\\', "/"))
    });
    Ok(files.collect())
}

/// What a check complains of in all crates.
fn of_each(crates: &[Modules], check: fn(&Modules) -> Vec<String>) -> Vec<String> {
    crates.iter().flat_map(check).collect()
}

/// Crates in the page or the workers whose licence asks for more than a notice.
fn shipped_licences() -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    for what in [vec!["-p", "app"], Worker::Webgpu.selection(), Worker::Reader.selection()] {
        let tree = output(
            command("cargo")
                .args(["tree", "--locked", "-e", "normal", "--target", "wasm32-unknown-unknown"])
                .args(["--prefix", "none", "--format", "{p}|{l}"])
                .args(what)
                .current_dir(paths::root()),
        )?;
        complaints.extend(licences::complaints(&tree));
    }
    complaints.sort();
    complaints.dedup();
    Ok(complaints)
}

/// The project's text files.
struct Files {
    root: PathBuf,
    /// Path from the root, with `/`, and text.
    texts: Vec<(String, String)>,
}

impl Files {
    /// Those that git knows, and new ones that it does not ignore.
    fn of_project() -> Result<Self> {
        let root = paths::root();
        let list =
            output(command("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]).current_dir(&root))
                .context("the boundary checks need git")?;
        // Files that are not text are nobody's source.
        let text = |path: &str| Some((path.to_owned(), fs::read_to_string(root.join(path)).ok()?));
        let texts = list.lines().filter_map(text).collect();
        Ok(Self { root, texts })
    }

    /// The text of a file.
    fn text(&self, path: &str) -> Option<&str> {
        self.texts.iter().find(|(name, _)| name == path).map(|(_, text)| text.as_str())
    }

    /// Paths that a document names and that are not there.
    fn missing_paths(&self, document: &str) -> Vec<String> {
        let Some(text) = self.text(document) else {
            return vec![format!("{document} itself is missing")];
        };
        named_paths(text)
            .into_iter()
            .filter(|path| !exists(&self.root, path))
            .map(|path| format!("{document}: `{path}` does not exist"))
            .collect()
    }

    fn inline_in_html(&self) -> Vec<String> {
        self.texts
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .flat_map(|(path, text)| inline(path, text))
            .collect()
    }

    fn registries_in_locks(&self) -> Vec<String> {
        let npm = |(path, text): &(String, String)| {
            (path.ends_with("package-lock.json") && text.contains("\"resolved\""))
                .then(|| format!("{path} has `resolved`"))
        };
        let cargo = |(path, text): &(String, String)| {
            let foreign = text
                .lines()
                .filter(|line| line.starts_with("source = "))
                .any(|line| line != "source = \"registry+https://github.com/rust-lang/crates.io-index\"");
            (path.ends_with("Cargo.lock") && foreign).then(|| format!("{path} has another source than the usual one"))
        };
        self.texts.iter().filter_map(|file| npm(file).or_else(|| cargo(file))).collect()
    }

    fn missing_licences(&self) -> Vec<String> {
        ["LICENSE-MIT", "LICENSE-APACHE"]
            .into_iter()
            .filter(|name| !self.root.join(name).is_file())
            .map(|name| format!("{name} is missing"))
            .collect()
    }
}

/// The paths between backticks in a document: words with a slash and no sign of being code. NAME stands for any.
fn named_paths(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("```"))
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .filter(|word| word.contains('/') && !word.starts_with('/') && !word.contains("://"))
        .filter(|word| {
            word.chars().all(|sign| sign.is_alphanumeric() || "/._-".contains(sign)) && !word.contains("NAME")
        })
        .map(str::to_owned)
        .collect()
}

/// Whether a path exists, or is one that a build makes in the repository or in the site.
fn exists(root: &Path, path: &str) -> bool {
    const MADE: [&str; 4] = ["dist/", "target/", "public/datasets/", "workers/"];
    root.join(path).exists() || MADE.iter().any(|made| path.starts_with(made))
}

/// What the content security policy would drop from a page.
fn inline(path: &str, html: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    if html.contains(" style=") {
        complaints.push(format!("{path} has a style attribute"));
    }
    if html.contains("<style") {
        complaints.push(format!("{path} has a style element"));
    }
    if html.split("<script").skip(1).any(|tag| !tag.split('>').next().unwrap_or_default().contains("src=")) {
        complaints.push(format!("{path} has an inline script"));
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_code() {
        let text = "`spec/src/settings.rs` and `app/`, not `a / b`, `/any`, `https://host/x`, `spec`, `f(a/b)`, `a/NAME.json`\n```rust\n";
        assert_eq!(named_paths(text), ["spec/src/settings.rs", "app/"]);
    }

    #[test]
    fn what_the_policy_drops_is_found() {
        assert_eq!(inline("index.html", r#"<script defer src="boot.js"></script><p class="x">"#), Vec::<String>::new());
        assert_eq!(
            inline("index.html", r#"<p style="x"><style></style><script>go()</script>"#),
            ["index.html has a style attribute", "index.html has a style element", "index.html has an inline script"]
        );
    }

    #[test]
    fn a_lock_file_with_a_foreign_registry_is_named() {
        let files = Files {
            root: PathBuf::new(),
            texts: [
                ("e2e/package-lock.json", "\"resolved\": \"https://host/\""),
                ("Cargo.lock", "source = \"registry+https://host/\""),
            ]
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .to_vec(),
        };
        assert_eq!(
            files.registries_in_locks(),
            ["e2e/package-lock.json has `resolved`", "Cargo.lock has another source than the usual one"]
        );
    }
}
