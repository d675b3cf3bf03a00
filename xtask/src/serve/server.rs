//! A file server like those that will serve the site: right types, nothing decoded, no cache.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};
use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// A running server. It ends with the program.
pub struct Server {
    url: String,
    thread: JoinHandle<Result<()>>,
}

impl Server {
    /// Serves `folder` under `path` (`/` or `/any/folder/`) on 127.0.0.1; port 0 is any free one.
    ///
    /// The page's own content security policy is sent as a header too, so that what holds
    /// here holds on a host that sets one.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn start(folder: &Path, path: &str, port: u16) -> Result<Self> {
        Self::serve(router(folder, path), path, port)
    }

    /// The same with the two headers that let a page share memory with its workers (cross-origin isolation), which many
    /// servers cannot send: Trazo does without, and its peers are faster with them.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn start_isolated(folder: &Path, path: &str, port: u16) -> Result<Self> {
        let opener = HeaderName::from_static("cross-origin-opener-policy");
        let embedder = HeaderName::from_static("cross-origin-embedder-policy");
        let router = router(folder, path)
            .layer(always(opener, HeaderValue::from_static("same-origin")))
            .layer(always(embedder, HeaderValue::from_static("require-corp")));
        Self::serve(router, path, port)
    }

    fn serve(router: Router, path: &str, port: u16) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind(address(port))).with_context(|| taken(port))?;
        let url = format!("http://{}{path}", listener.local_addr()?);
        let thread = thread::spawn(move || Ok(runtime.block_on(async { axum::serve(listener, router).await })?));
        Ok(Self { url, thread })
    }

    /// Its address, with the path.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Blocks for as long as the server runs.
    ///
    /// # Errors
    /// When it ends in a failure.
    pub fn wait(self) -> Result<()> {
        self.thread.join().map_err(|_| anyhow!("the server panicked"))?
    }
}

/// Looks whether a port is free, before minutes are spent on a site that cannot be served.
///
/// # Errors
/// When it is taken.
pub fn ensure_free(port: u16) -> Result<()> {
    std::net::TcpListener::bind(address(port)).with_context(|| taken(port))?;
    Ok(())
}

fn address(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}

fn taken(port: u16) -> String {
    format!("port {port} is taken; `--port` chooses another")
}

fn router(folder: &Path, path: &str) -> Router {
    let files = ServeDir::new(folder);
    let router = match path.trim_end_matches('/') {
        "" => Router::new().fallback_service(files),
        path => Router::new().nest_service(path, files),
    };
    let mut router = router
        .layer(always(header::CACHE_CONTROL, HeaderValue::from_static("no-cache")))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")));
    let page = fs::read_to_string(folder.join("index.html")).unwrap_or_default();
    if let Some(policy) = policy_of(&page).and_then(|policy| HeaderValue::from_str(policy).ok()) {
        router = router.layer(always(header::CONTENT_SECURITY_POLICY, policy));
    }
    router
}

fn always(name: HeaderName, value: HeaderValue) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, value)
}

/// The content security policy in a page's `<meta http-equiv>`.
fn policy_of(page: &str) -> Option<&str> {
    let tag = page
        .split('<')
        .find(|tag| tag.starts_with("meta") && tag.to_ascii_lowercase().contains("content-security-policy"))?;
    let content = tag.split_once("content=\"")?.1;
    Some(content.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<html><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'"></head></html>"#;

    fn site() -> tempfile::TempDir {
        let site = tempfile::tempdir().expect("a temporary folder");
        fs::write(site.path().join("index.html"), PAGE).expect("writing");
        fs::write(site.path().join("app_bg.wasm"), b"\0asm").expect("writing");
        fs::write(site.path().join("labels.gz"), crate::gzip::gzip(b"labels")).expect("writing");
        site
    }

    #[test]
    fn files_have_their_type_and_gzip_stays_gzip() {
        let site = site();
        let server = Server::start(site.path(), "/any/folder/", 0).expect("a free port");
        let wasm = ureq::get(format!("{}app_bg.wasm", server.url())).call().expect("it is there");
        assert_eq!(wasm.headers()["content-type"], "application/wasm");
        assert_eq!(wasm.headers()["cache-control"], "no-cache");

        let gz = ureq::get(format!("{}labels.gz", server.url())).call().expect("it is there");
        assert_eq!(gz.headers()["content-type"], "application/gzip");
        assert!(gz.headers().get("content-encoding").is_none());
    }

    #[test]
    fn the_folder_gives_the_page_with_its_policy() {
        let site = site();
        let server = Server::start(site.path(), "/any/folder/", 0).expect("a free port");
        let mut page = ureq::get(server.url()).call().expect("it is there");
        assert_eq!(page.headers()["content-security-policy"], "default-src 'none'; script-src 'self'");
        assert_eq!(page.body_mut().read_to_string().expect("text"), PAGE);
    }

    #[test]
    fn an_isolated_page_may_share_memory() {
        let site = site();
        let server = Server::start_isolated(site.path(), "/", 0).expect("a free port");
        let page = ureq::get(server.url()).call().expect("it is there");
        assert_eq!(page.headers()["cross-origin-opener-policy"], "same-origin");
        assert_eq!(page.headers()["cross-origin-embedder-policy"], "require-corp");
    }

    #[test]
    fn a_taken_port_is_named() {
        let site = site();
        let server = Server::start(site.path(), "/", 0).expect("a free port");
        let port = server.url().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        let port: u16 = port.expect("a port");
        let said = format!("port {port} is taken; `--port` chooses another");
        assert_eq!(Server::start(site.path(), "/", port).err().expect("it is taken").to_string(), said);
        assert_eq!(ensure_free(port).unwrap_err().to_string(), said);
    }
}
