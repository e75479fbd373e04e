//! An office with every kind of provisioning server and a registrar, on a machine of its own, and
//! phones in one browser that know nothing when they are opened.

use std::net::{Ipv4Addr, SocketAddrV4, UdpSocket};
use std::time::Duration;

use crate::browser::{Browser, Microphone, Tab};
use crate::child::{free_ports, wait_until};
use crate::gateway::{Account, Gateway};
use crate::peers::{
    Certificates, DOMAIN, DhcpServer, Digest, Dns, Files, Kamailio, Lighttpd, Machine, Nginx,
    Security, Tftpd, Vsftpd,
};
use crate::phone::said_by_tab;

/// The hardware address of the phone, which is that of the manual's examples.
pub const MAC: &str = "001122334455";

/// The addresses of servers in the manual's examples (9.2): option 160, 66, 43 and the NOTIFY.
const SERVERS: [Ipv4Addr; 4] = [
    Ipv4Addr::new(192, 168, 2, 1),
    Ipv4Addr::new(192, 168, 0, 11),
    Ipv4Addr::new(192, 168, 202, 103),
    Ipv4Addr::new(10, 13, 4, 121),
];

/// The names of servers: one of the manual's examples, one for its `<OVOC>` and one that redirects.
const NAMES: [&str; 3] = ["audiocodes.com", "ovoc.phones.test", "redirect.test"];

/// The name that phones look for by themselves (manual 9.2.7).
const FIXED_NAME: &str = "ProvisioningServer";

/// The port of the phone's SIP.
const SIP_PORT: u16 = 5_070;

/// The port of the server that wants digest authentication.
pub const DIGEST_PORT: u16 = 8_080;

/// The servers, all with the same files, at the ports that their protocols have.
#[derive(Debug)]
pub struct Office {
    // Fields end in this order: the machine after all that is on it.
    /// The browser.
    pub browser: Browser,
    /// The registrar.
    pub kamailio: Kamailio,
    /// What the servers serve.
    pub files: Files,
    /// The certificates of the servers.
    pub certificates: Certificates,
    /// The web server.
    pub nginx: Nginx,
    _lighttpd: Lighttpd,
    _tftpd: Tftpd,
    _vsftpd: Vsftpd,
    _ftps: Vsftpd,
    _dns: Dns,
    _machine: Machine,
}

impl Office {
    /// Opens it.
    #[track_caller]
    pub fn open() -> Self {
        let machine = Machine::new(&SERVERS);
        let at = |port| SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, port);
        let addresses = SERVERS.map(|address| address.to_string());
        let hosts = addresses.iter().map(String::as_str).chain(NAMES).collect::<Vec<_>>();
        let (files, certificates) = (Files::new(), Certificates::with_hosts(&hosts));
        let search = format!("{FIXED_NAME}.{DOMAIN}");
        let names = NAMES.iter().map(|&name| (name, SERVERS[1]));
        let names = names.chain([(&*search, SERVERS[0])]).collect::<Vec<_>>();
        Self {
            browser: Browser::start(Microphone::Says(&said_by_tab())),
            kamailio: Kamailio::start(),
            nginx: Nginx::at_web_ports(&files, &certificates, Ipv4Addr::UNSPECIFIED),
            _lighttpd: Lighttpd::at(&files, Digest::Sha256, at(DIGEST_PORT)),
            _tftpd: Tftpd::at(&files, at(69)),
            _vsftpd: Vsftpd::at(&files, Security::Plain, at(21)),
            _ftps: Vsftpd::at(&files, Security::Implicit(&certificates.server), at(990)),
            _dns: Dns::start(&names),
            files,
            certificates,
            _machine: machine,
        }
    }

    /// Returns the registrar's address.
    pub fn registrar(&self) -> String {
        format!("127.0.0.1:{}", self.kamailio.port)
    }

    /// Returns the configuration of a phone with a number from 1001 to 1010, which is its label.
    pub fn configuration(&self, number: u16, more: &[(&str, &str)]) -> String {
        let account = Account::new(number, self.kamailio.port);
        let account = more.iter().fold(account, |account, (path, value)| account.with(path, value));
        account.cfg(SIP_PORT, 4_000)
    }

    /// Opens a phone on a cable to a DHCP server with these options, as dnsmasq takes them.
    #[track_caller]
    pub fn phone(&self, options: &[&str]) -> Desk {
        self.desk(DhcpServer::start(options), "", |_| {})
    }

    /// Opens a phone on a cable to this DHCP server, with more lines for the policy of its gateway,
    /// once `prepare` has done its part.
    #[track_caller]
    pub fn desk(&self, dhcp: DhcpServer, policy: &str, prepare: impl FnOnce(&Desk)) -> Desk {
        let http = free_ports(1);
        let own = dhcp.address.unwrap_or(Ipv4Addr::UNSPECIFIED);
        let text = self.gateway_file(http, dhcp.server, policy);
        let with_dhcp = format!(
            "{text}[dhcp]\ninterface = '{}'\n[sockets]\nsip_ports = '5060-5099'\n\
             multicast_interface = '{own}'\n",
            dhcp.interface
        );
        let gateway = Gateway::serve_file_trusting(&with_dhcp, &self.certificates.authority);
        // An empty page first, so that what a test wants of the browser holds from the beginning.
        let desk = Desk { tab: self.browser.open("about:blank"), gateway, dhcp, file: text };
        prepare(&desk);
        desk.tab.go(&format!("{}#audio=raw&mac={MAC}", desk.gateway.url));
        desk
    }

    /// Returns `gateway.toml` without a word of DHCP.
    fn gateway_file(&self, http: u16, dhcp: Ipv4Addr, policy: &str) -> String {
        let addresses =
            SERVERS.map(|address| format!("{{ name = '{address}', ports = '1-65535' }}"));
        let name = |name| format!("{{ name = '{name}', networks = ['192.168.0.0/16'] }}");
        let hosts = NAMES.into_iter().chain([FIXED_NAME]).map(name);
        let hosts = addresses.into_iter().chain(hosts).collect::<Vec<_>>().join(", ");
        format!(
            "[http]\nlisten = '127.0.0.1:{http}'\n[enrolment]\nopen = true\n\
             [resolver]\nservers = ['{}']\nsearch = ['{DOMAIN}']\n\
             [policy]\nsip = [{{ network = '127.0.0.1/32', ports = '1024-65535' }}, \
             {{ network = '{dhcp}/32' }}]\nmedia = [{{ network = '127.0.0.0/8' }}]\n\
             hosts = [{hosts}]\n{policy}",
            self._dns.server()
        )
    }
}

