//! A phone's own `.cfg`: from a directory, from a URL, or made by the demo.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hookswitch_core::link::{File, LinkError, MacAddress, Reply};
use tokio::io::AsyncReadExt as _;

use crate::config::Configuration;
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
    pub(crate) async fn configuration(
        &self,
        shared: &Shared,
        mac: MacAddress,
        model: &str,
    ) -> Result<Reply, LinkError> {
        let limit = shared.config.limits.file_bytes;
        match self {
            Self::Nowhere => {
                Err(LinkError::NotFound("the gateway has no configuration files".to_owned()))
            }
            Self::Directory(directory) => read(directory, mac, limit).await,
            Self::Url(url) => {
                let url = url
                    .replace("<MAC>", &mac.to_string())
                    .replace("<MODEL>", &model.replace(' ', "%20"));
                shared.fetcher.fetch(shared, &url, limit).await
            }
            Self::Made(provision) => {
                let data = provision.configuration(mac)?.into_bytes();
                Ok(Reply::File(File::named(format!("{mac}.cfg"), data)))
            }
        }
    }
}

/// Reads `<MAC>.cfg` in `directory`. The name is made of twelve hexadecimal digits here, never
/// of what a phone sent, so it cannot lead out of the directory.
async fn read(directory: &Path, mac: MacAddress, limit: u32) -> Result<Reply, LinkError> {
    let lower = mac.to_string();
    for digits in [lower.clone(), lower.to_ascii_uppercase()] {
        let name = format!("{digits}.cfg");
        match tokio::fs::File::open(directory.join(&name)).await {
            Ok(file) => {
                let mut data = Vec::new();
                let longest = u64::from(limit);
                let read = file.take(longest + 1).read_to_end(&mut data).await;
                read.map_err(|error| LinkError::FetchFailed(format!("{name}: {error}")))?;
                if u64::try_from(data.len()).unwrap_or(u64::MAX) > longest {
                    return Err(LinkError::TooLong(name));
                }
                return Ok(Reply::File(File::named(name, data)));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(LinkError::FetchFailed(format!("{name}: {error}"))),
        }
    }
    Err(LinkError::NotFound(format!("{lower}.cfg")))
}
