//! Downloads: quick to give up on a server that does not answer, bounded in size.

use std::time::Duration;

use anyhow::{Context, Result};
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// How long a server may take to be found, reached and begin to answer.
const PATIENCE: Duration = Duration::from_secs(8);
/// How long a whole download may take.
const LIMIT: Duration = Duration::from_secs(20 * 60);

/// The bytes at an address.
///
/// # Errors
/// When the server cannot be reached, answers with an error, or sends more than `limit` bytes.
pub fn get(url: &str, limit: u64) -> Result<Vec<u8>> {
    let config = Agent::config_builder()
        .timeout_resolve(Some(PATIENCE))
        .timeout_connect(Some(PATIENCE))
        .timeout_recv_response(Some(PATIENCE))
        .timeout_global(Some(LIMIT))
        .tls_config(
            // The system's own: a school's proxy may bring its own authority.
            TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build(),
        )
        .build();
    let mut response =
        Agent::new_with_config(config).get(url).call().with_context(|| format!("no answer from {url}"))?;
    response
        .body_mut()
        .with_config()
        .limit(limit)
        .read_to_vec()
        .with_context(|| format!("the download from {url} broke off"))
}
