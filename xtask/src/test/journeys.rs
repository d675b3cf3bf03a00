//! The journeys: Playwright drives headless Chromium through the site as a visitor would.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::outcome::Outcome;
use crate::paths;
use crate::process::{command, status};
use crate::serve::Server;
use crate::setup::browser;

/// The site's folder during the journeys: it has to work under any path.
const PATH: &str = "/any/folder/";

/// Runs all journeys, without the screenshots, against `dist/`.
pub fn run() -> Result<Outcome> {
    let report = paths::target().join("journeys.json");
    fs::remove_file(&report).ok();
    let server = Server::start(&site()?, PATH, 0)?;
    let mut playwright = playwright(&server)?;
    playwright
        .args(["--project", "cpu", "--project", "webgpu", "--reporter", "list,json"])
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    let success = status(&mut playwright)?.success();
    let text = fs::read_to_string(&report).context("Playwright left no report")?;
    let mut outcome = counts(&serde_json::from_str(&text)?);
    if !success && outcome.failed == 0 {
        outcome.failed = 1;
    }
    Ok(outcome)
}

/// The finished site.
///
/// # Errors
/// When it is not built.
pub fn site() -> Result<PathBuf> {
    let site = paths::dist();
    if !site.join("index.html").is_file() {
        bail!("{} has no index.html: `cargo xtask build` makes it", site.display());
    }
    Ok(site)
}

/// A Playwright command for a served site; the caller adds what to run.
///
/// # Errors
/// When Playwright or a Chromium cannot be had.
pub fn playwright(server: &Server) -> Result<Command> {
    let chromium = browser::ensure()?;
    browser::ensure_playwright()?;
    let mut playwright = command("npx");
    playwright
        .args(["--no-install", "playwright", "test"])
        .current_dir(paths::root().join("e2e"))
        .env("TRAZO_URL", server.url())
        .env("TRAZO_SITE", paths::dist())
        .env("TRAZO_CHROMIUM", chromium)
        // Reading a warning about colour on every line helps nobody.
        .env_remove("NO_COLOR");
    Ok(playwright)
}

/// The counts in Playwright's JSON report.
fn counts(report: &Value) -> Outcome {
    let stats = &report["stats"];
    let count = |name: &str| stats[name].as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
    let broken_files = report["errors"].as_array().map_or(0, Vec::len);
    Outcome {
        passed: count("expected"),
        failed: count("unexpected") + count("flaky") + broken_files,
        skipped: count("skipped"),
        log: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_flaky_journey_and_a_broken_file_are_failures() {
        let report = json!({
            "stats": { "expected": 5, "unexpected": 1, "flaky": 1, "skipped": 2 },
            "errors": [{ "message": "site.spec.js: no such import" }],
        });
        let outcome = counts(&report);
        assert_eq!((outcome.passed, outcome.failed, outcome.skipped), (5, 3, 2));
    }
}
