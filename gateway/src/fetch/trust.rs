//! TLS with servers: whom to trust, what to show, and what went wrong.

use std::error::Error;
use std::io;
use std::sync::Arc;

use hookswitch_core::link::{CertificateProblem, Trust};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{AlertDescription, CertificateError, ClientConfig, DigitallySignedStruct};
use rustls::{Error as TlsError, SignatureScheme};
use rustls_platform_verifier::Verifier;

/// Returns how to speak TLS as `trust` says.
///
/// # Errors
///
/// If a certificate or a key in it cannot be used.
pub(crate) fn client_config(trust: &Trust) -> Result<ClientConfig, CertificateProblem> {
    let provider = Arc::new(ring::default_provider());
    let unusable = |what: &str, error: &dyn std::fmt::Display| {
        CertificateProblem::Unusable(format!("{what}: {error}"))
    };
    let verifier: Arc<dyn ServerCertVerifier> = if trust.verify {
        let roots = certificates(&trust.roots).map_err(|error| unusable("roots", &error))?;
        let verifier = Verifier::new_with_extra_roots(roots, Arc::clone(&provider));
        Arc::new(verifier.map_err(|error| unusable("roots", &error))?)
    } else {
        Arc::new(Unchecked(Arc::clone(&provider)))
    };
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| CertificateProblem::Handshake(error.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(verifier);
    let Some(own) = &trust.certificate else { return Ok(builder.with_no_client_auth()) };
    let chain = certificates(&own.chain).map_err(|error| unusable("certificate", &error))?;
    let key = PrivateKeyDer::from_pem_slice(own.key.expose().as_bytes());
    let key = key.map_err(|_| unusable("key", &"not an unencrypted private key in PEM"))?;
    builder.with_client_auth_cert(chain, key).map_err(|error| unusable("certificate", &error))
}

fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>, String> {
    let all = CertificateDer::pem_slice_iter(pem.as_bytes()).collect::<Result<Vec<_>, _>>();
    let all = all.map_err(|error| error.to_string())?;
    // What a person meant as a certificate and is none must not be taken for nothing.
    if all.is_empty() && !pem.trim().is_empty() { Err("no PEM".to_owned()) } else { Ok(all) }
}

/// Returns what is wrong with TLS, if that is what `error` is about.
pub(crate) fn problem(error: &(dyn Error + 'static)) -> Option<CertificateProblem> {
    let error = find::<TlsError>(error)?;
    if let TlsError::InvalidCertificate(certificate) = error {
        return Some(certificate_problem(certificate));
    }
    if let TlsError::AlertReceived(alert) = error
        && REFUSALS.contains(alert)
    {
        return Some(CertificateProblem::ClientRefused);
    }
    Some(CertificateProblem::Handshake(error.to_string()))
}

/// What servers say that do not like the phone's certificate, or miss one (RFC 8446 6.2).
const REFUSALS: [AlertDescription; 8] = [
    AlertDescription::CertificateRequired,
    AlertDescription::BadCertificate,
    AlertDescription::UnsupportedCertificate,
    AlertDescription::CertificateRevoked,
    AlertDescription::CertificateExpired,
    AlertDescription::CertificateUnknown,
    AlertDescription::UnknownCA,
    AlertDescription::AccessDenied,
];

fn certificate_problem(error: &CertificateError) -> CertificateProblem {
    if matches!(error, CertificateError::Expired | CertificateError::ExpiredContext { .. }) {
        CertificateProblem::Expired
    } else if matches!(
        error,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. }
    ) {
        CertificateProblem::NotYetValid
    } else if matches!(
        error,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. }
    ) {
        CertificateProblem::WrongHost
    } else {
        CertificateProblem::Untrusted
    }
}

/// Returns the first error of type `T` in the chain that ends in `error`.
pub(super) fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<T>() {
            return Some(found);
        }
        // An I/O error does not name the error that it is made of as its source.
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = match inner {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}

/// Takes any certificate; only that the server has its key is checked. For phones that are
/// configured so, as the hardware may be.
#[derive(Debug)]
struct Unchecked(Arc<CryptoProvider>);

impl ServerCertVerifier for Unchecked {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls12_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls13_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