/// A phone, its gateway, and the DHCP server at the other end of its cable.
#[derive(Debug)]
pub struct Desk {
    /// The tab it is in.
    pub tab: Tab,
    /// Its gateway.
    pub gateway: Gateway,
    /// Its DHCP server.
    pub dhcp: DhcpServer,
    /// Its gateway's file without a word of DHCP.
    file: String,
}

impl Desk {
    /// Waits until the phone is registered with its number as the label of its line.
    #[track_caller]
    pub fn wait_number(&self, number: u16) {
        self.tab.wait_true(&format!(
            "document.querySelector('button[aria-label=\"Line 1\"]')
                ?.getAttribute('aria-description') === 'Line 1, {number}, Registered'"
        ));
    }

    /// Looks into Status > Provisioning, and fails if it does not show all of `texts`, in this
    /// order.
    #[track_caller]
    pub fn assert_provisioned(&self, texts: &[&str]) {
        self.tab.choose(&[("Menu", "5 Status"), ("5", "3 Network status"), ("6", "Last check")]);
        for text in texts {
            let mut page = self.tab.display();
            while !page.contains(text) {
                self.tab.type_key("ArrowDown");
                let below = wait_until(Duration::from_secs(10), || {
                    Some(self.tab.display()).filter(|below| *below != page)
                });
                page = below.unwrap_or_else(|| panic!("{text:?} is not shown, only {page:?}"));
            }
        }
        self.tab.press("Exit");
    }

    /// Tells the phone that there is a new configuration, as its SIP server does (manual A.3.6).
    pub fn notify_sync(&self) {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let own = socket.local_addr().unwrap();
        let notify = format!(
            "NOTIFY sip:phone@127.0.0.1:{SIP_PORT} SIP/2.0\r\n\
             Via: SIP/2.0/UDP {own};branch=z9hG4bK{port};rport\r\nMax-Forwards: 70\r\n\
             From: <sip:{DOMAIN}>;tag={port}\r\nTo: <sip:phone@{DOMAIN}>\r\n\
             Call-ID: {port}@{DOMAIN}\r\nCSeq: 1 NOTIFY\r\nEvent: check-sync\r\n\
             Contact: <sip:{own}>\r\nSubscription-State: active\r\nContent-Length: 0\r\n\r\n",
            port = own.port()
        );
        socket.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        socket.send_to(notify.as_bytes(), ("127.0.0.1", SIP_PORT)).unwrap();
        let mut buffer = [0; 2_048];
        let length = socket.recv(&mut buffer).expect("the phone answers");
        let answer = String::from_utf8_lossy(&buffer[..length]);
        assert!(answer.starts_with("SIP/2.0 200 "), "{answer}");
    }

    /// Takes DHCP away. The gateway starts again without it, and the phone looks once more.
    #[track_caller]
    pub fn lose_dhcp(&mut self) {
        self.gateway.kill();
        self.tab.wait_display("No connection to the gateway");
        self.gateway.start_again_with(&self.file);
        self.tab.wait_display_without("No connection to the gateway");
        self.assert_provisioned(&["Last server\nWorked"]);
    }

    /// Starts the phone again by its menu.
    #[track_caller]
    pub fn restart(&self) {
        self.tab.choose(&[("Menu", "4 Settings"), ("4", "2 Ring Tone")]);
        self.tab.press("9");
        self.tab.choose(&[("Yes", "The phone starts again")]);
        // What is told hides the last line.
        self.tab.wait_display_without("The phone starts again");
    }

    /// Takes the phone away, after a last look at the errors of its page.
    #[track_caller]
    pub fn close(self) {
        self.tab.assert_no_errors();
        self.tab.close();
    }
}
