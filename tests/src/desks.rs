//! Phones without pages on a gateway of their own, with the files that configure them.

use std::path::Path;

use hookswitch_core::link::MacAddress;
use hookswitch_gateway::{Config, Gateway, Handle};
use tempfile::TempDir;

use crate::child::free_ports;
use crate::gateway::Account;
use crate::headless::Headless;

/// Local ports for SIP: enough for each phone and its connections.
const SIP_PORTS: u16 = 20;

/// What the phones and the gateway are told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setup<'a> {
    /// The numbers of the phones, from 1001 to 1010.
    pub numbers: &'a [u16],
    /// The registrar's port on 127.0.0.1.
    pub port: u16,
    /// More lines for their files.
    pub more: &'a [(&'a str, &'a str)],
    /// Files beside theirs.
    pub files: &'a [(&'a str, &'a str)],
    /// More lines of the section `[policy]` of `gateway.toml`.
    pub policy: &'a str,
    /// More sections of `gateway.toml`.
    pub gateway: &'a str,
    /// The authority whose servers their WebSockets trust, PEM.
    pub authority: Option<&'a str>,
}

/// Some phones.
pub struct Desks {
    /// The phones, in the order of their numbers.
    pub phones: Vec<Headless>,
    /// The port of the first phone's SIP on 127.0.0.1; the others have the ports behind it.
    pub sip: u16,
    _gateway: Handle,
    _runtime: tokio::runtime::Runtime,
    _folder: TempDir,
}

impl Desks {
    /// Opens them.
    pub fn open(setup: &Setup<'_>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in setup.files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let mac = |number: u16| MacAddress([2, 0, 0, 0, 0, u8::try_from(number - 1000).unwrap()]);
        let sip = free_ports(SIP_PORTS);
        for (own, &number) in (sip..).zip(setup.numbers) {
            let account = Account::new(number, setup.port);
            let account =
                setup.more.iter().fold(account, |account, (path, value)| account.with(path, value));
            let text = account.cfg(own, 4_000) + &format!("voip/signalling/sip/tls_port={own}\n");
            std::fs::write(folder.path().join(format!("{}.cfg", mac(number))), text).unwrap();
        }
        let config = format!(
            "[http]\nlisten = '127.0.0.1:0'\n[web_transport]\nenabled = false\n\
             [enrolment]\nopen = true\n\
             [sockets]\nsip_ports = '{sip}-{last}'\nmedia_ports = '40000-40999'\n\
             multicast_interface = '127.0.0.1'\n\
             [policy]\nsip = [{{ network = '127.0.0.1/32', ports = '1024-65535' }}]\n\
             media = [{{ network = '127.0.0.0/8' }}]\n{policy}\n\
             [configuration]\ndirectory = '{folder}'\n{more}",
            last = sip + SIP_PORTS - 1,
            folder = folder.path().display(),
            policy = setup.policy,
            more = setup.gateway,
        );
        let config = Config::parse(&config, Path::new("")).unwrap_or_else(|p| panic!("{p:?}"));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let gateway = runtime.block_on(Gateway::new(config).start()).unwrap();
        let authority = setup.authority.map(str::to_owned);
        let start = |&number| Headless::start(gateway.http_addr(), mac(number), authority.clone());
        let phones = setup.numbers.iter().map(start).collect();
        Self { phones, sip, _gateway: gateway, _runtime: runtime, _folder: folder }
    }

    /// Waits until all are registered.
    #[track_caller]
    pub fn expect_registered(&self) {
        for phone in &self.phones {
            phone.expect_logged("line 1: Registered");
        }
    }
}
