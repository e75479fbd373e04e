//! TLS: one provider of cryptography for all, certificates from PEM files.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::config::Tls;
use crate::gateway::StartError;

/// Makes ring the process's provider of cryptography.
pub(crate) fn install_provider() {
    // An error means that there is one already: another gateway in this process was first.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// A certificate with its chain, and its key.
pub(crate) type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

/// Reads certificate and key.
///
/// # Errors
///
/// If a file cannot be read.
pub(crate) fn identity(tls: &Tls) -> Result<Identity, StartError> {
    let chain = CertificateDer::pem_file_iter(&tls.certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unusable(&tls.certificate, &error))?;
    let key = PrivateKeyDer::from_pem_file(&tls.key).map_err(|error| unusable(&tls.key, &error))?;
    Ok((chain, key))
}

/// Reads certificate and key for a server that speaks HTTP/1.1.
///
/// # Errors
///
/// If a file cannot be read, or the two do not belong together.
pub(crate) fn server_config(tls: &Tls) -> Result<Arc<rustls::ServerConfig>, StartError> {
    let (chain, key) = identity(tls)?;
    let mut config = rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| unusable(&tls.certificate, &error))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn unusable(path: &PathBuf, error: &dyn std::fmt::Display) -> StartError {
    StartError::file(Some(path), io::Error::other(error.to_string()))
}
