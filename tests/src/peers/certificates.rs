//! Certificates for servers of tests, good ones and bad ones, all made anew.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    date_time_ymd,
};

/// The name that good certificates are for, besides `localhost` and 127.0.0.1.
pub const HOST: &str = "prov.test";

/// A certificate and its key, both PEM.
#[derive(Clone, Debug)]
pub struct Pem {
    /// The certificate.
    pub certificate: String,
    /// Its key.
    pub key: String,
}

/// Certificates of one authority, and one of none.
#[derive(Clone, Debug)]
pub struct Certificates {
    /// The authority's own certificate, PEM.
    pub authority: String,
    /// For [`HOST`], `localhost` and 127.0.0.1.
    pub server: Pem,
    /// The same, but its time is over.
    pub expired: Pem,
    /// The same, but its time has not come.
    pub not_yet_valid: Pem,
    /// For another host.
    pub wrong_host: Pem,
    /// For the right hosts, signed by itself.
    pub self_signed: Pem,
    /// For a phone.
    pub client: Pem,
    /// For a phone, signed by itself.
    pub stranger: Pem,
}

impl Certificates {
    /// Makes them.
    pub fn new() -> Self {
        Self::with_hosts(&[])
    }

    /// Makes them, good ones also for other names and addresses.
    pub fn with_hosts(more: &[&str]) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = named("Test authority", &[]);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = params.self_signed(&key).unwrap().pem();
        let issuer = Issuer::new(params, key);
        let here = [&[HOST, "localhost", "127.0.0.1"], more].concat();
        let sign = |params: &CertificateParams| {
            let key = KeyPair::generate().unwrap();
            let certificate = params.signed_by(&key, &issuer).unwrap().pem();
            Pem { certificate, key: key.serialize_pem() }
        };
        let own = |params: &CertificateParams| {
            let key = KeyPair::generate().unwrap();
            let certificate = params.self_signed(&key).unwrap().pem();
            Pem { certificate, key: key.serialize_pem() }
        };
        let mut expired = named(HOST, &here);
        expired.not_before = date_time_ymd(2020, 1, 1);
        expired.not_after = date_time_ymd(2021, 1, 1);
        let mut not_yet_valid = named(HOST, &here);
        not_yet_valid.not_before = date_time_ymd(3000, 1, 1);
        not_yet_valid.not_after = date_time_ymd(3001, 1, 1);
        let phone = named("020000000001", &["phone.test"]);
        Self {
            authority,
            server: sign(&named(HOST, &here)),
            expired: sign(&expired),
            not_yet_valid: sign(&not_yet_valid),
            wrong_host: sign(&named("other.test", &["other.test"])),
            self_signed: own(&named(HOST, &here)),
            client: sign(&phone),
            stranger: own(&phone),
        }
    }
}

impl Default for Certificates {
    fn default() -> Self {
        Self::new()
    }
}

fn named(name: &str, hosts: &[&str]) -> CertificateParams {
    let hosts: Vec<String> = hosts.iter().map(|&host| host.to_owned()).collect();
    let mut params = CertificateParams::new(hosts).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.extended_key_usages =
        vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
    params
}
