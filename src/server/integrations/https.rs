//! Outgoing requests: one TLS provider (ring) and the machine's own certificates, for every provider.

use std::{
    net::SocketAddr,
    sync::{Arc, LazyLock},
    time::Duration,
};

use reqwest::{Client, ClientBuilder, redirect::Policy};
use rustls::{ClientConfig, RootCertStore, crypto::ring};

use crate::server::error::{AppError, AppResult};

const CONNECT: Duration = Duration::from_secs(5);
/// The certificates of the machine, read once: there are hundreds, and webhooks have a client for each message.
static ROOTS: LazyLock<Arc<RootCertStore>> = LazyLock::new(|| {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    Arc::new(roots)
});

/// A client that waits at most `longest` for a whole answer and follows no redirects: our requests carry keys.
///
/// # Errors
/// When TLS cannot be set up.
pub fn client(longest: Duration) -> AppResult<Client> {
    builder(longest)?.build().map_err(AppError::internal)
}

/// The same for one host, which is sought at these addresses and nowhere else: neither is its name asked again, nor is a
/// proxy, which would ask it itself.
///
/// # Errors
/// When TLS cannot be set up.
pub fn client_to(longest: Duration, host: &str, addresses: &[SocketAddr]) -> AppResult<Client> {
    let builder = builder(longest)?.no_proxy().resolve_to_addrs(host, addresses);
    builder.build().map_err(AppError::internal)
}

fn builder(longest: Duration) -> AppResult<ClientBuilder> {
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(AppError::internal)?
        .with_root_certificates(ROOTS.clone())
        .with_no_client_auth();
    Ok(Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(Policy::none())
        .connect_timeout(CONNECT.min(longest))
        .timeout(longest)
        .user_agent(concat!("talentsmaroc/", env!("CARGO_PKG_VERSION"))))
}
