//! A phone's own `.cfg`: from a directory, from a URL, or made by the demo.

use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use hookswitch_core::link::{Fetch, File, LinkError, MacAddress, Reply};
use tokio::io::AsyncReadExt as _;

use crate::config::Configuration;
use crate::fetch::Body;
use crate::gateway::Shared;

/// Makes the configuration file of a phone when it is asked for.
pub trait Provision: Send + Sync {
    /// Returns the text of the `.cfg` of the phone `mac`, or why there is none.
    ///
    /// # Errors
    ///
    /// [`LinkError::NotFound`] if this phone gets none.
    fn configuration(&self, mac: MacAddress) -> Result<String, LinkError>;
}

/// Where the configuration files are.
pub(crate) enum Provisioning {
    Nowhere,
    Directory(PathBuf),
    Url(String),
    Made(Arc<dyn Provision>),
}

impl Provisioning {
    /// Returns the place that `config` names.
    pub(crate) fn new(config: &Configuration) -> Self {
        match (&config.directory, &config.url) {
            (Some(directory), _) => Self::Directory(directory.clone()),
            (None, Some(url)) => Self::Url(url.clone()),
            (None, None) => Self::Nowhere,
        }
    }

    /// Returns the configuration of a phone.
    pub(crate) async fn configuration<'b>(
        &self,
        shared: &Shared,
        mac: MacAddress,
        model: &str,
        new_body: impl Fn(String, u32) -> Body<'b>,
    ) -> Result<Reply, LinkError> {
        let limit = shared.config.limits.file_bytes;
        match self {
            Self::Nowhere => {
                Err(LinkError::NotFound("the gateway has no configuration files".to_owned()))
            }
            Self::Directory(directory) => read(directory, mac, limit, new_body).await,
            Self::Url(url) => {
                let url = url
                    .replace("<MAC>", &mac.to_string())
                    .replace("<MODEL>", &model.replace(' ', "%20"));
                shared.fetcher.fetch(shared, &Fetch::new(url, limit), new_body).await
            }
            Self::Made(provision) => {
                let data = provision.configuration(mac)?.into_bytes();
                Ok(Reply::File(File::named(format!("{mac}.cfg"), data)))
            }
        }
    }

    /// Returns a file that lies beside the configuration of a phone.
    pub(crate) async fn beside<'b>(
        &self,
        shared: &Shared,
        mac: MacAddress,
        name: String,
        new_body: impl Fn(String, u32) -> Body<'b>,
    ) -> Result<Reply, LinkError> {
        match self {
            Self::Directory(directory) if may_read(mac, &name) => {
                read_file(directory, name, shared.config.limits.file_bytes, new_body).await
            }
            Self::Directory(_) => Err(LinkError::NotAllowed(name)),
            Self::Nowhere | Self::Url(_) | Self::Made(_) => Err(LinkError::NotFound(name)),
        }
    }
}

/// Reads `<MAC>.cfg` in `directory`, or `<MAC>.cfx`. The name is made of twelve hexadecimal digits here, never
/// of what a phone sent, so it cannot lead out of the directory.
async fn read<'b>(
    directory: &Path,
    mac: MacAddress,
    limit: u32,
    new_body: impl Fn(String, u32) -> Body<'b>,
) -> Result<Reply, LinkError> {
    let lower = mac.to_string();
    for end in ["cfg", "cfx"] {
        for digits in [lower.clone(), lower.to_ascii_uppercase()] {
            match read_file(directory, format!("{digits}.{end}"), limit, &new_body).await {
                Err(LinkError::NotFound(_)) => {}
                reply => return reply,
            }
        }
    }
    Err(LinkError::NotFound(format!("{lower}.cfg")))
}

async fn read_file<'b>(
    directory: &Path,
    name: String,
    limit: u32,
    new_body: impl Fn(String, u32) -> Body<'b>,
) -> Result<Reply, LinkError> {
    let failed = |error: io::Error| {
        if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) {
            LinkError::NotFound(name.clone())
        } else {
            LinkError::FetchFailed(format!("{name}: {error}"))
        }
    };
    let file = tokio::fs::File::open(directory.join(&name)).await.map_err(failed)?;
    let mut data = Vec::new();
    file.take(u64::from(limit) + 1).read_to_end(&mut data).await.map_err(failed)?;
    let mut body = new_body(name, limit);
    body.push(&data).await?;
    Ok(Reply::File(body.finish()))
}

/// Whether the phone `mac` may have the file `name` of the directory: one below it, and not one
/// of another phone, whose name has that phone's address in it.
fn may_read(mac: MacAddress, name: &str) -> bool {
    let is_plain = |part: Component<'_>| matches!(part, Component::Normal(part) if part.to_str().is_some_and(|part| !part.starts_with('.')));
    let path = Path::new(name);
    let below = !name.is_empty() && !name.contains('\\') && path.components().all(is_plain);
    let own = mac.to_string();
    let mut runs = name.split(|c: char| !c.is_ascii_hexdigit());
    below && runs.all(|run| run.len() < own.len() || run.eq_ignore_ascii_case(&own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_reads_common_files_and_its_own() {
        let mac = MacAddress([0x02, 0xab, 0, 0, 0, 0xef]);
        for name in ["global.cfg", "sites/a b.cfg", "440HD_02AB000000EF_voip.cfg", "tones.tgz"] {
            assert!(may_read(mac, name), "{name}");
        }
        for name in [
            "",
            "/etc/passwd",
            "../secret.cfg",
            "sites/../../secret.cfg",
            "a\\..\\b.cfg",
            ".git/config",
            "02ab000000ee.cfg",
            "440HD_02AB000000EE_voip.cfg",
        ] {
            assert!(!may_read(mac, name), "{name}");
        }
    }
}
