//! Outgoing requests: one TLS provider (ring) and the machine's own certificates, for every provider.

use std::{sync::Arc, time::Duration};

use reqwest::{Client, redirect::Policy};
use rustls::{ClientConfig, RootCertStore, crypto::ring};

use crate::server::error::{AppError, AppResult};

const CONNECT: Duration = Duration::from_secs(5);

/// A client that waits at most `longest` for a whole answer and follows no redirects: our requests carry keys.
///
/// # Errors
/// When TLS cannot be set up.
pub fn client(longest: Duration) -> AppResult<Client> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(AppError::internal)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(Policy::none())
        .connect_timeout(CONNECT.min(longest))
        .timeout(longest)
        .user_agent(concat!("talentsmaroc/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(AppError::internal)
}
