//! Packages of Debian and its relatives, installed only when we may without asking.

use std::process::Stdio;
use std::sync::{Mutex, PoisonError};

use anyhow::{Result, bail};

use crate::process::{command, find, output, run, status};
use crate::report;

/// Installs those of `packages` that are missing.
///
/// # Errors
/// When this system has no apt, or when we are neither root nor able to use sudo without
/// a password: then the error is the command to type.
pub fn install(packages: &[&str], why: &str, about: &str) -> Result<()> {
    // apt refuses to run twice at once, and the test's two lanes may both miss something.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);

    let missing: Vec<&str> = packages.iter().copied().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if find("apt-get").is_none() {
        bail!("{why}: please install {list} (or your system's equivalent) and run this again");
    }
    let Some(prefix) = root_prefix() else {
        bail!("{why}: please run `sudo apt-get update && sudo apt-get install {list}` and run this again");
    };
    let step = report::step(&format!("apt-get install {list}"), why, about);
    apt(prefix, &["update", "-qq"])?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(&missing);
    apt(prefix, &arguments)?;
    step.done();
    Ok(())
}

/// What must stand before a command that changes the system: nothing for root, `sudo -n`
/// for whoever may use it without a password, `None` for everybody else.
pub fn root_prefix() -> Option<&'static [&'static str]> {
    if output(command("id").arg("-u")).is_ok_and(|id| id == "0") {
        return Some(&[]);
    }
    let sudo = command("sudo").args(["-n", "true"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    sudo.is_ok_and(|status| status.success()).then_some(&["sudo", "-n"])
}

/// Runs `arguments` with the prefix of [`root_prefix`].
///
/// # Errors
/// When the command fails.
pub fn as_root(prefix: &[&str], arguments: &[&str]) -> Result<()> {
    let whole: Vec<&str> = prefix.iter().chain(arguments).copied().collect();
    run(command(whole[0]).args(&whole[1..]).stdout(Stdio::null()))
}

/// Brings the lists of packages up to date.
///
/// # Errors
/// When that fails or we may not do it.
pub fn update_lists() -> Result<()> {
    let Some(prefix) = root_prefix() else {
        bail!("please run `sudo apt-get update` and run this again");
    };
    apt(prefix, &["update", "-qq"])
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Result<()> {
    // Through `env`, because sudo does not pass our own environment on.
    let mut whole = vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    whole.extend(arguments);
    as_root(prefix, &whole)
}

fn installed(package: &str) -> bool {
    status(command("dpkg").args(["-s", package]).stdout(Stdio::null()).stderr(Stdio::null()))
        .is_ok_and(|status| status.success())
}
