//! `cargo xtask screenshots`: the page in every size, theme and language, for a person to look at.

use std::fs;

use anyhow::Result;

use crate::paths;
use crate::process::run;
use crate::serve::Server;
use crate::test::journeys;

/// Writes the screenshots of `dist/` to `target/screenshots/`.
///
/// # Errors
/// When there is no site or Playwright fails.
pub fn take() -> Result<()> {
    let folder = paths::target().join("screenshots");
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder)?;
    let server = Server::start(&journeys::site()?, "/", 0)?;
    let mut playwright = journeys::playwright(&server)?;
    playwright.args(["--project", "screenshots", "--reporter", "list"]).env("TRAZO_SCREENSHOTS", &folder);
    run(&mut playwright)?;
    println!("the screenshots lie in {}", folder.display());
    Ok(())
}
