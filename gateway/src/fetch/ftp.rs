//! Files over ftp and ftps (RFC 959, RFC 2428, RFC 4217), in passive mode.
//!
//! The data connection goes to the address of the control connection, whatever the server says:
//! it is the only one that the policy was asked about, and an answer that names another is how a
//! server makes its client a scanner (RFC 2577 3).

use std::fmt;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use hookswitch_core::link::{File, LinkError, Validators};
use rustls::pki_types::ServerName;
use suppaftp::tokio::{AsyncRustlsFtpStream as Ftp, AsyncRustlsStream, AsyncTlsConnector};
use suppaftp::types::{FileType, Response};
use suppaftp::{FtpError, FtpResult, Mode, Status};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::{Body, CONNECT_TIMEOUT, Hop, Outcome, Scheme, trust};

/// Who a phone without credentials is (RFC 1635).
const ANONYMOUS: (&str, &str) = ("anonymous", "hookswitch@invalid");

/// Bytes that are read at once.
const CHUNK: usize = 16 * 1024;

/// Fetches a file.
pub(super) async fn get(hop: &Hop<'_>, body: &mut Body<'_>) -> Result<Outcome, LinkError> {
    let file = hop.target.file()?;
    let tls = Tls::new(hop)?;
    let mut ftp = connect(hop, &tls).await?;
    let outcome = transfer(hop, &mut ftp, &tls, &file, body).await;
    if outcome.is_ok() {
        // Only a kindness to the server.
        let _ = hop.patiently("no goodbye", ftp.quit()).await;
    }
    outcome
}

