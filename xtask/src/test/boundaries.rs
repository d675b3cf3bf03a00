//! Rules about the tree that no compiler checks. Each is one check with its own sentence.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::licences;
use super::outcome::Outcome;
use super::suite::single;
use crate::paths;
use crate::process::{command, output};

/// A file longer than this has more than one job.
const LONGEST: usize = 600;

/// Runs all of them.
pub fn run() -> Result<Outcome> {
    let files = Files::of_project()?;
    let checks = [
        Outcome::of("the page does not link Burn", &burn_in(&["-p", "app"])?),
        Outcome::of("the reader does not link Burn", &burn_in(&READER)?),
        plain_data_compiles_alone()?,
        Outcome::of("only worker and reader name web_sys", &files.naming_web_sys()),
        Outcome::of("spec and protocol know no Burn", &files.naming_burn()),
        Outcome::of("ARCHITECTURE.md names what exists", &files.missing_paths()),
        Outcome::of("one file, one job", &files.too_long()),
        Outcome::of("the policy drops inline styles and scripts", &files.inline_in_html()),
        Outcome::of("lock files name no registry of ours", &files.registries_in_locks()),
        Outcome::of("both licences are there", &files.missing_licences()),
        Outcome::of("every dependency may be shipped", &shipped_licences()?),
    ];
    Ok(checks.iter().fold(Outcome::default(), |sum, outcome| sum.plus(outcome)))
}

/// The reader of a person's own files, as cargo names it.
const READER: [&str; 5] = ["-p", "model", "--no-default-features", "--features", "reader"];

/// Packages of Burn in what is shipped.
fn burn_in(what: &[&str]) -> Result<Vec<String>> {
    let tree = output(
        command("cargo")
            .args(["tree", "--locked", "-e", "normal", "--target", "wasm32-unknown-unknown"])
            .args(["--prefix", "none", "--format", "{p}"])
            .args(what)
            .current_dir(paths::root()),
    )?;
    Ok(tree.lines().filter(|line| line.starts_with("burn") || line.starts_with("cubecl")).map(str::to_owned).collect())
}

/// Crates in the page or the workers whose licence asks for more than a notice.
fn shipped_licences() -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    let worker = ["-p", "model", "--no-default-features", "--features", "worker-webgpu"];
    for what in [&["-p", "app"][..], &worker, &READER] {
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

/// `spec` and `protocol` need no feature at all.
fn plain_data_compiles_alone() -> Result<Outcome> {
    single(
        command("cargo")
            .args(["check", "--quiet", "--locked", "-p", "model", "--no-default-features", "--lib"])
            .current_dir(paths::root()),
    )
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

    fn rust_under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a (String, String)> {
        self.texts.iter().filter(move |(path, _)| path.starts_with(folder) && path.ends_with(".rs"))
    }

    fn naming_web_sys(&self) -> Vec<String> {
        self.rust_under("model/")
            .filter(|(path, _)| {
                !["worker", "reader"].iter().any(|bin| path.starts_with(&format!("model/src/bin/{bin}/")))
            })
            .filter(|(_, text)| text.contains("web_sys"))
            .map(|(path, _)| format!("{path} names web_sys"))
            .collect()
    }

    fn naming_burn(&self) -> Vec<String> {
        ["model/src/spec", "model/src/protocol", "model/src/catalogue", "model/src/reader_protocol", "model/src/own"]
            .into_iter()
            .flat_map(|start| self.rust_under(start))
            .filter(|(_, text)| text.contains("burn::") || text.contains("burn_"))
            .map(|(path, _)| format!("{path} names Burn"))
            .collect()
    }

    fn missing_paths(&self) -> Vec<String> {
        let Some((_, text)) = self.texts.iter().find(|(path, _)| path == "ARCHITECTURE.md") else {
            return vec!["ARCHITECTURE.md itself is missing".to_owned()];
        };
        named_paths(text)
            .into_iter()
            .filter(|path| !exists(&self.root, path))
            .map(|path| format!("`{path}` does not exist"))
            .collect()
    }

    fn too_long(&self) -> Vec<String> {
        let source = |path: &str| [".rs", ".js", ".mjs", ".ts", ".css"].iter().any(|end| path.ends_with(end));
        self.texts
            .iter()
            .filter(|(path, _)| source(path))
            .map(|(path, text)| (path, text.lines().count()))
            .filter(|(_, lines)| *lines > LONGEST)
            .map(|(path, lines)| format!("{path} has {lines} lines, more than {LONGEST}"))
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

/// The paths between backticks in a document: words with a slash and no sign of being code.
fn named_paths(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("```"))
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .filter(|word| word.contains('/') && !word.starts_with('/') && !word.contains("://"))
        .filter(|word| word.chars().all(|sign| sign.is_alphanumeric() || "/._-".contains(sign)))
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
        let text = "`model/src/spec.rs` and `app/`, not `a / b`, `/any`, `https://host/x`, `spec`, `f(a/b)`\n```rust\n";
        assert_eq!(named_paths(text), ["model/src/spec.rs", "app/"]);
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
    fn a_file_with_a_boundary_crossed_is_named() {
        let files = Files {
            root: PathBuf::new(),
            texts: [
                ("model/src/bin/worker/main.rs", "use web_sys::Worker;"),
                ("model/src/bin/reader/page.rs", "use web_sys::File;"),
                ("model/src/session.rs", "use web_sys::Worker;"),
                ("model/src/spec/layer.rs", "use burn::nn::Linear;"),
                ("e2e/package-lock.json", "\"resolved\": \"https://host/\""),
                ("Cargo.lock", "source = \"registry+https://host/\""),
            ]
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .to_vec(),
        };
        assert_eq!(files.naming_web_sys(), ["model/src/session.rs names web_sys"]);
        assert_eq!(files.naming_burn(), ["model/src/spec/layer.rs names Burn"]);
        assert_eq!(
            files.registries_in_locks(),
            ["e2e/package-lock.json has `resolved`", "Cargo.lock has another source than the usual one"]
        );
    }
}
