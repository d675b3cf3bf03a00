//! `cargo xtask serve`: the site on this machine, from nothing to a working page.

mod server;

use std::thread;

use anyhow::Result;

use crate::build;
use crate::paths;
use crate::process::command;
use crate::report;
use crate::sizes;
pub use server::Server;

/// Builds and serves until it is stopped.
///
/// # Errors
/// When the site cannot be built or the port is taken.
pub fn serve(port: u16, open: bool, release: bool) -> Result<()> {
    server::ensure_free(port)?;
    if release {
        build::release()?;
        sizes::print(&paths::dist())?;
        let server = Server::start(&paths::dist(), "/", port)?;
        announce(&server, open);
        return server.wait();
    }
    let site = build::quick()?;
    let server = Server::start(&site.folder, "/", port)?;
    announce(&server, open);
    thread::scope(|scope| {
        scope.spawn(|| match site.add_webgpu() {
            Ok(()) => report::note("the GPU worker is ready: reload the page to use it"),
            Err(error) => report::note(format!("the page stays on the CPU, without a GPU worker: {error:#}")),
        });
        server.wait()
    })
}

fn announce(server: &Server, open: bool) {
    println!("Trazo is at {} (Ctrl+C stops it)", server.url());
    if open {
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        if command(opener).arg(server.url()).spawn().is_err() {
            report::note(format!("{opener} is missing, please open the address yourself"));
        }
    }
}