async fn connect(hop: &Hop<'_>, tls: &Tls) -> Result<Ftp, LinkError> {
    let addresses = hop.resolver.host(&hop.target.host, hop.policy).await?;
    let mut failure = LinkError::UnknownHost(hop.target.host.clone());
    for ip in addresses {
        let address = SocketAddr::new(ip, hop.target.port);
        match connect_to(hop, tls, address).await {
            Ok(ftp) => return Ok(ftp),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

async fn connect_to(hop: &Hop<'_>, tls: &Tls, address: SocketAddr) -> Result<Ftp, LinkError> {
    let failed = |error| failed(hop, tls, error);
    let host = &hop.target.host;
    let secure = hop.target.scheme == Scheme::Ftps;
    if secure && hop.target.port == Scheme::Ftps.port() {
        let greeting = async {
            let mut ftp = Ftp::connect_secure_implicit(address, tls.clone(), host).await?;
            ftp.custom_command("PBSZ 0", &[Status::CommandOk]).await?;
            ftp.custom_command("PROT P", &[Status::CommandOk]).await?;
            Ok(ftp)
        };
        return hop.patiently("no greeting", greeting).await?.map_err(failed);
    }
    let tcp = tokio::time::timeout(CONNECT_TIMEOUT, TcpStream::connect(address)).await;
    let tcp = tcp
        .map_err(|_| hop.timed_out("no connection", CONNECT_TIMEOUT))?
        .map_err(|error| failed(FtpError::ConnectionError(error)))?;
    let greeting = async {
        let ftp = Ftp::connect_with_stream(tcp).await?;
        if secure { ftp.into_secure(tls.clone(), host).await } else { Ok(ftp) }
    };
    hop.patiently("no greeting", greeting).await?.map_err(failed)
}

async fn transfer(
    hop: &Hop<'_>,
    ftp: &mut Ftp,
    tls: &Tls,
    file: &str,
    body: &mut Body<'_>,
) -> Result<Outcome, LinkError> {
    let failed = |error| failed(hop, tls, error);
    let waiting = "no answer";
    let (user, password) = match hop.credentials {
        Some(credentials) => (&*credentials.user, credentials.password.expose()),
        None => ANONYMOUS,
    };
    if [user, password].iter().any(|text| text.chars().any(char::is_control)) {
        return Err(hop.failed("a control character in user or password"));
    }
    hop.patiently(waiting, ftp.login(user, password)).await?.map_err(failed)?;
    hop.patiently(waiting, ftp.transfer_type(FileType::Binary)).await?.map_err(failed)?;
    let validators = version(hop, ftp, file, body).await?;
    if validators.last_modified.is_some() && validators == hop.fetch.validators {
        return Ok(Outcome::NotModified);
    }
    let mut stream = match open(hop, ftp, Mode::ExtendedPassive, file).await? {
        // RFC 2428 is younger than some servers.
        Err(FtpError::UnexpectedResponse(response)) if is_unknown(response.status) => {
            open(hop, ftp, Mode::Passive, file).await?
        }
        opened => opened,
    }
    .map_err(failed)?;
    let mut buffer = vec![0; CHUNK];
    loop {
        let read = hop.patiently("nothing more came", stream.read(&mut buffer)).await?;
        let Ok(length) = read else { return Err(LinkError::Truncated(hop.target.shown())) };
        let bytes = buffer.get(..length).unwrap_or_default();
        if bytes.is_empty() {
            break;
        }
        body.push(bytes).await?;
    }
    // Only the server's word tells a whole file from one that was cut off.
    let finished = hop.patiently("no end of the transfer", stream.finish()).await?;
    if finished.is_err() || body.expected().is_some_and(|total| body.len() < total) {
        return Err(LinkError::Truncated(hop.target.shown()));
    }
    Ok(Outcome::File(File { validators, ..File::named("", Vec::new()) }))
}

/// Asks for the length and the time of the last change (RFC 3659 3, 4), which together name a
/// version of the file. Servers may know neither.
async fn version(
    hop: &Hop<'_>,
    ftp: &mut Ftp,
    file: &str,
    body: &mut Body<'_>,
) -> Result<Validators, LinkError> {
    let size = hop.patiently("no answer", ftp.size(file)).await?.ok();
    if let Some(size) = size {
        body.expect(u64::try_from(size).unwrap_or(u64::MAX))?;
    }
    let changed = hop.patiently("no answer", ftp.mdtm(file)).await?.ok();
    let last_modified = size.zip(changed).map(|(size, changed)| format!("{changed} {size}"));
    Ok(Validators { etag: None, last_modified })
}

async fn open(
    hop: &Hop<'_>,
    ftp: &mut Ftp,
    mode: Mode,
    file: &str,
) -> Result<FtpResult<suppaftp::tokio::TransferStream<AsyncRustlsStream>>, LinkError> {
    ftp.set_mode(mode);
    // What PASV says about the address is not listened to.
    ftp.set_passive_nat_workaround(true);
    hop.patiently("no data connection", ftp.retr_as_stream(file)).await
}

fn is_unknown(status: Status) -> bool {
    matches!(status, Status::BadCommand | Status::BadArguments | Status::NotImplemented)
}

fn failed(hop: &Hop<'_>, tls: &Tls, error: FtpError) -> LinkError {
    let url = hop.target.shown();
    match error {
        FtpError::SecureError(why) => match tls.problem() {
            Some(problem) => LinkError::Certificate { url, problem },
            None => hop.failed(why),
        },
        FtpError::ConnectionError(error) => {
            if let Some(problem) = trust::problem(&error) {
                LinkError::Certificate { url, problem }
            } else if error.kind() == io::ErrorKind::ConnectionRefused {
                LinkError::ConnectionRefused(url)
            } else {
                hop.failed(error)
            }
        }
        FtpError::UnexpectedResponse(response) => refused(hop, &response),
        FtpError::BadResponse
        | FtpError::InvalidAddress(_)
        | FtpError::DataConnectionAlreadyOpen => hop.failed(error),
    }
}

/// Says what a server means that answers otherwise than expected (RFC 959 4.2).
fn refused(hop: &Hop<'_>, response: &Response) -> LinkError {
    let url = hop.target.shown();
    if matches!(response.status, Status::NotLoggedIn | Status::InvalidCredentials) {
        return LinkError::Unauthorized { url, realm: String::new() };
    }
    if response.status == Status::FileUnavailable {
        return LinkError::NotFound(url);
    }
    let text = response.as_string().unwrap_or_default();
    let text: String = text.chars().filter(|c| !c.is_control()).take(100).collect();
    hop.failed(format_args!("the server answered {text}"))
}

/// TLS for both connections, from one configuration, as servers want the second to resume the
/// session of the first. Keeps what went wrong, of which the crate hands on the text only.
#[derive(Clone)]
struct Tls {
    connector: Option<TlsConnector>,
    problem: Arc<Mutex<Option<io::Error>>>,
}

impl Tls {
    fn new(hop: &Hop<'_>) -> Result<Self, LinkError> {
        let connector = match hop.target.scheme {
            Scheme::Ftps => {
                let config = trust::client_config(hop.trust).map_err(|problem| {
                    LinkError::Certificate { url: hop.target.shown(), problem }
                })?;
                Some(TlsConnector::from(Arc::new(config)))
            }
            Scheme::Tftp | Scheme::Ftp | Scheme::Http | Scheme::Https => None,
        };
        Ok(Self { connector, problem: Arc::default() })
    }

    fn problem(&self) -> Option<hookswitch_core::link::CertificateProblem> {
        let problem = self.problem.lock().unwrap_or_else(PoisonError::into_inner);
        problem.as_ref().and_then(|error| trust::problem(error))
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tls(..)")
    }
}

impl AsyncTlsConnector for Tls {
    type Stream = AsyncRustlsStream;

    fn connect<'a, 'b, 'c>(
        &'a self,
        domain: &'b str,
        stream: TcpStream,
    ) -> Pin<Box<dyn Future<Output = FtpResult<AsyncRustlsStream>> + Send + 'c>>
    where
        'a: 'c,
        'b: 'c,
        Self: 'c,
    {
        Box::pin(async move {
            let connected = async {
                let connector = self.connector.as_ref();
                let connector = connector.ok_or_else(|| io::Error::other("no TLS"))?;
                let name = ServerName::try_from(domain.to_owned()).map_err(io::Error::other)?;
                connector.connect(name, stream).await
            };
            connected.await.map(AsyncRustlsStream::from).map_err(|error| {
                let text = error.to_string();
                *self.problem.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                FtpError::SecureError(text)
            })
        })
    }
}
